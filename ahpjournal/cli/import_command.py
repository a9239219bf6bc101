"""The command that brings a file in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ahpjournal.cli.counts import counted
from ahpjournal.cli.files import read_bytes
from ahpjournal.cli.opening import opened
from ahpjournal.cli.output import CommandJob, choose, say
from ahpjournal.cli.unlocking import PASSPHRASE_FILE, given_passphrase, password_in
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.policy import read_policies
from ahpjournal.services.archives import is_archive, journal_in_archive
from ahpjournal.text import _, ngettext

if TYPE_CHECKING:
    from ahpjournal.services.session import JournalSession

_SOURCES = ("json", "dayone", "rednotebook", "jrnl", "markdown", "csv")
_PATH = click.Path(path_type=Path)


@click.command(
    "import",
    help=_(
        "Bring a JSON file or an archive PDF in: what is new is added, nothing is overwritten. From"
        " an archive a journal that is not there yet is made; with the archive alone, beside it."
    ),
)
@click.argument("journal", type=_PATH)
@PASSPHRASE_FILE
@click.argument("file", type=_PATH, required=False)
@click.option("--from", "source", default="json", show_default=True)
@click.option("--password-file", type=_PATH, help=_("A file with the password of an archive."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would be brought in."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
def import_(
    journal: Path,
    file: Path | None,
    source: str,
    password_file: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring a file in."""
    choose("--from", source, _SOURCES)
    if source != "json":
        raise InputError(InputCode.NOT_OFFERED, f"--from {source}")
    given = file or journal
    data = read_bytes(given)
    is_restore = is_archive(data)
    if file is None:
        if not is_restore:
            raise click.UsageError(_("Name the journal, then the file."))
        journal = given.with_suffix(".ahpjournal")
    if is_restore:
        data = journal_in_archive(data, password_in(password_file), given.name)
    job = CommandJob()
    may_make = is_restore and (file is None or not journal.exists())
    with _target(journal, may_make=may_make, dry_run=dry_run) as session:
        try:
            report = session.transfer.import_json(data, job, dry_run=dry_run)
        except InputError as error:
            raise InputError(error.code, given.name, **error.parameters) from error
    job.end()
    values = {
        "journal": str(journal),
        "dry_run": dry_run,
        "new": report.new,
        "unchanged": report.same,
        "kept": report.kept,
        "kept_ids": report.kept_ids,
        "not_brought_in": report.later,
        "ignored": list(report.ignored),
    }
    made = [_("Made {path}.").format(path=journal)] if may_make and not dry_run else []
    say(values, [*made, *_import_sentences(report)], as_json=as_json)


@contextmanager
def _target(journal: Path, *, may_make: bool, dry_run: bool) -> "Iterator[JournalSession]":
    """Open the journal that is brought into; one that is made goes again if that fails."""
    from ahpjournal.bootstrap import workshop

    if not may_make:
        with opened(journal, read_only=dry_run) as session:
            yield session
        return
    if journal.exists():
        raise ConditionError(ConditionCode.ALREADY_EXISTS, str(journal))
    if dry_run:
        session = workshop().memory()
        try:
            yield session
        finally:
            session.close()
        return
    passphrase = given_passphrase()
    if passphrase is None:
        read_policies().require_removable_passphrase()
    with workshop().made(journal, passphrase=passphrase) as session:
        yield session


def _import_sentences(report: Any) -> list[str]:
    lead = _("Would be new: {counts}.") if report.is_dry_run else _("New: {counts}.")
    sentences = [lead.format(counts=counted(report.new))]
    if report.same:
        sentences.append(_("Here already: {counts}.").format(counts=counted(report.same)))
    if report.kept:
        text = _("Different here, and left as they are here: {counts}.")
        sentences.append(text.format(counts=counted(report.kept)))
    if report.later:
        text = _("Not brought in by this version: {counts}. They are still in the file.")
        sentences.append(text.format(counts=counted(report.later)))
    if report.ignored:
        count = ngettext(
            "{count} unknown key was left out: {keys}",
            "{count} unknown keys were left out: {keys}",
            len(report.ignored),
        )
        sentences.append(
            count.format(count=len(report.ignored), keys=", ".join(report.ignored[:10]))
        )
    return sentences
