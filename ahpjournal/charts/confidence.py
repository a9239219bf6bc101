"""How sure one is of each competency, then and now: a measure of its own, apart from the levels."""

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
from ahpjournal.charts.small_multiples import SittingName
from ahpjournal.charts.words import change_ink, change_words, level_cell, month
from ahpjournal.domain.progress import CompetencyProgress, ProgressReport
from ahpjournal.domain.ratings import Sitting
from ahpjournal.text import _, ngettext

MARGIN, RADIUS = 62.0, 4.5
TICKS = range(0, 101, 20)


def told_how_sure(report: ProgressReport) -> tuple[CompetencyProgress, ...]:
    """Give the competencies of which it was said how sure one is."""
    return tuple(row for row in report.competencies if row.sure is not None)


def confidence_height(report: ProgressReport) -> float:
    """Give the height that the chart needs."""
    return rows_height(len(told_how_sure(report)))


def confidence_chart(
    report: ProgressReport, width: float, _height: float, measure: Measure, full: SittingName
) -> ChartScene:
    """Lay out a row for each competency, from 0 to 100; *full* names a sitting."""
    rows = told_how_sure(report)
    frame = LevelRows(rows, TICKS, width, MARGIN, measure)
    shapes: list[Shape] = frame.frame()
    marks = []
    for i, row in enumerate(rows):
        y = frame.y(i)
        shapes += _row(row, frame, y)
        words, ink = change_words(row.sure_change), change_ink(row.sure_change)
        at = (width - 4, y + 4.5)
        shapes.append(Text(at, words, LABEL, Anchor.END, is_bold=True, ink=ink))
        marks.append(Mark((frame.x(row.sure or 0), y), _says(row)))
    shapes += frame.legend(_legend(report, rows))
    return ChartScene(
        width,
        frame.height,
        tuple(shapes),
        tuple(marks),
        confidence_summary(report),
        _table(report, rows, full),
        _("How sure, self-rated"),
    )


def confidence_summary(report: ProgressReport) -> str:
    """Say in a sentence how sure one is, and what has become of that."""
    rows = told_how_sure(report)
    changes = [(row, change) for row in rows if (change := row.sure_change) is not None]
    if not rows:
        return _("Nothing is said yet of how sure you are.")
    if not changes and report.baseline_on is None:
        text = ngettext(
            "How sure is said of {count} competency, without a baseline to measure change from.",
            "How sure is said of {count} competencies, without a baseline to measure change from.",
            len(rows),
        )
        return text.format(count=len(rows))
    if not changes:
        text = ngettext(
            "How sure is said of {count} competency; change shows after the next sitting.",
            "How sure is said of {count} competencies; change shows after the next sitting.",
            len(rows),
        )
        return text.format(count=len(rows))
    higher = sum(1 for _row_, change in changes if change > 0)
    lower = sum(1 for _row_, change in changes if change < 0)
    text = ngettext(
        "Since {month} surer in {higher} of {total} competency.",
        "Since {month} surer in {higher} of {total} competencies.",
        len(changes),
    )
    since = month(report.baseline_on)
    parts = [text.format(month=since, higher=higher, total=len(changes))]
    if higher:
        most, _change = max(changes, key=lambda one: one[1])
        parts.append(
            _("The largest step is in {name}, from {before} to {now} out of 100.").format(
                name=most.competency.name, before=most.sure_at_start, now=most.sure
            )
        )
    if lower:
        text = ngettext(
            "Less sure in {count}; who knows more of a thing often sees more that can happen.",
            "Less sure in {count}; who knows more of a thing often sees more that can happen.",
            lower,
        )
        parts.append(text.format(count=lower))
    return " ".join(parts)


def _row(row: CompetencyProgress, frame: LevelRows, y: float) -> list[Shape]:
    """Give the marks of a row; where both fall together, one encloses the other."""
    shapes: list[Shape] = []
    before, now = row.sure_at_start, row.sure
    if now is None:
        return shapes
    if before is not None and before != now:
        shapes.append(Line(((frame.x(before), y), (frame.x(now), y)), Ink.ACCENT_LINE, 3.0))
    if before is not None:
        ring = around(Marker.RING, RADIUS) if before == now else RADIUS
        shapes.append(Dot((frame.x(before), y), Marker.RING, Ink.BASELINE, ring))
    if row.is_sure_later or before is None:
        shapes.append(Dot((frame.x(now), y), Marker.DOT, Ink.ACCENT, RADIUS))
    return shapes


def _says(row: CompetencyProgress) -> str:
    name, before = row.competency.name, row.sure_at_start
    if before is None:
        return _("{name}: {now} out of 100 sure now").format(name=name, now=row.sure)
    if not row.is_sure_later:
        return _("{name}: {before} out of 100 sure at the start").format(name=name, before=before)
    return _("{name}: {before} out of 100 sure at the start, {now} now").format(
        name=name, before=before, now=row.sure
    )


def _legend(report: ProgressReport, rows: tuple[CompetencyProgress, ...]) -> list[LegendItem]:
    items = []
    if any(row.sure_at_start is not None for row in rows):
        start = _("Start ({month})").format(month=month(report.baseline_on))
        items.append(LegendItem(start, Marker.RING, Ink.BASELINE))
    if any(row.is_sure_later or row.sure_at_start is None for row in rows):
        now = _("Now ({month})").format(month=month(report.now_on))
        items.append(LegendItem(now, Marker.DOT, Ink.ACCENT))
    return items


def _table(
    report: ProgressReport, rows: tuple[CompetencyProgress, ...], full: SittingName
) -> ChartTable:
    told = sure_sittings(report)
    return ChartTable(
        (_("Competency, 0 to 100"), *(full(sitting) for sitting in told)),
        tuple(
            (row.competency.name, *(level_cell(row.sure_at(sitting)) for sitting in told))
            for row in rows
        ),
    )


def confidence_change(report: ProgressReport) -> ChartTable:
    """Give start, now and change alone: what the picture shows, for many sittings on paper."""
    return ChartTable(
        (_("Competency, 0 to 100"), _("Start"), _("Now"), _("Change")),
        tuple(
            (
                row.competency.name,
                level_cell(row.sure_at_start),
                level_cell(row.sure if row.is_sure_later or row.sure_at_start is None else None),
                change_words(row.sure_change),
            )
            for row in told_how_sure(report)
        ),
    )


def sure_sittings(report: ProgressReport) -> tuple[Sitting, ...]:
    """Give the sittings in which it was said how sure one is."""
    return tuple(
        sitting
        for sitting in report.sittings
        if any(row.sure_at(sitting) is not None for row in report.competencies)
    )
