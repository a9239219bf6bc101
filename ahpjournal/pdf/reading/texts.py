"""Text out of a stranger's PDF: any encoding, bounded, clean."""

import re
from typing import Any

import pikepdf

from ahpjournal.domain.texts import clean
from ahpjournal.pdf.reading.limits import MOST_LETTERS, MOST_LETTERS_IN_ALL

_UNSEEN = re.compile(
    "[\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029|\x85")


class Budget:
    """Counts the letters that were taken, and remembers whether any were left."""

    def __init__(self, letters: int = MOST_LETTERS_IN_ALL) -> None:
        """Allow for *letters* in all."""
        self._left = letters
        self.is_cut = False

    def take(self, text: str, most: int = MOST_LETTERS) -> str:
        """Give as much of *text* as there is room for."""
        room = min(most, self._left)
        if len(text) > room:
            self.is_cut = True
            text = text[:room]
        self._left -= len(text)
        return text


def words(value: Any, budget: Budget, most: int = MOST_LETTERS) -> str:
    """Give the text of a string, a name or a stream; empty for anything else.

    Lines end with a line feed; what cannot be seen, and what would turn text round, is left out.
    """
    return budget.take(plain(_decoded(value, most)), most)


def plain(text: str) -> str:
    """Give *text* with plain ends of lines and without what cannot be seen."""
    text = clean(_LINE_ENDS.sub("\n", text))
    return _UNSEEN.sub("", text).strip()


def _decoded(value: Any, most: int) -> str:
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.Stream):
        return _text_of(value.read_bytes()[: 4 * most])
    if not isinstance(value, pikepdf.String):
        return ""
    try:
        return str(value)
    except (UnicodeError, ValueError):
        return _text_of(bytes(value))


def _text_of(data: bytes) -> str:
    for mark, name in (
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
