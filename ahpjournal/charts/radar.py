"""Competency profile: then, looking back, and now on one web."""

import math

from ahpjournal.charts.legends import LegendItem, legend
from ahpjournal.charts.level_rows import around
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
    shorten,
    wrap,
)
from ahpjournal.charts.words import change_summary, level_cell, month, says
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.text import _

LABEL, NUMBER = 12.0, 11.0
LEGEND_ROOM, LABEL_ROOM, LINE = 34.0, 36.0, 15.0
CROWDED, COLUMNS_FROM, COLUMN, LEADER = 16, 700.0, 190.0, 26.0
_SIDE = 1e-6
_THEN_DASH, _BACK_DASH = (4.0, 3.0), (1.5, 3.0)


def is_crowded(report: ProgressReport) -> bool:
    """Tell whether there are so many competencies that their names stand in columns.

    That takes a width of at least ``COLUMNS_FROM``; below it their ids stand around the web.
    """
    return len(report.competencies) > CROWDED


def radar_chart(
    report: ProgressReport, width: float, height: float, measure: Measure
) -> ChartScene:
    """Lay the profile out in *width* by *height*; a missing rating leaves a gap, never a zero."""
    web = _Web(report, width, height, measure)
    shapes: list[Shape] = [*web.grid(), *web.labels()]
    before = [row.baseline for row in report.competencies]
    now = [row.now for row in report.competencies]
    back = [row.lookback for row in report.competencies]
    has_both = report.has_change and report.has_baseline
    has_back = any(level is not None for level in back)
    if has_both:
        shapes += web.series(before, Ink.BASELINE, _THEN_DASH, Ink.BASELINE_TINT)
    shapes += web.series(now, Ink.ACCENT, (), Ink.ACCENT_TINT)
    if has_back:
        shapes += web.series(back, Ink.BASELINE, _BACK_DASH)
        shapes += web.dots(back, Ink.BASELINE, Marker.DIAMOND, before)
    if has_both:
        shapes += web.dots(before, Ink.BASELINE, Marker.RING)
    shapes += web.dots(now, Ink.ACCENT, Marker.DOT)
    shapes += web.legend(has_both=has_both, has_back=has_back)
    marks = tuple(
        Mark(web.point(i, row.now), says(row, report.top))
        for i, row in enumerate(report.competencies)
        if row.now is not None
    )
    header = [_("Competency"), _("Start"), _("Now")]
    rows = [
        [r.competency.name, level_cell(r.baseline), level_cell(r.now)] for r in report.competencies
    ]
    if has_back:
        header.insert(2, _("Start, looking back"))
        for cells, level in zip(rows, back, strict=True):
            cells.insert(2, level_cell(level))
    return ChartScene(
        width,
        height,
        tuple(shapes),
        marks,
        change_summary(report),
        ChartTable(tuple(header), tuple(tuple(cells) for cells in rows)),
        _("Competency profile, self-rated"),
    )


class _Web:
    def __init__(
        self, report: ProgressReport, width: float, height: float, measure: Measure
    ) -> None:
        self._report = report
        self._measure = measure
        self._count = max(len(report.competencies), 1)
        self._is_crowded = is_crowded(report)
        self._has_columns = self._is_crowded and width >= COLUMNS_FROM
        self._width, self._height = width, height
        self._label_room = COLUMN if self._has_columns else min(118.0, width * 0.24)
        beside = self._label_room + LEADER if self._has_columns else self._label_room * 0.86
        above = LINE if self._has_columns else LABEL_ROOM
        self._radius = max(min(width / 2 - beside, (height - LEGEND_ROOM) / 2 - above), 40.0)
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
        if self._has_columns:
            return self._columns()
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

    def _columns(self) -> list[Shape]:
        """Give the names in a column at each side, each with a line to its spoke."""
        rim = self._report.top * (1 + 5 / self._radius)
        places = {i: self.point(i, rim) for i in range(self._count)}
        middle = self._centre[0] - _SIDE
        right = [i for i in places if places[i][0] >= middle]
        left = [i for i in places if places[i][0] < middle][::-1]
        half = self._radius + LINE / 2
        shapes: list[Shape] = []
        for side, column in ((1, right), (-1, left)):
            edge = self._centre[0] + side * (self._radius + LEADER)
            anchor = Anchor.START if side > 0 else Anchor.END
            for row, i in enumerate(column):
                y = self._centre[1] - half + 2 * half * (row + 0.5) / len(column)
                name = self._report.competencies[i].competency.short_name
                words = shorten(name, LABEL, self._label_room - 8, self._measure)
                bend = (edge - side * 6, y)
                shapes.append(Line((places[i], bend, (edge, y)), Ink.GRID))
                shapes.append(Text((edge + side * 5, y + 4), words, LABEL, anchor))
        return shapes

    def series(
        self,
        levels: list[int | None],
        ink: Ink,
        dash: tuple[float, ...],
        tint: Ink = Ink.NONE,
    ) -> list[Shape]:
        """Join neighbours; where all are rated, the whole is filled with *tint*."""
        points = [self.point(i, v) if v is not None else None for i, v in enumerate(levels)]
        width = 2.0 if tint is not Ink.NONE else 1.5
        if all(p is not None for p in points) and len(points) > 2:
            whole = tuple(p for p in points if p is not None)
            return [Line(whole, ink, width, dash, tint, is_closed=True)]
        return [
            Line((one, other), ink, width, dash)
            for one, other in zip(points, [*points[1:], *points[:1]], strict=True)
            if one is not None and other is not None
        ]

    def dots(
        self,
        levels: list[int | None],
        ink: Ink,
        marker: Marker,
        inside: list[int | None] | None = None,
    ) -> list[Shape]:
        """Mark each level, around what is marked at the same place *inside*."""
        radius = 3.0 if self._is_crowded else 3.8
        within = inside or [None] * len(levels)
        return [
            Dot(
                self.point(i, level),
                marker,
                ink,
                around(marker, radius) if level == within[i] else radius,
            )
            for i, level in enumerate(levels)
            if level is not None
        ]

    def legend(self, *, has_both: bool, has_back: bool) -> list[Shape]:
        then = _("Start ({month})").format(month=month(self._report.baseline_on))
        now = _("Now ({month})").format(month=month(self._report.now_on))
        items = [LegendItem(now, Marker.DOT, Ink.ACCENT, ())]
        if has_back:
            back = _("Start, looking back")
            items.insert(0, LegendItem(back, Marker.DIAMOND, Ink.BASELINE, _BACK_DASH))
        if has_both:
            items.insert(0, LegendItem(then, Marker.RING, Ink.BASELINE, _THEN_DASH))
        bottom = self._height - 10
        return legend(items, 0, self._width, bottom, self._measure, is_centred=True)
