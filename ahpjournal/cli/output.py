"""What commands print: plain sentences or one JSON object, errors with a fixed exit code."""

import json
import sys
from collections.abc import Mapping
from typing import Any

import click

from ahpjournal.domain.errors import AhpJournalError, InputError
from ahpjournal.domain.jobs import Progress
from ahpjournal.services.messages import UserMessage, describe_for_command
from ahpjournal.text import _, ngettext

DONE, FAULT, WRONG_USAGE, NOT_ACCEPTABLE, CONDITION, INTERRUPTED = 0, 1, 2, 3, 4, 130


class CommandJob:
    """Shows progress on standard error when it is a terminal."""

    def __init__(self) -> None:
        """Start with nothing shown."""
        self._is_terminal = sys.stderr.isatty()
        self._is_shown = False

    def report(self, progress: Progress) -> None:
        """Show how far the work is."""
        if not self._is_terminal:
            return
        words = progress.stage.value
        if progress.total:
            words = f"{words} {progress.done * 100 // progress.total} %"
        click.echo(f"\r{words:<40}", nl=False, err=True)
        self._is_shown = True

    def check_cancelled(self) -> None:
        """Never stop: Ctrl-C does."""

    def end(self) -> None:
        """Clear the line."""
        if self._is_shown:
            click.echo("\r" + " " * 40 + "\r", nl=False, err=True)


def say(values: Mapping[str, Any], sentences: list[str], *, as_json: bool) -> None:
    """Print *values* as one JSON object, or *sentences* for people."""
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False))
        return
    for sentence in sentences:
        click.echo(sentence)


def choose(option: str, given: str, known: tuple[str, ...]) -> None:
    """Refuse a word that no version knows as wrong usage."""
    if given not in known:
        words = _("\u201c{word}\u201d is none of: {known}.")
        raise click.BadParameter(
            words.format(word=given, known=", ".join(known)), param_hint=option
        )


def exit_code(error: AhpJournalError) -> int:
    """Give the exit code that goes with *error*."""
    return NOT_ACCEPTABLE if isinstance(error, InputError) else CONDITION


def complain(message: UserMessage, details: list[str], *, as_json: bool) -> None:
    """Print an error: what happened, what is safe, what to do; *details* name places."""
    if as_json:
        error: dict[str, Any] = {
            "code": message.code,
            "message": f"{message.title}. {message.what_happened}",
            "safe": message.what_is_safe,
            "next_step": message.next_step,
        }
        if details:
            error["details"] = details
        click.echo(json.dumps({"error": error}, ensure_ascii=False), err=True)
        return
    click.echo(f"{message.title}. {message.what_happened}", err=True)
    for detail in details:
        click.echo(f"  {detail}", err=True)
    click.echo(f"{message.what_is_safe} {message.next_step}", err=True)


def details_of(error: AhpJournalError) -> list[str]:
    """Name every place that is not as expected, if *error* knows them."""
    problems = error.parameters.get("problems")
    if not isinstance(problems, tuple):
        return []
    details = [f"{p.path}: expected {p.expected}" for p in problems if hasattr(p, "path")]
    more = error.parameters.get("more")
    if isinstance(more, int) and more:
        text = ngettext("$: and {count} more place", "$: and {count} more places", more)
        details.append(text.format(count=more))
    return details


def complain_of(error: AhpJournalError, *, as_json: bool) -> int:
    """Print *error* and give its exit code."""
    complain(describe_for_command(error), details_of(error), as_json=as_json)
    return exit_code(error)
