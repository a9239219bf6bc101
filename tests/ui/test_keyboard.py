"""Without a mouse: the Tab key goes through each page as one reads it, and changes nothing."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.editor.blocks import BlockKind
from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.theme.theme import Theme
from tests.ui.keyboard import name_of, press_tab, tab_stops


@pytest.fixture
def window(
    theme: Theme, demo_session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Give the window of the demo journal."""
    made = tour.make_window(tour.TourWish(tmp_path), demo_session, theme)
    yield made
    tour.close_window(made)


def place_of(widget: QWidget, window: QWidget) -> QRect:
    """Give where *widget* is in *window*, were everything scrolled to its top."""
    corner = widget.mapTo(window, widget.rect().topLeft())
    around = widget.parentWidget()
    while around is not None and around is not window:
        if isinstance(around, QScrollArea):
            corner.setY(corner.y() + around.verticalScrollBar().value())
        around = around.parentWidget()
    return QRect(corner, widget.size())


def goes_back(one: QRect, other: QRect) -> bool:
    """Tell whether *other* is read before *one*: above it, or on its line further left."""
    is_above = other.bottom() < one.top() and other.left() <= one.right()
    is_on_line = one.top() <= other.center().y() <= one.bottom()
    return is_above or (is_on_line and other.right() < one.left())


def out_of_order(stops: list[QWidget], window: QWidget) -> list[str]:
    """Give each pair of neighbours that is not in the order in which one reads."""
    return [
        f"{name_of(one)} -> {name_of(other)}"
        for one, other in pairwise(stops)
        if goes_back(place_of(one, window), place_of(other, window))
    ]


def visit(window: MainWindow, route: Route) -> None:
    """Go to *route*, with the keyboard in the window."""
    window.go(route)
    tour.settle()
    window.activateWindow()
    tour.settle()


def walk(window: MainWindow, route: Route) -> list[QWidget]:
    """Go to *route* and give the stops of its page, in the order of the Tab key."""
    visit(window, route)
    page = window.page_widget(route.page)
    stops = tab_stops(window)
    inside = [page.isAncestorOf(stop) for stop in stops]
    # Once round, beginning behind the sidebar.
    first = next(i for i, is_in in enumerate(inside) if is_in and not inside[i - 1])
    stops = [*stops[first:], *stops[:first]]
    return [stop for stop in stops if page.isAncestorOf(stop)]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (911, 512)])
def test_the_tab_key_goes_through_each_page_as_one_reads_it(
    window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    for page in PageId:
        stops = walk(window, Route(page))
        assert stops
        assert out_of_order(stops, window) == [], page


@pytest.mark.parametrize("is_backwards", [False, True])
def test_a_walk_round_the_window_stays_on_its_page(window: MainWindow, is_backwards: bool) -> None:
    stops = walk(window, Route(PageId.JOURNAL))
    stops[0].setFocus()
    journal = window.page_widget(PageId.JOURNAL)
    for _press in range(40):
        press_tab(window, backwards=is_backwards)
        assert journal.isVisible()


def test_every_button_above_the_text_can_be_reached(window: MainWindow) -> None:
    stops = walk(window, Route(PageId.JOURNAL))
    journal = window.page_widget(PageId.JOURNAL)
    assert isinstance(journal, JournalView)
    assert [name_of(s) for s in stops if journal.editor.toolbar.isAncestorOf(s)] == ["Heading"]
    stops[0].setFocus()
    reached = []
    press(window, Qt.Key.Key_F10)
    for _button in journal.editor.toolbar.findChildren(IconButton):
        reached.append(name_of(QApplication.focusWidget()))
        press(window, Qt.Key.Key_Right)
    assert {"Heading", "Bold", "Quote", "Only the text", "Details", "More"} <= set(reached)
    press(window, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is journal.editor.sections.edits[0]


def test_a_button_above_the_text_works_from_the_keyboard(window: MainWindow) -> None:
    visit(window, Route(PageId.JOURNAL, RouteAction.NEW))
    journal = window.page_widget(PageId.JOURNAL)
    assert isinstance(journal, JournalView)
    edit = journal.editor.sections.edits[0]
    edit.setFocus()
    QTest.keyClicks(edit, "a line")
    press(window, Qt.Key.Key_F10)
    for _step in range(20):
        if name_of(QApplication.focusWidget()) == "Bulleted list":
            break
        press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Return)
    assert edit.hasFocus()
    assert edit.format_state().kind is BlockKind.BULLET


def press(window: MainWindow, key: Qt.Key) -> None:
    """Press *key* where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or window, key)
