"""Words in lines, for text that is drawn letter by letter from left to right.

Nearly all text of a journal is of this kind. Platypus sets it through an XML parser, objects for
each fragment and two passes over every letter; this module reads our own small mark-up (bold,
italic, another font, links, line break), measures each word once and writes a paragraph as one
piece of page content. What needs more (letters that join, letters without a glyph) is left to
`paragraphs.TaggedParagraph`.
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics

from ahpjournal.domain.records import dataclass
from ahpjournal.pdf.markup import Markup

_TOKEN = re.compile(r"<(/?)([a-z]+)(?: (?:name|href)=\"([^\"]*)\"[^>]*)?/?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))
_WIDTHS: dict[str, dict[str, float]] = {}
_MOST_WORDS = 20_000

Piece = tuple[str, str, str]
"""A font, letters in it, and where they lead; empty if nowhere."""

Word = tuple[float, tuple[Piece, ...]]
"""The width of a word at size 1, and its pieces."""

Line = tuple[float, list[Word]]
"""The width of a line in points, and its words."""

_FACES = {
    ("Body", 1): "Body-Bold",
    ("Body", 2): "Body-Italic",
    ("Body", 3): "Body-BoldItalic",
    ("Body-Bold", 2): "Body-BoldItalic",
    ("Body-Bold", 3): "Body-BoldItalic",
    ("DejaVu", 1): "DejaVu-Bold",
    ("DejaVu", 3): "DejaVu-Bold",
}


def width_of(words: str, font: str) -> float:
    """Give the width of *words* at size 1."""
    known = _WIDTHS.setdefault(font, {})
    width = known.get(words)
    if width is None:
        if len(known) > _MOST_WORDS:
            known.clear()
        face = pdfmetrics.getFont(font).face
        widths, default = face.charWidths, face.defaultWidth
        width = sum([widths.get(code, default) for code in map(ord, words)]) / 1000
        known[words] = width
    return width


def forget_widths() -> None:
    """Let go of what was measured, when a document is done."""
    _WIDTHS.clear()


def paragraphs_of(markup: Markup, font: str) -> list[list[Word]]:
    """Give the words of each line that *markup* asks for; *font* stands outside of any mark."""
    if "<" not in markup:
        return [_simple(_plain(markup), font)]
    lines: list[list[Piece]] = [[]]
    weight = slope = 0
    family = href = ""
    at = 0
    for found in _TOKEN.finditer(markup):
        if found.start() > at:
            face = _face(family or font, weight, slope)
            lines[-1].append((face, _plain(markup[at : found.start()]), href))
        at = found.end()
        closes, name, value = found.groups()
        if name == "br":
            lines.append([])
        elif name == "b":
            weight += -1 if closes else 1
        elif name == "i":
            slope += -1 if closes else 1
        elif name == "a":
            href = "" if closes else _plain(value)
        else:
            family = "" if closes else value
    if at < len(markup):
        lines[-1].append((_face(family or font, weight, slope), _plain(markup[at:]), href))
    return [_words(line) for line in lines]


def broken(words: list[Word], size: float, room: float, first_room: float) -> list[Line]:
    """Break *words* into lines of *room* points; the first has *first_room*."""
    lines: list[Line] = []
    current: list[Word] = []
    used = 0.0
    limit = first_room
    for word in words:
        width = word[0] * size
        if current:
            longer = used + _space(current[-1]) * size + width
            if longer <= limit:
                current.append(word)
                used = longer
                continue
            lines.append((used, current))
            limit = room
            current = []
        while width > limit:
            head, word = _cut(word, limit / size)  # noqa: PLW2901 - the rest goes on
            lines.append((head[0] * size, [head]))
            limit = room
            width = word[0] * size
        current = [word]
        used = width
    if current or not lines:
        lines.append((used, current))
    return lines


class Coder:
    """Writes words as page content, with the codes that the fonts of one document give them."""

    def __init__(self, document: Any) -> None:
        """Write for *document*, which keeps the subsets of fonts."""
        self._document = document
        self._coded: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def line(
        self, words: list[Word], size: float, state: str, *, is_open: bool = False
    ) -> tuple[str, str]:
        """Give the code of words on a line, and the font it ends in.

        A space follows each word, but not the last one if it *is_open*. *state* is the font that
        is set already; empty if none is.
        """
        code: list[str] = []
        held = ""
        coded = self._coded
        for _width, pieces in words:
            for font, text, _href in pieces:
                known = coded.get((font, text))
                if known is None:
                    known = self._written(font, text)
                for name, letters in known:
                    if name != state:
                        if held:
                            code.append(f"({held}) Tj")
                            held = ""
                        code.append(f"{name} {size:g} Tf")
                        state = name
                    held += letters
            held += " "
        if is_open:
            held = held[:-1]
        if held:
            code.append(f"({held}) Tj")
        return " ".join(code), state

    def _written(self, font: str, text: str) -> list[tuple[str, str]]:
        """Give the names of subsets and the codes of *text* in them."""
        face = pdfmetrics.getFont(font)
        known = [
            (face.getSubsetInternalName(subset, self._document), escapePDF(letters))
            for subset, letters in face.splitString(text, self._document)
        ]
        if len(self._coded) > _MOST_WORDS:
            self._coded.clear()
        self._coded[font, text] = known
        return known


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a line that lead to one place; *start* and *end* are points from its beginning.

    *is_open*: the last word goes on in the next stretch.
    """

    href: str
    start: float
    end: float
    words: list[Word]
    is_open: bool


def stretches(words: list[Word], size: float) -> list[Stretch]:
    """Cut a line where a link begins or ends."""
    found: list[Stretch] = []
    x = 0.0
    for word in words:
        for i, piece in enumerate(word[1]):
            width = width_of(piece[1], piece[0])
            part: Word = (width, (piece,))
            last = found[-1] if found else None
            if last is not None and last.href == piece[2]:
                joined = [*last.words, part]
                if i:
                    before = last.words[-1]
                    joined = [*last.words[:-1], (before[0] + width, (*before[1], piece))]
                found[-1] = Stretch(last.href, last.start, x + width * size, joined, is_open=False)
            else:
                if i and last is not None:
                    found[-1] = replace(last, is_open=True)
                found.append(Stretch(piece[2], x, x + width * size, [part], is_open=False))
            x += width * size
        x += _space(word) * size
    return found


@lru_cache(maxsize=64)
def ascent_of(font: str) -> float:
    """Give how far letters of *font* rise above the base line, at size 1."""
    return float(pdfmetrics.getFont(font).face.ascent) / 1000


@lru_cache(maxsize=16)
def space_of(font: str) -> float:
    """Give the width of a space at size 1."""
    return width_of(" ", font)


def _space(word: Word) -> float:
    return space_of(word[1][-1][0])


def _plain(text: str) -> str:
    if "&" in text:
        for entity, letter in _ENTITIES:
            text = text.replace(entity, letter)
    return text


def _simple(text: str, font: str) -> list[Word]:
    known = _WIDTHS.setdefault(font, {})
    found: list[Word] = []
    for letters in text.split(" "):
        if letters:
            width = known.get(letters)
            if width is None:
                width = width_of(letters, font)
            found.append((width, ((font, letters, ""),)))
    return found


def _words(pieces: list[Piece]) -> list[Word]:
    """Cut *pieces* at spaces; a word may begin in one font and end in another."""
    found: list[Word] = []
    held: list[Piece] = []
    for font, text, href in pieces:
        parts = text.split(" ")
        for i, letters in enumerate(parts):
            if i and held:
                found.append(_word(held))
                held = []
            if letters:
                held.append((font, letters, href))
    if held:
        found.append(_word(held))
    return found


def _word(pieces: list[Piece]) -> Word:
    return sum([width_of(text, font) for font, text, _href in pieces]), tuple(pieces)


def _cut(word: Word, room: float) -> tuple[Word, Word]:
    """Cut a word that is wider than *room*; at least one letter comes off."""
    head: list[Piece] = []
    rest: list[Piece] = []
    left = room
    for font, text, href in word[1]:
        if rest:
            rest.append((font, text, href))
            continue
        face = pdfmetrics.getFont(font).face
        count = 0
        for letter in text:
            width = face.charWidths.get(ord(letter), face.defaultWidth) / 1000
            if width > left and (count or head):
                break
            left -= width
            count += 1
        if count < len(text):  # rather after a hyphen than anywhere
            count = max(text.rfind(mark, 0, count) for mark in "-/") + 1 or count
        if count:
            head.append((font, text[:count], href))
        if count < len(text):
            rest.append((font, text[count:], href))
    return _word(head), _word(rest)


def _face(family: str, weight: int, slope: int) -> str:
    """Give the face of *family* for bold and italic text."""
    key = (1 if weight > 0 else 0) + (2 if slope > 0 else 0)
    return _FACES.get((family, key), family)
