"""Drawings and lines that know which structure element they belong to."""

from typing import Any

from reportlab.graphics import renderPDF
from reportlab.platypus import Flowable
from typing_extensions import override

from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import ACCENT, RULE
from ahpjournal.pdf.tagging import TaggedCanvas


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


class Band(Flowable):
    """A short, thick line that opens a title page."""

    @override
    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, 22.0

    @override
    def draw(self) -> None:
        self.canv.setFillColor(ACCENT)
        self.canv.rect(0, 17, 56, 5, stroke=0, fill=1)
