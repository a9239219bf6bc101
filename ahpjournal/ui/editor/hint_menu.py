"""What one can do about an underlined place: the menu, the key and the words beside the pointer."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip

from ahpjournal.text import _
from ahpjournal.ui.editor.document import look_of
from ahpjournal.ui.editor.hints import Hint, HintKind, WritingHints


class _Emits(Protocol):
    def emit(self, word: str, /) -> None: ...


def wanted_hint(event: QKeyEvent) -> HintKind | None:
    """Tell which kind of hint a key asks for: Shift+F7 an unknown word, Shift+F8 a person."""
    if event.modifiers() != Qt.KeyboardModifier.ShiftModifier:
        return None
    keys = {Qt.Key.Key_F7: HintKind.SPELLING, Qt.Key.Key_F8: HintKind.IDENTIFIER}
    return keys.get(Qt.Key(event.key()))


def select_next_hint(edit: QTextEdit, kind: HintKind, after: int) -> Hint | None:
    """Select the first hint of *kind* that ends after a place; None if there is none."""
    look = look_of(edit.document())
    place = None if look is None else look.next_hint(after, kind)
    if look is None or place is None:
        return None
    cursor = edit.textCursor()
    cursor.setPosition(place[0])
    cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    edit.setFocus(Qt.FocusReason.OtherFocusReason)
    return next((hint for hint in look.hints_at(place[1]) if hint.kind is kind), None)


def add_hints(
    menu: QMenu,
    edit: QTextEdit,
    place: int,
    hints: WritingHints | None,
    ignored: _Emits,
    kept: _Emits,
) -> None:
    """Put what can be done at *place* of the text first in *menu*."""
    look = look_of(edit.document())
    found = () if look is None or hints is None else look.hints_at(place)
    actions = [_said(menu, hint.why) for hint in found if hint.kind is HintKind.IDENTIFIER]
    word = next((hint for hint in found if hint.kind is HintKind.SPELLING), None)
    if word is not None and hints is not None and not edit.isReadOnly():
        suggested = hints.suggestions(word.what)
        actions += [
            _doing(menu, better, _replacing(edit, place, word, better)) for better in suggested
        ]
        if not suggested:
            actions.append(_said(menu, _("No suggestions")))
        what = word.what
        actions.append(_doing(menu, _("Ignore this word"), lambda: ignored.emit(what)))
        actions.append(_doing(menu, _("Add to my words"), lambda: kept.emit(what)))
    if not actions:
        return
    first = menu.actions()[0] if menu.actions() else None
    if first is None:
        menu.addActions(actions)
        return
    menu.insertActions(first, actions)
    menu.insertSeparator(first)


def show_reason(edit: QTextEdit, at: QPoint, on_screen: QPoint) -> None:
    """Say beside the pointer why the place under it is underlined, or nothing."""
    look = look_of(edit.document())
    place = edit.cursorForPosition(at).position()
    found = () if look is None else look.hints_at(place)
    QToolTip.showText(on_screen, "\n".join(hint.why for hint in found), edit, QRect())


def _said(menu: QMenu, words: str) -> QAction:
    action = QAction(words.replace("&", "&&"), menu)
    action.setEnabled(False)
    return action


def _doing(menu: QMenu, words: str, do: Callable[[], None]) -> QAction:
    action = QAction(words.replace("&", "&&"), menu)
    action.triggered.connect(lambda _checked=False: do())
    return action


def _replacing(edit: QTextEdit, place: int, word: Hint, better: str) -> Callable[[], None]:
    document: QTextDocument = edit.document()
    start = document.findBlock(place).position() + word.start

    def replace() -> None:
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(start + word.end - word.start, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(better)
        edit.setTextCursor(cursor)

    return replace
