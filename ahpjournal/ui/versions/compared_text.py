"""A text to read: as a whole, or with what went struck through and what came underlined."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit
from typing_extensions import override

from ahpjournal.domain.word_diff import Change, Passage
from ahpjournal.ui.editor.blocks import BlockKind
from ahpjournal.ui.editor.document import TextLook, block_format, make_document
from ahpjournal.ui.editor.markers import paint_markers
from ahpjournal.ui.kit.looks import paint_ring, shows_ring
from ahpjournal.ui.theme.theme import Theme

_MARKS = {
    "# ": BlockKind.HEADING,
    "## ": BlockKind.HEADING,
    "### ": BlockKind.SUBHEADING,
    "- [ ] ": BlockKind.TODO,
    "- [x] ": BlockKind.DONE,
    "- ": BlockKind.BULLET,
    "> ": BlockKind.QUOTE,
}
Line = list[Passage]


class ComparedText(QTextEdit):
    """Shows text that cannot be changed; it scrolls by itself."""

    def __init__(self, name: str) -> None:
        """Start empty; *name* is spoken."""
        super().__init__()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setProperty("look", "paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._has_ring = False
        self._shown: str | tuple[Passage, ...] = ""
        self._document = QTextDocument(self)
        self._look: TextLook | None = None
        self._theme = Theme.active()
        self._theme.changed.connect(self._render)

    def show_whole(self, markdown: str) -> None:
        """Show *markdown* as it reads."""
        if self._shown != markdown or not isinstance(self._shown, str):
            self._shown = markdown
            self._render()

    def show_passages(self, passages: tuple[Passage, ...]) -> None:
        """Show what went and what came, in reading order."""
        if self._shown != passages:
            self._shown = passages
            self._render()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._has_ring = shows_ring(event.reason(), before=self._has_ring)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        painter = QPainter(self.viewport())
        painter.translate(-offset)
        paint_markers(painter, self.document(), event.rect().translated(offset))
        painter.end()
        if self.hasFocus() and self._has_ring:
            paint_ring(self.viewport(), self._theme.px(self._theme.sizes.radius))

    def _render(self) -> None:
        if isinstance(self._shown, str):
            document = make_document(self._shown)
            look: TextLook | None = TextLook(document)
        else:
            document, look = _compared(self._shown), None
        document.setDocumentMargin(self._theme.px(8))
        self.ensurePolished()
        document.setDefaultFont(self.font())
        document.setParent(self)  # from here on nobody else would destroy it
        self.setDocument(document)
        old, self._document, self._look = self._document, document, look
        old.deleteLater()
        self._go_to_change()

    @property
    def change_count(self) -> int:
        """In how many places something went or came."""
        return 0 if isinstance(self._shown, str) else len(_changes(self.document()))

    def show_next_change(self) -> None:
        """Select the next place where something went or came; after the last, the first."""
        places = _changes(self.document())
        if not places:
            return
        at = self.textCursor().selectionEnd()
        start, end = next((one for one in places if one[0] >= at), places[0])
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._show_change()

    def _go_to_change(self) -> None:
        """Put the cursor where the first change begins; it is in view once there is a layout."""
        if isinstance(self._shown, str):
            return
        places = _changes(self.document())
        cursor = self.textCursor()
        cursor.setPosition(places[0][0] if places else 0)
        self.setTextCursor(cursor)
        QTimer.singleShot(0, self, self._show_change)

    def _show_change(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        place = bar.value() + self.cursorRect().bottom()
        bar.setValue(place - room // 4 if place > room else 0)


def _compared(passages: Sequence[Passage]) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    cursor = QTextCursor(document)
    is_first = True
    for line in _lines(passages):
        kind, pieces = _marked(line)
        form = block_format(kind)
        if is_first:
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form, QTextCharFormat())
        is_first = False
        for piece in pieces:
            cursor.insertText(piece.text, _format(piece.change, kind))
    return document


def _changes(document: QTextDocument) -> list[tuple[int, int]]:
    """Give where changes begin and end; what went and what came in its place are one."""
    found: list[tuple[int, int]] = []
    block = document.begin()
    while block.isValid():
        for part in block.textFormats():
            if part.format.fontStrikeOut() or part.format.fontUnderline():
                start = block.position() + part.start
                if found and found[-1][1] >= start - 1:
                    start = found.pop()[0]
                found.append((start, block.position() + part.start + part.length))
        block = block.next()
    return found


def _lines(passages: Sequence[Passage]) -> Iterator[Line]:
    """Cut passages where lines end; empty lines only part paragraphs and are left out."""
    line: Line = []
    for passage in passages:
        first, *others = passage.text.split("\n")
        line.append(Passage(passage.change, first))
        for text in others:
            if any(piece.text.strip() for piece in line):
                yield line
            line = [Passage(passage.change, text)]
    if any(piece.text.strip() for piece in line):
        yield line


def _marked(line: Line) -> tuple[BlockKind, Line]:
    """Tell whether a line is a heading, an item or a quote; its mark is taken off."""
    text = "".join(piece.text for piece in line)
    mark = next((m for m in _MARKS if text.startswith(m)), "")
    kept, left = [], len(mark)
    for piece in line:
        cut = min(left, len(piece.text))
        kept.append(Passage(piece.change, piece.text[cut:]))
        left -= cut
    return (_MARKS[mark] if mark else BlockKind.PARAGRAPH), kept


def _format(change: Change, kind: BlockKind) -> QTextCharFormat:
    colours, theme = Theme.active().colours, Theme.active()
    form = QTextCharFormat()
    if kind.is_heading:
        pixels = 20 if kind is BlockKind.HEADING else 18
        form.setProperty(int(QTextCharFormat.Property.FontPixelSize), theme.px(pixels))
        form.setFontWeight(QFont.Weight.DemiBold)
    if change is Change.REMOVED:
        form.setFontStrikeOut(True)
        form.setForeground(QColor(colours.bad))
        form.setBackground(QColor(colours.bad_soft))
    elif change is Change.ADDED:
        form.setFontUnderline(True)
        form.setForeground(QColor(colours.ok))
        form.setBackground(QColor(colours.ok_soft))
    return form
