"""Signs of Markdown that one types at the start of a line, turned into what they stand for."""

import re

from PySide6.QtGui import QTextCursor

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.editor.blocks import BlockKind
from ahpjournal.ui.editor.document import CONTINUES, block_format, block_kind, block_level

_NUMBER = re.compile(r"(\d{1,3})[.)]")
_SIGNS = {
    "#": BlockKind.HEADING,
    "##": BlockKind.HEADING,
    "###": BlockKind.SUBHEADING,
    "-": BlockKind.BULLET,
    "*": BlockKind.BULLET,
    "+": BlockKind.BULLET,
    "[]": BlockKind.TODO,
    "[ ]": BlockKind.TODO,
    "[x]": BlockKind.DONE,
    "[X]": BlockKind.DONE,
    ">": BlockKind.QUOTE,
}
_BOXES = frozenset({BlockKind.TODO, BlockKind.DONE})
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """What signs at the start of a block stand for; *start* is the number of a first item."""

    kind: BlockKind
    start: int = 1


def mark_of(signs: str, present: BlockKind) -> Mark | None:
    """Tell what *signs*, with a space behind them, make of a block that is *present* so far."""
    kind = _SIGNS.get(signs)
    if present is BlockKind.BULLET:
        return Mark(kind) if kind in _BOXES else None
    if present is not BlockKind.PARAGRAPH:
        return None
    number = _NUMBER.fullmatch(signs)
    if number is not None:
        return Mark(BlockKind.NUMBER, int(number.group(1)))
    return Mark(kind) if kind is not None else None


def turn_mark(cursor: QTextCursor) -> bool:
    """Turn signs and the space just typed at the start of *cursor*'s block into a kind of block.

    It is a step of its own to undo, so that one undo brings the signs back. False if there are
    none to turn.
    """
    block, place = cursor.block(), cursor.positionInBlock()
    if place - 1 > _LONGEST or block.blockFormat().boolProperty(CONTINUES):
        return False
    before = block.text()[:place]
    mark = mark_of(before[:-1], block_kind(block)) if before.endswith(" ") else None
    if mark is None:
        return False
    cursor.beginEditBlock()
    cursor.setPosition(block.position(), QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.setBlockFormat(block_format(mark.kind, block_level(block), mark.start))
    cursor.endEditBlock()
    return True
