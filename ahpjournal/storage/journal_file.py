"""One open journal file and its repositories."""

import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ahpjournal.domain.clock import Clock, HybridClock, timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.ids import Ids
from ahpjournal.storage.check import CheckReport, check_database, counts
from ahpjournal.storage.connection import database_of, guard_schema, open_connection
from ahpjournal.storage.driver import Connection, Database
from ahpjournal.storage.entries import EntryRepository
from ahpjournal.storage.errors import conditions
from ahpjournal.storage.keys import FileKind, sniff
from ahpjournal.storage.lock import WriterLock
from ahpjournal.storage.migrations import APPLICATION_ID, SCHEMA_VERSION, migrate
from ahpjournal.storage.plans import ActionRepository
from ahpjournal.storage.profiles import ModuleRepository, ProfileRepository
from ahpjournal.storage.search import SearchRepository
from ahpjournal.storage.setting import SettingRepository
from ahpjournal.storage.sittings import SittingRepository
from ahpjournal.storage.writing import Writing

_HEADER_BYTES = 100
_NOT_READABLE = {
    FileKind.MISSING: ConditionCode.MISSING,
    FileKind.FOLDER: ConditionCode.NOT_A_FILE,
    FileKind.NO_PERMISSION: ConditionCode.NO_PERMISSION,
    FileKind.DRIVE_PROBLEM: ConditionCode.DRIVE_PROBLEM,
    FileKind.EMPTY: ConditionCode.NOT_A_JOURNAL,
    FileKind.ENCRYPTED: ConditionCode.ENCRYPTED,
    FileKind.OTHER: ConditionCode.NOT_A_JOURNAL,
}


class JournalFile:
    """An open journal: its connection, its repositories and the right to write it."""

    def __init__(
        self,
        path: Path | None,
        connection: Connection,
        clock: Clock,
        ids: Ids,
        *,
        lock: WriterLock | None,
        is_read_only: bool,
    ) -> None:
        """Take over an open and migrated *connection*."""
        self.path = path
        self.is_read_only = is_read_only
        self._connection = connection
        self._lock = lock
        self._clock = clock
        self._ids = ids
        self._identity = _identity(path)
        db = database_of(connection)
        self._db = db
        self.settings = SettingRepository(db, self._before_write)
        with conditions(path):
            self.journal_id = self.settings.meta("journal_id")
            node = self.settings.meta("node")
        self._hybrid = HybridClock(clock, node)
        writing = Writing(db, clock, ids, self._hybrid, self._before_write)
        self.profiles = ProfileRepository(writing)
        self.modules = ModuleRepository(writing)
        self.sittings = SittingRepository(writing)
        self.entries = EntryRepository(writing)
        self.actions = ActionRepository(writing)
        self.search = SearchRepository(db)
        with conditions(path):
            self._hybrid_catch_up()

    @classmethod
    def create(cls, path: Path, clock: Clock, ids: Ids) -> "JournalFile":
        """Make an empty journal at *path*, readable by its owner only.

        It is made under another name and renamed when complete, so a crash leaves no half file.

        Raises:
            ConditionError: something is there already, or the folder is missing or refuses.
        """
        if path.exists():
            raise ConditionError(ConditionCode.ALREADY_EXISTS, str(path))
        if not path.parent.is_dir():
            raise ConditionError(ConditionCode.FOLDER_MISSING, str(path.parent))
        part = path.with_name(path.name + ".part")
        try:
            part.unlink(missing_ok=True)
            os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError as error:
            raise ConditionError(ConditionCode.NO_PERMISSION, str(path.parent)) from error
        try:
            with conditions(path):
                _make(part, clock, ids)
            os.replace(part, path)
        except BaseException:
            for suffix in ("", "-wal", "-shm", "-journal"):
                part.with_name(part.name + suffix).unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
        return cls.open(path, clock, ids)

    @classmethod
    def open(cls, path: Path, clock: Clock, ids: Ids, *, read_only: bool = False) -> "JournalFile":
        """Open the journal at *path*; nothing is written before the file is known to be one.

        Raises:
            ConditionError: it cannot be opened; the code says why and the file is untouched.
        """
        version = _check_header(path)
        if version > SCHEMA_VERSION:
            raise ConditionError(ConditionCode.TOO_NEW, str(path), version=version)
        if read_only:
            return cls._open_read_only(path, clock, ids)
        if not os.access(path, os.W_OK):
            raise ConditionError(ConditionCode.READ_ONLY, str(path))
        lock = WriterLock(path)
        try:
            with conditions(path):
                connection = open_connection(path)
                try:
                    _prove_structure(connection)
                    if version < SCHEMA_VERSION:
                        migrate(database_of(connection))
                    guard_schema(connection)
                    return cls(path, connection, clock, ids, lock=lock, is_read_only=False)
                except BaseException:
                    connection.close()
                    raise
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open_read_only(cls, path: Path, clock: Clock, ids: Ids) -> "JournalFile":
        with conditions(path):
            connection = open_connection(path, read_only=True)
            try:
                _prove_structure(connection)
                return cls(path, connection, clock, ids, lock=None, is_read_only=True)
            except BaseException:
                connection.close()
                raise

    @classmethod
    def in_memory(cls, clock: Clock, ids: Ids) -> "JournalFile":
        """Make a journal that is gone when closed."""
        connection = open_connection(None)
        db = database_of(connection)
        migrate(db)
        _name(db, clock, ids)
        guard_schema(connection)
        return cls(None, connection, clock, ids, lock=None, is_read_only=False)

    def reader(self) -> "JournalFile":
        """Open the same file again, to read, on the calling thread.

        Raises:
            ConditionError: the file cannot be read any more.
        """
        if self.path is None:
            return self
        return self._open_read_only(self.path, self._clock, self._ids)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Group writes: all or nothing, durable when the outermost group ends."""
        self._before_write()
        with conditions(self.path), self._db.atomic():
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn the driver's errors while reading into conditions."""
        with conditions(self.path):
            yield

    def counts(self) -> dict[str, int]:
        """Count live records by kind."""
        with conditions(self.path):
            return counts(self._db)

    @property
    def schema_version(self) -> int:
        """The version of the schema in the file."""
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def size_bytes(self) -> int:
        """How large the file is; 0 in memory."""
        return self.path.stat().st_size if self.path is not None else 0

    def check(self) -> CheckReport:
        """Check the file from end to end; reads only."""
        with conditions(self.path):
            return check_database(self._db, can_write=not self.is_read_only)

    def close(self) -> None:
        """Put everything into the one file and let it go."""
        try:
            if not self.is_read_only and self.path is not None:
                with conditions(self.path):
                    self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            self._connection.close()
            if self._lock is not None:
                self._lock.release()

    def _before_write(self) -> None:
        if self.is_read_only:
            raise ConditionError(ConditionCode.READ_ONLY, str(self.path or ""))
        if self._identity is not None and _identity(self.path) != self._identity:
            raise ConditionError(ConditionCode.FILE_REPLACED, str(self.path or ""))

    def _hybrid_catch_up(self) -> None:
        for table in ("entry", "action", "rating", "profile", "module", "sitting"):
            row = self._connection.execute(
                f"SELECT hlc FROM {table} ORDER BY n DESC LIMIT 1"
            ).fetchone()
            if row is not None:
                self._hybrid.observe(row[0])


def _check_header(path: Path) -> int:
    """Read schema version from the header; raise what stands against opening *path*."""
    kind = sniff(path)
    if kind is not FileKind.PLAIN:
        raise ConditionError(_NOT_READABLE[kind], str(path))
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        size = path.stat().st_size
    except OSError as error:
        raise ConditionError(ConditionCode.DRIVE_PROBLEM, str(path)) from error
    if len(header) < _HEADER_BYTES:
        raise ConditionError(ConditionCode.DAMAGED, str(path))
    page_size = struct.unpack(">H", header[16:18])[0]
    pages, version, application = (
        struct.unpack(">I", header[at : at + 4])[0] for at in (28, 60, 68)
    )
    if application != APPLICATION_ID:
        raise ConditionError(ConditionCode.NOT_A_JOURNAL, str(path))
    wal = path.with_name(path.name + "-wal")
    if not wal.exists() and size < pages * (65_536 if page_size == 1 else page_size):
        raise ConditionError(ConditionCode.DAMAGED, str(path))
    return int(version)


def _prove_structure(connection: Connection) -> None:
    for table in ("meta", "entry", "rating", "action", "sitting", "module", "profile", "setting"):
        connection.execute(f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 1)").fetchone()


def _make(part: Path, clock: Clock, ids: Ids) -> None:
    connection = open_connection(part)
    try:
        db = database_of(connection)
        migrate(db)
        _name(db, clock, ids)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def _name(db: Database, clock: Clock, ids: Ids) -> None:
    with db.atomic():
        db.table("meta").insert_all(
            [
                {"key": "journal_id", "value": ids.new()},
                {"key": "node", "value": ids.new()[-12:]},
                {"key": "created_at", "value": timestamp(clock.now())},
            ]
        )


def _identity(path: Path | None) -> tuple[int, int] | None:
    if path is None or sys.platform == "win32":
        return None
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
