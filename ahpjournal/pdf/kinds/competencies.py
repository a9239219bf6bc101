"""The sections about self-ratings: charts with their numbers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from reportlab.platypus import CondPageBreak

from ahpjournal.charts.bars import evidence_chart, evidence_height
from ahpjournal.charts.confidence import (
    confidence_change,
    confidence_chart,
    confidence_height,
    sure_sittings,
    told_how_sure,
)
from ahpjournal.charts.dumbbell import dumbbell_chart, dumbbell_height
from ahpjournal.charts.gap import gap_chart, gap_height, seen_by_others
from ahpjournal.charts.radar import radar_chart
from ahpjournal.charts.scene import ChartScene, ChartTable
from ahpjournal.charts.small_multiples import multiples_chart, multiples_height
from ahpjournal.charts.words import short_sitting_label
from ahpjournal.domain.evidence import Evidence
from ahpjournal.domain.portfolio import PortfolioContent
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.pdf.fonts import text_width
from ahpjournal.pdf.kinds.pieces import Pieces
from ahpjournal.pdf.kinds.words import day_words, scale_words, sitting_words
from ahpjournal.pdf.markup import bold, escape, join, visible
from ahpjournal.pdf.paragraphs import TaggedParagraph
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import FRAME_WIDTH, style
from ahpjournal.pdf.tables import LONGEST_NUMBER
from ahpjournal.text import _

SCALE, SMALL_SCALE = 0.86, 0.8
PANELS, ROWS, COLUMNS = 12, 18, 10
Row = TypeVar("Row")
RADAR = 305.0
GAP_ROOM = 200.0
"""Points that must be left on a page for the views of others to begin there."""


def ratings_section(pieces: Pieces, content: PortfolioContent, root: Element) -> list[Any]:
    """Show each competency then and now."""
    report = content.progress
    if report is None:
        return []
    part = root.add("Sect")
    width = FRAME_WIDTH / SCALE
    dumbbell = dumbbell_chart(report, width, dumbbell_height(report), text_width)
    found: list[Any] = [
        pieces.section(_("Ratings then and now"), part),
        pieces.paragraph(scale_words(content), "before", part),
    ]
    if len(report.competencies) > 2:
        found.append(pieces.figure(radar_chart(report, width, RADAR, text_width), part))
    found.append(pieces.figure(dumbbell, part))
    if any(c.lookback is not None for c in report.competencies):
        text = _(
            "The diamond is the start as seen from the end. Where it lies below the ring, the"
            " yardstick has moved: the writer knows more about what the level asks."
            " Neither figure replaces the other."
        )
        found.append(pieces.paragraph(text, "small", part))
    columns = [1.6 if " " in name else 1.0 for name in dumbbell.table.header[1:]]
    found.append(pieces.table(dumbbell.table, part, (5.0, *columns)))
    return found


def reasons_part(pieces: Pieces, content: PortfolioContent, root: Element) -> list[Any]:
    """Give the latest reason for each rating, if they leave."""
    report = content.progress
    rows = report.competencies if report is not None and content.with_reasons else ()
    reasons = [c for c in rows if visible(c.because)]
    if not reasons:
        return []
    part = root.add("Sect")
    found: list[Any] = [pieces.heading(_("In my own words"), 2, part)]
    for row in reasons:
        words = join(bold(escape(row.competency.name + ": ")), escape(row.because))
        found.append(TaggedParagraph(words, style("body"), part.add("P")))
    return found


def sittings_section(pieces: Pieces, content: PortfolioContent, root: Element) -> list[Any]:
    """Show each competency over all sittings."""
    report = content.progress
    if report is None or len(report.sittings) < 2:
        return []
    part = root.add("Sect")
    dates = ", ".join(f"{short_sitting_label(s)} {day_words(s.on)}" for s in report.sittings)
    found: list[Any] = [
        pieces.section(_("Over the sittings"), part),
        pieces.paragraph(
            _(
                "When each rating was made: {dates}. In the table, a dash means no chance yet."
            ).format(dates=dates),
            "caption",
            part,
        ),
    ]
    scenes = [_multiples(chunk) for chunk in _chunks(report)]
    found += [pieces.figure(scene, part) for scene in scenes]
    for table in _short_tables(report):
        shares = [1.3 if " " in name else 0.8 for name in table.header[1:]]
        found.append(pieces.table(table, part, (4.4, *shares)))
    return found


def confidence_section(pieces: Pieces, content: PortfolioContent, root: Element) -> list[Any]:
    """Show how sure one is of each competency, where that was said."""
    report = content.progress
    if report is None or not told_how_sure(report):
        return []
    part = root.add("Sect")
    whole = _confidence(report)
    found: list[Any] = [
        CondPageBreak(GAP_ROOM),
        pieces.section(_("How sure I am"), part),
        pieces.paragraph(whole.summary, "before", part),
    ]
    found += [
        pieces.figure(_confidence(replace(report, competencies=rows)), part)
        for rows in _pages(told_how_sure(report))
    ]
    if len(sure_sittings(report)) > COLUMNS:  # pages of numbers that nobody reads
        return [*found, pieces.table(confidence_change(report), part)]
    names = [short_sitting_label(sitting) for sitting in sure_sittings(report)]
    found += [
        pieces.table(table, part, (4.4, *[0.8] * (len(table.header) - 1)))
        for table in _cut(whole.table, names)
    ]
    return found


def _confidence(report: ProgressReport) -> ChartScene:
    width, height = FRAME_WIDTH / SCALE, confidence_height(report)
    return confidence_chart(report, width, height, text_width, sitting_words)


def evidence_section(pieces: Pieces, content: PortfolioContent, root: Element) -> list[Any]:
    """Show what stands behind the ratings, and how others see them."""
    report = content.progress
    if report is None:
        return []
    part = root.add("Sect")
    found: list[Any] = []
    if content.evidence:
        scenes = [_evidence(rows) for rows in _pages(content.evidence)]
        whole = _evidence(content.evidence)
        counts = [1.45] * (len(whole.table.header) - 2)
        shares = (4.6, *counts, 2.9)
        found += [
            pieces.section(_("What stands behind the ratings"), part),
            pieces.paragraph(whole.summary, "before", part),
            *pieces.charts(scenes, whole.table, part, shares, numbers_to=1 + len(counts)),
        ]
    if seen_by_others(report):
        scenes = [
            _gap(replace(report, competencies=rows)) for rows in _pages(seen_by_others(report))
        ]
        whole = _gap(report)
        found += [
            CondPageBreak(GAP_ROOM),
            pieces.section(whole.title, part),
            pieces.paragraph(whole.summary, "before", part),
            *pieces.charts(scenes, whole.table, part),
        ]
    return found


def _evidence(rows: Sequence[Evidence]) -> ChartScene:
    width = FRAME_WIDTH / SCALE
    return evidence_chart(rows, width, evidence_height(len(rows), width), text_width)


def _gap(report: ProgressReport) -> ChartScene:
    return gap_chart(report, FRAME_WIDTH / SCALE, gap_height(report), text_width)


def _multiples(report: ProgressReport) -> ChartScene:
    width = FRAME_WIDTH / SMALL_SCALE
    height = multiples_height(report, width)
    return multiples_chart(report, width, height, text_width, short_sitting_label, sitting_words)


def _short_tables(report: ProgressReport) -> list[ChartTable]:
    """Give the table of the panels under short names, cut where the columns would be too narrow."""
    table = _multiples(report).table
    columns = table.header[1:]
    shown = [short_sitting_label(sitting) for sitting in report.sittings]
    return _cut(table, [*shown, *([_("Looking back")] if len(columns) > len(shown) else [])])


def _cut(table: ChartTable, names: Sequence[str]) -> list[ChartTable]:
    """Give *table* under short *names*, in parts of so many columns as a page has room for."""
    name = table.header[0]
    return [
        ChartTable(
            (name, *names[first : first + COLUMNS]),
            tuple(
                (row[0], *map(_short_cell, row[first + 1 : first + 1 + COLUMNS]))
                for row in table.rows
            ),
        )
        for first in range(0, len(names), COLUMNS)
    ]


def _short_cell(words: str) -> str:
    """Give a level as it is, and a dash for no chance yet, which the line above explains."""
    return words if len(words) <= LONGEST_NUMBER else "\u2013"


def _chunks(report: ProgressReport) -> list[ProgressReport]:
    """Cut a report into parts whose panels fit on a page."""
    rows = report.competencies
    return [replace(report, competencies=rows[i : i + PANELS]) for i in range(0, len(rows), PANELS)]


def _pages(rows: Sequence[Row]) -> list[tuple[Row, ...]]:
    """Cut *rows* so that a chart of them fits below a heading; alike, none is left alone."""
    size = -(-len(rows) // -(-len(rows) // ROWS))
    return [tuple(rows[i : i + size]) for i in range(0, len(rows), size)]
