"""Where one was in a page, so that one is back there after unlocking: ids and positions only."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from ahpjournal.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a page. *record* is an id; *part* and *cursor* are for the page itself to read.

    *scroll* is the position of the page's scroll bar, in pixels.
    """

    record: str = ""
    part: str = ""
    cursor: int = 0
    scroll: int = 0


class PlaceKeeper(Protocol):
    """Tells where one is in a page, and goes back there."""

    def place(self) -> Place:
        """Tell where one is."""

    def go_back(self, place: Place) -> None:
        """Go back to *place*, as far as it is still there."""


class WidgetPlaces:
    """Keeps the place of any page: the control with the keyboard, its cursor, how far it scrolled.

    A control is named by its number among the page's; where the page has other controls by now,
    the keyboard stays where it is.
    """

    def __init__(self, page: QWidget, record: Callable[[], str] = str) -> None:
        """Keep the place in *page*; *record* gives the id of what it shows."""
        self._page = page
        self._record = record

    def place(self) -> Place:
        """Tell where one is."""
        controls = self._page.findChildren(QWidget)
        control = self._page.focusWidget()
        part = str(controls.index(control)) if control in controls else ""
        return Place(self._record(), part, _cursor(control), _scrolled(self._page))

    def go_back(self, place: Place) -> None:
        """Go back to *place* once the page has been laid out."""
        controls = self._page.findChildren(QWidget)
        if place.part.isdigit() and int(place.part) < len(controls):
            control = controls[int(place.part)]
            if control.isEnabled() and control.isVisible():
                control.setFocus()
                _set_cursor(control, place.cursor)
        scroll_back(self._page, place.scroll)


def scroll_back(page: QWidget, position: int) -> None:
    """Scroll *page* to *position* once it has been laid out."""
    area = _area(page)
    if area is not None:
        QTimer.singleShot(0, area, lambda: area.verticalScrollBar().setValue(position))


def _area(page: QWidget) -> QAbstractScrollArea | None:
    return page if isinstance(page, QScrollArea) else page.findChild(QScrollArea)


def _scrolled(page: QWidget) -> int:
    area = _area(page)
    return area.verticalScrollBar().value() if area is not None else 0


def _cursor(control: QWidget | None) -> int:
    if isinstance(control, QLineEdit):
        return control.cursorPosition()
    if isinstance(control, QPlainTextEdit | QTextEdit):
        return control.textCursor().position()
    return 0


def _set_cursor(control: QWidget, position: int) -> None:
    if isinstance(control, QLineEdit):
        control.setCursorPosition(position)
    elif isinstance(control, QPlainTextEdit | QTextEdit):
        cursor = control.textCursor()
        cursor.setPosition(min(position, max(control.document().characterCount() - 1, 0)))
        control.setTextCursor(cursor)
