"""One's own view beside that of a coach or a colleague."""

from ahpjournal.charts.legends import LegendItem
from ahpjournal.charts.level_rows import LevelRows, around, rows_height
from ahpjournal.charts.scene import (
    ChartScene,
    ChartTable,
    Dot,
    Ink,
    Line,
    Mark,
    Marker,
    Measure,
    Shape,
)
from ahpjournal.charts.words import level_cell
from ahpjournal.domain.progress import CompetencyProgress, ProgressReport
from ahpjournal.text import _, ngettext

MARGIN, RADIUS = 24.0, 4.0


def seen_by_others(report: ProgressReport) -> tuple[CompetencyProgress, ...]:
    """Give the competencies that somebody else has rated, too."""
    return tuple(
        row for row in report.competencies if row.coach is not None or row.colleague is not None
    )


def gap_height(report: ProgressReport) -> float:
    """Give the height that the chart needs."""
    return rows_height(len(seen_by_others(report)))


def gap_chart(report: ProgressReport, width: float, _height: float, measure: Measure) -> ChartScene:
    """Lay out, for what others have rated, each view on the scale."""
    rows = seen_by_others(report)
    frame = LevelRows(rows, report.levels, width, MARGIN, measure)
    shapes: list[Shape] = frame.frame()
    marks = []
    for i, row in enumerate(rows):
        y = frame.y(i)
        shapes += _row(row, frame, y)
        levels = [v for v in (row.now, row.coach, row.colleague) if v is not None]
        marks.append(Mark((frame.x(levels[0]), y), _says(row)))
    shapes += frame.legend(_legend(rows))
    return ChartScene(
        width,
        frame.height,
        tuple(shapes),
        tuple(marks),
        _summary(rows),
        ChartTable(
            (_("Competency"), _("My view"), _("Coach"), _("Colleague")),
            tuple(
                (
                    row.competency.name,
                    level_cell(row.now),
                    level_cell(row.coach),
                    level_cell(row.colleague),
                )
                for row in rows
            ),
        ),
        _("My view and that of others"),
    )


def _row(row: CompetencyProgress, frame: LevelRows, y: float) -> list[Shape]:
    """Give the views of a row; where some agree, one mark encloses the other."""
    levels = [v for v in (row.now, row.coach, row.colleague) if v is not None]
    shapes: list[Shape] = []
    if min(levels) != max(levels):
        ends = ((frame.x(min(levels)), y), (frame.x(max(levels)), y))
        shapes.append(Line(ends, Ink.GRID, 3.0))
    diamond = around(Marker.DIAMOND, RADIUS)
    square = around(Marker.SQUARE, diamond if row.coach == row.colleague else RADIUS)
    shapes += [
        Dot((frame.x(view), y), marker, ink, radius)
        for view, marker, ink, radius in (
            (row.coach, Marker.SQUARE, Ink.TEXT2, square),
            (row.colleague, Marker.DIAMOND, Ink.TEXT2, diamond),
            (row.now, Marker.DOT, Ink.ACCENT, RADIUS),
        )
        if view is not None
    ]
    return shapes


def _says(row: CompetencyProgress) -> str:
    parts = [_("my view {level}").format(level=level_cell(row.now))]
    if row.coach is not None:
        parts.append(_("coach {level}").format(level=row.coach))
    if row.colleague is not None:
        parts.append(_("colleague {level}").format(level=row.colleague))
    return f"{row.competency.name}: {', '.join(parts)}"


def _legend(rows: tuple[CompetencyProgress, ...]) -> list[LegendItem]:
    items: list[LegendItem] = [LegendItem(_("My view"), Marker.DOT, Ink.ACCENT)]
    if any(row.coach is not None for row in rows):
        items.append(LegendItem(_("Coach"), Marker.SQUARE, Ink.TEXT2))
    if any(row.colleague is not None for row in rows):
        items.append(LegendItem(_("Colleague"), Marker.DIAMOND, Ink.TEXT2))
    return items


def _summary(rows: tuple[CompetencyProgress, ...]) -> str:
    if not rows:
        return _("Nobody else has rated these competencies yet.")
    pairs = [
        (row.now, other)
        for row in rows
        for other in (row.coach, row.colleague)
        if other is not None and row.now is not None
    ]
    higher = sum(1 for own, other in pairs if other > own)
    lower = sum(1 for own, other in pairs if other < own)
    same = len(pairs) - higher - lower
    text = ngettext(
        "Others gave {count} view: {higher} higher than mine, {same} the same and {lower} lower.",
        "Others gave {count} views: {higher} higher than mine, {same} the same and {lower} lower.",
        len(pairs),
    )
    return text.format(count=len(pairs), higher=higher, same=same, lower=lower)
