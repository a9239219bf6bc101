"""What the text edit's commands do to the paragraphs and words at a cursor."""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.editor.blocks import DEEPEST, BlockKind, Span
from ahpjournal.ui.editor.document import (
    CONTINUES,
    START,
    block_format,
    block_kind,
    block_level,
    char_format,
    char_runs,
)


@dataclass(frozen=True, slots=True)
class FormatState:
    """What holds at the cursor, for the toolbar."""

    kind: BlockKind = BlockKind.PARAGRAPH
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """A link in the text: its address and where it stands in the document."""

    address: str
    start: int
    end: int


def touched_blocks(cursor: QTextCursor) -> tuple[QTextBlock, ...]:
    """Give the blocks that *cursor* touches, with every piece of a long paragraph."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    while _continues(block) and block.previous().isValid():
        block = block.previous()
    found: list[QTextBlock] = []
    while block.isValid() and (
        not found or block.position() < cursor.selectionEnd() or _continues(block)
    ):
        found.append(block)
        block = block.next()
    return tuple(found)


def set_kind(cursor: QTextCursor, kind: BlockKind) -> None:
    """Make the touched blocks *kind*, or plain paragraphs if all of them are of that kind."""
    blocks = touched_blocks(cursor)
    if kind is BlockKind.TODO:
        is_off = all(block_kind(b) in {BlockKind.TODO, BlockKind.DONE} for b in blocks)
    else:
        is_off = all(block_kind(b) is kind for b in blocks)
    target = BlockKind.PARAGRAPH if is_off else kind
    cursor.beginEditBlock()
    for block in blocks:
        level = block_level(block) if block_kind(block).is_list else 0
        _put(block, target, level)
    cursor.endEditBlock()


def change_level(cursor: QTextCursor, step: int) -> None:
    """Move the touched list items *step* levels deeper (1) or back (-1)."""
    cursor.beginEditBlock()
    for block in touched_blocks(cursor):
        if block_kind(block).is_list:
            before = block.previous()
            is_item = before.isValid() and block_kind(before).is_list
            deepest = min(block_level(before) + 1, DEEPEST) if is_item else 0
            level = max(0, min(block_level(block) + step, deepest))
            if level != block_level(block):
                _put(block, block_kind(block), level)
    cursor.endEditBlock()


def toggle_done(block: QTextBlock) -> bool:
    """Tick or untick a check list item; False if *block* is none."""
    other = {BlockKind.TODO: BlockKind.DONE, BlockKind.DONE: BlockKind.TODO}.get(block_kind(block))
    if other is None:
        return False
    _put(block, other, block_level(block))
    return True


def new_paragraph(cursor: QTextCursor) -> None:
    """Do what Enter does: a new item in a list, text after a heading, an end to an empty item."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    block = cursor.block()
    kind, level = block_kind(block), block_level(block)
    if block.length() <= 1 and kind is not BlockKind.PARAGRAPH:
        if kind.is_list and level:
            _put(block, kind, level - 1)
        else:
            _put(block, BlockKind.PARAGRAPH, 0)
    else:
        at_end = cursor.positionInBlock() == block.length() - 1
        following = kind
        if kind.is_heading and at_end:
            following = BlockKind.PARAGRAPH
        elif kind is BlockKind.DONE:
            following = BlockKind.TODO
        look = plain_link(cursor.charFormat())
        cursor.insertBlock(block_format(following, level), look)
    cursor.endEditBlock()


def backspace_at_start(cursor: QTextCursor) -> bool:
    """Turn an item, heading or quote into a paragraph; False if there is none to turn."""
    block = cursor.block()
    kind = block_kind(block)
    if cursor.hasSelection() or not cursor.atBlockStart() or kind is BlockKind.PARAGRAPH:
        return False
    if _continues(block):
        return False
    if kind.is_list and block_level(block):
        change_level(cursor, -1)
    else:
        set_kind(cursor, kind)
    return True


def plain_link(form: QTextCharFormat) -> QTextCharFormat:
    """Give *form* without its link, as for the words typed after one."""
    return char_format(
        Span("", form.fontWeight() > QTextCharFormat().fontWeight(), form.fontItalic())
    )


def link_at(cursor: QTextCursor) -> LinkPlace | None:
    """Find the link that *cursor* stands in or has selected."""
    place = cursor.selectionStart()
    block = cursor.document().findBlock(place)
    inside = place - block.position()
    for run in char_runs(block):
        first, last = run.start, run.end
        is_here = first <= inside < last or (inside == last and not cursor.hasSelection())
        if run.form.isAnchor() and is_here:
            address = run.form.anchorHref()
            first, last = _whole_link(block, address, first, last)
            return LinkPlace(address, block.position() + first, block.position() + last)
    return None


def set_link(cursor: QTextCursor, address: str) -> None:
    """Link the selected words, or the link at the cursor, to *address*; empty takes the link off.

    Where there is neither, the address itself is inserted as a link.
    """
    cursor.beginEditBlock()
    present = link_at(cursor)
    if present is not None and not cursor.hasSelection():
        cursor.setPosition(present.start)
        cursor.setPosition(present.end, QTextCursor.MoveMode.KeepAnchor)
    if cursor.hasSelection():
        _relink(cursor, address)
    elif address:
        cursor.insertText(address, char_format(Span("", link=address)))
        cursor.setCharFormat(QTextCharFormat())
    cursor.endEditBlock()


def format_state(cursor: QTextCursor, present: QTextCharFormat) -> FormatState:
    """Tell what holds at *cursor*; *present* is the format of what would be typed."""
    link = link_at(cursor)
    return FormatState(
        block_kind(cursor.block()),
        present.fontWeight() > QTextCharFormat().fontWeight(),
        present.fontItalic(),
        link.address if link is not None else "",
    )


def _whole_link(block: QTextBlock, address: str, first: int, last: int) -> tuple[int, int]:
    runs = [run for run in char_runs(block) if run.form.anchorHref() == address]
    grown = True
    while grown:
        grown = False
        for run in runs:
            if run.end == first or run.start == last:
                first, last = min(run.start, first), max(run.end, last)
                grown = True
    return first, last


def _relink(cursor: QTextCursor, address: str) -> None:
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    for first, last, form in tuple(_parts(cursor)):
        bold = form.fontWeight() > QTextCharFormat().fontWeight()
        piece = QTextCursor(cursor.document())
        piece.setPosition(first)
        piece.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        piece.setCharFormat(char_format(Span("", bold, form.fontItalic(), address)))
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)


def _parts(cursor: QTextCursor) -> Iterator[tuple[int, int, QTextCharFormat]]:
    block = cursor.document().findBlock(cursor.selectionStart())
    while block.isValid() and block.position() < cursor.selectionEnd():
        for run in char_runs(block):
            first = max(block.position() + run.start, cursor.selectionStart())
            last = min(block.position() + run.end, cursor.selectionEnd())
            if first < last:
                yield first, last, run.form
        block = block.next()


def _put(block: QTextBlock, kind: BlockKind, level: int) -> None:
    old = block.blockFormat()
    form = block_format(kind, level, old.intProperty(START) or 1)
    if _continues(block):
        form.setProperty(CONTINUES, True)
        form.setTopMargin(0)
    if _continues(block.next()):
        form.setBottomMargin(0)
    cursor = QTextCursor(block)
    cursor.setBlockFormat(form)


def _continues(block: QTextBlock) -> bool:
    form: QTextBlockFormat = block.blockFormat()
    return block.isValid() and form.boolProperty(CONTINUES)
