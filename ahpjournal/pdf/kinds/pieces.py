"""Headings, paragraphs, figures and tables as every document sets them."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import KeepTogether, Spacer

from ahpjournal.charts.scene import ChartScene, ChartTable
from ahpjournal.domain.reply_form import About
from ahpjournal.pdf.drawing import draw_scene
from ahpjournal.pdf.flowables import Figure
from ahpjournal.pdf.markdown import cut as pieces_of
from ahpjournal.pdf.markup import Markup, bold, escape, join, visible
from ahpjournal.pdf.paragraphs import Bookmark, TaggedParagraph
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import FRAME_WIDTH, style
from ahpjournal.pdf.tables import facts_table, tagged_table

TALLEST = 660.0
LONGEST_TITLE, LONGEST_BOOKMARK = 300, 120
SMALL = 7
"""Rows of a table that stays with its chart."""

LIST = "<</O/List/ListNumbering/Disc>>"


class Pieces:
    """Makes the pieces of one document; bookmarks are numbered as they are made."""

    def __init__(self) -> None:
        """Begin with no bookmark; *abouts* will say what some of them are about."""
        self._number = 0
        self.abouts: dict[str, tuple[About, str]] = {}

    def heading(self, words: str, level: int, part: Element) -> TaggedParagraph:
        """Set a heading that stands in no list of contents."""
        return TaggedParagraph(escape(_title(words)), _look(level), part.add(f"H{level}"))

    def marked(
        self,
        words: str,
        level: int,
        part: Element,
        mark_level: int,
        *,
        look: str = "",
        about: tuple[About, str] | None = None,
    ) -> TaggedParagraph:
        """Set a heading that stands in the contents and the bookmarks, on *mark_level* from 0.

        *about* is the record that begins there.
        """
        self._number += 1
        shown = visible(words)[:LONGEST_BOOKMARK] or "\u2026"
        mark = Bookmark(mark_level, shown, f"part-{self._number}")
        if about is not None:
            self.abouts[mark.key] = about
        chosen = style(look) if look else _look(level)
        return TaggedParagraph(escape(_title(words)), chosen, part.add(f"H{level}"), bookmark=mark)

    def section(self, words: str, part: Element) -> TaggedParagraph:
        """Set the heading of a section of the document."""
        return self.marked(words, 1, part, 0)

    def paragraph(self, words: str, look: str, part: Element) -> TaggedParagraph:
        """Set plain words."""
        return TaggedParagraph(escape(words), style(look), part.add("P"))

    def labelled(self, label: str, text: str, part: Element) -> list[Any]:
        """Set the plain text of a field, each of its lines a paragraph, after its label."""
        lines = [line for line in text.split("\n") if visible(line)]
        found = []
        for i, line in enumerate(lines):
            lead = bold(escape(label + ": ")) if i == 0 else Markup("")
            for j, piece in enumerate(pieces_of(line)):
                words = join(lead, escape(piece)) if j == 0 else escape(piece)
                found.append(TaggedParagraph(words, style("field"), part.add("P")))
        return found

    def bullets(self, items: Sequence[Markup], part: Element) -> list[Any]:
        """Set a bulleted list."""
        holder = part.add("L", attributes=LIST)
        found = []
        for words in items:
            item = holder.add("LI")
            label, body = item.add("Lbl"), item.add("LBody")
            found.append(
                TaggedParagraph(words, style("body", 1), body, bulletText="\u2022", label=label)
            )
        return found

    def figure(self, scene: ChartScene, part: Element) -> KeepTogether:
        """Set a chart as wide as the page allows."""
        alt = f"{scene.title}. {scene.summary}"
        scale = min(FRAME_WIDTH / scene.width, TALLEST / scene.height)
        figure = Figure(draw_scene(scene, scale), part.add("Figure", alt=alt))
        return KeepTogether([Spacer(1, 6), figure, Spacer(1, 8)])

    def table(
        self,
        table: ChartTable,
        part: Element,
        widths: Sequence[float] = (),
        numbers_to: int | None = None,
    ) -> KeepTogether:
        """Set the numbers of a chart; columns from *numbers_to* on are words."""
        head = [escape(cell) for cell in table.header]
        rows = [[escape(cell) for cell in row] for row in table.rows]
        shares = widths or [4.2 if len(head) < 7 else 3.6, *([1.0] * (len(head) - 1))]
        return KeepTogether([tagged_table(part, head, rows, shares, numbers_to=numbers_to)])

    def charts(
        self,
        scenes: Sequence[ChartScene],
        numbers: ChartTable,
        part: Element,
        widths: Sequence[float] = (),
        numbers_to: int | None = None,
    ) -> list[Any]:
        """Set the parts of a chart and their *numbers*; small ones stay together."""
        figures = [self.figure(scene, part) for scene in scenes]
        table = self.table(numbers, part, widths, numbers_to)
        if len(numbers.rows) <= SMALL:
            held = [flowable for figure in figures for flowable in figure._content]
            return [KeepTogether([*held, *table._content])]
        return [*figures, table]

    def facts(self, rows: Sequence[tuple[str, str]], part: Element) -> list[Any]:
        """Set labelled facts as a quiet table; empty ones are left out."""
        shown = [(escape(label), escape(text)) for label, text in rows if visible(text)]
        return [facts_table(part, shown)] if shown else []


def _title(words: str) -> str:
    shown = visible(words)
    return words if len(shown) <= LONGEST_TITLE else shown[:LONGEST_TITLE] + "\u2026"


def _look(level: int) -> Any:
    return style(f"h{min(level, 4)}")
