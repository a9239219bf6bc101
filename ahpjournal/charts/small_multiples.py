"""Every competency over all sittings, as small charts of the same scale."""

from collections.abc import Callable

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
from ahpjournal.charts.words import change_summary, change_words, level_cell
from ahpjournal.domain.progress import CompetencyProgress, ProgressReport
from ahpjournal.domain.ratings import Sitting
from ahpjournal.text import _

PANEL_WIDTH, PANEL_HEIGHT, GAP = 168.0, 128.0, 22.0
TITLE, SMALL = 13.0, 11.0
SittingName = Callable[[Sitting], str]


def multiples_columns(width: float, count: int) -> int:
    """Give how many panels stand side by side."""
    return max(1, min(count, int((width + GAP) // (PANEL_WIDTH + GAP))))


def multiples_height(report: ProgressReport, width: float) -> float:
    """Give the height that all panels need at *width*."""
    count = max(len(report.competencies), 1)
    rows = -(-count // multiples_columns(width, count))
    return rows * (PANEL_HEIGHT + GAP) - GAP + 4


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
    panel = (width - GAP * (columns - 1)) / columns
    shapes: list[Shape] = []
    marks: list[Mark] = []
    for i, row in enumerate(report.competencies):
        origin = ((i % columns) * (panel + GAP), (i // columns) * (PANEL_HEIGHT + GAP))
        more_shapes, more_marks = _panel(report, row, origin, panel, measure, short, full)
        shapes += more_shapes
        marks += more_marks
    header = (_("Competency"), *(full(s) for s in report.sittings))
    rows = tuple(
        (row.competency.name, *(_cell(row, sitting) for sitting in report.sittings))
        for row in report.competencies
    )
    return ChartScene(
        width,
        multiples_height(report, width),
        tuple(shapes),
        tuple(marks),
        change_summary(report),
        ChartTable(header, rows),
        _("Over the sittings"),
    )


def _panel(
    report: ProgressReport,
    row: CompetencyProgress,
    origin: Point,
    width: float,
    measure: Measure,
    short: SittingName,
    full: SittingName,
) -> tuple[list[Shape], list[Mark]]:
    left, top = origin[0] + 9 + measure(str(report.top), SMALL, False), origin[1] + 26
    right, bottom = origin[0] + width - 14, origin[1] + PANEL_HEIGHT - 18
    places = {s.id: i for i, s in enumerate(report.sittings)}
    last = max(len(report.sittings) - 1, 1)

    def at(sitting: Sitting, level: float) -> Point:
        x = left + (right - left) * places[sitting.id] / last
        return (x, bottom - (bottom - top) * (level - 1) / max(report.top - 1, 1))

    change = change_words(row.change) if row.change is not None else ""
    room = width - measure(change, 12.0, True) - 12
    shapes: list[Shape] = [
        Text(
            (origin[0], origin[1] + 12),
            shorten(row.competency.short_name, TITLE, room, measure),
            TITLE,
            is_bold=True,
            ink=Ink.TEXT,
        )
    ]
    if change:
        ink = Ink.OK if (row.change or 0) > 0 else Ink.WARN if (row.change or 0) < 0 else Ink.TEXT3
        shapes.append(
            Text(
                (origin[0] + width, origin[1] + 12), change, 12.0, Anchor.END, is_bold=True, ink=ink
            )
        )
    for level in (1, report.top):
        y = bottom - (bottom - top) * (level - 1) / max(report.top - 1, 1)
        shapes.append(Line(((left - 4, y), (right + 4, y)), Ink.GRID))
        shapes.append(Text((left - 8, y + 4), str(level), SMALL, Anchor.END, ink=Ink.TEXT3))
    points = [
        (p.sitting, p.level, at(p.sitting, p.level)) for p in row.series if p.level is not None
    ]
    line = tuple(point for _sitting, _level, point in points)
    if len(line) > 1:
        floor = bottom
        area = ((line[0][0], floor), *line, (line[-1][0], floor))
        shapes.append(Line(area, Ink.NONE, 0.0, fill=Ink.ACCENT_TINT, is_closed=True))
        shapes.append(Line(line, Ink.ACCENT, 2.0))
    for i, (_sitting, level, point) in enumerate(points):
        is_last = i == len(points) - 1
        shapes.append(Dot(point, Marker.DOT, Ink.ACCENT, 4.5 if is_last else 2.6))
        if is_last:
            shapes.append(
                Text(
                    (point[0], point[1] - 9),
                    str(level),
                    12.0,
                    Anchor.MIDDLE,
                    is_bold=True,
                    ink=Ink.TEXT,
                )
            )
    if report.sittings:
        y = origin[1] + PANEL_HEIGHT - 2
        shapes.append(
            Text(
                (left, y),
                short(report.sittings[0]),
                SMALL,
                Anchor.MIDDLE if len(report.sittings) == 1 else Anchor.START,
                ink=Ink.TEXT3,
            )
        )
        if len(report.sittings) > 1:
            shapes.append(
                Text((right + 4, y), short(report.sittings[-1]), SMALL, Anchor.END, ink=Ink.TEXT3)
            )
    words = _("{name}, {sitting}: {level} of {top}")
    marks = [
        Mark(
            point,
            words.format(
                name=row.competency.name, sitting=full(sitting), level=level, top=report.top
            ),
        )
        for sitting, level, point in points
    ]
    return shapes, marks


def _cell(row: CompetencyProgress, sitting: Sitting) -> str:
    for point in row.series:
        if point.sitting.id == sitting.id:
            return level_cell(point.level) if point.level is not None else _("no chance yet")
    return ""
