"""Words in lines, for text that is drawn letter by letter from left to right.

Nearly all text of a journal is of this kind. Platypus sets it through an XML parser, objects for
each fragment and two passes over every letter; this module reads our own small mark-up (bold,
italic, another font, line break), measures each word once and writes a paragraph as one piece of
page content. What needs more (links, letters that join, letters without a glyph) is left to
`flowables.TaggedParagraph`.
"""

import re
from functools import lru_cache
from typing import Any

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics

from ahpjournal.pdf.markup import Markup

_TOKEN = re.compile(r"<(/?)([a-z]+)(?: name=\"(\w+)\")?/?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_WIDTHS: dict[str, dict[str, float]] = {}
_MOST_WORDS = 60_000

Piece = tuple[str, str]
"""A font and letters in it."""

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


def paragraphs_of(markup: Markup, font: str) -> list[list[Word]] | None:
    """Give the words of each line that *markup* asks for; None if it asks for more than that.

    *font* is what stands outside of any mark.
    """
    if "<" not in markup:
        return [_simple(_plain(markup), font)]
    if "<a " in markup:
        return None
    lines: list[list[Piece]] = [[]]
    weight = slope = 0
    family = ""
    at = 0
    for found in _TOKEN.finditer(markup):
        if found.start() > at:
            face = _face(family or font, weight, slope)
            lines[-1].append((face, _plain(markup[at : found.start()])))
        at = found.end()
        closes, name, value = found.groups()
        if name == "br":
            lines.append([])
        elif name == "b":
            weight += -1 if closes else 1
        elif name == "i":
            slope += -1 if closes else 1
        else:
            family = "" if closes else value
    if at < len(markup):
        face = _face(family or font, weight, slope)
        lines[-1].append((face, _plain(markup[at:])))
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
        self._known: dict[Piece, list[tuple[int, str]]] = {}
        self._names: dict[tuple[str, int], str] = {}

    def line(self, words: list[Word], size: float, state: str) -> tuple[str, str]:
        """Give the code of a line, which ends in a space, and the font it ends in.

        *state* is the font that is set already; empty if none is.
        """
        code: list[str] = []
        held = ""
        for word in words:
            for font, text in word[1]:
                for subset, letters in self._coded(font, text):
                    name = self._name(font, subset)
                    if name != state:
                        if held:
                            code.append(f"({held}) Tj")
                            held = ""
                        code.append(f"{name} {size:g} Tf")
                        state = name
                    held += letters
            held += " "
        if held:
            code.append(f"({held}) Tj")
        return " ".join(code), state

    def _coded(self, font: str, text: str) -> list[tuple[int, str]]:
        known = self._known.get((font, text))
        if known is None:
            split = pdfmetrics.getFont(font).splitString(text, self._document)
            known = [(subset, escapePDF(letters)) for subset, letters in split]
            self._known[font, text] = known
        return known

    def _name(self, font: str, subset: int) -> str:
        name = self._names.get((font, subset))
        if name is None:
            name = pdfmetrics.getFont(font).getSubsetInternalName(subset, self._document)
            self._names[font, subset] = name
        return name


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
            found.append((width, ((font, letters),)))
    return found


def _words(pieces: list[Piece]) -> list[Word]:
    """Cut *pieces* at spaces; a word may begin in one font and end in another."""
    found: list[Word] = []
    held: list[Piece] = []
    for font, text in pieces:
        parts = text.split(" ")
        for i, letters in enumerate(parts):
            if i and held:
                found.append(_word(held))
                held = []
            if letters:
                held.append((font, letters))
    if held:
        found.append(_word(held))
    return found


def _word(pieces: list[Piece]) -> Word:
    return sum(width_of(text, font) for font, text in pieces), tuple(pieces)


def _cut(word: Word, room: float) -> tuple[Word, Word]:
    """Cut a word that is wider than *room*; at least one letter comes off."""
    head: list[Piece] = []
    rest: list[Piece] = []
    left = room
    for font, text in word[1]:
        if rest:
            rest.append((font, text))
            continue
        face = pdfmetrics.getFont(font).face
        count = 0
        for letter in text:
            width = face.charWidths.get(ord(letter), face.defaultWidth) / 1000
            if width > left and (count or head):
                break
            left -= width
            count += 1
        if count:
            head.append((font, text[:count]))
        if count < len(text):
            rest.append((font, text[count:]))
    return _word(head), _word(rest)


def _face(family: str, weight: int, slope: int) -> str:
    """Give the face of *family* for bold and italic text."""
    key = (1 if weight > 0 else 0) + (2 if slope > 0 else 0)
    return _FACES.get((family, key), family)
