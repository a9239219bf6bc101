"""A panel that lies over a page for a moment and gives the keyboard back."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import Shiboken
from typing_extensions import override

from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.theme.theme import Theme

_WIDTH, _TOP, _EDGE = 520, 64, 24


class Overlay(QFrame):
    """Lies at the top of its parent, in the middle, and keeps its place when that grows."""

    def __init__(self, parent: QWidget, name: str, column: tuple[int, int, int, int, int]) -> None:
        """Make it over *parent*, hidden, called *name*.

        *column* is the gap between its parts and the margins: left, top, right, bottom.
        """
        super().__init__(parent)
        self.setProperty("look", "popup")
        self.setAccessibleName(name)
        self.over = parent
        self._theme = Theme.active()
        self._before: QWidget | None = None
        gap, *margins = column
        left, top, right, bottom = margins
        self.column = Column(self, gap=gap, margins=(left, top, right, bottom))
        parent.installEventFilter(self)
        self._theme.changed.connect(self.take_place)
        self.hide()

    def come_up(self, first: QWidget) -> None:
        """Show the panel with the keyboard in *first*."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.take_place()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Close the panel and give the keyboard, if it is here, back to where it was."""
        before, self._before = self._before, None
        has_keyboard = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if has_keyboard and before is not None and Shiboken.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_place(self) -> None:
        """Lie at the top of the page, in the middle, as high as the parts need."""
        px = self._theme.px
        width = min(px(_WIDTH), self.over.width() - px(_EDGE))
        height = max(
            self.column.totalHeightForWidth(width), self.column.totalMinimumSize().height()
        )
        top = min(px(_TOP), max(self.over.height() - height, 0))
        self.setGeometry((self.over.width() - width) // 2, top, width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.over and event.type() is QEvent.Type.Resize:
            self.take_place()
        return super().eventFilter(watched, event)
