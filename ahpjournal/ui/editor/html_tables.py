"""Tables of other programs, made into lines one can read. No Qt here."""

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.editor.blocks import LINE_BREAK, Block, BlockKind, Span, merge_spans

_BETWEEN_CELLS = Span(" | ")
_WITHIN_A_CELL = Span("; ")
_LONGEST_CELL = 400
"""Characters; a table with a longer cell is there for the look of a page."""


@dataclass(slots=True)
class Table:
    """A table while it is read: rows of cells of blocks."""

    rows: list[list[list[Block]]] = field(default_factory=list, repr=False)

    def add_row(self) -> None:
        """Begin a row."""
        self.rows.append([])

    def add_cell(self) -> list[Block]:
        """Begin a cell, and give the list that takes its blocks."""
        if not self.rows:
            self.add_row()
        cell: list[Block] = []
        self.rows[-1].append(cell)
        return cell

    def blocks(self) -> list[Block]:
        """Give a line for each row, its cells one after the other.

        A table that only places things on a page comes as the blocks in it.
        """
        filled = [row for row in self.rows if any(cell for cell in row)]
        if _is_for_looks(filled):
            return [block for row in filled for cell in row for block in cell]
        lines = [_line(row) for row in filled]
        return [Block(BlockKind.PARAGRAPH, line) for line in lines]


def _is_for_looks(rows: Sequence[Sequence[Sequence[Block]]]) -> bool:
    if all(sum(bool(cell) for cell in row) <= 1 for row in rows):
        return True
    cells = [cell for row in rows for cell in row]
    return any(
        sum(len(block.text) for block in cell) > _LONGEST_CELL
        or any(block.kind.is_heading for block in cell)
        for cell in cells
    )


def _line(row: Iterable[Sequence[Block]]) -> tuple[Span, ...]:
    spans: list[Span] = []
    cells = [list(_cell(cell)) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    for place, cell in enumerate(cells):
        if place:
            spans.append(_BETWEEN_CELLS)
        spans.extend(cell or [Span("\u2013")])
    return merge_spans(spans)


def _cell(blocks: Sequence[Block]) -> Iterable[Span]:
    for place, block in enumerate(blocks):
        if place:
            yield _WITHIN_A_CELL
        for span in block.spans:
            yield replace(span, text=span.text.replace(LINE_BREAK, " "))
