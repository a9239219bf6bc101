"""Backups on disk: made, and read back from end to end.

A backup is a whole journal at rest under a name of its own: it opens like any journal. Beside it
lie its key slots, if it is encrypted, and a note (`manifests`). The rename of the file is the last
step of making it, so that whatever has its final name is complete.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from ahpjournal.domain.backups import Backup, BackupReason
from ahpjournal.domain.clock import Clock, parse_timestamp, timestamp
from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job, JobStage, Progress, SilentJob
from ahpjournal.domain.records import dataclass
from ahpjournal.output_file import whole_file
from ahpjournal.storage.connection import open_connection, read_in_passing
from ahpjournal.storage.disk import condition_of_system, sync_file, sync_folder
from ahpjournal.storage.driver import Connection, Error
from ahpjournal.storage.errors import condition_of, conditions
from ahpjournal.storage.keys import NO_KEY, FileKind, Key, keys_path, sniff
from ahpjournal.storage.manifests import (
    manifest_path,
    read_manifest,
    write_manifest,
)
from ahpjournal.storage.opening import BESIDE, open_to_read, read_header
from ahpjournal.storage.schema import APPLICATION_ID

SUFFIX = ".ahpjournal"
PART = ".part"
UNTOUCHED = "/0/0"
"""The mark of a journal that nothing was ever written into."""

_LOOK_AFTER = 20_000
_INTERRUPTED = 9
_LIVE = (("entries", "entry"), ("actions", "action"), ("sittings", "sitting"))
_SEARCHED = ("entry", "action")
_TOTALS = 1  # the row of an FTS5 index that holds its totals, from its documented file format
# What of an error while copying speaks of the place written to, not of the journal read.
_OF_THE_FOLDER = frozenset(
    {
        ConditionCode.DISK_FULL,
        ConditionCode.DRIVE_PROBLEM,
        ConditionCode.READ_ONLY,
        ConditionCode.NO_PERMISSION,
        ConditionCode.MISSING,
    }
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a journal says of itself. *rows* counts every table, live or not."""

    journal_id: str
    rows: Mapping[str, int]
    live: Mapping[str, int]
    words: int
    schema_version: int
    mark: str


@dataclass(frozen=True, slots=True)
class Present:
    """What a journal is at the moment: which one, begun when (UTC, ISO), and in which state."""

    journal_id: str
    begun_at: str
    mark: str

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was ever written into it."""
        return self.mark == UNTOUCHED


def read_present(journal: Path, key: Key) -> Present:
    """Ask the journal at *journal*, in use or not, what it is at the moment.

    Raises:
        ConditionError: it cannot be read.
    """
    with conditions(journal):
        source = _open_source(journal, key)
        try:
            meta = dict(source.execute("SELECT key, value FROM meta").fetchall())
            return Present(meta.get("journal_id", ""), meta.get("created_at", ""), mark_of(source))
        finally:
            source.close()


def make_backup(
    journal: Path,
    folder: Path,
    key: Key,
    reason: BackupReason,
    clock: Clock,
    job: Job | None = None,
) -> Backup:
    """Copy the journal at *journal* into *folder*, open the copy, and check it from end to end.

    The journal may be in use, here or elsewhere: it is read on a connection of its own, as it is at
    one moment.

    Raises:
        ConditionError: the folder is missing, full or refuses, the journal cannot be read, or the
            copy did not read back (BACKUP_UNSOUND); nothing is left behind and the journal is
            untouched.
        Cancelled: the user stopped it; nothing is left behind.
    """
    watcher = job or SilentJob()
    if not os.path.isdir(folder):  # noqa: PTH112 - a folder that may not be looked at is missing
        raise ConditionError(ConditionCode.FOLDER_MISSING, str(folder))
    place = _free_place(journal, folder, reason, clock)
    part = place.with_name(f".{place.name}{PART}")
    try:
        with folder_conditions(folder):
            os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        watcher.report(Progress(0, 2, JobStage.SAVING))
        before, after = _copy(journal, part, folder, key, watcher)
        watcher.report(Progress(1, 2, JobStage.CHECKING))
        found = check_file(part, key, watcher)
        if not _is_between(found.rows, before, after):
            raise ConditionError(ConditionCode.BACKUP_UNSOUND, str(folder))
        with folder_conditions(folder):
            made = Backup(
                path=place,
                made_at=parse_timestamp(timestamp(clock.now())),  # as the note will say it
                made_on=clock.today(),
                reason=reason,
                journal_id=found.journal_id,
                counts=found.live,
                words=found.words,
                size_bytes=part.stat().st_size,
                schema_version=found.schema_version,
                is_encrypted=not key.is_empty,
                is_checked=True,
                journal_name=journal.name,
                sha256=digest(part),
                mark=found.mark,
            )
            sync_file(part)
            if made.is_encrypted:
                copy_keys(journal, place)
            write_manifest(made)
            os.replace(part, place)
            sync_folder(folder)
    finally:
        forget(part)
        if not place.exists():
            forget_companions(place)
    return made


def copy_at_rest(journal: Path, copy: Path, key: Key, job: Job) -> None:
    """Write the journal as it is at one moment, in use or not, to a new file at *copy*.

    The same *key* opens both; its slots are not copied.

    Raises:
        ConditionError: the folder is full or refuses, or the journal cannot be read; nothing is
            left behind.
        Cancelled: the user stopped it; nothing is left behind.
    """
    is_done = False
    try:
        with folder_conditions(copy.parent):
            os.close(os.open(copy, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(journal, copy, copy.parent, key, job)
        is_done = True
    finally:
        if not is_done:
            forget(copy)


def verify_backup(path: Path, key: Key | None, job: Job | None = None) -> Backup:
    """Read the backup at *path* from end to end and give what it holds.

    Without a *key* an encrypted one is compared with its note only: it is then, byte for byte, what
    was opened and checked when it was made.

    Raises:
        ConditionError: it is not as it was when it was made (BACKUP_UNSOUND), cannot be opened
            with *key*, or is no journal.
    """
    if not path.name:  # a folder: the one that one is in, or the root of all
        raise ConditionError(ConditionCode.NOT_A_FILE, str(path))
    if any(path.with_name(path.name + ending).exists() for ending in BESIDE):
        raise ConditionError(ConditionCode.IN_USE, str(path))  # a journal in use, or not at rest
    noted = _noted(path)
    try:
        if noted is not None and digest(path) != noted.sha256:
            raise ConditionError(ConditionCode.BACKUP_UNSOUND, str(path))
    except OSError as error:
        raise ConditionError(ConditionCode.DRIVE_PROBLEM, str(path)) from error
    if key is None and sniff(path) in {FileKind.ENCRYPTED, FileKind.KEYLESS}:
        if noted is None:
            raise ConditionError(ConditionCode.ENCRYPTED, str(path))
        return noted
    found = check_file(path, key or NO_KEY, job or SilentJob())
    if noted is None:
        return without_note(path, found)
    if (found.live, found.words) != (noted.counts, noted.words):
        raise ConditionError(ConditionCode.BACKUP_UNSOUND, str(path))
    return noted


def check_file(path: Path, key: Key, job: Job) -> Facts:
    """Open a journal at rest, check every page, and give what it holds.

    Raises:
        ConditionError: a page is not as it was written (BACKUP_UNSOUND), or the file is no journal
            or cannot be opened with *key*.
    """
    if key.is_empty:
        read_header(path)
    try:
        connection = open_connection(path, read_only=True, immutable=True, key=key)
        read_in_passing(connection)
    except Error as error:
        condition = condition_of(error, path)
        if condition is None:
            raise
        raise condition from error
    try:
        with _watched(connection, job):
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            if application != APPLICATION_ID:
                raise ConditionError(ConditionCode.NOT_A_JOURNAL, str(path))
            pragma = "integrity_check(1)" if key.is_empty else "cipher_integrity_check"
            lines = connection.execute(f"PRAGMA {pragma}").fetchall()
            if [line for line in lines if line != ("ok",)]:
                raise ConditionError(ConditionCode.BACKUP_UNSOUND, str(path))
            return facts_of(connection)
    except Error as error:
        condition = condition_of(error, path)
        if condition is None:
            raise
        code = condition.code
        is_damage = code is ConditionCode.DAMAGED
        code = ConditionCode.BACKUP_UNSOUND if is_damage else code
        raise ConditionError(code, str(path)) from error
    finally:
        connection.close()


def mark_of(connection: Connection) -> str:
    """Name the state of an open journal: the same name, the same content."""
    last = connection.execute("SELECT value FROM meta WHERE key = 'hlc'").fetchone()
    kept = connection.execute(
        "SELECT count(*), coalesce(sum(octet_length(value)), 0) FROM setting"
    ).fetchone()
    return f"{last[0] if last else ''}/{kept[0]}/{kept[1]}"


def digest(path: Path) -> str:
    """Give the SHA-256 of the file at *path*.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_keys(journal: Path, backup: Path) -> None:
    """Put the key slots of *journal* beside *backup*; nothing if the journal has none.

    Raises:
        ConditionError: they cannot be read or written.
    """
    try:
        slots = keys_path(journal).read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise ConditionError(ConditionCode.DRIVE_PROBLEM, str(keys_path(journal))) from error
    with whole_file(keys_path(backup)) as file:
        file.write(slots)


def forget(part: Path) -> None:
    """Remove a file that was being made, and what SQLite put beside it."""
    for ending in ("", *BESIDE):
        with suppress(OSError):
            part.with_name(part.name + ending).unlink(missing_ok=True)


def forget_companions(place: Path) -> None:
    """Remove slots and note of a backup that did not come to be."""
    for path in (keys_path(place), manifest_path(place)):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _copy(
    journal: Path, part: Path, folder: Path, key: Key, job: Job
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Write the journal as it is now to *part*; gives its rows by table before and after."""
    with conditions(journal):
        source = _open_source(journal, key)
    try:
        with conditions(journal):
            before = _rows(source)
        try:
            source.execute("PRAGMA query_only = OFF")  # the journal itself is opened to read only
            with _watched(source, job):
                source.execute("VACUUM INTO ?", (str(part),))
        except Error as error:
            condition = condition_of(error, part)
            if condition is None:
                raise
            is_folder = condition.code in _OF_THE_FOLDER
            raise ConditionError(condition.code, str(folder if is_folder else journal)) from error
        finally:
            source.execute("PRAGMA query_only = ON")
        with conditions(journal):
            return before, _rows(source)
    finally:
        source.close()


def _open_source(journal: Path, key: Key) -> Connection:
    source = open_to_read(journal, has_log=read_header(journal, key).has_log, key=key)
    read_in_passing(source)
    return source


@contextmanager
def _watched(connection: Connection, job: Job) -> Iterator[None]:
    """Stop what *connection* does as soon as *job* is cancelled."""
    stopped: list[Cancelled] = []

    def look() -> int:
        try:
            job.check_cancelled()
        except Cancelled as stop:
            stopped.append(stop)
            return 1
        return 0

    connection.set_progress_handler(look, _LOOK_AFTER)
    try:
        yield
    except Error as error:
        if stopped and int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF == _INTERRUPTED:
            raise stopped[0] from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def facts_of(connection: Connection) -> Facts:
    """Ask an open journal of any version what it holds.

    Raises:
        Error: it cannot be read.
    """
    identity = connection.execute("SELECT value FROM meta WHERE key = 'journal_id'").fetchone()
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    live = {
        kind: _one(connection, f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL")
        for kind, table in _LIVE
    }
    live["ratings"] = _one(connection, "SELECT count(*) FROM rating")
    return Facts(
        journal_id=str(identity[0]) if identity else "",
        rows=_rows(connection),
        live=live,
        words=sum(_words(connection, table) for table in _SEARCHED),
        schema_version=int(version),
        mark=mark_of(connection),
    )


def _rows(connection: Connection) -> dict[str, int]:
    """Count the rows of every table of the schema; those inside a search index are its own."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' AND instr(name, '_fts') = 0"
    ).fetchall()
    return {name: _one(connection, f'SELECT count(*) FROM "{name}"') for (name,) in names}


def _words(connection: Connection, table: str) -> int:
    """Give the number of words in the texts of *table*, which its search index keeps.

    Adding up the lengths of the texts would read all of them once more.
    """
    row = connection.execute(
        f"SELECT block FROM {table}_fts_data WHERE id = ?", (_TOTALS,)
    ).fetchone()
    _rows_indexed, *words = _varints(row[0] if row else b"") or [0]
    return sum(words)


def _varints(data: bytes) -> list[int]:
    """Read SQLite's integers of one to nine bytes, of which each byte but the last has its top set.

    The ninth byte counts whole.
    """
    found, value, length = [], 0, 0
    for byte in data:
        length += 1
        value = value << 8 | byte if length == 9 else value << 7 | byte & 0x7F
        if length == 9 or not byte & 0x80:
            found.append(value)
            value = length = 0
    return found


def _one(connection: Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _is_between(
    found: Mapping[str, int], before: Mapping[str, int], after: Mapping[str, int]
) -> bool:
    """Tell whether a copy has as many rows as the journal had while it was copied."""
    if found.keys() != before.keys():
        return False
    return all(
        min(count, after.get(table, count)) <= found[table] <= max(count, after.get(table, count))
        for table, count in before.items()
    )


def without_note(path: Path, facts: Facts) -> Backup:
    """Describe a journal at *path* that has no note beside it.

    Raises:
        OSError: the file cannot be looked at.
    """
    state = path.stat()
    made_at = datetime.fromtimestamp(state.st_mtime, UTC)
    return Backup(
        path=path,
        made_at=made_at,
        made_on=made_at.astimezone().date(),
        reason=BackupReason.UNKNOWN,
        journal_id=facts.journal_id,
        counts=facts.live,
        words=facts.words,
        size_bytes=state.st_size,
        schema_version=facts.schema_version,
        is_encrypted=sniff(path) is not FileKind.PLAIN,
        is_checked=False,
        journal_name=path.name,
        mark=facts.mark,
    )


def _noted(path: Path) -> Backup | None:
    try:
        return read_manifest(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise ConditionError(ConditionCode.BACKUP_UNSOUND, str(path)) from error


def _free_place(journal: Path, folder: Path, reason: BackupReason, clock: Clock) -> Path:
    when = clock.now().astimezone().strftime("%Y-%m-%d %H%M")
    stem = journal.name.removesuffix(SUFFIX)
    return unused_place(folder, f"{stem} {when} {reason.value}")


def unused_place(folder: Path, stem: str) -> Path:
    """Give a name in *folder* that begins with *stem* and that nothing has."""
    number = 1
    while True:
        name = f"{stem}{f' {number}' if number > 1 else ''}{SUFFIX}"
        place = folder / name
        beside = (place, keys_path(place), manifest_path(place), folder / f".{name}{PART}")
        if not any(os.path.lexists(path) for path in beside):
            return place
        number += 1


@contextmanager
def folder_conditions(folder: Path) -> Iterator[None]:
    """Turn the system's errors about *folder* into ConditionError.

    Raises:
        ConditionError: it is full, refuses, or does not answer.
    """
    try:
        yield
    except OSError as error:
        raise condition_of_system(error, folder) from error
