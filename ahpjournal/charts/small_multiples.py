"""Every competency over all sittings, as small charts of the same scale."""

from collections.abc import Callable

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
)
from ahpjournal.charts.words import (
    change_ink,
    change_summary,
    change_words,
    level_cell,
    month,
)
from ahpjournal.domain.progress import CompetencyProgress, ProgressReport
from ahpjournal.domain.ratings import Sitting, SittingKind
from ahpjournal.text import _

PANEL_WIDTH, PANEL_HEIGHT, GAP, FOOT = 168.0, 138.0, 22.0, 28.0
TITLE, SMALL, VALUE = 13.0, 11.0, 12.0
TOP, BOTTOM, MARKER = 36.0, 18.0, 17.0
MANY = 16
"""Points of a line from which each is smaller."""
SittingName = Callable[[Sitting], str]


def multiples_columns(width: float, count: int) -> int:
    """Give how many panels stand side by side."""
    return max(1, min(count, int((width + GAP) // (PANEL_WIDTH + GAP))))


def multiples_height(report: ProgressReport, width: float) -> float:
    """Give the height that all panels need at *width*."""
    count = max(len(report.competencies), 1)
    rows = -(-count // multiples_columns(width, count))
    return rows * (PANEL_HEIGHT + GAP) - GAP + FOOT


def multiples_chart(
    report: ProgressReport,
    width: float,
    _height: float,
    measure: Measure,
    short: SittingName,
    full: SittingName,
) -> ChartScene:
    """Lay the panels out in *width*; *short* and *full* name a sitting."""
    count = max(len(report.competencies), 1)
    columns = multiples_columns(width, count)
    panel_width = (width - GAP * (columns - 1)) / columns
    shapes: list[Shape] = []
    marks: list[Mark] = []
    for i, row in enumerate(report.competencies):
        origin = ((i % columns) * (panel_width + GAP), (i // columns) * (PANEL_HEIGHT + GAP))
        panel = _Panel(report, row, origin, panel_width, measure)
        shapes += [*panel.head(), *panel.grid(short), *panel.line()]
        marks += panel.marks(full)
    height = multiples_height(report, width)
    has_back = any(row.lookback is not None for row in report.competencies)
    shapes += legend(_legend(report, has_back=has_back), 0, width, height - 4, measure)
    header = [_("Competency"), *(full(s) for s in report.sittings)]
    rows = [
        [row.competency.name, *(_cell(row, sitting) for sitting in report.sittings)]
        for row in report.competencies
    ]
    if has_back:
        header.append(_("Start, looking back"))
        for cells, row in zip(rows, report.competencies, strict=True):
            cells.append(level_cell(row.lookback))
    return ChartScene(
        width,
        height,
        tuple(shapes),
        tuple(marks),
        change_summary(report),
        ChartTable(tuple(header), tuple(tuple(cells) for cells in rows)),
        _("Over the sittings, self-rated"),
    )


class _Panel:
    """One competency over all sittings."""

    def __init__(
        self,
        report: ProgressReport,
        row: CompetencyProgress,
        origin: Point,
        width: float,
        measure: Measure,
    ) -> None:
        self._report = report
        self._row = row
        self._origin = origin
        self._width = width
        self._measure = measure
        self._left = origin[0] + MARKER + measure(str(report.top), SMALL, False)
        self._right = origin[0] + width - 14
        self._top, self._bottom = origin[1] + TOP, origin[1] + PANEL_HEIGHT - BOTTOM
        self._places = {s.id: i for i, s in enumerate(report.sittings)}
        self._points = [(p.sitting, p.level) for p in row.series if p.level is not None]

    def head(self) -> list[Shape]:
        """Give the name and what has changed."""
        row, (x, y) = self._row, self._origin
        change = change_words(row.change) if row.change is not None else ""
        room = self._width - self._measure(change, VALUE, True) - 12
        name = shorten(row.competency.short_name, TITLE, room, self._measure)
        shapes: list[Shape] = [Text((x, y + 12), name, TITLE, is_bold=True, ink=Ink.TEXT)]
        if change:
            at = (x + self._width, y + 12)
            ink = change_ink(row.change)
            shapes.append(Text(at, change, VALUE, Anchor.END, is_bold=True, ink=ink))
        return shapes

    def grid(self, short: SittingName) -> list[Shape]:
        """Give the ends of the scale and of the time."""
        shapes: list[Shape] = []
        for level in (1, self._report.top):
            y = self._y(level)
            shapes.append(Line(((self._left - 4, y), (self._right + 4, y)), Ink.GRID))
            number = Text((self._left - 15, y + 4), str(level), SMALL, Anchor.END, ink=Ink.TEXT3)
            shapes.append(number)
        sittings = self._report.sittings
        if sittings:
            y = self._origin[1] + PANEL_HEIGHT - 2
            anchor = Anchor.MIDDLE if len(sittings) == 1 else Anchor.START
            shapes.append(Text((self._left, y), short(sittings[0]), SMALL, anchor, ink=Ink.TEXT3))
        if len(sittings) > 1:
            at = (self._right + 4, y)
            shapes.append(Text(at, short(sittings[-1]), SMALL, Anchor.END, ink=Ink.TEXT3))
        return shapes

    def line(self) -> list[Shape]:
        """Give the line of self-ratings, with the start as it is seen looking back."""
        points = [self._at(sitting, level) for sitting, level in self._points]
        shapes: list[Shape] = []
        if len(points) > 1:
            floor = self._bottom
            area = ((points[0][0], floor), *points, (points[-1][0], floor))
            shapes.append(Line(area, Ink.NONE, 0.0, fill=Ink.ACCENT_TINT, is_closed=True))
            shapes.append(Line(tuple(points), Ink.ACCENT, 2.0))
        ring = 3.6
        back = self._back_at()
        if back is not None:
            is_around = bool(points) and points[0] == back
            radius = around(Marker.DIAMOND, ring) if is_around else 4.0
            shapes.append(Dot(back, Marker.DIAMOND, Ink.BASELINE, radius))
        small = 1.8 if len(points) > MANY else 2.6
        for (sitting, _level), point in list(zip(self._points, points, strict=True))[:-1]:
            if sitting.kind is SittingKind.BASELINE:
                shapes.append(Dot(point, Marker.RING, Ink.BASELINE, ring))
            else:
                shapes.append(Dot(point, Marker.DOT, Ink.ACCENT, small))
        if points:
            (x, y), level = points[-1], self._points[-1][1]
            shapes.append(Dot((x, y), Marker.DOT, Ink.ACCENT, 4.5))
            at = (x, y - 9)
            shapes.append(Text(at, str(level), VALUE, Anchor.MIDDLE, is_bold=True, ink=Ink.TEXT))
        return shapes

    def marks(self, full: SittingName) -> list[Mark]:
        """Give what each point says."""
        name, top = self._row.competency.name, self._report.top
        words = _("{name}, {sitting}: {level} of {top}")
        marks = [
            Mark(
                self._at(sitting, level),
                words.format(name=name, sitting=full(sitting), level=level, top=top),
            )
            for sitting, level in self._points
        ]
        back = self._back_at()
        if back is not None:
            words = _("{name}, the start looking back: {level} of {top}")
            said = words.format(name=name, level=self._row.lookback, top=top)
            marks.insert(0, Mark(back, said))
        return marks

    def _back_at(self) -> Point | None:
        """Give where the start stands as it is seen looking back."""
        sittings = self._report.sittings
        if self._row.lookback is None or not sittings:
            return None
        baselines = (s for s in sittings if s.kind is SittingKind.BASELINE)
        return self._at(next(baselines, sittings[0]), self._row.lookback)

    def _at(self, sitting: Sitting, level: int) -> Point:
        last = max(len(self._report.sittings) - 1, 1)
        x = self._left + (self._right - self._left) * self._places[sitting.id] / last
        return (x, self._y(level))

    def _y(self, level: int) -> float:
        steps = max(self._report.top - 1, 1)
        return self._bottom - (self._bottom - self._top) * (level - 1) / steps


def _legend(report: ProgressReport, *, has_back: bool) -> list[LegendItem]:
    items = [
        LegendItem(_("Now ({month})").format(month=month(report.now_on)), Marker.DOT, Ink.ACCENT)
    ]
    if has_back:
        items.insert(0, LegendItem(_("Start, looking back"), Marker.DIAMOND, Ink.BASELINE))
    if report.has_baseline:
        start = _("Start ({month})").format(month=month(report.baseline_on))
        items.insert(0, LegendItem(start, Marker.RING, Ink.BASELINE))
    return items


def _cell(row: CompetencyProgress, sitting: Sitting) -> str:
    for point in row.series:
        if point.sitting.id == sitting.id:
            return level_cell(point.level) if point.level is not None else _("no chance yet")
    return ""
