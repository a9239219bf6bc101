"""Tables whose every cell is in the structure tree."""

from collections.abc import Sequence

from reportlab.platypus import Table

from ahpjournal.pdf.markup import Markup
from ahpjournal.pdf.paragraphs import TaggedParagraph
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import FRAME_WIDTH, PALE, RULE, style

FEWEST_SPLIT = 6
FACT_LABELS = 128.0
LONGEST_NUMBER = 10
_SIDES = ("LEFTPADDING", "RIGHTPADDING")


def tagged_table(
    parent: Element,
    head: Sequence[Markup],
    rows: Sequence[Sequence[Markup]],
    widths: Sequence[float],
    *,
    numbers_from: int = 1,
    numbers_to: int | None = None,
) -> Table:
    """Give a table with header cells; columns from *numbers_from* to *numbers_to* are centred.

    *widths* are shares of the frame. Rows never split; the head repeats on later pages.
    """
    numbers = range(numbers_from, len(head) if numbers_to is None else numbers_to)
    table = parent.add("Table")
    scope = "<</O/Table/Scope/{}>>"
    line = table.add("TR")
    data = [
        [
            TaggedParagraph(
                cell,
                style("headnumber" if i in numbers else "head"),
                line.add("TH", attributes=scope.format("Column"), once=True),
            )
            for i, cell in enumerate(head)
        ]
    ]
    for row in rows:
        line = table.add("TR")
        data.append([_cell(line, i, cell, numbers) for i, cell in enumerate(row)])
    total = sum(widths)
    return Table(
        data,
        colWidths=[FRAME_WIDTH * w / total for w in widths],
        repeatRows=1,
        rowSplitRange=(3, -2) if len(data) > FEWEST_SPLIT else None,  # no row stands alone
        hAlign="LEFT",
        spaceBefore=4,
        spaceAfter=10,
        style=[
            ("FONT", (0, 0), (-1, -1), "Body", 9.5),
            ("BACKGROUND", (0, 0), (-1, 0), PALE),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, RULE),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("TOPPADDING", (0, 0), (-1, -1), 3.8),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.8),
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            *((pad, (i, 0), (i, -1), 2) for i in numbers for pad in _SIDES),
        ],
    )


def _cell(line: Element, column: int, words: Markup, numbers: range) -> TaggedParagraph:
    if column == 0:
        return TaggedParagraph(
            words, style("cell"), line.add("TH", attributes="<</O/Table/Scope/Row>>")
        )
    look = style("cell")
    if column in numbers:
        look = style("number" if len(words) <= LONGEST_NUMBER else "numberwords")
    return TaggedParagraph(words, look, line.add("TD", keep=True))


def facts_table(parent: Element, rows: Sequence[tuple[Markup, Markup]]) -> Table:
    """Give labelled facts: each row's label is its header."""
    table = parent.add("Table")
    data = []
    for label, words in rows:
        line = table.add("TR")
        head = line.add("TH", attributes="<</O/Table/Scope/Row>>")
        data.append(
            [
                TaggedParagraph(label, style("factlabel"), head),
                TaggedParagraph(words, style("fact"), line.add("TD")),
            ]
        )
    return Table(
        data,
        colWidths=[FACT_LABELS, FRAME_WIDTH - FACT_LABELS],
        hAlign="LEFT",
        spaceBefore=6,
        spaceAfter=10,
        style=[
            ("FONT", (0, 0), (-1, -1), "Body", 10.5),
            ("LINEABOVE", (0, 0), (-1, 0), 0.5, RULE),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 5.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5.5),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ],
    )
