"""Reading what can be read of a damaged journal, from a private copy of it.

Three ways, each further than the one before: a table from end to end; record by record, along the
index of ids; and page by page, where what leads to a page is damaged. All three leave it to SQLite
to read a page, so that encrypted journals are read in the same way.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.database import database_of
from ahpjournal.storage.driver import Connection
from ahpjournal.storage.errors import UNREADABLE
from ahpjournal.storage.key_slots import RECOVERY, SLOTS
from ahpjournal.storage.keys import PAGE_BYTES, SQLITE_HEADER, Key
from ahpjournal.storage.migrations import migrate
from ahpjournal.storage.page_reader import PageReader, is_whole, marked_text, plain
from ahpjournal.storage.schema import APPLICATION_ID

PAGE = PAGE_BYTES
_BLOCK = 1 << 20
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_HASH = re.compile(r"[0-9a-f]{64}")
_READING = re.compile(r"\d{15}-\d{5}-")
_FORMS = {
    "uid": _ID,
    "created_at": _MOMENT,
    "updated_at": _MOMENT,
    "made_at": _MOMENT,
    "hlc": _READING,
    "sha256": _HASH,
}
_TYPES: dict[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "REAL": (int, float),
    "TEXT": (str,),
    "BLOB": (bytes,),
}
_FACTS = frozenset({"journal_id", "node", "created_at", "hlc", SLOTS, RECOVERY})

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table as this version makes it."""

    name: str
    kind: str
    is_needed: bool
    has_default: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table as this version makes it; *has_rowid*: its records have a number of their own."""

    name: str
    columns: tuple[Column, ...]
    has_rowid: bool

    @property
    def key(self) -> str:
        """The column that is the record's number in the file; empty if there is none."""
        return "n" if self.columns[0].name == "n" else ""

    @property
    def has_ids(self) -> bool:
        """Whether its records have ids that are the same in every copy."""
        return any(column.name == "uid" for column in self.columns)


def present_tables(connection: Connection) -> tuple[Table, ...]:
    """Give the tables of an open journal of this version, those first that others refer to."""
    found = []
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\' AND name NOT LIKE '%\\_fts%'"
        " ESCAPE '\\' ORDER BY rowid"
    ).fetchall()
    for name, sql in rows:
        parts = connection.execute(
            'SELECT name, type, "notnull", pk, dflt_value FROM pragma_table_info(?)', (name,)
        ).fetchall()
        columns = tuple(
            Column(part[0], part[1], bool(part[2]) and not part[3], part[4] is not None)
            for part in parts
        )
        found.append(Table(str(name), columns, "WITHOUT ROWID" not in sql.upper()))
    return tuple(found)


def tables_of_this_version() -> tuple[Table, ...]:
    """Give the tables that this version of the program makes."""
    connection = open_connection(None)
    try:
        migrate(database_of(connection))
        return present_tables(connection)
    finally:
        connection.close()


def copy_what_can_be_read(source: Path, target: Path) -> int:
    """Copy a file block by block, readable by its owner only.

    What the drive does not give up is copied as zeros. Gives the number of pages lost so.

    Raises:
        OSError: the file cannot be opened at all, or *target* not be written.
    """
    lost = 0
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb", buffering=0) as old, os.fdopen(descriptor, "wb") as new:
        size = os.fstat(old.fileno()).st_size
        at = 0
        while at < size:
            wanted = min(_BLOCK, size - at)
            block = _read(old.fileno(), wanted, at)
            if block is None:
                wanted = min(PAGE, size - at)
                block = _read(old.fileno(), wanted, at)
                lost += block is None
            new.write(block if block is not None else bytes(wanted))
            at += wanted if block is None else len(block)
    return lost


def _read(descriptor: int, size: int, at: int) -> bytes | None:
    try:
        os.lseek(descriptor, at, os.SEEK_SET)
        return os.read(descriptor, size) or None
    except OSError:
        return None


class Salvage:
    """A private copy of a damaged journal, and what can be read of it."""

    def __init__(self, path: Path, folder: Path, key: Key, job: Job) -> None:
        """Copy the journal at *path* into *folder*; the original is only read.

        Raises:
            OSError: there is nothing that can be read, or no room for the copy.
        """
        self._folder = folder
        self._key = key
        self._job = job
        self._tables = {table.name: table for table in tables_of_this_version()}
        self._copy = folder / "copy.db"
        copy_what_can_be_read(path, self._copy)
        for ending in ("-wal", "-journal"):
            beside = path.with_name(path.name + ending)
            with suppress(FileNotFoundError):
                copy_what_can_be_read(beside, self._copy.with_name(self._copy.name + ending))
        if key.is_empty:
            _mend_header(self._copy)
        self._connection = self._open()
        self._names = self._table_names()
        self._pages: PageReader | None = None
        self._pages_of: dict[str, list[int]] | None = None

    def close(self) -> None:
        """Let the copies go; the folder is the caller's to remove."""
        if self._connection is not None:
            self._connection.close()
        if self._pages is not None:
            self._pages.close()

    def is_readable(self) -> bool:
        """Tell whether anything at all was understood."""
        return bool(self._names) or bool(self._scan())

    def count(self, table: str, condition: str = "1") -> int | None:
        """Count records, or None if the damaged journal does not tell."""
        if self._connection is None or table not in self._names:
            return None
        try:
            row = self._connection.execute(
                f"SELECT count(*) FROM {table} WHERE {condition}"
            ).fetchone()
        except UNREADABLE:
            return None
        return int(row[0])

    def ids(self, table: str) -> dict[int, str]:
        """Give number and id of every record that the index of ids knows; empty if damaged."""
        if self._connection is None or not self._tables[table].has_ids:
            return {}
        found: dict[int, str] = {}
        for order in ("uid", "uid DESC"):
            try:
                rows = self._connection.execute(
                    f"SELECT n, uid FROM {table} INDEXED BY sqlite_autoindex_{table}_1"
                    f" ORDER BY {order}"
                )
                for number, uid in rows:
                    found[int(number)] = str(uid)
            except (*UNREADABLE, ValueError):
                continue
            break
        return found

    def dates(self) -> dict[int, str]:
        """Give the date of each entry by its number, as far as the index of dates knows."""
        found: dict[int, str] = {}
        if self._connection is not None:
            with suppress(*UNREADABLE, ValueError):
                for number, held_on in self._connection.execute(
                    "SELECT n, held_on FROM entry INDEXED BY entry_held WHERE deleted_at IS NULL"
                ):
                    found[int(number)] = str(held_on)
        return found

    def rows(self, name: str) -> Iterator[tuple[Values, bool]]:
        """Give every row of a table that can be read, once, and whether its text is whole."""
        table = self._tables[name]
        seen: set[object] = set()
        is_whole = name in self._names and self._connection is not None
        if is_whole:
            is_whole = False
            for way in self._ways(table):
                is_whole = True
                try:
                    yield from self._unseen(table, way, seen)
                except UNREADABLE:
                    is_whole = False
                if is_whole:
                    break
        if is_whole:
            return
        if table.has_ids:
            missing = self.ids(name).keys() - seen
            yield from self._one_by_one(table, sorted(missing), seen)
            if seen and missing <= seen:
                return
        yield from self._from_pages(table, seen)

    def _ways(self, table: Table) -> tuple[str, ...]:
        """Give the queries that read all of a table; the next is for when one stops half-way."""
        if table.key:
            select = f"SELECT * FROM {table.name} ORDER BY n"
            return (select, f"{select} DESC")
        if table.has_rowid:
            return (f"SELECT * FROM {table.name} NOT INDEXED",)
        first, second = (column.name for column in table.columns[:2])
        select = f"SELECT * FROM {table.name} ORDER BY {first}"
        by = f"SELECT {first}, {second}, 0 AS position FROM {table.name} INDEXED BY {table.name}_by"
        return (select, f"{select} DESC", by)

    def _unseen(self, table: Table, sql: str, seen: set[object]) -> Iterator[tuple[Values, bool]]:
        if self._connection is None:
            return
        cursor = self._connection.execute(sql)
        names = [part[0] for part in cursor.description]
        for row in cursor:
            values = dict(zip(names, map(plain, row), strict=True))
            mark = _mark(table, values)
            if mark not in seen:
                seen.add(mark)
                yield values, is_whole(row)

    def _one_by_one(
        self, table: Table, numbers: list[int], seen: set[object]
    ) -> Iterator[tuple[Values, bool]]:
        for number in numbers:
            self._job.check_cancelled()
            where = f"FROM {table.name} NOT INDEXED WHERE n = {number}"
            with suppress(*UNREADABLE):
                yield from self._unseen(table, f"SELECT * {where}", seen)
            if number not in seen and table.name == "entry":
                # A long text lies on pages of its own; the rest may be whole, with its beginning.
                names = ", ".join(c.name for c in table.columns if c.name != "body")
                with suppress(*UNREADABLE):
                    sql = f"SELECT {names}, preview AS body {where}"
                    for values, _is_whole in self._unseen(table, sql, seen):
                        yield values, False

    # --- page by page ------------------------------------------------------------------------

    def _from_pages(self, table: Table, seen: set[object]) -> Iterator[tuple[Values, bool]]:
        for page in self._scan().get(table.name, ()):
            if self._pages is None:
                return
            for number, fields, has_whole_text in self._pages.records(page):
                values = fitting(table, number, fields)
                if values is None:
                    continue
                mark = _mark(table, values)
                if mark not in seen:
                    seen.add(mark)
                    yield values, has_whole_text

    def _scan(self) -> dict[str, list[int]]:
        """Look at every page once and note which tables' records lie on it."""
        if self._pages_of is not None:
            return self._pages_of
        self._pages_of = {}
        self._pages = PageReader(self._copy, self._folder, self._key)
        for page in self._pages.numbers:
            self._job.check_cancelled()
            if page % 64 == 0:
                self._job.report(Progress(page, self._pages.numbers.stop, JobStage.READING))
            for number, fields, _is_whole in self._pages.records(page):
                name = self._owner(number, fields)
                if name:
                    pages = self._pages_of.setdefault(name, [])
                    if not pages or pages[-1] != page:
                        pages.append(page)
        return self._pages_of

    def _owner(self, number: int, fields: list[Any]) -> str:
        """Tell whose record *fields* are; empty if that is not certain."""
        fits = [
            table.name
            for table in self._tables.values()
            if table.has_rowid and fitting(table, number, fields) is not None
        ]
        if fits == ["meta", "setting"]:
            return "meta" if fields[0] in _FACTS else "setting"
        return fits[0] if len(fits) == 1 else ""

    # --- the copy as a whole -----------------------------------------------------------------

    def _open(self) -> Connection | None:
        for attempt in range(2):
            try:
                connection = open_connection(self._copy, key=self._key)
            except UNREADABLE:
                if attempt == 0:  # what lies beside may be what is damaged
                    for ending in ("-wal", "-journal", "-shm"):
                        beside = self._copy.with_name(self._copy.name + ending)
                        if beside.exists():
                            shutil.move(beside, beside.with_name(beside.name + ".aside"))
                continue
            connection.text_factory = marked_text
            with suppress(*UNREADABLE):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return connection
        return None

    def _table_names(self) -> frozenset[str]:
        if self._connection is None:
            return frozenset()
        found = set()
        for table in self._tables:
            with suppress(*UNREADABLE):
                self._connection.execute(f"SELECT 1 FROM {table} WHERE 0").fetchall()
                found.add(table)
        return frozenset(found)


def fitting(table: Table, number: int, fields: list[Any]) -> Values | None:
    """Give *fields* as a row of *table* if they can be one, else None.

    A row may have fewer fields than the table has columns, from before the last ones were added.
    """
    columns = table.columns
    if not 2 <= len(fields) <= len(columns):
        return None
    values: Values = {}
    for place, column in enumerate(columns):
        if place >= len(fields):
            if column.is_needed and not column.has_default:
                return None
            continue
        value = fields[place]
        if place == 0 and table.key:
            if value is not None:
                return None
            value = number
        elif not _is_allowed(column, value):
            return None
        values[column.name] = value
    return values


def _is_allowed(column: Column, value: object) -> bool:
    if value is None:
        return not column.is_needed
    if not isinstance(value, _TYPES.get(column.kind, ())):
        return False
    form = _FORMS.get(column.name)
    return form is None or (isinstance(value, str) and form.match(value) is not None)


def _mark(table: Table, values: Mapping[str, Any]) -> object:
    """Give what tells a row of *table* from the others."""
    if table.key:
        return values["n"]
    names = [column.name for column in table.columns]
    return tuple(values.get(name) for name in names[: 1 if table.has_rowid else 2])


def _mend_header(path: Path) -> None:
    """Write the parts of a plain journal's header that are the same in every journal."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        header = bytearray(file.read(100).ljust(100, b"\0"))
        pages = max(1, -(-size // PAGE))
        header[0:16] = SQLITE_HEADER
        header[16:18] = PAGE.to_bytes(2, "big")
        if header[18] not in {1, 2} or header[18] != header[19]:
            header[18:20] = b"\x02\x02" if path.with_name(path.name + "-wal").exists() else b"\1\1"
        header[20:24] = bytes((0, 64, 32, 32))
        header[28:32] = pages.to_bytes(4, "big")
        header[44:48] = (4).to_bytes(4, "big")
        header[56:60] = (1).to_bytes(4, "big")
        header[68:72] = APPLICATION_ID.to_bytes(4, "big")
        header[92:96] = header[24:28]  # the number of pages above counts
        file.seek(0)
        file.write(header)
        file.truncate(max(pages * PAGE, PAGE))
