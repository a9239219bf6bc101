"""Competency profile: then and now on one web."""

import math

from ahpjournal.charts.scene import (
    Anchor,
    ChartScene,
    ChartTable,
    Dot,
    Ink,
    Line,
    Mark,
    Marker,
    Measure,
    Point,
    Shape,
    Text,
    wrap,
)
from ahpjournal.charts.words import change_summary, level_cell, month, says
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.text import _

LABEL, NUMBER, LEGEND = 12.0, 11.0, 12.0
LEGEND_ROOM, LABEL_ROOM, LINE = 34.0, 36.0, 15.0
CROWDED = 16
_SIDE = 1e-6


def radar_chart(
    report: ProgressReport, width: float, height: float, measure: Measure
) -> ChartScene:
    """Lay the profile out in *width* by *height*; a missing rating leaves a gap, never a zero."""
    web = _Web(report, width, height, measure)
    shapes: list[Shape] = [*web.grid(), *web.labels()]
    before = [row.baseline for row in report.competencies]
    now = [row.now for row in report.competencies]
    has_both = report.has_change and report.has_baseline
    if has_both:
        shapes += web.series(before, Ink.BASELINE, Ink.BASELINE_TINT, (4, 3), Marker.SQUARE)
    shapes += web.series(now, Ink.ACCENT, Ink.ACCENT_TINT, (), Marker.DOT)
    shapes += web.legend(has_both=has_both)
    marks = tuple(
        Mark(web.point(i, row.now), says(row, report.top))
        for i, row in enumerate(report.competencies)
        if row.now is not None
    )
    header = (_("Competency"), _("Start"), _("Now"))
    rows = tuple(
        (r.competency.name, level_cell(r.baseline), level_cell(r.now)) for r in report.competencies
    )
    return ChartScene(
        width,
        height,
        tuple(shapes),
        marks,
        change_summary(report),
        ChartTable(header, rows),
        _("Competency profile"),
    )


class _Web:
    def __init__(
        self, report: ProgressReport, width: float, height: float, measure: Measure
    ) -> None:
        self._report = report
        self._measure = measure
        self._count = max(len(report.competencies), 1)
        self._is_crowded = self._count > CROWDED
        self._width, self._height = width, height
        self._label_room = min(118.0, width * 0.24)
        self._radius = max(
            min(width / 2 - self._label_room * 0.86, (height - LEGEND_ROOM) / 2 - LABEL_ROOM), 40.0
        )
        self._centre = (width / 2, (height - LEGEND_ROOM) / 2 + 2)

    def point(self, index: int, level: float) -> Point:
        angle = 2 * math.pi * index / self._count
        distance = self._radius * level / self._report.top
        return (
            self._centre[0] + distance * math.sin(angle),
            self._centre[1] - distance * math.cos(angle),
        )

    def grid(self) -> list[Shape]:
        shapes: list[Shape] = []
        for level in range(1, self._report.top + 1):
            ring = tuple(self.point(i, level) for i in range(self._count))
            shapes.append(Line(ring, Ink.GRID, 1.0, is_closed=True))
        shapes += [
            Line((self._centre, self.point(i, self._report.top)), Ink.GRID)
            for i in range(self._count)
        ]
        step = 1 if self._report.top <= 6 else 2
        for level in range(step, self._report.top + 1, step):
            x, y = self.point(0, level)
            shapes.append(Text((x - 6, y + 4), str(level), NUMBER, Anchor.END, ink=Ink.TEXT3))
        return shapes

    def labels(self) -> list[Shape]:
        shapes: list[Shape] = []
        size = LABEL - 2 if self._is_crowded else LABEL
        for i, row in enumerate(self._report.competencies):
            x, y = self.point(i, self._report.top * (1 + 13 / self._radius))
            side = x - self._centre[0]
            middle = abs(side) < self._radius * 0.08 + _SIDE
            anchor = Anchor.MIDDLE if middle else Anchor.START if side > 0 else Anchor.END
            words = row.competency.id if self._is_crowded else row.competency.short_name
            beside = x if anchor is Anchor.END else self._width - x
            room = self._label_room * 1.4 if middle else min(self._label_room, beside)
            lines = wrap(words, size, room, self._measure)
            up = y < self._centre[1]
            first = y + size * 0.35 - (len(lines) - 1) * LINE / 2
            if middle:
                first = y - (len(lines) - 1) * LINE if up else y + size * 0.8
            shapes += [
                Text((x, first + n * LINE), line, size, anchor) for n, line in enumerate(lines)
            ]
        return shapes

    def series(
        self,
        levels: list[int | None],
        ink: Ink,
        tint: Ink,
        dash: tuple[float, ...],
        marker: Marker,
    ) -> list[Shape]:
        points = [self.point(i, v) if v is not None else None for i, v in enumerate(levels)]
        shapes: list[Shape] = []
        if all(p is not None for p in points) and len(points) > 2:
            whole = tuple(p for p in points if p is not None)
            shapes.append(Line(whole, ink, 2.0, dash, tint, is_closed=True))
        else:
            for one, other in zip(points, [*points[1:], points[0]], strict=True):
                if one is not None and other is not None:
                    shapes.append(Line((one, other), ink, 2.0, dash))
        shapes += [
            Dot(p, marker, ink, 3.5 if marker is Marker.SQUARE else 4.0)
            for p in points
            if p is not None
        ]
        return shapes

    def legend(self, *, has_both: bool) -> list[Shape]:
        then = _("Start ({month})").format(month=month(self._report.baseline_on))
        now = _("Now ({month})").format(month=month(self._report.now_on))
        items: list[tuple[str, Ink, Marker, tuple[float, ...]]] = []
        if has_both:
            items.append((then, Ink.BASELINE, Marker.SQUARE, (4.0, 3.0)))
        items.append((now, Ink.ACCENT, Marker.DOT, ()))
        widths = [36 + self._measure(words, LEGEND, False) for words, *_rest in items]
        x = self._width / 2 - (sum(widths) + 26 * (len(items) - 1)) / 2
        y = self._height - 10
        shapes: list[Shape] = []
        for (words, ink, marker, dash), width in zip(items, widths, strict=True):
            shapes.append(Line(((x, y - 4), (x + 28, y - 4)), ink, 2.0, dash))
            shapes.append(Dot((x + 14, y - 4), marker, ink, 3.5))
            shapes.append(Text((x + 36, y), words, LEGEND))
            x += width + 26
        return shapes
