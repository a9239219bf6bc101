"""A panel over any page for a line or two that must not get lost."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from ahpjournal.services.messages import UserMessage
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.cards import Banner
from ahpjournal.ui.kit.fields import TextArea
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Row
from ahpjournal.ui.kit.overlay import Overlay
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.quick_thought_presenter import QuickThoughtPresenter
from ahpjournal.ui.routes import Navigator
from ahpjournal.ui.unsaved import UnsavedText

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class QuickThought:
    """The panel over a window and what it does, made when it is first wanted."""

    def __init__(self, over: QWidget, session: JournalSession, navigator: Navigator) -> None:
        """Store thoughts in *session*; the panel goes with *over*."""
        self._panel = QuickThoughtPanel(over)
        timers = QtTimers(self._panel)
        self._presenter = QuickThoughtPresenter(self._panel, session, navigator, timers)
        self._panel.edited.connect(self._presenter.edited)
        self._panel.keep_requested.connect(self._presenter.keep)
        self._panel.write_on_requested.connect(self._presenter.write_on)

    def take(self) -> None:
        """Show the panel."""
        self._panel.take_thought()

    def keep(self) -> None:
        """Put the panel away, once the thought is on disk."""
        if self._panel.isVisible():
            self._presenter.keep()

    def flush(self) -> bool:
        """Save what is typed; tell whether it is on disk."""
        return self._presenter.flush()

    def unsaved(self) -> tuple[UnsavedText, ...]:
        """Give what was typed and could not be saved."""
        return self._presenter.unsaved()

    def close(self) -> None:
        """Let go of the journal, and of the words."""
        self._presenter.close()
        self._panel.clear()
        self._panel.hide()


class QuickThoughtPanel(Overlay):
    """Lies over its parent; Tab stays within it, Escape and Ctrl+Enter keep the thought.

    Signals:
        edited: the thought was changed.
        keep_requested: keep it and close.
        write_on_requested: keep it and go on writing in the journal.
    """

    edited = Signal()
    keep_requested = Signal()
    write_on_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make it over *parent*, hidden."""
        super().__init__(parent, _("Quick thought"), (10, 20, 14, 14, 18))
        column = self.column
        head = Row(gap=8)
        head.addWidget(Words(_("Quick thought"), "title"), 1)
        close = IconButton("x", _("Keep it and close"), shortcut=_("Esc"))
        close.clicked.connect(self.keep_requested)
        head.addWidget(close)
        column.addLayout(head)
        self._area = TextArea(
            _("What is on your mind?"), _("A line or two. Finish it when you have time."), lines=3
        )
        self._area.edited.connect(self.edited)
        self._area.area.installEventFilter(self)
        column.addWidget(self._area)
        self._banner = Banner()
        column.addWidget(self._banner)
        foot = Row(gap=8)
        keep = Button(_("Keep it"), "primary")
        keep.clicked.connect(self.keep_requested)
        write_on = Button(_("Write on in the journal"))
        write_on.clicked.connect(self.write_on_requested)
        self._saved = Words("", "small", "text2")
        self._saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(keep)
        foot.addWidget(write_on)
        foot.addWidget(self._saved, 1)
        column.addLayout(foot)
        self._stops: tuple[QWidget, ...] = (self._area.area, keep, write_on, close)

    def take_thought(self) -> None:
        """Show the panel with the keyboard in it."""
        self.come_up(self._area.area)

    def typed(self) -> str:
        """Give the thought as it stands."""
        return self._area.text()

    def clear(self) -> None:
        """Empty the field."""
        self._area.set_text("")

    def show_saved(self, *, is_saved: bool, problem: UserMessage | None) -> None:
        """Say whether the thought is on disk, or why it is not."""
        self._saved.setText(_("Saved, to be finished later") if is_saved else "")
        self._banner.show_message(problem)
        self.take_place()

    @override
    def focusNextPrevChild(self, is_next: bool) -> bool:
        present = QApplication.focusWidget()
        at = self._stops.index(present) if present in self._stops else -1
        step = 1 if is_next else -1
        reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        self._stops[(at + step) % len(self._stops)].setFocus(reason)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keep_requested.emit()
            return
        super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if is_ctrl and event.key() in _ENTER:
                self.keep_requested.emit()
                return True
        return super().eventFilter(watched, event)
