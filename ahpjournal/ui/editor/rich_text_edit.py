"""A text edit for one section: it grows with its text and knows only the closed subset."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit
from typing_extensions import override

from ahpjournal.text import _
from ahpjournal.ui.editor.blocks import BlockKind, Span
from ahpjournal.ui.editor.document import (
    IS_QUOTE,
    DocumentFormats,
    block_kind,
    document_blocks,
    insert_blocks,
)
from ahpjournal.ui.theme.theme import Theme

_LONG_PASTE = 2_000_000


class RichTextEdit(QTextEdit):
    """Rich text on the closed subset. Tab leaves it; Ctrl+Shift+V pastes plain text.

    Signals:
        edited: the user changed the text.
        link_requested(str): the user wants to open this link.
        entered: the cursor came in.
    """

    edited = Signal()
    link_requested = Signal(str)
    entered = Signal()

    def __init__(self, name: str, theme: Theme, least_lines: int = 2) -> None:
        """Start empty; *name* is the accessible name."""
        super().__init__()
        self._theme = theme
        self._formats = DocumentFormats(theme)
        self._least_lines = least_lines
        self._connected: QTextDocument | None = None
        self.setProperty("look", "paper")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(self._formats.base_font())

    def show_document(self, document: QTextDocument) -> None:
        """Edit *document*, which keeps its own undo."""
        if self._connected is not None:
            self._connected.contentsChanged.disconnect(self._on_contents_changed)
            self._connected.documentLayout().documentSizeChanged.disconnect(self._fit)
        document.setDocumentMargin(2)
        self.setDocument(document)
        self._connected = document
        document.contentsChanged.connect(self._on_contents_changed)
        document.documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def kind(self) -> BlockKind:
        """Tell what the paragraph under the cursor is."""
        return block_kind(self.textCursor().block())

    def is_bold(self) -> bool:
        """Tell whether typing is bold."""
        return self.currentCharFormat().fontWeight() >= QFont.Weight.Bold

    def toggle_bold(self) -> None:
        """Make the selection bold, or no longer."""
        if self.kind() in {BlockKind.HEADING_2, BlockKind.HEADING_3}:
            return
        weight = QFont.Weight.Normal if self.is_bold() else QFont.Weight.Bold
        self.setFontWeight(int(weight.value))

    def toggle_italic(self) -> None:
        """Make the selection italic, or no longer."""
        self.setFontItalic(not self.currentCharFormat().fontItalic())

    def set_kind(self, kind: BlockKind) -> None:
        """Turn the chosen paragraphs into *kind*; the same kind again turns them back."""
        wanted = BlockKind.PARAGRAPH if self.kind() is kind else kind
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd())
        cursor.beginEditBlock()
        made: QTextListFormat | None = None
        block = first
        one = QTextCursor(first)
        text_list = None
        while block.isValid():
            one.setPosition(block.position())
            current = one.currentList()
            if current is not None:
                current.remove(block)
            one.setBlockFormat(self._formats.block(wanted))
            self._restyle(one, wanted)
            if wanted.is_list:
                if text_list is None:
                    made = QTextListFormat()
                    is_number = wanted is BlockKind.NUMBER
                    style = QTextListFormat.Style
                    made.setStyle(style.ListDecimal if is_number else style.ListDisc)
                    made.setIndent(1)
                    text_list = one.createList(made)
                else:
                    text_list.add(block)
            if block == last:
                break
            block = block.next()
        cursor.endEditBlock()

    def change_depth(self, step: int) -> None:
        """Nest the list item deeper (or less deep)."""
        cursor = self.textCursor()
        text_list = cursor.currentList()
        if text_list is None:
            return
        form = text_list.format()
        indent = form.indent() + step
        if not 1 <= indent <= 4:
            return
        form.setIndent(indent)
        cursor.createList(form)

    def set_link(self, href: str) -> None:
        """Link the selection (or the word at the cursor) to *href*; empty takes the link away."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        text = cursor.selectedText() or href
        form = cursor.charFormat()
        span = Span(text, form.fontWeight() >= QFont.Weight.Bold, form.fontItalic(), href)
        cursor.insertText(text, self._formats.text(span, self.kind()))

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        data.setHtml(self.textCursor().selection().toHtml())
        return data

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasHtml() and len(source.html()) < _LONG_PASTE:
            outside = QTextDocument()
            outside.setHtml(source.html())
            blocks = tuple(b for b in document_blocks(outside) if b.text.strip())
            if len(blocks) == 1 and not blocks[0].kind.is_list:
                cursor = self.textCursor()
                for span in blocks[0].spans:
                    cursor.insertText(span.text, self._formats.text(span, self.kind()))
                return
            if blocks:
                cursor = self.textCursor()
                cursor.removeSelectedText()
                is_empty = not cursor.block().text()
                insert_blocks(cursor, blocks, self._formats, is_empty=is_empty)
                self.setTextCursor(cursor)
                return
        self.textCursor().insertText(source.text().replace("\r\n", "\n"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Underline):
            return
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if control and self._take_shortcut(event.key(), shift=shift):
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            self._new_paragraph()
            return
        if event.key() == Qt.Key.Key_Backspace and self._leave_block_kind():
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        href = self.anchorAt(event.position().toPoint())
        if href and not self.textCursor().hasSelection():
            self.link_requested.emit(href)
        super().mouseReleaseEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        plain = QAction(_("Paste as plain text"), menu)
        plain.triggered.connect(self._paste_plain)
        menu.addAction(plain)
        menu.exec(event.globalPos())

    @override
    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.entered.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_quotes(event)
        super().paintEvent(event)

    def _paint_quotes(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.accent))
        layout = self.document().documentLayout()
        block = self.document().begin()
        limit = event.rect().bottom()
        while block.isValid():
            if block.blockFormat().boolProperty(IS_QUOTE):
                area = layout.blockBoundingRect(block)
                px = self._theme.px
                painter.drawRect(QRectF(px(2), area.top(), px(3), area.height() - px(8)))
            if layout.blockBoundingRect(block).top() > limit:
                break
            block = block.next()

    def _take_shortcut(self, key: int, *, shift: bool) -> bool:
        actions: dict[tuple[int, bool], Callable[[], None]] = {
            (Qt.Key.Key_B, False): self.toggle_bold,
            (Qt.Key.Key_I, False): self.toggle_italic,
            (Qt.Key.Key_V, True): self._paste_plain,
            (Qt.Key.Key_BracketRight, False): lambda: self.change_depth(1),
            (Qt.Key.Key_BracketLeft, False): lambda: self.change_depth(-1),
        }
        action = actions.get((key, shift))
        if action is None:
            return False
        action()
        return True

    def _new_paragraph(self) -> None:
        cursor = self.textCursor()
        kind = self.kind()
        if kind.is_list and not cursor.block().text().strip():
            self.set_kind(kind)
            return
        if kind.is_list:
            cursor.insertBlock()
            if kind is BlockKind.DONE:
                cursor.setBlockFormat(self._formats.block(BlockKind.TO_DO))
        else:
            following = BlockKind.PARAGRAPH
            if kind is BlockKind.QUOTE and cursor.block().text().strip():
                following = BlockKind.QUOTE
            plain = self._formats.text(Span(""), following)
            cursor.insertBlock(self._formats.block(following), plain)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _leave_block_kind(self) -> bool:
        cursor = self.textCursor()
        kind = self.kind()
        if cursor.hasSelection() or not cursor.atBlockStart() or kind is BlockKind.PARAGRAPH:
            return False
        self.set_kind(kind)
        return True

    def _restyle(self, cursor: QTextCursor, kind: BlockKind) -> None:
        block = cursor.block()
        one = QTextCursor(block)
        iterator = block.begin()
        pieces = []
        while not iterator.atEnd():
            fragment = iterator.fragment()
            pieces.append((fragment.position(), fragment.length(), fragment.charFormat()))
            iterator += 1  # noqa: PLW2901 - Qt's own way to step
        for position, length, form in pieces:
            is_bold = form.fontWeight() >= QFont.Weight.Bold
            span = Span(
                "", is_bold, form.fontItalic(), form.anchorHref() if form.isAnchor() else ""
            )
            one.setPosition(position)
            one.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            one.setCharFormat(self._formats.text(span, kind))
        one.setPosition(block.position())
        one.setBlockCharFormat(self._formats.text(Span(""), kind))

    def _paste_plain(self) -> None:
        from PySide6.QtGui import QGuiApplication

        text = QGuiApplication.clipboard().text()
        if text:
            self.textCursor().insertText(text.replace("\r\n", "\n"))

    def _on_contents_changed(self) -> None:
        self.edited.emit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing() * 1.5
        height = max(self.document().size().height(), line * self._least_lines) + 4
        if round(height) != self.height():
            self.setFixedHeight(round(height))


def toggle_task(edit: RichTextEdit) -> None:
    """Tick the check-list item under the cursor, or clear it."""
    cursor = edit.textCursor()
    form = cursor.blockFormat()
    markers = QTextBlockFormat.MarkerType
    if form.marker() == markers.Unchecked:
        form.setMarker(markers.Checked)
    elif form.marker() == markers.Checked:
        form.setMarker(markers.Unchecked)
    cursor.setBlockFormat(form)
