"""What charts with a row for each competency share: names, the scale across, and a legend."""

from collections.abc import Sequence
from math import sqrt

from ahpjournal.charts.legends import LegendItem, legend
from ahpjournal.charts.scene import Anchor, Ink, Line, Marker, Measure, Shape, Text, shorten
from ahpjournal.domain.progress import CompetencyProgress

ROW, HEAD, FOOT = 27.0, 24.0, 30.0
LABEL, NUMBER = 13.0, 11.0
_NAMES_AT_MOST = 0.46
_CLEAR = 2.0


def rows_height(count: int) -> float:
    """Give the height that *count* rows need with scale and legend."""
    return HEAD + ROW * max(count, 1) + FOOT


class LevelRows:
    """Competencies below each other, the levels of their scale from left to right.

    Names are full where they fit into less than half of the width, else short; marks and tables
    keep the full ones. *margin* is kept free at the right.
    """

    def __init__(
        self,
        rows: Sequence[CompetencyProgress],
        ticks: Sequence[int],
        width: float,
        margin: float,
        measure: Measure,
    ) -> None:
        """Lay out *rows* on a scale that is numbered at *ticks*, from its first to its last."""
        self._ticks = ticks
        self._measure = measure
        self._width = width
        self.height = rows_height(len(rows))
        most = width * _NAMES_AT_MOST
        names = [row.competency.name for row in rows]
        if self._room_for(names) > most:
            names = [row.competency.short_name for row in rows]
        self._names = names
        self._room = min(self._room_for(names), most)
        self.left, self._right = self._room + 10, width - margin

    def x(self, level: int) -> float:
        """Give where *level* stands."""
        return self.left + (self._right - self.left) * self._share(level)

    def _share(self, level: int) -> float:
        first, last = self._ticks[0], self._ticks[-1]
        return (level - first) / max(last - first, 1)

    def y(self, row: int) -> float:
        """Give the middle of a row."""
        return HEAD + ROW * (row + 0.5)

    def frame(self) -> list[Shape]:
        """Give the scale, its grid and the names."""
        shapes: list[Shape] = []
        for level in self._ticks:
            x = self.x(level)
            shapes.append(Text((x, 14), str(level), NUMBER, Anchor.MIDDLE, ink=Ink.TEXT3))
            shapes.append(Line(((x, HEAD - 2), (x, self.height - FOOT + 2)), Ink.GRID))
        for i, name in enumerate(self._names):
            words = shorten(name, LABEL, self._room - 12, self._measure)
            shapes.append(Text((0, self.y(i) + 4.5), words, LABEL, ink=Ink.TEXT))
        return shapes

    def legend(self, items: Sequence[LegendItem]) -> list[Shape]:
        """Explain the markers below the rows."""
        return legend(items, self._room, self._width, self.height - 8, self._measure)

    def _room_for(self, names: Sequence[str]) -> float:
        return max((self._measure(name, LABEL, False) for name in names), default=0.0) + 16


def around(marker: Marker, inner: float) -> float:
    """Give the radius at which *marker* encloses a mark of radius *inner* with a gap between."""
    if marker is Marker.DIAMOND:
        return (inner + _CLEAR) * sqrt(2) - 1
    return inner + _CLEAR
