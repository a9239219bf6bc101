"""Filling pages: headings keep company, tables are cut well, and every story ends."""

from io import BytesIO
from typing import Any

import pytest
from reportlab.platypus import CondPageBreak, KeepTogether, PageBreak, Spacer

from ahpjournal.domain.jobs import SilentJob
from ahpjournal.pdf.fonts import register_fonts
from ahpjournal.pdf.markup import escape
from ahpjournal.pdf.pages import FRAME_HEIGHT, Later, PageFiller, TopSpacer, Watch
from ahpjournal.pdf.paragraphs import TaggedParagraph
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import style
from ahpjournal.pdf.tables import tagged_table
from ahpjournal.pdf.tagging import DocumentFacts, tagged_canvas

FACTS = DocumentFacts("t", "a", "s", "en-GB", "urn:x", "2026-01-01T00:00:00Z", "c")


class Sheet:
    """Pages as lists of what was placed on them, by name."""

    def __init__(self) -> None:
        register_fonts()
        self.root = Element("Document")
        self.canvas = tagged_canvas(self.root, FACTS)(BytesIO(), initialFontName="Body")
        self.placed: list[tuple[int, Any]] = []
        self.filler = PageFiller(self.canvas, Watch(SilentJob(), 1), self._on_placed)

    def _on_placed(self, item: Any) -> None:
        self.placed.append((self.canvas.getPageNumber(), item))

    def page_of(self, item: Any) -> int:
        return next(page for page, other in self.placed if other is item)

    def words(self, text: str, look: str = "body") -> TaggedParagraph:
        return TaggedParagraph(escape(text), style(look), self.root.add("P"))


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


@pytest.mark.parametrize("used", range(560, 712, 8))
def test_a_heading_never_stands_at_the_foot_of_a_page(sheet: Sheet, used: int) -> None:
    heading, date = sheet.words("A heading", "h2"), sheet.words("02/01/2026", "date")
    text = sheet.words("word " * 200)
    sheet.filler.fill([TopSpacer(1, used), heading, date, text])
    first = next(page for page, item in sheet.placed if isinstance(item, TaggedParagraph))
    assert sheet.page_of(heading) == sheet.page_of(date) == first
    page, part = next(
        (p, i)
        for p, i in sheet.placed
        if i not in {heading, date} and p == first and isinstance(i, TaggedParagraph)
    )
    assert page == first
    assert len(part._lines) >= 2


@pytest.mark.parametrize("used", range(500, 712, 12))
def test_no_line_of_a_paragraph_stands_alone(sheet: Sheet, used: int) -> None:
    text = sheet.words("word " * 120)
    sheet.filler.fill([TopSpacer(1, used), text])
    parts = [item for _page, item in sheet.placed if isinstance(item, TaggedParagraph)]
    assert all(len(part._lines) >= 2 for part in parts)
    assert sum(len(part._lines) for part in parts) == len(text._lines)


def test_a_heading_of_many_pages_with_nothing_after_it_ends(sheet: Sheet) -> None:
    sheet.filler.fill([sheet.words("heading " * 3_000, "h1")])
    assert len({page for page, _item in sheet.placed}) > 3


def test_a_chain_of_headings_longer_than_a_page_is_set(sheet: Sheet) -> None:
    headings = [sheet.words(f"Heading {n}", "h1") for n in range(60)]
    sheet.filler.fill(headings)
    assert [item for _page, item in sheet.placed] == headings


def test_what_is_kept_together_moves_as_one(sheet: Sheet) -> None:
    kept = [sheet.words("one"), sheet.words("two")]
    sheet.filler.fill([TopSpacer(1, FRAME_HEIGHT - 25), KeepTogether(kept)])
    assert {sheet.page_of(item) for item in kept} == {2}


def test_what_cannot_be_kept_together_is_set_all_the_same(sheet: Sheet) -> None:
    kept = [sheet.words("word " * 300) for _n in range(6)]
    sheet.filler.fill([KeepTogether(kept)])
    shown = sum(len(i._lines) for _p, i in sheet.placed)
    assert shown == sum(len(item._lines) for item in kept)


def test_room_that_is_asked_for_moves_the_heading_before_it(sheet: Sheet) -> None:
    outer, inner = sheet.words("Outer", "h1"), sheet.words("Inner", "h2")
    sheet.filler.fill(
        [TopSpacer(1, FRAME_HEIGHT - 150), outer, CondPageBreak(140), inner, sheet.words("text")]
    )
    assert sheet.page_of(outer) == sheet.page_of(inner) == 2


def test_breaks_leave_no_empty_pages_and_room_falls_away_at_the_top(sheet: Sheet) -> None:
    first, second = sheet.words("one"), sheet.words("two")
    sheet.filler.fill([PageBreak(), Spacer(1, 50), first, PageBreak(), PageBreak(), second])
    assert [page for page, _item in sheet.placed] == [1, 2]


def test_a_long_table_leaves_no_row_alone_on_any_page(sheet: Sheet) -> None:
    rows = [[escape(f"Row {n}"), escape("1")] for n in range(200)]
    table = tagged_table(sheet.root, [escape("Name"), escape("Level")], rows, (4, 1))
    for used in (0, 300, 640, 680):
        other = Sheet()
        other.filler.fill([TopSpacer(1, used), table])
        counts = [len(i._cellvalues) for _p, i in other.placed if not isinstance(i, Spacer)]
        assert min(counts) >= 3


def test_a_row_taller_than_a_page_is_set_inside_the_frame(sheet: Sheet) -> None:
    rows = [[escape("Name"), escape("word " * 4_000)]]
    table = tagged_table(sheet.root, [escape("A"), escape("B")], rows, (1, 1), numbers_from=2)
    sheet.filler.fill([table])
    assert sheet.placed


def test_what_comes_later_is_made_when_it_is_reached(sheet: Sheet) -> None:
    made: list[int] = []

    def make(number: int) -> list[Any]:
        made.append(len(sheet.placed))
        return [sheet.words(f"Part {number}")]

    sheet.filler.fill([sheet.words("first"), Later(lambda: make(1)), Later(lambda: make(2))])
    assert made == [0, 1]  # looked at while what stands before it is still to be placed
    assert len(sheet.placed) == 3
