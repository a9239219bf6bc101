"""Finding words in a document, as one who types them means them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import field

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.editor.blocks import units_in
from ahpjournal.ui.editor.document import CONTINUES

_ALIKE = {
    "'": "['\u2018\u2019]",
    "\u2019": "['\u2019]",
    '"': '["\u201c\u201d]',
    "-": "[-\u2010\u2011\u2013]",
}
_NO_MARK_BEHIND = "(?![\u0300-\u036f])"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to find."""

    text: str = field(repr=False)
    matches_case: bool = False
    whole_words: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document, in Qt's positions."""

    start: int
    end: int


def pattern_of(wanted: Wanted) -> re.Pattern[str] | None:
    """Give what finds *wanted*; None if there is nothing to find.

    Straight quotes find curly ones, a space finds any space, and a letter with an accent finds
    both ways in which it may be written.
    """
    text = unicodedata.normalize("NFC", wanted.text)
    if not text:
        return None
    pattern = "".join(_sign(sign) for sign in text) + _NO_MARK_BEHIND
    if wanted.whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return re.compile(pattern, 0 if wanted.matches_case else re.IGNORECASE)


def find_places(document: QTextDocument, pattern: re.Pattern[str]) -> tuple[Place, ...]:
    """Find every place of *pattern* in *document*, in reading order.

    A paragraph that is laid out in pieces is searched as a whole.
    """
    return tuple(place for pieces in _paragraphs(document) for place in _find(pieces, pattern))


def replace_places(document: QTextDocument, places: tuple[Place, ...], text: str) -> None:
    """Put *text* in each of *places*, in the format found there, as one step to undo."""
    if not places:
        return
    cursor = QTextCursor(document)
    cursor.setPosition(places[0].start)  # undo brings the cursor back to here
    cursor.beginEditBlock()
    for place in reversed(places):
        cursor.setPosition(place.start)
        cursor.setPosition(min(place.start + 1, place.end), QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat(cursor.charFormat())
        cursor.setPosition(place.start)
        cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text, form)
    cursor.endEditBlock()


def _sign(sign: str) -> str:
    if sign.isspace():
        return r"\s"
    if sign in _ALIKE:
        return _ALIKE[sign]
    apart = unicodedata.normalize("NFD", sign)
    escaped = re.escape(sign)
    return escaped if apart == sign else f"(?:{escaped}|{re.escape(apart)})"


def _paragraphs(document: QTextDocument) -> Iterator[list[QTextBlock]]:
    pieces: list[QTextBlock] = []
    block = document.begin()
    while block.isValid():
        if pieces and not block.blockFormat().boolProperty(CONTINUES):
            yield pieces
            pieces = []
        pieces.append(block)
        block = block.next()
    if pieces:
        yield pieces


def _find(pieces: list[QTextBlock], pattern: re.Pattern[str]) -> Iterator[Place]:
    text = "".join(block.text() for block in pieces)
    found = [match.span() for match in pattern.finditer(text)]
    if not found:
        return
    units = units_in(text)
    ends: list[int] = []
    total = 0
    for block in pieces:
        total += block.length() - 1
        ends.append(total)

    def place(character: int, *, is_end: bool) -> int:
        # Each piece before counts one position more: the end of its block.
        at = units(character)
        before = sum(1 for end in ends[:-1] if (end < at if is_end else end <= at))
        return pieces[0].position() + at + before

    for start, end in found:
        if end > start:
            yield Place(place(start, is_end=False), place(end, is_end=True))
