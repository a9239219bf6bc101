"""Reading the command line, and turning every outcome into words and an exit code."""

import os
import sys
from pathlib import Path
from typing import Any

import click
from typing_extensions import override

from ahpjournal import __version__, logs
from ahpjournal.cli import (
    backup_commands,
    commands,
    merging,
    pack_commands,
    passphrase_commands,
    replies,
)
from ahpjournal.cli.output import FAULT, INTERRUPTED, WRONG_USAGE, complain, complain_of
from ahpjournal.domain.errors import AhpJournalError, Cancelled
from ahpjournal.services.messages import UserMessage, unexpected
from ahpjournal.settings import home
from ahpjournal.text import _

_OWNER_ONLY = 0o077


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
        context.exit(_open_window(None, is_demo=demo))


@program.command("open", hidden=True)
@click.argument("journal", type=click.Path(path_type=Path))
@click.pass_context
def open_journal(context: click.Context, journal: Path) -> None:
    """Open the window on a journal."""
    context.exit(_open_window(journal, is_demo=False))


def _open_window(journal: Path | None, *, is_demo: bool) -> int:
    from ahpjournal.bootstrap import run

    return run(journal, is_demo=is_demo, qt_arguments=["ahpjournal"])


for _command in (
    *commands.ALL,
    *backup_commands.ALL,
    *merging.ALL,
    *passphrase_commands.ALL,
    *pack_commands.ALL,
    *replies.ALL,
):
    program.add_command(_command)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and give the exit code; never shows a traceback.

    Whatever is made meanwhile can be read by its owner only.
    """
    usual = os.umask(_OWNER_ONLY)  # for what libraries make, too
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    finally:
        os.umask(usual)


def _run(given: list[str]) -> int:  # noqa: PLR0911 - one way out for each outcome
    as_json = "--json" in given
    _speak_utf8()
    logs.open_log(home())
    try:
        outcome = program.main(args=given, prog_name="ahpjournal", standalone_mode=False)
    except click.exceptions.Abort:
        return INTERRUPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Cancelled:
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
        complain(message, [], as_json=as_json)
        return WRONG_USAGE
    except AhpJournalError as error:
        return complain_of(error, as_json=as_json)
    except BrokenPipeError:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - quiet until the end
        return FAULT
    except Exception as error:  # noqa: BLE001 - the last door: no traceback ever reaches a user
        logs.fault(error)
        complain(unexpected(), [], as_json=as_json)
        return FAULT
    finally:
        logs.close_log()
    return outcome if isinstance(outcome, int) else 0


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
