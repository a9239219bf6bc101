"""Reads a large JSON object piece by piece: one of its lists is given item by item."""

import codecs
import json
import zlib
from collections.abc import Callable, Iterator
from typing import Any

CHUNK = 1 << 18
"""Bytes read at once; more only where a single value is larger."""
_AHEAD = len("e+0")
"""So many characters after a number tell that it does not go on."""
_SPACES = " \t\n\r"


class JsonWindow:
    """A part of a JSON text, which moves on as values are taken from it."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        """Take bytes, UTF-8 with or without a mark, from *read*."""
        self._read = read
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder(parse_constant=_refuse)
        self._text = ""
        self._at = 0
        self._is_over = False
        self.sum = 0
        """A check sum of what was read."""
        self.print = 0
        """What tells the text of the value that was taken last from any other text."""

    def next_mark(self) -> str:
        """Give the next character that is no space, which stays where it is; empty at the end.

        Raises:
            UnicodeDecodeError: it is not UTF-8.
        """
        while True:
            text, at = self._text, self._at
            while at < len(text) and text[at] in _SPACES:
                at += 1
            self._at = at
            if at < len(text):
                return text[at]
            if not self._more():
                return ""

    def take(self, mark: str) -> None:
        """Go past *mark*.

        Raises:
            ValueError: something else stands there.
        """
        if self.next_mark() != mark:
            raise ValueError(mark)
        self._at += 1

    def value(self) -> Any:
        """Take the next value, whole.

        Raises:
            ValueError: there is none.
            RecursionError: it is nested too deeply.
        """
        self.next_mark()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except ValueError:
                if not self._more():
                    raise
                continue
            if len(self._text) - end < _AHEAD and not self._is_over:
                self._more()
                continue
            self.print = hash(self._text[self._at : end])
            self._at = end
            return value

    def _more(self) -> bool:
        """Read on; tells whether there was anything."""
        if self._is_over:
            return False
        data = self._read(max(CHUNK, len(self._text) - self._at))
        self._is_over = not data
        self.sum = zlib.crc32(data, self.sum)
        self._text = self._text[self._at :] + self._decoder.decode(data, final=self._is_over)
        self._at = 0
        return not self._is_over


def items_of(window: JsonWindow, name: str, rest: dict[str, Any]) -> Iterator[Any]:
    """Give the items of the list *name* of the object in *window*; *rest* gets the other members.

    A value of that name which is no list goes to *rest*, too. What follows the object is refused.

    Raises:
        ValueError: it is not a JSON object, or has two lists of that name.
        RecursionError: it is nested too deeply.
    """
    seen = False
    window.take("{")
    has_more = window.next_mark() != "}"
    if not has_more:
        window.take("}")
    while has_more:
        key = window.value()
        if not isinstance(key, str):
            raise ValueError("key")  # noqa: TRY004 - the text is at fault, not the caller
        window.take(":")
        if key == name and window.next_mark() == "[":
            if seen:
                raise ValueError(name)
            seen = True
            yield from _items(window)
        else:
            rest[key] = window.value()
        has_more = _goes_on(window, "}")
    if window.next_mark():
        raise ValueError("more")


def _items(window: JsonWindow) -> Iterator[Any]:
    window.take("[")
    if window.next_mark() == "]":
        window.take("]")
        return
    yield window.value()
    while _goes_on(window, "]"):
        yield window.value()


def _goes_on(window: JsonWindow, end: str) -> bool:
    """Go past a comma or the *end*; tell which it was."""
    if window.next_mark() == end:
        window.take(end)
        return False
    window.take(",")
    return True


def _refuse(constant: str) -> float:
    raise ValueError(constant)
