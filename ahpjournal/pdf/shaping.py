"""Letters that join, stack or change places: from text to the glyphs that are drawn.

Reportlab draws characters. A glyph that no character names alone, such as the middle form of an
Arabic letter, gets a character of a private plane: the font knows which glyph to draw for it,
and the file says which text it stands for. Lines are measured and broken in reading order; just
before a line is drawn its pieces are put in the order in which they stand on paper.
"""

import itertools
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import uharfbuzz
from reportlab.pdfbase import pdfmetrics

from ahpjournal.domain.records import dataclass
from ahpjournal.pdf.bidi import LEFT_TO_RIGHT, MIRRORED, levels_of, visual_order

MISSING = "\u25a1"
"""What is drawn for a letter that no font has; the file keeps the letter itself."""

FIRST_PRIVATE = 0xF0000
NOTHING = "\u200b"
"""What the later glyphs of a cluster stand for: the first one says it all."""

SAME_LINE = 0.4
"""Points: readers take what stands further up or down than this for another line."""

_RIGHT_TO_LEFT = (
    "\u0590-\u05ff\u0600-\u065f\u066a-\u06ef\u06fa-\u085f\u08a0-\u08ff"
    "\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_INDIC = "\u0900-\u097f\ua8e0-\ua8ff"
_JOINERS = "\u200c\u200d"
_WORDS = re.compile(
    f"[{_RIGHT_TO_LEFT}][{_RIGHT_TO_LEFT}{_JOINERS}]*|[{_INDIC}][{_INDIC}{_JOINERS}]*"
)
_ASKS = re.compile(f"[{_RIGHT_TO_LEFT}{_INDIC}]")
_FEATURES = {"kern": False}
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a font and the text it stands for; measures in thousandths of the type size."""

    font: str
    number: int
    text: str
    width: float
    advance: float
    dx: float = 0.0
    dy: float = 0.0
    cluster: str = ""
    is_shown: bool = True

    @property
    def is_moved(self) -> bool:
        """Whether it stands elsewhere than where the one before it ends."""
        return bool(self.dx or self.dy) or abs(self.advance - self.width) >= 1


class _Glyphs:
    """Every glyph that has a private character, for as long as the program runs."""

    def __init__(self) -> None:
        self._codes: dict[Glyph, int] = {}
        self._glyphs: dict[int, Glyph] = {}
        self._fonts: dict[str, Any] = {}

    def character(self, glyph: Glyph) -> str:
        """Give the private character of *glyph*."""
        with _LOCK:
            code = self._codes.get(glyph)
            if code is None:
                code = FIRST_PRIVATE + len(self._codes)
                face = pdfmetrics.getFont(glyph.font).face
                face.charToGlyph[code] = glyph.number
                face.charWidths[code] = glyph.width
                self._glyphs[code] = glyph
                self._codes[glyph] = code
        return chr(code)

    def of(self, character: str) -> Glyph | None:
        """Give the glyph of a private character; None for any other."""
        return self._glyphs.get(ord(character))

    def font(self, name: str) -> Any:
        """Give the font *name* as the shaper reads it."""
        with _LOCK:
            if name not in self._fonts:
                face = uharfbuzz.Face(uharfbuzz.Blob(pdfmetrics.getFont(name).face._ttf_data))
                self._fonts[name] = uharfbuzz.Font(face)
            return self._fonts[name]


_GLYPHS = _Glyphs()


def asks_for_shaping(text: str) -> bool:
    """Tell whether *text* has letters that join, or run from right to left."""
    return _ASKS.search(text) is not None


def text_of(character: str) -> str:
    """Give the text that a character of a font's subset stands for."""
    glyph = _GLYPHS.of(character)
    return character if glyph is None else glyph.text


def has_glyph(character: str, font: str) -> bool:
    """Tell whether *font* can draw *character*, which is no private one of ours."""
    code = ord(character)
    return code < FIRST_PRIVATE and code in pdfmetrics.getFont(font).face.charToGlyph


def make_room_for_missing(character: str, fonts: tuple[str, ...]) -> None:
    """Let *character*, which no font has, be measured as the sign that is drawn for it.

    A private character of ours keeps the width of its glyph.
    """
    if ord(character) >= FIRST_PRIVATE:
        return
    for name in fonts:
        face = pdfmetrics.getFont(name).face
        face.charWidths[ord(character)] = face.charWidths[ord(MISSING)]


def shaped(text: str, font: str) -> str:
    """Give *text* with glyphs of *font* for letters that join, still in reading order."""
    return _WORDS.sub(lambda found: "".join(_shape(found[0], font)), text)


def _shape(word: str, font: str) -> Iterator[str]:
    """Give the private characters of *word*, in reading order."""
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(word)
    buffer.guess_segment_properties()
    shaper = _GLYPHS.font(font)
    uharfbuzz.shape(shaper, buffer, _FEATURES)
    drawn = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    if any(info.codepoint == 0 for info, _place in drawn):
        yield word  # letters without a glyph are dealt with when they are drawn
        return
    turned = buffer.direction == "rtl"
    if turned:
        drawn.reverse()
    starts = [*sorted({info.cluster for info, _place in drawn}), len(word)]
    ends = dict(itertools.pairwise(starts))
    for start, cluster in itertools.groupby(drawn, lambda pair: int(pair[0].cluster)):
        glyphs = [_glyph(font, shaper, info.codepoint, place) for info, place in cluster]
        yield from _cluster(glyphs, word[start : ends[start]], turned=turned)


def _glyph(font: str, shaper: Any, number: int, place: Any) -> Glyph:
    scale = 1000 / shaper.face.upem
    return Glyph(
        font,
        number,
        NOTHING,
        round(shaper.get_glyph_h_advance(number) * scale),
        round(place.x_advance * scale),
        round(place.x_offset * scale),
        round(place.y_offset * scale),
    )


def _cluster(glyphs: list[Glyph], text: str, *, turned: bool) -> Iterator[str]:
    """Share *text* out among the *glyphs* that are drawn for it.

    Where text runs from right to left readers turn it letter by letter. So each glyph stands for
    one letter: the others of a ligature, and what only keeps letters apart, stand unseen.
    """
    if turned and len(glyphs) == 1:
        last = "" if text[-1] in _JOINERS else text[-1]
        for letter in text.removesuffix(last):
            yield _GLYPHS.character(_carrier(glyphs[0].font, letter))
        if last:
            yield _GLYPHS.character(replace(glyphs[0], text=last))
        return
    if not text.strip(_JOINERS):
        return  # what keeps letters apart has done its work
    whole = text if len(glyphs) > 1 else ""
    for i, glyph in enumerate(glyphs):
        said = NOTHING if i else text
        yield _GLYPHS.character(replace(glyph, text=said, cluster=whole))


def _carrier(font: str, letter: str) -> Glyph:
    """Give a glyph that is not seen and takes no room, but stands for *letter*.

    What is not rendered need not have the width that the font gives it.
    """
    number = pdfmetrics.getFont(font).face.charToGlyph[ord(" ")]
    return Glyph(font, number, letter, 0, 0, is_shown=False)


def visual_pieces(pieces: list[tuple[str, str]], direction: int) -> list[tuple[int, str]]:
    """Put the *pieces* of a line, each text and font, in their order from left to right.

    Gives which piece and what of it; a piece comes more than once if another runs through it.
    """
    characters = [(c, i) for i, (text, _font) in enumerate(pieces) for c in text]
    levels = levels_of([_first_letter(c) for c, _i in characters], direction)
    found: list[tuple[int, str]] = []
    for place in visual_order(levels):
        character, i = characters[place]
        if levels[place] % 2 and character in MIRRORED:
            character = _mirrored(character, pieces[i][1])
        if found and found[-1][0] == i:
            found[-1] = (i, found[-1][1] + character)
        else:
            found.append((i, character))
    return found


def spelled(text: Any, plain: Any, words: str) -> str:
    """Give the code that shows *words* in the font of the text object *text*.

    *plain* is how it writes words without glyphs of ours. Glyphs that stand elsewhere are moved;
    what a letter without a glyph or a cluster stands for is said beside it.
    """
    font = text._fontname
    code: list[str] = []
    for kind, part in _parts(words, font):
        if kind == "missing":
            said = part[::-1] if levels_of(part, LEFT_TO_RIGHT)[0] else part
            code.append(_said(said, plain(MISSING * len(part))))
        elif kind == "cluster":
            glyph = _GLYPHS.of(part[0])
            assert glyph is not None  # noqa: S101 - a cluster is made of glyphs of ours
            code.append(_said(glyph.cluster, " ".join(_moved(text, plain, c) for c in part)))
        elif kind == "moved":
            code.append(_moved(text, plain, part))
        else:
            code.append(plain(part))
    return " ".join(code)


def _parts(words: str, font: str) -> Iterator[tuple[str, str]]:
    """Cut *words* where the way of drawing changes."""
    present, held = "", ""
    for character in words:
        kind = _kind(character, font)
        begins = kind != present or kind == "moved"
        if kind == "cluster" and held:
            one, other = _GLYPHS.of(held[-1]), _GLYPHS.of(character)
            begins = begins or one is None or other is None or one.cluster != other.cluster
        if begins and held:
            yield present, held
            held = ""
        present = kind
        held += character
    if held:
        yield present, held


def _kind(character: str, font: str) -> str:
    glyph = _GLYPHS.of(character)
    if glyph is None:
        return "plain" if character == "\xa0" or has_glyph(character, font) else "missing"
    if glyph.cluster:
        return "cluster"
    return "moved" if glyph.is_moved or not glyph.is_shown else "plain"


def _moved(text: Any, plain: Any, character: str) -> str:
    glyph = _GLYPHS.of(character)
    if glyph is None or (glyph.is_shown and not glyph.is_moved):
        return str(plain(character))
    back = glyph.dx + glyph.width - glyph.advance
    shown = plain(character)
    if not glyph.is_shown:
        return f"3 Tr {shown} 0 Tr"
    rise = text._fontsize * glyph.dy / 1000
    code = f"[{-glyph.dx:.0f}] TJ {rise:.3f} Ts {shown} 0 Ts [{back:.0f}] TJ"
    if abs(rise) <= SAME_LINE:
        return code
    carrier = _GLYPHS.character(_carrier(glyph.font, glyph.text))
    return f"{_moved(text, plain, carrier)} {_said('', code)}"


def _said(words: str, code: str) -> str:
    """Let a reader that asks for text be given *words* in place of what *code* shows."""
    hexadecimal = ("\ufeff" + words).encode("utf-16-be", "replace").hex()
    return f"/Span <</ActualText <{hexadecimal}>>> BDC {code} EMC"


def _first_letter(character: str) -> str:
    glyph = _GLYPHS.of(character)
    return character if glyph is None else (glyph.cluster or glyph.text)[0]


def _mirrored(character: str, font: str) -> str:
    """Give the sign that is drawn for *character* from right to left and still means it."""
    face = pdfmetrics.getFont(font).face
    drawn = ord(MIRRORED[character])
    if drawn not in face.charToGlyph:
        return character
    width = round(face.charWidths[drawn])
    return _GLYPHS.character(Glyph(font, face.charToGlyph[drawn], character, width, width))
