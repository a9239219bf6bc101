"""The command that searches a journal."""

from datetime import date
from pathlib import Path

import click

from ahpjournal.cli.opening import opened
from ahpjournal.cli.output import say
from ahpjournal.cli.unlocking import PASSPHRASE_FILE
from ahpjournal.domain.search import HIT_END, HIT_START, SearchHit
from ahpjournal.text import _

_HELP = _(
    """Find reflections, actions, reasons for ratings, notes, replies and attachments.

    QUERY is words, phrases in double quotes, and filters: tag: module: competency: theme: after:
    before: on: is: has: in: each with what to look for, as in tag:falls after:2026-01.
    A minus in front of a word or a filter leaves out what has it. The best hits come first."""
)


@click.command("search", help=_HELP)
@click.argument("journal", type=click.Path(path_type=Path))
@PASSPHRASE_FILE
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
def search(journal: Path, query: str, limit: int, *, as_json: bool) -> None:
    """Search a journal."""
    from ahpjournal.domain.errors import InputCode, InputError
    from ahpjournal.services.search_words import describe_problem, kind_name

    with opened(journal, read_only=True) as session:
        meant = session.search.understand(query)
        if not meant.can_be_followed:
            words = " ".join(describe_problem(p) for p in meant.problems if not p.is_hint)
            raise InputError(InputCode.NOT_A_QUERY, "QUERY", words=words)
        hits = session.search.search(query, limit)
    values = {
        "query": query,
        "hints": [describe_problem(problem) for problem in meant.problems],
        "hits": [_values(hit) for hit in hits],
    }
    sentences = [
        f"{_day(hit.on)}  {kind_name(hit.kind)}: {_title(hit)}\n    {_plain(hit.snippet)}"
        for hit in hits
    ]
    sentences = sentences or [_("Nothing found.")]
    sentences += [describe_problem(problem) for problem in meant.problems]
    say(values, sentences, as_json=as_json)


def _values(hit: SearchHit) -> dict[str, object]:
    snippet = hit.snippet.replace(HIT_START, "<mark>").replace(HIT_END, "</mark>")
    return {
        "id": hit.id,
        "kind": hit.kind.value,
        "title": hit.title,
        "date": hit.on.isoformat() if hit.on is not None else None,
        "snippet": snippet,
    }


def _title(hit: SearchHit) -> str:
    return " ".join(hit.title.split()) or _("without a title")


def _plain(text: str) -> str:
    return " ".join(text.replace(HIT_START, "").replace(HIT_END, "").split())


def _day(day: date | None) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}" if day is not None else " " * 10
