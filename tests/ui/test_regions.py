"""F6 goes through the parts of the window and comes back to where one was in each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.regions import Regions
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.sidebar import Sidebar
from ahpjournal.ui.theme.theme import Theme


@pytest.fixture
def window(
    theme: Theme, demo_session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Give the window of the demo journal."""
    made = tour.make_window(tour.TourWish(tmp_path), demo_session, theme)
    made.activateWindow()
    yield made
    tour.close_window(made)


def press_f6(*, backwards: bool = False) -> QWidget:
    """Press F6 where the keyboard is, and give where it is then."""
    focused = QApplication.focusWidget()
    assert focused is not None
    modifier = Qt.KeyboardModifier.ShiftModifier if backwards else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(focused, Qt.Key.Key_F6, modifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def test_f6_goes_round_the_parts_of_the_journal(window: MainWindow) -> None:
    window.go(Route(PageId.JOURNAL))
    tour.settle()
    view = window.page_widget(PageId.JOURNAL)
    assert isinstance(view, JournalView)
    sidebar = window.findChild(Sidebar)
    assert sidebar is not None
    text = view.editor.sections.edits[0]
    view.list.new.setFocus()
    assert press_f6() is text  # and not the first of the tools above it
    assert sidebar.isAncestorOf(press_f6())
    assert view.list.isAncestorOf(press_f6())
    assert press_f6() is text
    assert view.list.isAncestorOf(press_f6(backwards=True))


@pytest.mark.parametrize("page", list(PageId))
def test_f6_never_loses_the_keyboard(window: MainWindow, page: PageId) -> None:
    window.go(Route(page))
    tour.settle()
    start = QApplication.focusWidget()
    met = [press_f6() for _press in range(4)]
    assert start in met


def test_nothing_happens_where_nothing_takes_the_keyboard(qtbot: QtBot) -> None:
    empty = QWidget()
    qtbot.addWidget(empty)
    assert Regions().move_on([empty], 1) is None
