"""Reading the command line."""

from pathlib import Path
from typing import Any

import click
from typing_extensions import override

from ahpjournal import __version__
from ahpjournal.cli import (
    backup_commands,
    commands,
    merging,
    pack_commands,
    passphrase_commands,
    replies,
)
from ahpjournal.cli.output import INTERRUPTED, WRONG_USAGE, complain
from ahpjournal.cli.window import open_window
from ahpjournal.services.messages import UserMessage
from ahpjournal.text import _


class _Program(click.Group):
    """A first word that is not a command is a journal to open in the window."""

    @override
    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in self.commands and _looks_like_journal(args[0]):
            return "open", self.commands["open"], args
        return super().resolve_command(ctx, args)


def _looks_like_journal(word: str) -> bool:
    return word.endswith(".ahpjournal") or Path(word).exists()


@click.group(
    cls=_Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "AHP Journal: a private, offline reflective journal. Without a command it opens the window,"
        " on JOURNAL if one is named."
    ),
)
@click.option("--demo", is_flag=True, help=_("Open the demo journal, in a throw-away copy."))
@click.version_option(__version__, prog_name="AHP Journal")
@click.pass_context
def program(context: click.Context, *, demo: bool) -> None:
    """Open the window when no command is named."""
    if context.invoked_subcommand is None:
        context.exit(open_window(None, is_demo=demo))


@program.command("open", hidden=True)
@click.argument("journal", type=click.Path(path_type=Path))
@click.pass_context
def open_journal(context: click.Context, journal: Path) -> None:
    """Open the window on a journal."""
    context.exit(open_window(journal, is_demo=False))


for _command in (
    *commands.ALL,
    *backup_commands.ALL,
    *merging.ALL,
    *passphrase_commands.ALL,
    *pack_commands.ALL,
    *replies.ALL,
):
    program.add_command(_command)


def run_command(given: list[str]) -> int:
    """Do what the command line *given* asks for, and give the exit code."""
    try:
        outcome = program.main(args=given, prog_name="ahpjournal", standalone_mode=False)
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        message = UserMessage(
            _("That command cannot be read"),
            error.format_message(),
            _("Nothing was done."),
            _("See: ahpjournal --help"),
            "wrong-usage",
        )
        complain(message, [], as_json="--json" in given)
        return WRONG_USAGE
    return outcome if isinstance(outcome, int) else 0
