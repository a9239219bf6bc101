"""Rating without a mouse: a number for each competency, Return to go on, and a clear end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.fields import TextArea
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.pages.competencies.sitting import SittingView
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.theme.theme import Theme


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, tmp_path: Path
) -> Iterator[MainWindow]:
    """Give a window of 1366 by 768 at the first competency of a baseline."""
    made = tour.make_window(tour.TourWish(tmp_path), memory_session, theme)
    made.go(Route(PageId.COMPETENCIES, RouteAction.NEW))
    tour.settle()
    made.activateWindow()
    tour.settle()
    sitting_of(made).setFocus()
    yield made
    tour.close_window(made)


def sitting_of(window: MainWindow) -> SittingView:
    found = window.findChild(SittingView)
    assert isinstance(found, SittingView)
    return found


def button(window: MainWindow, name: str) -> Button:
    return next(b for b in sitting_of(window).findChildren(Button) if b.accessibleName() == name)


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key)


def words(window: MainWindow) -> str:
    shown = (label for label in sitting_of(window).findChildren(QLabel) if label.isVisible())
    return "\n".join(label.text() for label in shown)


def is_in_view(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_the_buttons_at_the_foot_are_always_in_view(window: MainWindow) -> None:
    for name in ("Back", "Next", "Finish"):
        assert is_in_view(button(window, name))
    window.resize(911, 512)
    tour.settle()
    for name in ("Back", "Next", "Finish"):
        assert is_in_view(button(window, name))


def test_numbers_and_return_lead_from_the_first_competency_to_the_end(
    window: MainWindow, memory_session: JournalSession
) -> None:
    for _competency in range(11):
        press(window, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert "12 of 12 \u00b7 11 rated" in words(window)
    assert "1 is not rated yet" in words(window)
    press(window, Qt.Key.Key_3)
    assert "All 12 are rated. Return leads to Finish" in words(window)
    press(window, Qt.Key.Key_Return)
    assert button(window, "Finish").hasFocus()
    assert memory_session.ratings.unfinished()
    press(window, Qt.Key.Key_Return)
    assert memory_session.ratings.unfinished() == ()
    assert len(memory_session.ratings.sittings()) == 1


def test_return_at_the_end_goes_back_to_what_is_not_rated(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Return)
    for _competency in range(11):
        press(window, Qt.Key.Key_2, Qt.Key.Key_Return)
    assert "1 of 12 \u00b7 11 rated" in words(window)


def test_b_brings_the_whole_reason_into_view_and_escape_leads_back(window: MainWindow) -> None:
    press(window, Qt.Key.Key_4, Qt.Key.Key_B)
    field = sitting_of(window).findChild(TextArea)
    assert isinstance(field, TextArea)
    assert field.control.hasFocus()
    tour.settle()
    assert is_in_view(field)
    press(window, Qt.Key.Key_Escape)
    assert sitting_of(window).hasFocus()
    press(window, Qt.Key.Key_Return)
    assert "2 of 12" in words(window)
