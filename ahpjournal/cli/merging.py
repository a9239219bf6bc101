"""The command that brings in what was written in another copy of a journal."""

from pathlib import Path

import click

from ahpjournal.cli.output import CommandJob, say
from ahpjournal.services.merge_words import merge_sentences
from ahpjournal.text import _

_PATH = click.Path(path_type=Path)


@click.command("merge", help=_("Bring the changes of another copy of the same journal in."))
@click.argument("journal", type=_PATH)
@click.argument("other", type=_PATH)
@click.option("--dry-run", is_flag=True, help=_("Only say what would change."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
def merge(journal: Path, other: Path, *, dry_run: bool, as_json: bool) -> None:
    """Merge a copy."""
    from ahpjournal.bootstrap import own_workshop

    job = CommandJob()
    try:
        report = own_workshop().merge(journal, other, job, dry_run=dry_run)
    finally:
        job.end()
    values = {
        "dry_run": report.is_dry_run,
        "changed": report.has_changes,
        "new": report.new,
        "updated": report.updated,
        "older": report.older,
        "erased": report.erased,
        "versions": report.versions,
        "settings": report.settings,
        "clock_ahead": report.clock_ahead,
        "disagreements": [
            {
                "kind": found.kind.value,
                "id": found.record,
                "title": found.title,
                "current": found.winner,
                "other": found.loser,
            }
            for found in report.disagreements
        ],
    }
    sentences = merge_sentences(report)
    if dry_run and report.has_changes:
        sentences.insert(0, _("This is what would happen:"))
    say(values, sentences, as_json=as_json)


ALL = (merge,)
