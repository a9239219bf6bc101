"""One's own view beside that of a coach or a colleague."""

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
from ahpjournal.charts.words import level_cell
from ahpjournal.domain.progress import CompetencyProgress, ProgressReport
from ahpjournal.text import _, ngettext

ROW, HEAD, FOOT, LABEL = 27.0, 24.0, 30.0, 13.0


def seen_by_others(report: ProgressReport) -> tuple[CompetencyProgress, ...]:
    """Give the competencies that somebody else has rated, too."""
    return tuple(
        row for row in report.competencies if row.coach is not None or row.colleague is not None
    )


def gap_height(report: ProgressReport) -> float:
    """Give the height that the chart needs."""
    return HEAD + ROW * max(len(seen_by_others(report)), 1) + FOOT


def gap_chart(report: ProgressReport, width: float, _height: float, measure: Measure) -> ChartScene:
    """Lay out, for what others have rated, each view on the scale."""
    rows = seen_by_others(report)
    names = [row.competency.short_name for row in rows]
    room = min(max((measure(n, LABEL, False) for n in names), default=0.0) + 16, width * 0.46)
    height = gap_height(report)
    left, right = room + 10, width - 24

    def x(level: int) -> float:
        return left + (right - left) * (level - 1) / max(report.top - 1, 1)

    shapes: list[Shape] = []
    for level in range(1, report.top + 1):
        shapes.append(Text((x(level), 14), str(level), 11.0, Anchor.MIDDLE, ink=Ink.TEXT3))
        shapes.append(Line(((x(level), HEAD - 2), (x(level), height - FOOT + 2)), Ink.GRID))
    marks = []
    for i, row in enumerate(rows):
        y = HEAD + ROW * (i + 0.5)
        name = shorten(row.competency.short_name, LABEL, room - 12, measure)
        shapes.append(Text((0, y + 4.5), name, LABEL, ink=Ink.TEXT))
        levels = [v for v in (row.now, row.coach, row.colleague) if v is not None]
        if min(levels) != max(levels):
            shapes.append(Line(((x(min(levels)), y), (x(max(levels)), y)), Ink.GRID, 3.0))
        shapes += [
            Dot((x(view), y), marker, ink, radius)
            for view, marker, ink, radius in (
                (row.coach, Marker.SQUARE, Ink.TEXT2, 6.5),
                (row.colleague, Marker.DIAMOND, Ink.TEXT2, 5.5),
                (row.now, Marker.DOT, Ink.ACCENT, 4.0),
            )
            if view is not None
        ]
        marks.append(Mark((x(levels[0]), y), _says(row)))
    shapes += _legend(rows, width, height - 8, measure)
    return ChartScene(
        width,
        height,
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


def _says(row: CompetencyProgress) -> str:
    parts = [_("my view {level}").format(level=level_cell(row.now))]
    if row.coach is not None:
        parts.append(_("coach {level}").format(level=row.coach))
    if row.colleague is not None:
        parts.append(_("colleague {level}").format(level=row.colleague))
    return f"{row.competency.name}: {', '.join(parts)}"


def _legend(
    rows: tuple[CompetencyProgress, ...], width: float, y: float, measure: Measure
) -> list[Shape]:
    items = [(_("My view"), Marker.DOT, Ink.ACCENT)]
    if any(row.coach is not None for row in rows):
        items.append((_("Coach"), Marker.SQUARE, Ink.TEXT2))
    if any(row.colleague is not None for row in rows):
        items.append((_("Colleague"), Marker.DIAMOND, Ink.TEXT2))
    shapes: list[Shape] = []
    x = 0.0
    for words, marker, ink in items:
        if x + 18 + measure(words, 12.0, False) > width:
            break
        shapes.append(Dot((x + 6, y - 4), marker, ink, 5.0))
        shapes.append(Text((x + 18, y), words, 12.0))
        x += 18 + measure(words, 12.0, False) + 20
    return shapes


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
        "{count} view of others: higher than my own {higher}, the same {same}, lower {lower}.",
        "{count} views of others: higher than my own {higher}, the same {same}, lower {lower}.",
        len(pairs),
    )
    return text.format(count=len(pairs), higher=higher, same=same, lower=lower)
