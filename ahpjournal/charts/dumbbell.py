"""Change since the start: one line for each competency, from then to now."""

from ahpjournal.charts.legends import LegendItem
from ahpjournal.charts.level_rows import LABEL, LevelRows, around, rows_height
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
    Shape,
    Text,
)
from ahpjournal.charts.words import (
    change_ink,
    change_summary,
    change_words,
    level_cell,
    month,
    says,
)
from ahpjournal.domain.progress import CompetencyProgress, ProgressReport
from ahpjournal.text import _

MARGIN, RADIUS = 62.0, 5.0


def dumbbell_height(report: ProgressReport) -> float:
    """Give the height that the chart needs."""
    return rows_height(len(report.competencies))


def dumbbell_chart(
    report: ProgressReport, width: float, _height: float, measure: Measure
) -> ChartScene:
    """Lay the rows out in *width*; the height follows from their number."""
    frame = LevelRows(report.competencies, report.levels, width, MARGIN, measure)
    shapes: list[Shape] = frame.frame()
    marks = []
    for i, row in enumerate(report.competencies):
        y = frame.y(i)
        shapes += _row(row, frame, y)
        shapes.append(_delta(row, width, y))
        at = frame.x(row.now) if row.now is not None else frame.left
        marks.append(Mark((at, y), says(row, report.top)))
    shapes += frame.legend(_legend(report))
    has_lookback = any(r.lookback is not None for r in report.competencies)
    return ChartScene(
        width,
        frame.height,
        tuple(shapes),
        tuple(marks),
        change_summary(report),
        _table(report, has_lookback=has_lookback),
        _("Change since the start, self-rated"),
    )


def _row(row: CompetencyProgress, frame: LevelRows, y: float) -> list[Shape]:
    """Give the marks of a row; where some fall on one level, one encloses the other."""
    shapes: list[Shape] = []
    before, back, now = row.baseline, row.lookback, row.now
    if before is not None and now is not None and before != now:
        shapes.append(Line(((frame.x(before), y), (frame.x(now), y)), Ink.ACCENT_LINE, 4.0))
    ring = around(Marker.RING, RADIUS) if before == now else RADIUS
    if back is not None:
        inner = ring if back == before else RADIUS if back == now else 0.0
        radius = around(Marker.DIAMOND, inner) if inner else RADIUS
        shapes.append(Dot((frame.x(back), y), Marker.DIAMOND, Ink.BASELINE, radius))
    if before is not None:
        shapes.append(Dot((frame.x(before), y), Marker.RING, Ink.BASELINE, ring))
    if now is not None:
        shapes.append(Dot((frame.x(now), y), Marker.DOT, Ink.ACCENT, RADIUS))
    return shapes


def _delta(row: CompetencyProgress, width: float, y: float) -> Text:
    change, ink = row.change, change_ink(row.change)
    return Text(
        (width - 4, y + 4.5), change_words(change), LABEL, Anchor.END, is_bold=True, ink=ink
    )


def _legend(report: ProgressReport) -> list[LegendItem]:
    items: list[LegendItem] = []
    if report.baseline_on is not None:
        start = _("Start ({month})").format(month=month(report.baseline_on))
        items.append(LegendItem(start, Marker.RING, Ink.BASELINE))
    now = _("Now ({month})").format(month=month(report.now_on))
    if any(r.lookback is not None for r in report.competencies):
        items.append(LegendItem(_("Start, looking back"), Marker.DIAMOND, Ink.BASELINE))
    return [*items, LegendItem(now, Marker.DOT, Ink.ACCENT)]


def _table(report: ProgressReport, *, has_lookback: bool) -> ChartTable:
    header = [_("Competency"), _("Start"), _("Now"), _("Change")]
    if has_lookback:
        header.insert(2, _("Start, looking back"))
    rows = []
    for row in report.competencies:
        cells = [
            row.competency.name,
            level_cell(row.baseline),
            level_cell(row.now),
            change_words(row.change),
        ]
        if has_lookback:
            cells.insert(2, level_cell(row.lookback))
        rows.append(tuple(cells))
    return ChartTable(tuple(header), tuple(rows))
