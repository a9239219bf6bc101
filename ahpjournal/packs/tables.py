"""Typed access to a TOML table that notes every problem and goes on."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ahpjournal.packs.document import Document
from ahpjournal.packs.positions import KeyPath
from ahpjournal.packs.problems import ProblemCode, type_name

NAME_LENGTH = 80
"""Characters of a name that has to fit on a line."""
TEXT_LENGTH = 600
"""Characters of a sentence or two."""
LONGEST_LIST = 100
"""Items of a list; far beyond what anybody would want to fill in."""

_ID = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,39}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LINE_BREAK = re.compile("[\n\r\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
_ID_FORM = "A-Z a-z 0-9 . _ -"


class Table:
    """A table of a document. Values that are missing or wrong are noted and read as empty.

    What is read from a document with problems is of no use: call ``Document.raise_problems`` before
    handing it on.
    """

    def __init__(self, document: Document, values: Mapping[str, Any], path: KeyPath = ()) -> None:
        """Read *values*, which lie at *path* of *document*."""
        self.document = document
        self.path = path
        self._values = values
        self._known: set[str] = set()

    def at(self, *keys: str | int) -> KeyPath:
        """Give the path of something inside this table."""
        return (*self.path, *keys)

    def text(self, key: str, *, longest: int = TEXT_LENGTH, may_be_empty: bool = False) -> str:
        """Read one line of text."""
        value = self._value(key, str)
        return (
            ""
            if value is None
            else self._checked_text(value, self.at(key), longest, may_be_empty=may_be_empty)
        )

    def texts(self, key: str, *, least: int = 0, most: int = LONGEST_LIST) -> tuple[str, ...]:
        """Read a list of texts."""
        return tuple(
            self._checked_text(item, self.at(key, index), TEXT_LENGTH)
            for index, item in self._items(key, str, least, most)
        )

    def identifier(self, key: str = "id") -> str:
        """Read an id: a letter, then letters, digits, ``.``, ``_`` or ``-``, at most 40 in all."""
        value = self._value(key, str)
        return "" if value is None else self._checked_id(value, self.at(key))

    def identifiers(self, key: str, known: Collection[str], *, least: int = 0) -> tuple[str, ...]:
        """Read a list of ids, each of them one of *known* and named once."""
        ids: list[str] = []
        for index, value in self._items(key, str, least, LONGEST_LIST):
            path = self.at(key, index)
            if value in ids:
                self.document.add(ProblemCode.DUPLICATE, path, found=value)
            self.check_reference(value, known, path)
            ids.append(value)
        return tuple(ids)

    def check_reference(self, value: str, known: Collection[str], path: KeyPath) -> None:
        """Note *value*, found at *path*, unless it is one of *known*."""
        if value and value not in known:
            self.document.add(
                ProblemCode.UNKNOWN_REFERENCE, path, expected=", ".join(known), found=value
            )

    def number(self, key: str, lowest: int, highest: int) -> int:
        """Read a whole number from *lowest* to *highest*."""
        value = self._value(key, int)
        if value is None:
            return lowest
        number = int(value)
        if not lowest <= number <= highest:
            self.document.add(
                ProblemCode.OUT_OF_RANGE, self.at(key), expected=f"{lowest}-{highest}", found=number
            )
        return number

    def place(self, key: str, expected: int) -> int:
        """Read a number that has to be *expected*: items that count themselves without a gap."""
        value = self._value(key, int)
        if value is not None and value != expected:
            self.document.add(
                ProblemCode.SEQUENCE, self.at(key), expected=str(expected), found=value
            )
        return expected

    def flag(self, key: str, *, default: bool) -> bool:
        """Read true or false; *default* if the key is absent."""
        if key not in self._values:
            self._known.add(key)
            return default
        return bool(self._value(key, bool))

    def table(self, key: str) -> "Table":
        """Read a table inside this one."""
        return Table(self.document, self._value(key, dict) or {}, self.at(key))

    def has(self, key: str) -> bool:
        """Whether *key* is there; makes it known."""
        self._known.add(key)
        return key in self._values

    def tables(self, key: str, *, least: int = 0, most: int = LONGEST_LIST) -> tuple["Table", ...]:
        """Read an array of tables; an absent one is empty unless *least* says otherwise."""
        if least == 0 and not self.has(key):
            return ()
        return tuple(
            Table(self.document, item, self.at(key, index))
            for index, item in self._items(key, dict, least, most)
        )

    def refuse_others(self) -> None:
        """Note every key that nothing has asked for."""
        unknown = [key for key in self._values if key not in self._known]
        if not unknown:
            return
        from difflib import get_close_matches  # only needed to help with a mistake

        for key in unknown:
            near = get_close_matches(key, sorted(self._known), n=1)
            expected = ", ".join(near or sorted(self._known))
            self.document.add(ProblemCode.UNKNOWN_KEY, self.at(key), expected=expected, found=key)

    def _value(self, key: str, kind: type) -> Any:
        """Give the value of *key*; None, noted, if it is missing or of another type."""
        self._known.add(key)
        if key not in self._values:
            self.document.add(ProblemCode.MISSING, self.at(key), expected=type_name(kind()))
            return None
        value = self._values[key]
        if type(value) is not kind:
            self._add_type(self.at(key), kind, value)
            return None
        return value

    def _items(self, key: str, kind: type, least: int, most: int) -> Iterator[tuple[int, Any]]:
        """Give the index and value of each item of the right type."""
        values = self._value(key, list)
        if values is None:
            return
        if not least <= len(values) <= most:
            expected = str(least) if least == most else f"{least}-{most}"
            self.document.add(ProblemCode.COUNT, self.at(key), expected=expected, found=len(values))
        for index, value in enumerate(values):
            if type(value) is kind:
                yield index, value
            else:
                self._add_type(self.at(key, index), kind, value)

    def _add_type(self, path: KeyPath, kind: type, value: object) -> None:
        self.document.add(
            ProblemCode.TYPE, path, expected=type_name(kind()), found=type_name(value)
        )

    def _checked_text(
        self, value: str, path: KeyPath, longest: int, *, may_be_empty: bool = False
    ) -> str:
        text = value.strip()
        if not text and not may_be_empty:
            self.document.add(ProblemCode.EMPTY, path)
        elif len(text) > longest:
            self.document.add(ProblemCode.TOO_LONG, path, expected=str(longest), found=len(text))
        elif _LINE_BREAK.search(text):
            self.document.add(ProblemCode.LINE_BREAK, path, found=text)
        elif strange := _CONTROL.search(text):
            self.document.add(ProblemCode.CONTROL_CHARACTER, path, found=f"U+{ord(strange[0]):04X}")
        return text

    def _checked_id(self, value: str, path: KeyPath) -> str:
        if not _ID.fullmatch(value):
            code = ProblemCode.ID_CHARACTERS if value else ProblemCode.EMPTY
            self.document.add(code, path, expected=_ID_FORM, found=value)
        return value


def refuse_duplicates(named: Sequence[tuple[str, Table]], key: str) -> None:
    """Note each table whose *key*, given as the first of the pair, an earlier one has already.

    Capital and small letters count as the same: people would not tell such ids apart.
    """
    seen: set[str] = set()
    for value, table in named:
        folded = value.casefold()
        if folded and folded in seen:
            table.document.add(ProblemCode.DUPLICATE, table.at(key), found=value)
        seen.add(folded)
