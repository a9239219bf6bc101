"""A row of small buttons that counts as one stop of the Tab key, and the line at a page's foot."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.kit.labels import OneLine, Picture, Words
from ahpjournal.ui.kit.layouts import Row

_STEP = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_GROUP_GAP = 14


class Toolbar(QWidget):
    """Buttons in groups; the arrow keys, Home and End move between them."""

    def __init__(self, name: str) -> None:
        """Make an empty toolbar; *name* is spoken."""
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: list[IconButton] = []
        self._row = Row(self, gap=3)

    def add(self, button: IconButton) -> IconButton:
        """Add *button* at the end and give it back."""
        is_first = not self._buttons
        policy = Qt.FocusPolicy.TabFocus if is_first else Qt.FocusPolicy.NoFocus
        button.setFocusPolicy(policy)
        button.installEventFilter(self)
        self._buttons.append(button)
        self._row.addWidget(button)
        return button

    def add_gap(self) -> None:
        """Set the next button apart."""
        self._row.addSpacing(_GROUP_GAP)

    def add_stretch(self) -> None:
        """Put the next buttons at the right end."""
        self._row.addStretch(1)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            usable = [b for b in self._buttons if b.isEnabled() and not b.isHidden()]
            present = next((i for i, b in enumerate(usable) if b is watched), None)
            if present is not None:
                target = _target(Qt.Key(event.key()), present, len(usable))
                if target is not None:
                    self._move_to(usable[target])
                    return True
        return super().eventFilter(watched, event)

    def _move_to(self, target: IconButton) -> None:
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        target.setFocusPolicy(Qt.FocusPolicy.TabFocus)
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
        self._status = Words("", "small", "text2", wraps=False)
        self._fact = Words("", "small", "text2", wraps=False)
        self._advice = OneLine("", "small", "text2")
        self._advice.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(self._picture)
        row.addWidget(self._status)
        row.addWidget(self._fact)
        row.addWidget(self._advice, 1)

    def show_status(self, text: str, tone: str = "ok") -> None:
        """Say how saving stands; *tone* is ok, warn, bad, or empty for no picture."""
        icon = {"ok": "check", "warn": "triangle-alert", "bad": "circle-alert"}.get(tone, "")
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
