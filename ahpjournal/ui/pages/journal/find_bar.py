"""The bar to find and replace words in the open entry."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit
from typing_extensions import override

from ahpjournal.text import _, ngettext
from ahpjournal.ui.editor.finding import Wanted
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.fields import SearchField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.kit.speech import say

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class FindBar(QFrame):
    """What to find, how many there are, and what to put in its place.

    Enter goes to the next place, Shift+Enter to the one before, Escape closes the bar.

    Signals:
        wanted_changed: other words or another way to look for them.
        next_requested, previous_requested: go to another place.
        replace_requested, replace_all_requested: put the new words in.
        close_requested: put the bar away.
    """

    wanted_changed = Signal()
    next_requested = Signal()
    previous_requested = Signal()
    replace_requested = Signal()
    replace_all_requested = Signal()
    close_requested = Signal()

    def __init__(self) -> None:
        """Make the bar, hidden."""
        super().__init__()
        self.setProperty("look", "well")
        self.setAccessibleName(_("Find in this reflection"))
        column = Column(self, gap=8, margins=(12, 10, 8, 10))
        top = Row(gap=4)
        self.words = SearchField(_("Find in this reflection"))
        self.words.textChanged.connect(self.wanted_changed)
        self.words.installEventFilter(self)
        top.addWidget(self.words, 1)
        self._previous = IconButton("chevron-up", _("Place before"), shortcut="Shift+F3")
        self._previous.clicked.connect(self.previous_requested)
        self._next = IconButton("chevron-down", _("Next place"), shortcut="F3")
        self._next.clicked.connect(self.next_requested)
        close = IconButton("x", _("Close"), shortcut=_("Esc"))
        close.clicked.connect(self.close_requested)
        for button in (self._previous, self._next, close):
            top.addWidget(button)
        column.addLayout(top)
        below = Row(gap=8)
        self.replacement = QLineEdit()
        self.replacement.setPlaceholderText(_("Replace with"))
        self.replacement.setAccessibleName(_("Replace with"))
        self.replacement.installEventFilter(self)
        self._one = Button(_("Replace"))
        self._one.clicked.connect(self.replace_requested)
        self._all = Button(_("Replace all"))
        self._all.clicked.connect(self.replace_all_requested)
        below.addWidget(self.replacement, 1)
        below.addWidget(self._one)
        below.addWidget(self._all)
        column.addLayout(below)
        options = FlowBox()
        self._case = Button(_("Match case"), "chip")
        self._whole = Button(_("Whole words"), "chip")
        for chip in (self._case, self._whole):
            chip.toggled.connect(self.wanted_changed)
            options.add(chip)
        self._count = Words("", "small", "text2", wraps=False)
        foot = Row(gap=12)
        foot.addWidget(options, 1)
        foot.addWidget(self._count)
        column.addLayout(foot)
        self.hide()

    def wanted(self) -> Wanted:
        """Give what is to be found."""
        return Wanted(self.words.text(), self._case.isChecked(), self._whole.isChecked())

    def open_bar(self, text: str, *, is_replacing: bool, may_replace: bool) -> None:
        """Show the bar with the keyboard in it; *text* is put in unless it is empty."""
        for control in (self.replacement, self._one, self._all):
            control.setVisible(is_replacing and may_replace)
        if text:
            self.words.setText(text)
        self.show()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.selectAll()

    def show_count(self, at: int, count: int) -> None:
        """Say at which place of how many one is; *at* counts from 1, 0 says: between places."""
        words = _count_words(at, count) if self.words.text() else ""
        has_places = count > 0
        is_typing = self.words.hasFocus() or self.replacement.hasFocus()
        if not has_places and self.has_keyboard() and not is_typing:
            # A button that cannot be used any more would lose the keyboard.
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        for control in (self._previous, self._next, self._one, self._all):
            control.setEnabled(has_places)
        if words == self._count.text():
            return
        self._count.setText(words)
        self._count.set_tone("text2" if has_places or not words else "bad")
        say(self, words)

    def show_replaced(self, count: int) -> None:
        """Say how many places were changed."""
        words = ngettext("{count} place changed", "{count} places changed", count)
        self._count.setText(words.format(count=f"{count:,}"))
        self._count.set_tone("text2")
        say(self, self._count.text())

    def has_keyboard(self) -> bool:
        """Tell whether the keyboard is in the bar."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
            return
        super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:  # the field would empty itself first
            self.close_requested.emit()
            return True
        if event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.previous_requested.emit()
            elif watched is self.replacement:
                self.replace_requested.emit()
            else:
                self.next_requested.emit()
            return True
        return super().eventFilter(watched, event)


def _count_words(at: int, count: int) -> str:
    if not count:
        return _("Not found")
    if at:
        return _("{at} of {count}").format(at=f"{at:,}", count=f"{count:,}")
    return ngettext("{count} place", "{count} places", count).format(count=f"{count:,}")
