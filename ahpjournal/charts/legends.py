"""What explains the markers of a chart, below it."""

from collections.abc import Sequence

from ahpjournal.charts.scene import Dot, Ink, Line, Marker, Measure, Shape, Text
from ahpjournal.domain.records import dataclass

SIZE, SMALL, LINE = 12.0, 10.5, 14.0
_GAP, _MARK, _SAMPLE = 20.0, 18.0, 36.0


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A marker with its *words*; with a *dash* (empty for a full line) it stands on a line."""

    words: str
    marker: Marker
    ink: Ink
    dash: tuple[float, ...] | None = None

    @property
    def lead(self) -> float:
        """Room before the words."""
        return _MARK if self.dash is None else _SAMPLE


def legend(
    items: Sequence[LegendItem],
    left: float,
    width: float,
    bottom: float,
    measure: Measure,
    *,
    is_centred: bool = False,
) -> list[Shape]:
    """Lay *items* out in a line that begins at *left* or further left, or in the middle.

    Where the line is wider than *width*, letters are smaller, and then there are two lines.
    *bottom* is the base line of the last.
    """
    size = SIZE if _length(items, SIZE, measure) <= width else SMALL
    lines = [tuple(items)]
    if _length(items, size, measure) > width and len(items) > 1:
        half = (len(items) + 1) // 2
        lines = [tuple(items[:half]), tuple(items[half:])]
    shapes: list[Shape] = []
    for i, line in enumerate(lines):
        spare = max(width - _length(line, size, measure), 0.0)
        x = spare / 2 if is_centred else min(left, spare)
        shapes += _line(line, x, bottom - LINE * (len(lines) - 1 - i), size, measure)
    return shapes


def _line(
    items: Sequence[LegendItem], x: float, y: float, size: float, measure: Measure
) -> list[Shape]:
    shapes: list[Shape] = []
    for item in items:
        middle = x + item.lead / 2 - 3
        if item.dash is not None:
            shapes.append(Line(((x, y - 4), (x + item.lead - 8, y - 4)), item.ink, 2.0, item.dash))
            middle = x + (item.lead - 8) / 2
        shapes.append(Dot((middle, y - 4), item.marker, item.ink, 4.5))
        shapes.append(Text((x + item.lead, y), item.words, size))
        x += item.lead + measure(item.words, size, False) + _GAP
    return shapes


def _length(items: Sequence[LegendItem], size: float, measure: Measure) -> float:
    words = sum(item.lead + measure(item.words, size, False) for item in items)
    return words + _GAP * max(len(items) - 1, 0)
