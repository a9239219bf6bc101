"""The command that says what in a text points to a person."""

import sys
from bisect import bisect_right
from pathlib import Path

import click

from ahpjournal.cli.output import say
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.privacy.detector import IdentifierCheck
from ahpjournal.privacy.findings import Finding
from ahpjournal.services.identifier_words import explain, kind_name
from ahpjournal.text import _, ngettext

LARGEST = 20_000_000
"""Bytes of a text that is read; a long book has a million."""


@click.command(
    "scan",
    help=_(
        "Say what in a text points to a person: kind, place, words and reason. FILE is a text in"
        " UTF-8, - is standard input. The exit code is 0 whether or not anything is found: a"
        " finding is a question to you, not a fault, and none is no proof. Scripts read the count"
        " with --json."
    ),
)
@click.argument("file", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
def scan(file: str, *, as_json: bool) -> None:
    """Find identifiers in a text."""
    text = _read(file)
    starts = _line_starts(text)
    found = IdentifierCheck().find(text)
    values = {
        "file": file,
        "count": len(found),
        "findings": [_values(finding, *_place(finding, starts)) for finding in found],
    }
    sentences = [_sentence(finding, *_place(finding, starts)) for finding in found]
    if found:
        count = ngettext("{count} place to look at.", "{count} places to look at.", len(found))
        sentences.append(count.format(count=len(found)))
    else:
        sentences.append(_("None of the identifiers that this check knows."))
    sentences.append(_("This is help, not a guarantee: people can be known by what happened, too."))
    say(values, sentences, as_json=as_json)


def _read(file: str) -> str:
    data = sys.stdin.buffer.read(LARGEST + 1) if file == "-" else _read_file(Path(file))
    if len(data) > LARGEST:
        raise InputError(InputCode.TOO_LONG, file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(InputCode.NOT_TEXT, file) from error


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ConditionError(ConditionCode.NOT_A_FILE, str(path))
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise ConditionError(ConditionCode.MISSING, str(path)) from error
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(path)) from error


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts[:-1]


def _place(finding: Finding, starts: list[int]) -> tuple[int, int]:
    """Give line and column of a finding, both counted from 1."""
    line = bisect_right(starts, finding.start)
    return line, finding.start - starts[line - 1] + 1


def _values(finding: Finding, line: int, column: int) -> dict[str, object]:
    return {
        "kind": finding.kind.value,
        "where": {"line": line, "column": column, "start": finding.start, "end": finding.end},
        "what": finding.what,
        "why": finding.why.value,
        "explanation": explain(finding.why),
        "confidence": finding.confidence.name.lower(),
    }


def _sentence(finding: Finding, line: int, column: int) -> str:
    what = " ".join(finding.what.split())
    return _("Line {line}, column {column}: {kind}: {what}. {why}").format(
        line=line, column=column, kind=kind_name(finding.kind), what=what, why=explain(finding.why)
    )
