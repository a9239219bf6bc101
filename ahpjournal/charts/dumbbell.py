"""Change since the start: one line for each competency, from then to now."""

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
    Shape,
    Text,
    shorten,
)
from ahpjournal.charts.words import change_summary, change_words, level_cell, month, says
from ahpjournal.domain.progress import CompetencyProgress, ProgressReport
from ahpjournal.text import _

ROW, HEAD, FOOT, LABEL = 27.0, 24.0, 30.0, 13.0


def dumbbell_height(report: ProgressReport) -> float:
    """Give the height that the chart needs."""
    return HEAD + ROW * max(len(report.competencies), 1) + FOOT


def dumbbell_chart(
    report: ProgressReport, width: float, _height: float, measure: Measure
) -> ChartScene:
    """Lay the rows out in *width*; the height follows from their number."""
    names, room = _names(report, width * 0.46, measure)
    left, right = room, width - 52
    height = dumbbell_height(report)

    def x(level: int) -> float:
        return left + 10 + (right - left - 20) * (level - 1) / max(report.top - 1, 1)

    shapes: list[Shape] = []
    for level in range(1, report.top + 1):
        shapes.append(Text((x(level), 14), str(level), 11.0, Anchor.MIDDLE, ink=Ink.TEXT3))
        shapes.append(Line(((x(level), HEAD - 2), (x(level), height - FOOT + 2)), Ink.GRID))
    marks = []
    for i, (row, full) in enumerate(zip(report.competencies, names, strict=True)):
        y = HEAD + ROW * (i + 0.5)
        name = shorten(full, LABEL, room - 12, measure)
        shapes.append(Text((0, y + 4.5), name, LABEL, ink=Ink.TEXT))
        shapes += _row(row, x, y)
        shapes.append(_delta(row, width, y))
        at = x(row.now) if row.now is not None else left
        marks.append(Mark((at, y), says(row, report.top)))
    shapes += _legend(report, left, width, height - 8, measure)
    has_lookback = any(r.lookback is not None for r in report.competencies)
    return ChartScene(
        width,
        height,
        tuple(shapes),
        tuple(marks),
        change_summary(report),
        _table(report, has_lookback=has_lookback),
        _("Change since the start"),
    )


def _names(report: ProgressReport, most: float, measure: Measure) -> tuple[list[str], float]:
    """Give what each row is called and the room for it: short names where a full one is too long.

    The marks and the table keep the full names.
    """

    def needed(names: list[str]) -> float:
        return max((measure(name, LABEL, False) for name in names), default=0.0) + 16

    names = [row.competency.name for row in report.competencies]
    if needed(names) > most:
        names = [row.competency.short_name for row in report.competencies]
    return names, min(needed(names), most)


def _row(row: CompetencyProgress, place: Callable[[int], float], y: float) -> list[Shape]:
    shapes: list[Shape] = []
    before, now = row.baseline, row.now
    if before is not None and now is not None and before != now:
        shapes.append(Line(((place(before), y), (place(now), y)), Ink.ACCENT_LINE, 4.0))
    if row.lookback is not None:
        shapes.append(Dot((place(row.lookback), y), Marker.DIAMOND, Ink.BASELINE, 5.0))
    if before is not None:
        radius = 7.5 if before == now else 5.0
        shapes.append(Dot((place(before), y), Marker.RING, Ink.BASELINE, radius))
    if now is not None:
        shapes.append(Dot((place(now), y), Marker.DOT, Ink.ACCENT, 5.0))
    return shapes


def _delta(row: CompetencyProgress, width: float, y: float) -> Text:
    change = row.change
    ink = (
        Ink.OK
        if change is not None and change > 0
        else Ink.WARN
        if change is not None and change < 0
        else Ink.TEXT3
    )
    return Text(
        (width - 4, y + 4.5), change_words(change), LABEL, Anchor.END, is_bold=True, ink=ink
    )


def _legend(
    report: ProgressReport, left: float, width: float, y: float, measure: Measure
) -> list[Shape]:
    items = [
        (_("Start ({month})").format(month=month(report.baseline_on)), Marker.RING, Ink.BASELINE),
        (_("Now ({month})").format(month=month(report.now_on)), Marker.DOT, Ink.ACCENT),
    ]
    if any(r.lookback is not None for r in report.competencies):
        items.insert(1, (_("Start, looking back"), Marker.DIAMOND, Ink.BASELINE))
    total = sum(18 + measure(words, 12.0, False) + 20 for words, _marker, _ink in items)
    x = max(0.0, min(left, width - total))
    shapes: list[Shape] = []
    for words, marker, ink in items:
        shapes.append(Dot((x + 6, y - 4), marker, ink, 5.0))
        shapes.append(Text((x + 18, y), words, 12.0))
        x += 18 + measure(words, 12.0, False) + 20
    return shapes


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
