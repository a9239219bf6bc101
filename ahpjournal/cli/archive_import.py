"""Bringing a journal back from an archive PDF."""

import sys
from dataclasses import field
from pathlib import Path
from typing import Any

import click

from ahpjournal.cli.counts import counted
from ahpjournal.cli.import_words import import_sentences, import_values
from ahpjournal.cli.output import CommandJob
from ahpjournal.cli.unlocking import key_of, password_in
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.records import dataclass
from ahpjournal.services.archives import (
    FromArchive,
    bring_back_archive,
    journal_in_archive,
    look_into_archive,
    refuse_other,
)
from ahpjournal.services.merge_words import merge_sentences
from ahpjournal.text import _


@dataclass(frozen=True, slots=True)
class FromCommand:
    """The archive that a command names: its place, its bytes, and what opens the journal inside."""

    path: Path
    data: bytes = field(repr=False)
    passphrase: Passphrase


Said = tuple[dict[str, Any], list[str]]
"""What a command prints: values, and sentences."""


def archive_of(path: Path, data: bytes, password_file: Path | None) -> FromCommand:
    """Put together what is needed to open an archive; without a file, the terminal asks.

    Raises:
        InputError: no journal lies in it (NOT_AN_ARCHIVE); the passphrase is empty, or there is
            neither one nor a terminal (PASSWORD_NEEDED).
    """
    refuse_other(path, data)
    if password_file is not None:
        return FromCommand(path, data, Passphrase(password_in(password_file)))
    if not sys.stdin.isatty():
        raise InputError(InputCode.PASSWORD_NEEDED, path.name)
    prompt = _("Passphrase of the archive")
    typed = click.prompt(prompt, hide_input=True, err=True, default="", show_default=False)
    return FromCommand(path, data, Passphrase(str(typed)))


def bring_back(archive: FromCommand, target: Path, *, dry_run: bool) -> Said:
    """Make the journal in *archive* anew at *target*, where nothing may be yet.

    Raises:
        InputError: the file holds no journal.
        ConditionError: it does not open, or cannot be put there.
    """
    from ahpjournal.settings import SettingsStore, home

    job = CommandJob()
    copies: tuple[Path, ...] = ()
    if target.exists():
        raise ConditionError(ConditionCode.ALREADY_EXISTS, str(target))
    if dry_run:
        found = look_into_archive(archive.path, archive.passphrase, job, archive.data)
    else:
        known = tuple(Path(p) for p in SettingsStore(home()).current.recent)
        back = bring_back_archive(
            archive.path, archive.passphrase, target, job, known, archive.data
        )
        found, copies = back.found, back.copies
    job.end()
    values = _values(target, dry_run=dry_run, new=dict(found.counts))
    values |= {"journal_id": found.journal_id, "copies": [str(copy) for copy in copies]}
    lines = [_("Would be brought back: {counts}.").format(counts=counted(found.counts))]
    if not dry_run:
        lines = [
            _("Brought back as {path}: {counts}.").format(
                path=target, counts=counted(found.counts)
            ),
            _("It is the same journal, and opens with the passphrase of the archive."),
        ]
    if copies:
        text = _(
            "There is another copy of this journal: {paths}. Go on in one of them only, and bring"
            " them together with: ahpjournal merge"
        )
        lines.append(text.format(paths=", ".join(map(str, copies))))
    return values, lines


def bring_in(archive: FromCommand, journal: Path, *, dry_run: bool) -> Said:
    """Bring the journal in *archive* into *journal*: merged if both are copies of one journal.

    Into another journal comes what is new, as from JSON.

    Raises:
        InputError: the file holds no journal.
        ConditionError: one of them does not open or cannot be written to.
    """
    from ahpjournal.bootstrap import own_workshop

    job, made, key = CommandJob(), own_workshop(), key_of(journal)
    with journal_in_archive(archive.path, archive.passphrase, job, archive.data) as held:
        session = made.open(journal, read_only=True, key=key)
        is_same = session.journal_id == held.journal_id
        session.close()
        if not is_same:
            return _bring_other(held, journal, job, dry_run=dry_run)
        report = made.merge(journal, held.path, job, dry_run=dry_run, key=key, other_key=held.key)
    job.end()
    values = _values(journal, dry_run=dry_run, new=report.new)
    return values | {"updated": report.updated}, merge_sentences(report)


def _bring_other(held: FromArchive, journal: Path, job: CommandJob, *, dry_run: bool) -> Said:
    from ahpjournal.bootstrap import own_workshop
    from ahpjournal.cli.opening import opened

    source = own_workshop().open(held.path, read_only=True, key=held.key)
    try:
        data = source.transfer.whole_journal(job)
    finally:
        source.close()
    with opened(journal, read_only=dry_run) as session:
        report = session.transfer.import_json(data, job, dry_run=dry_run)
    job.end()
    return import_values(journal, report, dry_run=dry_run), import_sentences(report)


def _values(journal: Path, *, dry_run: bool, new: dict[str, int]) -> dict[str, Any]:
    return {
        "journal": str(journal),
        "dry_run": dry_run,
        "new": new,
        "unchanged": {},
        "kept": {},
        "kept_ids": [],
        "not_brought_in": {},
        "ignored": [],
    }
