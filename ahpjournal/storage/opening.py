"""Deciding whether a file is a journal that this program may open, before anything is written."""

import os
import struct
import sys
from contextlib import suppress
from pathlib import Path

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.driver import Connection, Error
from ahpjournal.storage.errors import condition_of, conditions
from ahpjournal.storage.keys import KEYS_SUFFIX, NO_KEY, PAGE_BYTES, FileKind, Key, sniff
from ahpjournal.storage.location import is_shared_location
from ahpjournal.storage.lock import LOCK_SUFFIX, WriterLock
from ahpjournal.storage.schema import APPLICATION_ID, SCHEMA_VERSION

BESIDE = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside an open one."""

_HEADER_BYTES = 100
_NOT_READABLE = {
    FileKind.MISSING: ConditionCode.MISSING,
    FileKind.FOLDER: ConditionCode.NOT_A_FILE,
    FileKind.NO_PERMISSION: ConditionCode.NO_PERMISSION,
    FileKind.DRIVE_PROBLEM: ConditionCode.DRIVE_PROBLEM,
    FileKind.EMPTY: ConditionCode.NOT_A_JOURNAL,
    FileKind.ENCRYPTED: ConditionCode.ENCRYPTED,
    FileKind.KEYLESS: ConditionCode.KEYS_MISSING,
}
_READABLE = frozenset({FileKind.PLAIN, FileKind.OTHER})
_ENCRYPTED = frozenset({FileKind.ENCRYPTED, FileKind.KEYLESS})
_NO_FILES_BESIDE = frozenset(
    {ConditionCode.READ_ONLY, ConditionCode.NO_PERMISSION, ConditionCode.DISK_FULL}
)
_SHARED_BYTES = 32_768
"""SQLite's -shm has at least this many bytes before anybody can use it."""
_TABLES = ("meta", "setting", "profile", "module", "sitting", "rating", "entry", "action")


@dataclass(frozen=True, slots=True)
class Header:
    """What a journal's first bytes say. *has_log*: commits go to a write-ahead log beside it."""

    version: int
    has_log: bool


def read_header(path: Path, key: Key = NO_KEY) -> Header:
    """Read what a journal's first bytes say; those of an encrypted one with *key*.

    Raises:
        ConditionError: *path* is no journal, its file is shorter than it should be, or a key is
            wanted or not wanted.
    """
    kind = sniff(path)
    if kind in _ENCRYPTED and not key.is_empty:
        return _read_encrypted_header(path, key)
    if kind is FileKind.PLAIN and not key.is_empty:
        raise ConditionError(ConditionCode.NOT_ENCRYPTED, str(path))
    if kind not in _READABLE:
        raise ConditionError(_NOT_READABLE[kind], str(path))
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        size = path.stat().st_size
    except OSError as error:
        raise ConditionError(ConditionCode.DRIVE_PROBLEM, str(path)) from error
    if kind is FileKind.OTHER:
        is_journal = header[68:72] == APPLICATION_ID.to_bytes(4, "big")
        code = ConditionCode.DAMAGED if is_journal else ConditionCode.NOT_A_JOURNAL
        raise ConditionError(code, str(path))
    if len(header) < _HEADER_BYTES:
        raise ConditionError(ConditionCode.DAMAGED, str(path))
    page_size = struct.unpack(">H", header[16:18])[0]
    pages, version, application = (
        struct.unpack(">I", header[at : at + 4])[0] for at in (28, 60, 68)
    )
    if application != APPLICATION_ID:
        raise ConditionError(ConditionCode.NOT_A_JOURNAL, str(path))
    if not _has_log(path) and size < pages * (65_536 if page_size == 1 else page_size):
        raise ConditionError(ConditionCode.DAMAGED, str(path))
    return Header(int(version), header[18] == 2)


def _read_encrypted_header(path: Path, key: Key) -> Header:
    """Read the header through a connection of its own, which cannot write."""
    if path.stat().st_size % PAGE_BYTES and not _has_log(path):
        raise ConditionError(ConditionCode.DAMAGED, str(path))
    with conditions(path):
        connection = open_to_read(path, has_log=True, key=key)
        try:
            application, version, mode = (
                connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("application_id", "user_version", "journal_mode")
            )
        finally:
            connection.close()
    if application != APPLICATION_ID:
        raise ConditionError(ConditionCode.NOT_A_JOURNAL, str(path))
    # Where no log can be kept, the file was read by itself, and does not say how it is written.
    return Header(int(version), mode == "wal" or not _can_keep_log(path))


def refuse_journal(target: Path, journal: Path | None) -> None:
    """Make sure that something else written to *target* replaces no journal nor what belongs to it.

    *journal* is the open one; None if it lies in memory.

    Raises:
        ConditionError: it would (IS_A_JOURNAL).
    """
    real = Path(os.path.realpath(target))
    beside = (*BESIDE, LOCK_SUFFIX, KEYS_SUFFIX)
    owners = {real.name.removesuffix(ending) for ending in beside} - {""}
    places = [real.with_name(name) for name in owners]
    if any(_is_journal(place) or _is_same(place, journal) for place in places):
        raise ConditionError(ConditionCode.IS_A_JOURNAL, str(target))


def _is_same(place: Path, journal: Path | None) -> bool:
    if journal is None:
        return False
    try:
        return place.samefile(journal)
    except OSError:
        return place == Path(os.path.realpath(journal))


def _is_journal(place: Path) -> bool:
    kind = sniff(place)
    if kind in _ENCRYPTED:
        return True
    if kind not in _READABLE:
        return False
    try:
        with place.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError:
        return False
    return header[68:72] == APPLICATION_ID.to_bytes(4, "big")


def refuse_unwritable(path: Path) -> None:
    """Make sure that the file may be written, without writing it.

    Raises:
        ConditionError: it may not (READ_ONLY).
    """
    try:
        os.close(os.open(path, os.O_RDWR))
    except OSError as error:
        raise ConditionError(ConditionCode.READ_ONLY, str(path)) from error


def prove_structure(connection: Connection, path: Path) -> None:
    """Make sure that an open file has the tables of a journal.

    Raises:
        ConditionError: it was changed by a newer version (TOO_NEW) in ways this one cannot read,
            or tables are missing (DAMAGED).
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        from ahpjournal.storage.database import database_of
        from ahpjournal.storage.migrations import missing_parts

        if missing_parts(database_of(connection), is_newer=True):
            raise ConditionError(ConditionCode.TOO_NEW, str(path), version=version)
        return
    for table in _TABLES:
        try:
            connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
        except Error as error:
            if "no such table" not in str(error):
                raise
            raise ConditionError(ConditionCode.DAMAGED, str(path)) from error


def open_to_read(path: Path, *, has_log: bool, key: Key = NO_KEY) -> Connection:
    """Open *path* so that nothing at all can be written.

    Where SQLite cannot keep its files beside the journal (a folder that may not be written, a full
    disk, a write-ahead log on a network drive), a journal at rest is read by itself.

    Raises:
        ConditionError: the folder may not be written (READ_ONLY) or the disk is full (DISK_FULL),
            and the journal is not at rest.
    """
    at_rest = not any(_has(path, ending) for ending in BESIDE)
    if at_rest and has_log and not _can_keep_log(path):
        return open_connection(path, read_only=True, immutable=True, key=key)
    try:
        # At rest, SQLite takes away what it put beside the file only from a connection that could
        # write; this one never does, as it is told to read only.
        return open_connection(path, read_only=True, tidies=at_rest and has_log, key=key)
    except Error as error:
        condition = condition_of(error, path)
        if condition is None or condition.code not in _NO_FILES_BESIDE:
            raise
        is_full = condition.code is ConditionCode.DISK_FULL
        if not at_rest:
            raise (
                condition if is_full else ConditionError(ConditionCode.READ_ONLY, str(path))
            ) from error
        if is_full:
            _tidy_alone(path)
        return open_connection(path, read_only=True, immutable=True, key=key)


def _tidy_alone(path: Path) -> None:
    """Remove what is half made beside *path*, unless somebody may be writing it."""
    try:
        lock = WriterLock(path)
    except ConditionError:
        return
    try:
        remove_half_made(path)
    finally:
        lock.release()


def remove_half_made(path: Path) -> None:
    """Remove the files beside a journal that SQLite began and had no room for.

    Whoever calls this holds the journal's lock. A -shm so short serves nobody, and a -wal is
    removed only if nothing is in it.
    """
    real = Path(os.path.realpath(path))
    log, shared = (real.with_name(real.name + ending) for ending in ("-wal", "-shm"))
    with suppress(OSError):
        if shared.stat().st_size >= _SHARED_BYTES or (log.exists() and log.stat().st_size):
            return
        shared.unlink()
        log.unlink(missing_ok=True)


def _can_keep_log(path: Path) -> bool:
    return not is_shared_location(path) and os.access(
        path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids
    )


def identity(path: Path | None) -> tuple[int, int] | None:
    """Tell which file lies at *path*; None where another could not take its place unnoticed."""
    if path is None or sys.platform == "win32":
        return None
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def _has(path: Path, ending: str) -> bool:
    real = Path(os.path.realpath(path))
    return real.with_name(real.name + ending).exists()


def _has_log(path: Path) -> bool:
    return _has(path, "-wal")
