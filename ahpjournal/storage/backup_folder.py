"""A folder of backups: what lies in it, tidied up, and protected when the journal is."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from ahpjournal.domain.backups import Backup, OddFile
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job, SilentJob
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.backups import (
    PART,
    SUFFIX,
    Facts,
    check_file,
    copy_keys,
    digest,
    facts_of,
    folder_conditions,
    forget,
    forget_companions,
    unused_place,
    verify_backup,
    without_note,
)
from ahpjournal.storage.connection import key_text, open_connection
from ahpjournal.storage.disk import sync_file, sync_folder
from ahpjournal.storage.driver import Error
from ahpjournal.storage.errors import conditions
from ahpjournal.storage.keys import NO_KEY, FileKind, Key, keys_path, sniff
from ahpjournal.storage.lock import WriterLock
from ahpjournal.storage.manifests import (
    MANIFEST_SUFFIX,
    manifest_path,
    read_manifest,
    write_manifest,
)
from ahpjournal.storage.opening import read_header
from ahpjournal.storage.rekeying import kept_facts
from ahpjournal.storage.schema import APPLICATION_ID

BACKUPS = "Backups"
"""The folder in the program's own folder that backups go to."""

_FOLDER_LOCK = ".ahpjournal-backups"


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """What lies in one folder, newest first, and what there is odd."""

    backups: tuple[Backup, ...]
    odd: tuple[OddFile, ...] = ()


def list_backups(folder: Path) -> BackupFolder:
    """Give what lies in *folder*, by the notes; what is missing, damaged or foreign is named.

    Raises:
        ConditionError: the folder cannot be read.
    """
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise ConditionError(ConditionCode.FOLDER_MISSING, str(folder)) from error
    found: list[Backup] = []
    odd: list[OddFile] = []
    for name in names:
        path = folder / name
        if name.endswith(SUFFIX) and not name.startswith("."):
            _look_at(path, found, odd)
        elif name.endswith(SUFFIX + MANIFEST_SUFFIX):
            backup = path.with_name(name.removesuffix(MANIFEST_SUFFIX))
            if not os.path.lexists(backup):
                odd.append(OddFile(backup, "missing"))
    found.sort(key=lambda b: (b.made_at, b.path.name), reverse=True)
    return BackupFolder(tuple(found), tuple(odd))


def remove_backup(backup: Backup) -> None:
    """Remove *backup* and what lies beside it; the note last, so that nothing is left unnamed.

    Raises:
        ConditionError: the folder refuses.
    """
    with folder_conditions(backup.path.parent):
        for path in (backup.path, keys_path(backup.path), manifest_path(backup.path)):
            path.unlink(missing_ok=True)


@contextmanager
def tidying(folder: Path) -> Iterator[bool]:
    """Hold *folder* for tidying up: what an interrupted run left is removed first.

    Gives False, and removes nothing, if another program is at work there.

    Raises:
        ConditionError: the folder may not be written to.
    """
    try:
        lock = WriterLock(folder / _FOLDER_LOCK)
    except ConditionError as error:
        if error.code is not ConditionCode.IN_USE:
            raise ConditionError(ConditionCode.NO_PERMISSION, str(folder)) from error
        yield False
        return
    try:
        _sweep(folder)
        yield True
    finally:
        lock.release()


def protect_backup(backup: Backup, key: Key, journal: Path, job: Job | None = None) -> Backup:
    """Replace a plain *backup* by an encrypted one of the same content, checked first.

    The slots of the journal at *journal*, which *key* opens, are put beside it. Until the encrypted
    one is complete, the plain one stays.

    Raises:
        ConditionError: it cannot be read or written; the plain one is still there.
    """
    verify_backup(backup.path, NO_KEY, job)
    folder = backup.path.parent
    place = unused_place(folder, backup.path.name.removesuffix(SUFFIX))
    part = place.with_name(f".{place.name}{PART}")
    try:
        with folder_conditions(folder):
            os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with conditions(folder):
            _export(backup.path, part, key, kept_facts(journal, key))
        found = check_file(part, key, job or SilentJob())
        if (found.live, found.words) != (backup.counts, backup.words):
            raise ConditionError(ConditionCode.BACKUP_UNSOUND, str(folder))
        with folder_conditions(folder):
            made = replace(
                backup,
                path=place,
                is_encrypted=True,
                size_bytes=part.stat().st_size,
                sha256=digest(part),
            )
            sync_file(part)
            copy_keys(journal, place)
            write_manifest(made)
            os.replace(part, place)
            sync_folder(folder)
    finally:
        forget(part)
        if not place.exists():
            forget_companions(place)
    remove_backup(backup)
    return made


def refresh_keys(copy: Path, key: Key, journal: Path) -> bool:
    """Put the present slots of *journal* beside an encrypted *copy* of it that *key* opens.

    Gives False, and changes nothing, if they are there already, or for one that has another key:
    its own slots still open it.

    Raises:
        ConditionError: the folder may not be written to.
    """
    with suppress(OSError):
        if keys_path(copy).read_bytes() == keys_path(journal).read_bytes():
            return False
    try:
        with conditions(copy):
            open_connection(copy, read_only=True, immutable=True, key=key).close()
    except ConditionError:
        return False
    copy_keys(journal, copy)
    return True


def _export(plain: Path, part: Path, key: Key, facts: Mapping[str, str]) -> None:
    """Write *plain* to *part* under *key*, with the code and the slots that open it."""
    source = open_connection(plain, read_only=True, immutable=True)
    try:
        version = int(source.execute("PRAGMA user_version").fetchone()[0])
        source.execute("PRAGMA query_only = OFF")
        source.execute("ATTACH DATABASE ? AS protected KEY ?", (str(part), key_text(key)))
        source.execute("SELECT sqlcipher_export('protected')").fetchall()
        source.executemany(
            "INSERT OR REPLACE INTO protected.meta (key, value) VALUES (?, ?)", list(facts.items())
        )
        source.execute(f"PRAGMA protected.user_version = {version}")
        source.execute(f"PRAGMA protected.application_id = {APPLICATION_ID}")
        source.execute("DETACH DATABASE protected")
    finally:
        source.close()


def _look_at(path: Path, found: list[Backup], odd: list[OddFile]) -> None:
    try:
        size = path.stat().st_size
        noted = read_manifest(path)
    except FileNotFoundError:
        _lookwithout_note(path, found, odd)
        return
    except OSError:
        odd.append(OddFile(path, "unreadable"))
        return
    except ValueError:
        odd.append(OddFile(path, "damaged"))
        return
    if size != noted.size_bytes:
        odd.append(OddFile(path, "damaged"))
        return
    found.append(noted)


def _lookwithout_note(path: Path, found: list[Backup], odd: list[OddFile]) -> None:
    """Take in a journal that somebody put here: what it holds, if that can be read."""
    kind = sniff(path)
    try:
        if kind is FileKind.PLAIN:
            read_header(path)
            with conditions(path):
                connection = open_connection(path, read_only=True, immutable=True)
                try:
                    found.append(without_note(path, facts_of(connection)))
                finally:
                    connection.close()
            return
        if kind in {FileKind.ENCRYPTED, FileKind.KEYLESS}:
            found.append(without_note(path, Facts("", {}, {}, 0, 0, "")))
            return
    except (ConditionError, Error, OSError):
        pass
    odd.append(OddFile(path, "damaged" if kind is not FileKind.FOLDER else "unreadable"))


def _sweep(folder: Path) -> None:
    """Remove what a run that was interrupted left: half copies, and notes without a backup."""
    for path in tuple(folder.iterdir()):
        name = path.name
        if name.startswith(".") and f"{SUFFIX}{PART}" in name:
            forget(path)
        elif name.endswith(SUFFIX + MANIFEST_SUFFIX):
            place = path.with_name(name.removesuffix(MANIFEST_SUFFIX))
            if not os.path.lexists(place):
                forget_companions(place)
