"""Flowables that know which structure element they belong to."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.platypus import Flowable, Paragraph, Table
from typing_extensions import override

from ahpjournal.pdf.markup import Markup
from ahpjournal.pdf.styles import ACCENT, FRAME_WIDTH, PALE, RULE, style
from ahpjournal.pdf.tagging import Element, ElementMark, TaggedCanvas


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

    def __init__(
        self,
        markup: Markup,
        look: Any,
        element: Element | None = None,
        *,
        bulletText: str | None = None,  # noqa: N803 - reportlab's own name
        label: Element | None = None,
        bookmark: Bookmark | None = None,
        **more: Any,
    ) -> None:
        """Set *markup* in the style *look*."""
        super().__init__(markup, look, bulletText=bulletText, **more)
        self.element = element
        self.label = label
        self.bookmark = bookmark
        self._goes_over = False
        self._measured: tuple[float, tuple[float, float]] | None = None

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        if (
            self._measured is not None
            and self._measured[0] == availWidth
            and "blPara" in self.__dict__
        ):
            return self._measured[1]
        size: tuple[float, float] = super().wrap(availWidth, availHeight)
        self._measured = (availWidth, size)
        return size

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        parts: list[Any] = super().split(availWidth, availHeight)
        for i, part in enumerate(parts):
            if part is not self:
                part.element = self.element
                part.label = self.label if i == 0 else None
                part.bookmark = self.bookmark if i == 0 else None
                part._measured = None
        return parts

    @override
    def beginText(self, x: float, y: float) -> Any:
        canvas: TaggedCanvas = self.canv
        if self._goes_over:
            canvas._elements[-1] = self.element
        text = canvas.beginText(x, y)
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
            canvas.bookmarkHorizontal(mark.key, 0, self.height + 4)
            canvas.addOutlineEntry(mark.words, mark.key, mark.level, closed=mark.level > 0)
        if self.bulletText and self.label is not None:
            with canvas.tagged(self.label):
                self._draw_item()
        else:
            with canvas.tagged(self.element):
                super().draw()

    def _draw_item(self) -> None:
        """Draw the bullet under its label, then go over to the item's body."""
        self._goes_over = True
        try:
            super().draw()
        finally:
            self._goes_over = False


class QuoteParagraph(TaggedParagraph):
    """A paragraph with a bar at its left."""

    @override
    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setFillColor(ACCENT)
        canvas.rect(2, 0, 2, self.height, stroke=0, fill=1)
        canvas.restoreState()
        super().draw()


class Figure(Flowable):
    """A drawing with alternative text in its element."""

    def __init__(self, drawing: Any, element: Element) -> None:
        """Show *drawing*."""
        super().__init__()
        self._drawing = drawing
        self._element = element
        self.width, self.height = drawing.width, drawing.height

    @override
    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    @override
    def draw(self) -> None:
        canvas: TaggedCanvas = self.canv
        x, y = canvas.absolutePosition(0, 0)
        box = f"{x:.2f} {y:.2f} {x + self.width:.2f} {y + self.height:.2f}"
        self._element.attributes = f"<</O/Layout/Placement/Block/BBox[{box}]>>"
        with canvas.sequence(self._element):
            renderPDF.draw(self._drawing, canvas, 0, 0)


class Rule(Flowable):
    """A thin line across the page."""

    def __init__(self, space: float = 8.0) -> None:
        """Leave *space* points above and below."""
        super().__init__()
        self._space = space
        self.width = 0.0

    @override
    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, 2 * self._space

    @override
    def draw(self) -> None:
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(0.6)
        self.canv.line(0, self._space, self.width, self._space)


def tagged_table(
    parent: Element,
    head: Sequence[Markup],
    rows: Sequence[Sequence[Markup]],
    widths: Sequence[float],
    *,
    numbers_from: int = 1,
) -> Table:
    """Give a table with header cells; columns from *numbers_from* on are centred.

    *widths* are shares of the frame. Rows never split; the head repeats on later pages.
    """
    table = parent.add("Table")
    scope = "<</O/Table/Scope/{}>>"
    line = table.add("TR")
    data = [
        [
            TaggedParagraph(
                cell,
                style("headnumber" if i >= numbers_from else "head"),
                line.add("TH", attributes=scope.format("Column"), once=True),
            )
            for i, cell in enumerate(head)
        ]
    ]
    for row in rows:
        line = table.add("TR")
        data.append([_cell(line, i, cell, numbers_from) for i, cell in enumerate(row)])
    total = sum(widths)
    return Table(
        data,
        colWidths=[FRAME_WIDTH * w / total for w in widths],
        repeatRows=1,
        hAlign="LEFT",
        spaceBefore=4,
        spaceAfter=10,
        style=[
            ("FONT", (0, 0), (-1, -1), "Body", 9.5),
            ("BACKGROUND", (0, 0), (-1, 0), PALE),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, RULE),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 4.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ],
    )


def _cell(line: Element, column: int, words: Markup, numbers_from: int) -> TaggedParagraph:
    if column == 0:
        return TaggedParagraph(
            words, style("cell"), line.add("TH", attributes="<</O/Table/Scope/Row>>")
        )
    look = style("number" if column >= numbers_from else "cell")
    return TaggedParagraph(words, look, line.add("TD", keep=True))
