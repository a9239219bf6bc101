"""Reading the records of single pages, where what leads to the pages is damaged.

A first page of our own, with one table of as many columns as any has, takes the place of the
damaged one. Pointing that table at a page makes SQLite read the page, and long texts behind it, as
it reads any other; so an encrypted page is opened and proved on the way.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.driver import Connection
from ahpjournal.storage.errors import UNREADABLE
from ahpjournal.storage.keys import PAGE_BYTES, Key

_SALT_BYTES = 16
_FIELDS = 48
"""More columns than any table has."""
_ABSENT = b"\x00absent"


class PageReader:
    """The pages of a file, one by one, from a copy of it."""

    def __init__(self, source: Path, folder: Path, key: Key) -> None:
        """Copy *source* into *folder* with a first page of our own.

        Raises:
            OSError: there is no room for the copy.
        """
        data = bytearray(source.read_bytes())
        data += bytes(-len(data) % PAGE_BYTES)
        self._key = key
        self._path = folder / "pages.db"
        self._connection: Connection | None = None
        self.numbers = range(2, len(data) // PAGE_BYTES + 1)
        """The numbers of the pages that there are; the first page is 1."""
        if not self.numbers:
            return
        front = _front(folder / "front.db", key, bytes(data[:_SALT_BYTES]), len(data))
        data[:PAGE_BYTES] = front[:PAGE_BYTES]
        data += bytes(max(0, len(front) - len(data)))
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(self._path, flags, 0o600), "wb") as file:
            file.write(data)

    def close(self) -> None:
        """Let the copy go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def records(self, page: int) -> Iterator[tuple[int, list[Any], bool]]:
        """Give number and fields of the records on *page*, and whether their text is whole."""
        try:
            rows = self._at(page).execute("SELECT rowid, * FROM carved").fetchall()
        except UNREADABLE:
            self.close()  # after a page that is not whole, SQLCipher changes nothing any more
            rows = self._cell_by_cell(page)
        for row in rows:
            fields = [plain(field) for field in row[1:] if field != _ABSENT]
            yield int(row[0]), fields, is_whole(row)

    def _cell_by_cell(self, page: int) -> list[tuple[Any, ...]]:
        """Give the records of a page that one of them keeps from being read at once."""
        numbers: dict[int, None] = {}
        rows: list[tuple[Any, ...]] = []
        with suppress(*UNREADABLE):
            connection = self._at(page)
            for order in ("", "ORDER BY rowid DESC"):
                with suppress(*UNREADABLE):
                    for (number,) in connection.execute(f"SELECT rowid FROM carved {order}"):
                        numbers[int(number)] = None
            for number in numbers:
                with suppress(*UNREADABLE):
                    rows += connection.execute(
                        f"SELECT rowid, * FROM carved WHERE rowid = {number}"
                    ).fetchall()
        self.close()
        return rows

    def _at(self, page: int) -> Connection:
        """Give a connection whose one table lies on *page*."""
        if self._connection is None:
            self._connection = open_connection(self._path, key=self._key)
            self._connection.text_factory = marked_text
            for setting in ("journal_mode = OFF", "synchronous = OFF", "writable_schema = ON"):
                self._connection.execute(f"PRAGMA {setting}").fetchall()
        execute = self._connection.execute
        execute("UPDATE sqlite_master SET rootpage = ? WHERE name = 'carved'", (page,))
        execute("PRAGMA writable_schema = RESET").fetchall()
        execute("PRAGMA writable_schema = ON").fetchall()
        return self._connection


def _front(path: Path, key: Key, salt: bytes, size: int) -> bytes:
    """Make a file of at least *size* bytes with our first page; gives all of it.

    An encrypted page belongs to the *salt* at the beginning of its file.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    connection = open_connection(path, key=key if key.is_empty else Key(key.raw + salt))
    try:
        connection.execute("PRAGMA journal_mode = OFF").fetchall()
        rest = ", ".join(f"c{i} DEFAULT (x'{_ABSENT.hex()}')" for i in range(1, _FIELDS))
        connection.execute(f"CREATE TABLE carved (c0, {rest})")
        connection.execute("CREATE TABLE filler (a)")
        connection.execute("INSERT INTO filler VALUES (zeroblob(?))", (size,))
    finally:
        connection.close()
    return path.read_bytes()


class _Damaged(str):
    """Text that is not whole: bytes of it are no text, or were lost to zeros."""

    __slots__ = ()


def marked_text(data: bytes) -> str:
    """Read text as a connection's text factory; what is not whole is marked, for `is_whole`."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _Damaged(data.replace(b"\0", b"").decode(errors="replace"))
    return _Damaged(text.replace("\0", "")) if "\0" in text else text


def plain(value: Any) -> Any:
    """Take the mark off a value."""
    return str(value) if isinstance(value, _Damaged) else value


def is_whole(row: Iterable[object]) -> bool:
    """Tell whether no text of *row* is marked."""
    return not any(isinstance(value, _Damaged) for value in row)
