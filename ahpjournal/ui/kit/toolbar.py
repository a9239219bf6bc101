"""A row of small buttons that counts as one stop of the Tab key, and the line at a page's foot."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from typing_extensions import override

from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.kit.labels import Picture, Words
from ahpjournal.ui.kit.layouts import Row
from ahpjournal.ui.kit.speech import say

_STEP = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_GROUP_GAP = 14
_USE_CHANGED = frozenset(
    {QEvent.Type.EnabledChange, QEvent.Type.ShowToParent, QEvent.Type.HideToParent}
)


class Toolbar(QWidget):
    """Buttons in groups; the arrow keys, Home and End move between them.

    The Tab key stops once: at the button used last while that can be used, else at the first.

    Signals:
        left: Escape was pressed; the keyboard belongs where it works.
    """

    left = Signal()

    def __init__(self, name: str) -> None:
        """Make an empty toolbar; *name* is spoken."""
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: list[IconButton] = []
        self._stop: IconButton | None = None
        self._row = Row(self, gap=3)

    def add(self, button: IconButton) -> IconButton:
        """Add *button* at the end and give it back."""
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.installEventFilter(self)
        self._buttons.append(button)
        self._row.addWidget(button)
        self._choose_stop()
        return button

    def add_gap(self) -> None:
        """Set the next button apart."""
        self._row.addSpacing(_GROUP_GAP)

    def add_stretch(self) -> None:
        """Put the next buttons at the right end."""
        self._row.addStretch(1)

    def take_keyboard(self) -> bool:
        """Bring the keyboard to the button used last; tell whether there is one to use."""
        if self._stop is None:
            return False
        self._move_to(self._stop)
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            usable = self._usable()
            present = next((i for i, b in enumerate(usable) if b is watched), None)
            if present is not None:
                target = _target(Qt.Key(event.key()), present, len(usable))
                if target is not None:
                    self._move_to(usable[target])
                    return True
                if event.key() == Qt.Key.Key_Escape:
                    self.left.emit()
                    return True
        elif event.type() in _USE_CHANGED:
            self._choose_stop()
        return super().eventFilter(watched, event)

    @override
    def focusNextPrevChild(self, is_next: bool) -> bool:
        # Qt sends the keyboard on when its button is disabled or hidden, before it says so.
        focused = QApplication.focusWidget()
        place = next((i for i, b in enumerate(self._buttons) if b is focused), None)
        usable = self._usable()
        if place is None or focused in usable or not usable:
            return super().focusNextPrevChild(is_next)
        after = [b for b in self._buttons[place:] if b in usable]
        self._move_to((after or usable)[0])
        return True

    def _usable(self) -> list[IconButton]:
        return [b for b in self._buttons if b.isEnabled() and not b.isHidden()]

    def _choose_stop(self) -> None:
        """Let the Tab key stop at the button used last, or else at the first that can be used."""
        usable = self._usable()
        if self._stop not in usable:
            self._stop = usable[0] if usable else None
        policy = Qt.FocusPolicy
        for button in self._buttons:
            button.setFocusPolicy(policy.TabFocus if button is self._stop else policy.NoFocus)

    def _move_to(self, target: IconButton) -> None:
        self._stop = target
        self._choose_stop()
        target.setFocus(Qt.FocusReason.TabFocusReason)


class StatusLine(QFrame):
    """The line at the foot of a page: how saving stands, a fact, and advice at the right."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setProperty("look", "foot")
        row = Row(self, gap=16, margins=(40, 10, 28, 10))
        self._picture = Picture("check", "ok", 16)
        self._picture.hide()
        self._was_trouble = False
        self._status = Words("", "small", "text2", wraps=False)
        self._fact = Words("", "small", "text2", wraps=False)
        self._advice = Words("", "small", "text2")
        self._advice.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._picture)
        row.addWidget(self._status)
        row.addWidget(self._fact)
        row.addWidget(self._advice, 1)

    def show_status(self, text: str, tone: str = "ok") -> None:
        """Say how saving stands; *tone* is ok, warn, bad, or empty for no picture."""
        icon = {"ok": "check", "warn": "triangle-alert", "bad": "circle-alert"}.get(tone, "")
        # Saving as such is not told each time; that it fails is, and that it works again.
        is_trouble = tone in {"warn", "bad"}
        if text != self._status.text() and (is_trouble or (tone == "ok" and self._was_trouble)):
            say(self, text)
        self._was_trouble = is_trouble or (self._was_trouble and tone != "ok")
        self._picture.setVisible(bool(icon and text))
        if icon:
            self._picture.show_icon(icon, tone)
        self._status.setText(text)
        self._status.set_tone(tone if tone in {"warn", "bad"} else "text2")

    def show_fact(self, text: str) -> None:
        """Show a fact such as the number of words."""
        self._fact.setText(text)

    def show_advice(self, text: str) -> None:
        """Show advice at the right end."""
        self._advice.setText(text)


def _target(key: Qt.Key, present: int, count: int) -> int | None:
    if key in _STEP:
        return (present + _STEP[key]) % count
    if key == Qt.Key.Key_Home:
        return 0
    return count - 1 if key == Qt.Key.Key_End else None
