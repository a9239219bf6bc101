"""Archives: a PDF to read, with the whole journal in it as an encrypted file, and the way back.

What lies in an archive is the journal itself under a key of its own: versions, bin, records of what
left, decisions and the keys of forms included. It comes back as the same journal, with the same id,
so that copies of it merge and replies to its documents are still known.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from ahpjournal.domain.backups import Backup
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.portfolio import SealedJournal
from ahpjournal.domain.records import dataclass
from ahpjournal.services.private_copies import work_folder
from ahpjournal.storage import key_slots
from ahpjournal.storage.backups import SUFFIX, check_file, copy_at_rest, read_present
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.keys import NO_KEY, FileKind, Key, keys_path, sniff
from ahpjournal.storage.rekeying import encrypt_anew
from ahpjournal.storage.restoring import refuse_occupied, restore_beside
from ahpjournal.text import _

Sealer: TypeAlias = Callable[[Passphrase, Job], SealedJournal]
"""Gives the whole journal as an encrypted file; may be used in any thread."""

_MOST_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class FromArchive:
    """A journal that an archive holds, at rest in a private folder; *key* opens it."""

    path: Path
    key: Key
    journal_id: str


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """A journal that came back from an archive; *copies* are others of it on this computer."""

    path: Path
    found: Backup
    copies: tuple[Path, ...] = ()


def sealer_of(journal: JournalFile) -> Sealer:
    """Give what puts all of *journal* into an encrypted file; one in memory is copied at once."""

    def seal(passphrase: Passphrase, job: Job) -> SealedJournal:
        job.report(Progress(0, 0, JobStage.GATHERING))
        with work_folder() as folder:
            copy = folder / (_("Journal") + SUFFIX)
            if journal.path is None:
                journal.copy_to(copy)
            else:
                copy_at_rest(journal.path, copy, journal.key, job)
            protection = encrypt_anew(copy, journal.key, passphrase, job)
            check_file(copy, protection.key, job)
            if sniff(copy) is not FileKind.ENCRYPTED:
                raise ConditionError(ConditionCode.BACKUP_UNSOUND, str(copy))
            keys = keys_path(copy)
            return SealedJournal(copy.name, copy.read_bytes(), keys.name, keys.read_bytes())

    return seal


def is_archive(data: bytes) -> bool:
    """Tell whether *data* may be an archive: a PDF."""
    return data.startswith(b"%PDF-")


def refuse_other(archive: Path, data: bytes | None = None) -> None:
    """Make sure that *archive* may be one, before anybody is asked for a passphrase.

    Raises:
        InputError: no journal lies in it (NOT_AN_ARCHIVE).
        ConditionError: the file cannot be read.
    """
    from ahpjournal.pdf.archives import may_hold_journal

    held = _read(archive) if data is None else data
    if not (is_archive(held) and may_hold_journal(held)):
        raise InputError(InputCode.NOT_AN_ARCHIVE, archive.name)


@contextmanager
def journal_in_archive(
    archive: Path, passphrase: Passphrase, job: Job, data: bytes | None = None
) -> Iterator[FromArchive]:
    """Take the journal out of *archive*, into a private folder that goes afterwards.

    *data* are the bytes of the file, if they were read already.

    Raises:
        InputError: it holds none (NOT_AN_ARCHIVE).
        ConditionError: the file cannot be read; *passphrase* does not open it (WRONG_PASSPHRASE);
            the journal in it is damaged (BACKUP_UNSOUND) or of a newer version.
        Cancelled: the user stopped it.
    """
    from ahpjournal.pdf.archives import sealed_in

    job.report(Progress(0, 0, JobStage.CHECKING))
    try:
        sealed = sealed_in(_read(archive) if data is None else data, passphrase.text)
    except InputError as error:
        raise InputError(error.code, archive.name) from error
    except PermissionError as error:
        raise ConditionError(
            ConditionCode.WRONG_PASSPHRASE, str(archive), is_archive=True
        ) from error
    with _named(archive):
        slots = key_slots.parse_slots(sealed.keys.decode("utf-8", "replace"))
        key = key_slots.open_slots(slots, passphrase)
    with work_folder() as folder:
        path = folder / ("journal" + SUFFIX)
        path.write_bytes(sealed.data)
        path.chmod(0o600)
        key_slots.write_slots(path, slots)
        with _named(archive):
            found = check_file(path, key, job)
        yield FromArchive(path, key, found.journal_id)


def look_into_archive(
    archive: Path, passphrase: Passphrase, job: Job, data: bytes | None = None
) -> Backup:
    """Open the journal in *archive*, check it from end to end, and say what it holds.

    Raises:
        InputError, ConditionError, Cancelled: as for `journal_in_archive`.
    """
    from ahpjournal.storage.backups import verify_backup

    with journal_in_archive(archive, passphrase, job, data) as held:
        return verify_backup(held.path, held.key, job)


def bring_back_archive(
    archive: Path,
    passphrase: Passphrase,
    target: Path,
    job: Job,
    known: tuple[Path, ...] = (),
    data: bytes | None = None,
) -> BroughtBack:
    """Bring the journal in *archive* back at *target*, where nothing may be yet.

    It is the same journal, with the same id, and opens with *passphrase*. *known* are journals on
    this computer among which copies of it are looked for, beside those in the folder of *target*.

    Raises:
        InputError, ConditionError, Cancelled: as for `journal_in_archive`, or something is at
            *target* (ALREADY_EXISTS), or its folder refuses; nothing is left behind.
    """
    refuse_occupied(target)
    with journal_in_archive(archive, passphrase, job, data) as held:
        copies = copies_of(held.journal_id, target, known)
        found = restore_beside(held.path, target, held.key, job)
    return BroughtBack(target, found, copies)


def copies_of(journal_id: str, target: Path, known: tuple[Path, ...] = ()) -> tuple[Path, ...]:
    """Give the journals with this id in the folder of *target* and among *known*, but *target*."""
    beside: list[Path] = []
    with suppress(OSError):
        beside = sorted(target.absolute().parent.glob("*" + SUFFIX))[:_MOST_LOOKED_AT]
    found = {}
    for place in (*beside, *known):
        real = Path(os.path.realpath(place))
        if real != Path(os.path.realpath(target)) and _id_of(real) == journal_id:
            found[real] = place
    return tuple(found.values())


def _id_of(journal: Path) -> str:
    """Give the id of a journal at rest or in use; empty if it cannot be told."""
    try:
        if sniff(journal) is FileKind.PLAIN:
            return read_present(journal, NO_KEY).journal_id
        slots = key_slots.slots_if_any(journal)
    except ConditionError:
        return ""
    return slots.journal_id if slots is not None else ""


def _read(archive: Path) -> bytes:
    try:
        return archive.read_bytes()
    except FileNotFoundError as error:
        raise ConditionError(ConditionCode.MISSING, str(archive)) from error
    except IsADirectoryError as error:
        raise ConditionError(ConditionCode.NOT_A_FILE, str(archive)) from error
    except PermissionError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(archive)) from error
    except OSError as error:
        raise ConditionError(ConditionCode.DRIVE_PROBLEM, str(archive)) from error


@contextmanager
def _named(archive: Path) -> Iterator[None]:
    """Name the archive in what is raised, not the private copy of what lies in it."""
    try:
        yield
    except ConditionError as error:
        more = {**error.parameters, "is_archive": True}
        raise ConditionError(error.code, str(archive), **more) from error
