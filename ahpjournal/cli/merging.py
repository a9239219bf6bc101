"""The command that brings in what was written in another copy of a journal."""

from pathlib import Path

import click

from ahpjournal.cli.output import CommandJob, say
from ahpjournal.cli.unlocking import PASSPHRASE_FILE, key_of, passphrase_of_copy
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.merging import MergeReport
from ahpjournal.services.merge_words import merge_sentences
from ahpjournal.services.protection import unlock
from ahpjournal.text import _

_PATH = click.Path(path_type=Path)


@click.command("merge", help=_("Bring the changes of another copy of the same journal in."))
@click.argument("journal", type=_PATH)
@click.argument("other", type=_PATH)
@PASSPHRASE_FILE
@click.option(
    "--other-passphrase-file",
    "other_file",
    type=_PATH,
    help=_("The same for the other copy, if it has a passphrase of its own."),
)
@click.option("--dry-run", is_flag=True, help=_("Only say what would change."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
def merge(
    journal: Path, other: Path, *, other_file: Path | None, dry_run: bool, as_json: bool
) -> None:
    """Merge a copy."""
    report = _merged(journal, other, other_file, dry_run=dry_run)
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


def _merged(journal: Path, other: Path, other_file: Path | None, *, dry_run: bool) -> MergeReport:
    """Merge with the key of *journal*, and with that of *other* where the two have not the same."""
    from ahpjournal.bootstrap import own_workshop

    made, key, job = own_workshop(), key_of(journal), CommandJob()
    try:
        return made.merge(journal, other, job, dry_run=dry_run, key=key)
    except ConditionError as error:
        if error.code is not ConditionCode.ENCRYPTED or Path(error.path) != other:
            raise
    finally:
        job.end()
    other_key = unlock(other, passphrase_of_copy(other_file, other))
    try:
        return made.merge(journal, other, job, dry_run=dry_run, key=key, other_key=other_key)
    finally:
        job.end()


ALL = (merge,)
