"""Paragraphs that know which structure element they belong to, and how text in them runs."""

from copy import copy
from functools import lru_cache, partial
from typing import Any

from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph
from typing_extensions import override

from ahpjournal.pdf.bidi import LEFT_TO_RIGHT, RIGHT_TO_LEFT, direction_of
from ahpjournal.pdf.fonts import font_for
from ahpjournal.pdf.markup import Markup, words_of
from ahpjournal.pdf.plain_lines import (
    Coder,
    Line,
    Word,
    ascent_of,
    broken,
    paragraphs_of,
    stretches,
    width_of,
)
from ahpjournal.pdf.shaping import asks_for_shaping, shaped, spelled, visual_pieces
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import ACCENT
from ahpjournal.pdf.tagging import ElementMark, TaggedCanvas

FEWEST_LINES = 2
"""Lines of a paragraph that may stand on a page by themselves."""
BULLET_GAP = 6.0


class Bookmark:
    """A place in the outline and the contents: level from 0, words and key."""

    __slots__ = ("key", "level", "words")

    def __init__(self, level: int, words: str, key: str) -> None:
        """Name a place."""
        self.level = level
        self.words = words
        self.key = key


class TaggedParagraph(Paragraph):
    """A paragraph of *element*; *label* is the element of its bullet, if it is a list item."""

    _draws_itself = True
    """Whether nothing is drawn around the words, so that no change of coordinates is needed."""

    bulletText: str | None  # noqa: N815 - reportlab's own names
    blPara: Any  # noqa: N815

    def __init__(
        self,
        markup: Markup | None,
        look: Any,
        element: Element | None = None,
        *,
        bulletText: str | None = None,  # noqa: N803 - reportlab's own name
        label: Element | None = None,
        bookmark: Bookmark | None = None,
        **more: Any,
    ) -> None:
        """Set *markup* in the style *look*, turned round if it runs from right to left.

        Without *markup* it is a part of another paragraph, as split() makes them.
        """
        self._direction, self._is_special = LEFT_TO_RIGHT, False
        self._words: list[list[Word]] | None = None
        self._lines: list[Line] = []
        self._links, self._links_to = 0, ""
        self._at = (0.0, 0.0)
        if markup is not None and not markup.isascii():
            words = words_of(markup)
            self._is_special = _is_special(words)
            if asks_for_shaping(words):
                self._direction = direction_of(words)
                if element is not None and "<a " not in markup:
                    element.said = words
        if markup is not None and element is not None:
            element.flowables += 1
        look = turned_round(look) if self._direction == RIGHT_TO_LEFT else look
        if markup is not None and not self._is_special and not more:
            self._words = paragraphs_of(markup, look.fontName)
            self._markup = markup
        if self._words is not None:
            Flowable.__init__(self)
            self.style, self.bulletText = look, bulletText
        else:
            super().__init__(markup, look, bulletText=bulletText, **more)
            if self._is_special and markup is not None:
                self._shape()
        self.element = element
        self.label = label
        self.bookmark = bookmark
        self._goes_over = False
        self._measured: tuple[float, tuple[float, float]] | None = None

    def _shape(self) -> None:
        """Give letters that join their glyphs, in the font that each piece came to have."""
        for piece in self.frags:
            piece.backColor = None  # lines are then kept as pieces, however few there are
            piece.text = shaped(piece.text, piece.fontName)

    @override
    def breakLines(self, width: Any) -> Any:
        bullet = self.bulletText
        if self._direction == RIGHT_TO_LEFT:
            self.bulletText = None  # it stands at the right, where there is room for it
        try:
            return super().breakLines(width)
        finally:
            self.bulletText = bullet

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        if self._words is not None:
            return self._wrap_plain(availWidth)
        if (
            self._measured is not None
            and self._measured[0] == availWidth
            and "blPara" in self.__dict__
        ):
            return self._measured[1]
        size: tuple[float, float] = super().wrap(availWidth, availHeight)
        self._measured = (availWidth, size)
        return size

    def _wrap_plain(self, width: float) -> tuple[float, float]:
        if self._measured is None or self._measured[0] != width:
            look = self.style
            room = width - look.leftIndent - look.rightIndent
            lines: list[Line] = []
            for words in self._words or ():
                first = room - (0 if lines else self._pushed())
                lines += broken(words, look.fontSize, room, first)
            self._lines = lines
            self._measured = (width, (width, look.leading * len(lines)))
        self.width, self.height = self._measured[1]
        return self._measured[1]

    def _pushed(self) -> float:
        """Give how far a wide bullet pushes the first line, in points."""
        look = self.style
        if not self.bulletText:
            return float(look.firstLineIndent)
        width = width_of(self.bulletText, look.bulletFontName) * look.bulletFontSize
        return max(0.0, float(look.bulletIndent + width + BULLET_GAP - look.leftIndent))

    def _split_plain(self, width: float, height: float) -> list[Any]:
        _width, whole = self._wrap_plain(width)
        if whole <= height:
            return [self]
        count = int((height + 0.01) // self.style.leading)
        total = len(self._lines)
        count = min(count, total - FEWEST_LINES)
        if count < FEWEST_LINES:
            return []
        return [self._part(width, self._lines[:count]), self._part(width, self._lines[count:], 1)]

    def _part(self, width: float, lines: list[Line], place: int = 0) -> "TaggedParagraph":
        made = copy(self)
        made._lines = lines
        made._measured = (width, (width, self.style.leading * len(lines)))
        made.height = self.style.leading * len(lines)
        if place:
            made.bulletText = made.label = made.bookmark = None
        return made

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        if self._words is not None:
            return self._split_plain(availWidth, availHeight)
        parts: list[Any] = super().split(availWidth, availHeight)
        for i, part in enumerate(parts):
            if part is not self:
                part.element = self.element
                part.label = self.label if i == 0 else None
                part.bookmark = self.bookmark if i == 0 else None
                part._measured = None
                part._direction, part._is_special = self._direction, self._is_special
        return parts

    @override
    def beginText(self, x: float, y: float) -> Any:
        canvas: TaggedCanvas = self.canv
        if self._goes_over:
            canvas._elements[-1] = self.element
        text = canvas.beginText(x, y)
        if self._is_special:
            text._formatText = partial(spelled, text, text._formatText)
        element = canvas.current
        if element is not None:
            text._linkRecord = partial(canvas.record_link, text, element)
            lines = self.blPara
            if lines.kind == 0 and lines.link:
                mark = ElementMark("")
                mark.element = canvas.drawn_child(element, "Link", (0, str(lines.link)))
                text._code.append(mark)
                canvas.whole_link(mark.element, len(lines.lines))
        return text

    @override
    def draw(self) -> None:
        canvas: TaggedCanvas = self.canv
        if self.bookmark is not None:
            mark = self.bookmark
            x, y = self._at
            canvas.bookmarkHorizontal(mark.key, x, y + self.height + 4)
            top = canvas.absolutePosition(x, y + self.height)[1]
            canvas.tops[mark.key] = (canvas._pageNumber, top)
            canvas.addOutlineEntry(mark.words, mark.key, mark.level, closed=mark.level > 0)
        if self._words is not None:
            self._draw_plain(canvas)
        elif self._is_special and "blPara" in self.__dict__:
            self._draw_in_order()
        else:
            self._draw_tagged()

    def _draw_plain(self, canvas: TaggedCanvas) -> None:
        look, coder = self.style, canvas.coder
        size = look.fontSize
        at_x, at_y = self._at
        top = at_y + self.height - ascent_of(look.fontName) * size
        if self.bulletText:
            self._draw_plain_bullet(canvas, coder, top)
        first = look.leftIndent + self._pushed()
        code = [f"BT {ink_of(look.textColor)} {look.leading:g} TL"]
        state, x_now = "", None
        for i, (used, words) in enumerate(self._lines):
            x = at_x + (look.leftIndent if i else first)
            if look.alignment:
                spare = self.width - look.rightIndent - (x - at_x) - used
                x += spare / 2 if look.alignment == TA_CENTER else spare
            if x != x_now:
                code.append(f"1 0 0 1 {x:.3f} {top - i * look.leading:.3f} Tm")
                x_now = x
            else:
                code.append("T*")
            if "<a " in self._markup:
                self._draw_stretches(canvas, words, x, top - i * look.leading)
                continue
            text, state = coder.line(words, size, state)
            code.append(text)
        code.append("ET")
        if state:
            canvas.write_text(" ".join(code), self.element)

    def _draw_stretches(self, canvas: TaggedCanvas, words: list[Word], x: float, y: float) -> None:
        """Draw a line that may have links in it."""
        look, size = self.style, self.style.fontSize
        for part in stretches(words, size):
            element, ink = self.element, look.textColor
            if part.href and element is not None:
                self._links += not self._links or self._links_to != part.href
                self._links_to = part.href
                element, ink = canvas.drawn_child(element, "Link", self._links), ACCENT
            elif part.href == "":
                self._links_to = ""
            text, _state = canvas.coder.line(part.words, size, "", is_open=part.is_open)
            start, end = x + part.start, x + part.end
            canvas.write_text(f"BT {ink_of(ink)} 1 0 0 1 {start:.3f} {y:.3f} Tm {text} ET", element)
            if part.href:
                canvas.setStrokeColor(ACCENT)
                canvas.setLineWidth(0.5)
                canvas.line(start, y - 1.6, end, y - 1.6)
                with canvas.tagged(element):
                    rect = (start, y - 0.25 * size, end, y + 0.85 * size)
                    canvas.linkURL(part.href, rect, relative=1)

    def _draw_plain_bullet(self, canvas: TaggedCanvas, coder: Coder, y: float) -> None:
        look = self.style
        words = paragraphs_of(Markup(self.bulletText or ""), look.bulletFontName)
        text, _state = coder.line(words[0], look.bulletFontSize, "")
        place = f"1 0 0 1 {self._at[0] + look.bulletIndent:.3f} {y:.3f} Tm"
        code = f"BT {ink_of(look.textColor)} {place} {text} ET"
        canvas.write_text(code, self.label or self.element)

    @override
    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if self._words is None or not self._draws_itself:
            super().drawOn(canvas, x, y, _sW)
            return
        self.canv = canvas
        self._at = (x, y)
        try:
            self.draw()
        finally:
            self._at = (0.0, 0.0)
            del self.canv

    def _draw_tagged(self) -> None:
        if self.bulletText and self.label is not None:
            with self.canv.tagged(self.label):
                self._draw_item()
        else:
            with self.canv.tagged(self.element):
                super().draw()

    def _draw_in_order(self) -> None:
        """Draw with the pieces of each line in the order in which they stand on paper."""
        lines = self.blPara
        bullet = self.bulletText
        if lines.kind:
            turned = [line.clone(words=self._in_order(line.words)) for line in lines.lines]
            self.blPara = lines.clone(lines=turned)
        try:
            if bullet and self._direction == RIGHT_TO_LEFT and lines.lines:
                with self.canv.tagged(self.label or self.element):
                    self._draw_bullet_at_right(lines.lines[0])
                self.bulletText = None
            self._draw_tagged()
        finally:
            self.blPara, self.bulletText = lines, bullet

    def _in_order(self, pieces: list[Any]) -> list[Any]:
        given = [(piece.text, piece.fontName) for piece in pieces]
        order = visual_pieces(given, self._direction)
        return [pieces[i].clone(text=text) for i, text in order] or pieces

    def _draw_bullet_at_right(self, first: Any) -> None:
        look, words = self.style, self.bulletText
        width = stringWidth(words, look.bulletFontName, look.bulletFontSize)
        is_high = rl_config.paraFontSizeHeightOffset
        ascent = first.fontSize if is_high else getattr(first, "ascent", first.fontSize)
        self.canv.saveState()
        text = self.canv.beginText(self.width - look.bulletIndent - width, self.height - ascent)
        text.setFont(look.bulletFontName, look.bulletFontSize)
        text.setFillColor(look.textColor)
        text.textOut(words)
        self.canv.drawText(text)
        self.canv.restoreState()

    def _draw_item(self) -> None:
        """Draw the bullet under its label, then go over to the item's body."""
        self._goes_over = True
        try:
            super().draw()
        finally:
            self._goes_over = False


@lru_cache(maxsize=32)
def ink_of(colour: Any) -> str:
    """Give the code that sets *colour* for text."""
    return f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} rg"


def _is_special(words: str) -> bool:
    """Tell whether *words* cannot be drawn letter by letter from left to right."""
    return asks_for_shaping(words) or any(c > "~" and font_for(c) is None for c in words)


@lru_cache(maxsize=32)
def turned_round(look: Any) -> Any:
    """Give *look* for text that runs from right to left."""
    made = look.clone(f"{look.name}-turned")
    made.leftIndent, made.rightIndent = look.rightIndent, look.leftIndent
    if look.alignment == TA_LEFT:
        made.alignment = TA_RIGHT
    return made


class QuoteParagraph(TaggedParagraph):
    """A paragraph with a bar at its left."""

    _draws_itself = False

    @override
    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setFillColor(ACCENT)
        x = self.width - 4 if self._direction == RIGHT_TO_LEFT else 2
        canvas.rect(x, 0, 2, self.height, stroke=0, fill=1)
        canvas.restoreState()
        super().draw()
