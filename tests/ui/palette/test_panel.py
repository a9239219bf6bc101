"""The palette over the real window: from the keyboard, on every page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.palette.page_controls import page_commands
from ahpjournal.ui.palette.panel import PalettePanel
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(
    theme: Theme, demo_session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Give the window of the demo journal."""
    made = tour.make_window(tour.TourWish(tmp_path), demo_session, theme)
    made.activateWindow()
    made.go(Route(PageId.TODAY))
    tour.settle()
    yield made
    tour.close_window(made)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def call(window: MainWindow) -> PalettePanel:
    """Call the palette from the keyboard."""
    press(Qt.Key.Key_P, CTRL_SHIFT)
    panel = window.findChild(PalettePanel)
    assert panel is not None
    assert panel.isVisible()
    return panel


def type_words(words: str) -> None:
    """Type where the keyboard is."""
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    QTest.keyClicks(box, words)


def titles(panel: PalettePanel) -> list[str]:
    """Give what is listed."""
    view = panel.findChild(QListView)
    assert view is not None
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_page_is_reached_by_a_few_letters(window: MainWindow) -> None:
    panel = call(window)
    type_words("portf")
    assert titles(panel)[0] == "Portfolio"
    press(Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert window.page_widget(PageId.PORTFOLIO).isVisible()


def test_a_button_of_the_page_is_pressed_from_the_list(window: MainWindow) -> None:
    panel = call(window)
    type_words("see prog")
    assert titles(panel) == ["See progress"]
    press(Qt.Key.Key_Return)
    assert window.page_widget(PageId.PROGRESS).isVisible()


@pytest.mark.parametrize("leave", [Qt.Key.Key_Escape, Qt.Key.Key_P])
def test_leaving_gives_the_keyboard_back(window: MainWindow, leave: Qt.Key) -> None:
    before = QApplication.focusWidget()
    panel = call(window)
    assert QApplication.focusWidget() is not before
    press(leave, CTRL_SHIFT if leave is Qt.Key.Key_P else Qt.KeyboardModifier.NoModifier)
    assert not panel.isVisible()
    assert QApplication.focusWidget() is before
    assert titles(panel) == []


def test_another_page_closes_the_list(window: MainWindow) -> None:
    panel = call(window)
    window.go(Route(PageId.ACTIONS))
    assert not panel.isVisible()


def test_what_is_not_possible_says_so(window: MainWindow) -> None:
    window.go(Route(PageId.JOURNAL))
    tour.settle()
    panel = call(window)
    type_words("undo")
    view = panel.findChild(QListView)
    assert view is not None
    spoken = view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Not possible at present." in str(spoken)
    press(Qt.Key.Key_Return)
    assert panel.isVisible()


def test_what_a_reflection_is_can_be_changed_from_the_list(window: MainWindow) -> None:
    window.go(Route(PageId.JOURNAL))
    tour.settle()
    offered = {one.title for one in page_commands(window.page_widget(PageId.JOURNAL), "")}
    assert any(title.startswith("Who may see it") for title in offered)
    assert any(title.startswith("Reflective model") for title in offered)
    assert any(title.startswith("Earlier versions") for title in offered)


def test_the_list_fits_into_a_small_window(window: MainWindow) -> None:
    window.resize(760, 480)
    panel = call(window)
    tour.settle()
    assert window.rect().contains(panel.geometry())


def test_every_page_offers_its_own_buttons_by_their_names(window: MainWindow) -> None:
    for page in PageId:
        window.go(Route(page))
        tour.settle()
        offered = page_commands(window.page_widget(page), "")
        assert offered, page
        assert all(one.title for one in offered), page


def test_a_button_that_is_gone_is_not_pressed(window: MainWindow) -> None:
    offered = page_commands(window.page_widget(PageId.TODAY), "")
    window.close_pages()
    tour.settle()
    for one in offered:
        assert one.hindrance()
        one.run()
