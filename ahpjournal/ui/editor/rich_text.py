"""The text edit: rich text on the closed subset, as high as what stands in it."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QSizePolicy, QTextEdit
from typing_extensions import override

from ahpjournal.text import _
from ahpjournal.ui.editor.blocks import BlockKind
from ahpjournal.ui.editor.clipboard import can_take, mime_of
from ahpjournal.ui.editor.commands import Command, command_of
from ahpjournal.ui.editor.document import block_kind, look_of, make_document, selected_blocks
from ahpjournal.ui.editor.finding import Place
from ahpjournal.ui.editor.formatting import (
    FormatState,
    LinkPlace,
    backspace_at_start,
    change_level,
    format_state,
    link_at,
    new_paragraph,
    plain_link,
    set_kind,
    set_link,
    toggle_done,
)
from ahpjournal.ui.editor.hint_menu import add_hints, select_next_hint, show_reason, wanted_hint
from ahpjournal.ui.editor.hints import Hint, HintKind, WritingHints
from ahpjournal.ui.editor.joint_steps import JointSteps
from ahpjournal.ui.editor.markers import box_rect, paint_markers
from ahpjournal.ui.editor.moving import leaves, moves_by_page
from ahpjournal.ui.editor.offered_files import offers_files
from ahpjournal.ui.editor.pasting import Pasting
from ahpjournal.ui.editor.typing_marks import turn_mark
from ahpjournal.ui.kit.speech import say
from ahpjournal.ui.theme.theme import Theme

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MOST_MARKS = 2_000
_LINE = 1.82
"""Height of a line of empty text, as a multiple of the letters' size."""


class RichTextEdit(QTextEdit):
    """Edits one document; it grows with its text, so that the page around it scrolls.

    Signals:
        edited: the user changed the text.
        format_changed: the cursor or the format at it changed (see format_state).
        cursor_moved(QRect): the cursor is here now, in this widget's coordinates.
        link_edit_requested: the user wants to add or change a link.
        link_requested(str): the user wants to open this address.
        entered: the cursor came in.
        left_upwards, left_downwards: the arrow key went past the first or last line.
        hints_changed: the text was looked over.
        hints_ended(object): there is no other hint of this kind below (HintKind).
        word_ignored(str): this word counts as known until the journal is closed.
        word_kept(str): this word is one of the user's own from now on.
        paste_progressed(int): this many per cent of a long paste are in.
        files_pasted(object): files or a picture were pasted (QMimeData); they are no text.
    """

    edited = Signal()
    format_changed = Signal()
    cursor_moved = Signal(QRect)
    link_edit_requested = Signal()
    link_requested = Signal(str)
    entered = Signal()
    left_upwards = Signal()
    left_downwards = Signal()
    hints_changed = Signal()
    hints_ended = Signal(object)
    word_ignored = Signal(str)
    word_kept = Signal(str)
    paste_progressed = Signal(int)
    files_pasted = Signal(object)

    def __init__(self, name: str, least_lines: int = 2) -> None:
        """Start empty; *name* is spoken; be at least *least_lines* high."""
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("look", "paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(True)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._least_lines = least_lines
        self._page_height = 0
        self._theme = Theme.active()
        self._theme.changed.connect(self._on_theme)
        self._watched: QTextDocument | None = None
        self._hints: WritingHints | None = None
        self._steps = JointSteps()
        self._pasting = Pasting(self)
        self._pasting.progressed.connect(self.paste_progressed)
        self._pasting.finished.connect(self._on_contents)
        self._pasting.changed.connect(self._after_change)
        self._own = make_document("")
        self._own.setParent(self)
        self.show_document(self._own)
        self.cursorPositionChanged.connect(self._on_cursor)
        self.currentCharFormatChanged.connect(self.format_changed)

    def show_document(self, document: QTextDocument, place: int = 0) -> None:
        """Edit *document*, which its owner keeps alive, with the cursor at *place*."""
        self.finish_paste()
        if self._watched is not None:
            self._watched.contentsChanged.disconnect(self._on_contents)
            self._watched.documentLayout().documentSizeChanged.disconnect(self._on_size)
            watched = look_of(self._watched)
            if watched is not None:
                watched.hints_changed.disconnect(self.hints_changed)
        self.ensurePolished()
        document.setDefaultFont(self.font())
        self.setDocument(document)
        self._watched = document
        document.contentsChanged.connect(self._on_contents)
        document.documentLayout().documentSizeChanged.connect(self._on_size)
        cursor = self.textCursor()
        cursor.setPosition(min(place, max(document.characterCount() - 1, 0)))
        self.setTextCursor(cursor)
        self._on_size(document.documentLayout().documentSize())
        self._show_hints()

    def finish_paste(self) -> None:
        """Put in at once what is left of a long paste."""
        self._pasting.finish()

    def use_hints(self, hints: WritingHints | None) -> None:
        """Underline what *hints* finds in the texts shown from now on."""
        self._hints = hints
        self._show_hints()

    def hints_at_cursor(self) -> tuple[Hint, ...]:
        """Give the hints where the cursor is."""
        look = look_of(self.document())
        return () if look is None else look.hints_at(self.textCursor().position())

    def hint_count(self, kind: HintKind) -> int:
        """Tell how many hints of *kind* there were when the text was looked over last."""
        look = look_of(self.document())
        return 0 if look is None else look.count(kind)

    def show_next_hint(self, kind: HintKind) -> None:
        """Go to the next unknown word, and offer others; or to what may name somebody."""
        if not self.show_hint(kind, self.textCursor().selectionEnd()):
            self.hints_ended.emit(kind)

    def show_hint(self, kind: HintKind, after: int = -1) -> bool:
        """Go to the first hint of *kind* that ends after a place; tell whether there is one."""
        hint = select_next_hint(self, kind, after)
        if hint is None:
            return False
        if kind is HintKind.IDENTIFIER:
            say(self, hint.why)
            return True
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_hints(menu, self.textCursor().selectionStart() + 1)
        menu.popup(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))
        return True

    def share_steps(self, steps: JointSteps) -> None:
        """Undo together what *steps* says was done in several texts at once."""
        self._steps = steps

    def select(self, place: int, length: int) -> None:
        """Select *length* positions from *place* on."""
        cursor = self.textCursor()
        cursor.setPosition(place)
        cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def mark_places(self, places: Sequence[Place]) -> None:
        """Lay a colour under *places*, in place of those marked before; the text stays as it is."""
        if not places and not self.extraSelections():
            return
        marks = []
        for place in places[:_MOST_MARKS]:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(place.start)
            mark.cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
            mark.format.setBackground(QColor(self._theme.colours.warn_soft))
            mark.format.setForeground(QColor(self._theme.colours.text))
            marks.append(mark)
        self.setExtraSelections(marks)

    def _undo(self) -> None:
        if not self._steps.undo(self.document()):
            self.undo()

    def _redo(self) -> None:
        if not self._steps.redo(self.document()):
            self.redo()

    def _add_hints(self, menu: QMenu, place: int) -> None:
        add_hints(menu, self, place, self._hints, self.word_ignored, self.word_kept)

    def _show_hints(self) -> None:
        look = look_of(self.document())
        if look is not None:
            look.use_hints(self._hints)
            look.hints_changed.connect(self.hints_changed, Qt.ConnectionType.UniqueConnection)

    def go_to(self, place: int) -> None:
        """Put the cursor at *place*, or at the end if the text is shorter by now."""
        cursor = self.textCursor()
        cursor.setPosition(min(place, max(self.document().characterCount() - 1, 0)))
        self.setTextCursor(cursor)

    def let_go(self) -> None:
        """Stop editing the present document, whose owner keeps it."""
        self.show_document(self._own)

    def set_page_height(self, pixels: int) -> None:
        """Say how high the part of the page in view is, for Page Up and Page Down."""
        self._page_height = pixels

    def set_least_lines(self, lines: int) -> None:
        """Be at least *lines* high."""
        self._least_lines = lines

    def enter(self, *, from_below: bool) -> None:
        """Take the cursor that came with an arrow key: into the last line, or the first."""
        end = QTextCursor.MoveOperation.End if from_below else QTextCursor.MoveOperation.Start
        self.moveCursor(end)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def format_state(self) -> FormatState:
        """Tell what holds at the cursor."""
        return format_state(self.textCursor(), self.currentCharFormat())

    def link_place(self) -> LinkPlace | None:
        """Find the link at the cursor."""
        return link_at(self.textCursor())

    def run(self, command: Command) -> None:
        """Do *command* at the cursor."""
        if self.isReadOnly():
            return
        match command:
            case Command.UNDO:
                self._undo()
            case Command.REDO:
                self._redo()
            case Command.BOLD:
                form = QTextCharFormat()
                bold = QFont.Weight.Normal if self.format_state().bold else QFont.Weight.Bold
                form.setFontWeight(bold)
                self.mergeCurrentCharFormat(form)
            case Command.ITALIC:
                form = QTextCharFormat()
                form.setFontItalic(not self.format_state().italic)
                self.mergeCurrentCharFormat(form)
            case Command.LINK:
                self.link_edit_requested.emit()
            case Command.DEEPER | Command.BACK:
                change_level(self.textCursor(), 1 if command is Command.DEEPER else -1)
            case Command.TICK:
                toggle_done(self.textCursor().block())
            case Command.PASTE_PLAIN:
                self._pasting.put_in_plain(QApplication.clipboard().text())
            case _:
                set_kind(self.textCursor(), command.kind)
        self._after_change()

    def set_link(self, address: str) -> None:
        """Link the selected words, or the link at the cursor, to *address*; empty takes it off."""
        cursor = self.textCursor()
        set_link(cursor, address)
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(plain_link(self.currentCharFormat()))
        self._after_change()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            show_reason(self, event.pos(), event.globalPos())
            return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and (command_of(event) is not None or wanted_hint(event) is not None)
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = command_of(event)
        if command is not None:
            if command is not Command.NOTHING:
                self.run(command)
            event.accept()
        elif (kind := wanted_hint(event)) is not None:
            self.show_next_hint(kind)
        elif event.key() in _ENTER and not self.isReadOnly():
            self._on_enter(event)
        elif event.key() == Qt.Key.Key_Backspace and self._backspace(event):
            event.accept()
        elif not self._moved(event):
            self._leave_link(event)
            super().keyPressEvent(event)
            if event.text() == " " and not self.isReadOnly() and turn_mark(self.textCursor()):
                self._after_change()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._tick_at(
            event.position().toPoint()
        ):
            event.accept()
            return
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_asked = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        address = self.anchorAt(event.position().toPoint()) if is_asked else ""
        super().mouseReleaseEvent(event)
        if address:
            self.link_requested.emit(address)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self._standard_menu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_hints(menu, self.cursorForPosition(event.pos()).position())
        address = self.anchorAt(event.pos())
        if address:
            menu.addSeparator()
            opening = menu.addAction(_("Open the link\u2026"))
            opening.triggered.connect(lambda: self.link_requested.emit(address))
        menu.popup(event.globalPos())

    def _standard_menu(self, place: QPoint) -> QMenu:
        menu = self.createStandardContextMenu(place)
        for action in menu.actions():
            slot = {"edit-undo": self._undo, "edit-redo": self._redo}.get(action.objectName())
            if slot is not None:
                action.triggered.disconnect()
                action.triggered.connect(slot)
        return menu

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
        self.format_changed.emit()
        self.cursor_moved.emit(self.cursorRect())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        reasons = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if event.reason() not in reasons and event.reason() is not Qt.FocusReason.OtherFocusReason:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        painter = QPainter(self.viewport())
        painter.translate(-offset)
        paint_markers(painter, self.document(), event.rect().translated(offset))
        painter.end()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return can_take(source) or offers_files(source)

    @override
    def dragEnterEvent(self, e: QDragEnterEvent) -> None:
        if offers_files(e.mimeData()):
            e.ignore()  # they belong to the page around the text
        else:
            super().dragEnterEvent(e)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if offers_files(source):
            self.files_pasted.emit(source)
        else:
            self._pasting.put_in(source)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        return mime_of(selected_blocks(self.textCursor()))

    def _on_enter(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
            return
        cursor = self.textCursor()
        new_paragraph(cursor)
        self.setTextCursor(cursor)
        self._after_change()
        event.accept()

    def _backspace(self, event: QKeyEvent) -> bool:
        if self.isReadOnly() or event.modifiers():
            return False
        done = backspace_at_start(self.textCursor())
        if done:
            self._after_change()
        return done

    def _leave_link(self, event: QKeyEvent) -> None:
        """Let words typed after a link not become part of it."""
        if not event.text() or not self.currentCharFormat().isAnchor():
            return
        place = self.link_place()
        if place is None or self.textCursor().position() >= place.end:
            self.setCurrentCharFormat(plain_link(self.currentCharFormat()))

    def _moved(self, event: QKeyEvent) -> bool:
        """Move over the edge of this text, or by a page of the window around it."""
        way = leaves(self, event)
        if way:
            (self.left_upwards if way < 0 else self.left_downwards).emit()
        return bool(way) or moves_by_page(self, event, self._page_height)

    def _tick_at(self, point: QPoint) -> bool:
        if self.isReadOnly():
            return False
        block = self.cursorForPosition(point).block()
        if block_kind(block) not in {BlockKind.TODO, BlockKind.DONE}:
            return False
        margin = self._theme.px(4)
        box = box_rect(self.document(), block).adjusted(-margin, -margin, margin, margin)
        return box.contains(point.toPointF()) and toggle_done(block)

    def _on_contents(self) -> None:
        # A document also tells of changes that are only how it looks.
        if not self._pasting.is_going_on and self.document().isModified():
            self.edited.emit()

    def _on_cursor(self) -> None:
        self.format_changed.emit()
        if self.hasFocus():
            self.cursor_moved.emit(self.cursorRect())

    def _after_change(self) -> None:
        self.format_changed.emit()
        self.viewport().update()
        QTimer.singleShot(0, self, self._show_cursor)

    def _show_cursor(self) -> None:
        if self.hasFocus():
            self.cursor_moved.emit(self.cursorRect())

    def _on_size(self, size: QSizeF) -> None:
        line = self._theme.px(self._theme.font("editor").pixelSize() / self._theme.scale * _LINE)
        height = max(ceil(size.height()), self._least_lines * line) + self._theme.px(4)
        if height != self.height():
            self.setFixedHeight(height)

    def _on_theme(self) -> None:
        self.document().setDefaultFont(self.font())
        self._on_size(self.document().documentLayout().documentSize())
        self.viewport().update()
