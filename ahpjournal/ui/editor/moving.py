"""Keys that move the cursor out of a text edit, or by a page of the window around it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit


def leaves(edit: QTextEdit, event: QKeyEvent) -> int:
    """Tell whether an arrow key goes past the text: -1 upwards, 1 downwards, 0 not."""
    key = event.key()
    is_plain = not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
    if not is_plain or key not in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
        return 0
    is_up = key == Qt.Key.Key_Up
    way = QTextCursor.MoveOperation.Up if is_up else QTextCursor.MoveOperation.Down
    if edit.textCursor().movePosition(way):
        return 0
    return -1 if is_up else 1


def moves_by_page(edit: QTextEdit, event: QKeyEvent, height: int) -> bool:
    """Move by *height* pixels for Page Up and Page Down; tell whether it was one of them."""
    if not height or event.key() not in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
        return False
    step = height if event.key() == Qt.Key.Key_PageDown else -height
    rect = edit.cursorRect()
    found = edit.cursorForPosition(QPoint(rect.left(), rect.center().y() + step))
    is_selecting = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    mode = QTextCursor.MoveMode.KeepAnchor if is_selecting else QTextCursor.MoveMode.MoveAnchor
    cursor = edit.textCursor()
    cursor.setPosition(found.position(), mode)
    edit.setTextCursor(cursor)
    return True
