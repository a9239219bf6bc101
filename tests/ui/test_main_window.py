"""The window: pages are built on their first visit, and nothing typed is left behind."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.domain.profile import Profile
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.navigation import PageSpec, page_specs
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.quick_thought import QuickThoughtPanel
from ahpjournal.ui.routes import Navigator, PageId, Route
from ahpjournal.ui.sidebar import Sidebar
from ahpjournal.ui.theme.theme import Theme


class FakePresenter:
    """Remembers what the window told it."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.can_save = True

    def shown(self, route: Route) -> None:
        """Take note."""
        self.heard.append(f"shown {route.record}".strip())

    def hidden(self) -> None:
        """Take note."""
        self.heard.append("hidden")

    def flush(self) -> bool:
        """Take note."""
        self.heard.append("flush")
        return self.can_save

    def close(self) -> None:
        """Take note."""
        self.heard.append("close")


class Built:
    """Specs of labels with fake presenters, and which were built."""

    def __init__(self) -> None:
        self.presenters: dict[PageId, FakePresenter] = {}

    def specs(self) -> tuple[PageSpec, ...]:
        """Give the real pages' ids and titles with fake pages."""
        return tuple(
            PageSpec(spec.id, spec.title, spec.icon, self._builder(spec.id), spec.at_foot)
            for spec in page_specs()
        )

    def _builder(self, page_id: PageId) -> Any:
        def build(_context: PageContext) -> Page:
            self.presenters[page_id] = FakePresenter()
            body = QWidget() if page_id is PageId.JOURNAL else QLabel(page_id.value)
            if page_id is PageId.JOURNAL:
                column = QVBoxLayout(body)
                column.addWidget(QPushButton("First"))
                column.addWidget(QPlainTextEdit())
            return Page(body, self.presenters[page_id])

        return build


@pytest.fixture
def built() -> Built:
    """Give specs to build from."""
    return Built()


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, built: Built
) -> Iterator[MainWindow]:
    """Give a window on an empty journal."""

    def make_context(navigator: Navigator) -> PageContext:
        return PageContext(memory_session, None, None, navigator, theme, None, None)  # type: ignore[arg-type]

    made = MainWindow(built.specs(), make_context, theme)
    qtbot.addWidget(made)
    yield made
    made.close_pages()


def test_a_page_is_built_on_its_first_visit_and_kept(window: MainWindow, built: Built) -> None:
    assert built.presenters == {}
    window.go(Route(PageId.TODAY))
    window.go(Route(PageId.JOURNAL, record="x"))
    window.go(Route(PageId.TODAY))
    assert set(built.presenters) == {PageId.TODAY, PageId.JOURNAL}
    assert built.presenters[PageId.TODAY].heard == ["shown", "flush", "hidden", "shown"]
    assert built.presenters[PageId.JOURNAL].heard[0] == "shown x"


def test_a_page_that_cannot_save_is_not_left(window: MainWindow, built: Built) -> None:
    window.go(Route(PageId.JOURNAL))
    built.presenters[PageId.JOURNAL].can_save = False
    window.go(Route(PageId.TODAY))
    assert PageId.TODAY not in built.presenters
    assert "hidden" not in built.presenters[PageId.JOURNAL].heard


def test_closing_waits_until_everything_is_saved(
    qtbot: QtBot, window: MainWindow, built: Built
) -> None:
    window.go(Route(PageId.JOURNAL))
    window.show()
    built.presenters[PageId.JOURNAL].can_save = False
    assert not window.close()
    assert window.isVisible()
    built.presenters[PageId.JOURNAL].can_save = True
    with qtbot.waitSignal(window.closed):
        assert window.close()


def test_number_shortcuts_go_to_pages(qtbot: QtBot, window: MainWindow, built: Built) -> None:
    window.go(Route(PageId.TODAY))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert PageId.ACTIONS in built.presenters


def test_the_sidebar_names_the_owner_and_folds_in_a_narrow_window(
    qtbot: QtBot, window: MainWindow, memory_session: JournalSession
) -> None:
    memory_session.profile.save(Profile(name="Ada Example"))
    window.show_identity()
    texts = {label.text() for label in window.findChildren(QLabel)}
    assert {"AE", "Ada Example"} <= texts
    sidebar = window.findChild(QWidget, "sidebar")
    assert sidebar is not None
    window.resize(1400, 800)
    window.show()
    wide = sidebar.width()
    window.resize(800, 600)
    assert sidebar.width() < wide / 2


def test_the_place_of_the_window_is_kept_as_text(window: MainWindow) -> None:
    window.resize(780, 700)
    place = window.place()
    window.resize(730, 600)
    window.restore_place(place)
    assert window.size().width() == 780
    window.restore_place("no place at all \u00e9")


def test_a_page_may_have_the_window_to_itself(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession
) -> None:
    asked: list[Callable[[bool], None]] = []

    def build(_context: PageContext) -> Page:
        return Page(QLabel("text"), FakePresenter(), on_alone=asked.append)

    specs = tuple(PageSpec(s.id, s.title, s.icon, build, s.at_foot) for s in page_specs())

    def make_context(navigator: Navigator) -> PageContext:
        return PageContext(memory_session, None, None, navigator, theme, None, None)  # type: ignore[arg-type]

    window = MainWindow(specs, make_context, theme)
    qtbot.addWidget(window)
    window.show()
    window.go(Route(PageId.JOURNAL))
    sidebar = window.findChild(Sidebar)
    assert sidebar is not None
    asked[0](True)
    assert not sidebar.isVisible()
    asked[0](False)
    assert sidebar.isVisible()
    window.close_pages()


def test_a_quick_thought_is_taken_from_any_page_and_saved_with_the_rest(
    qtbot: QtBot, window: MainWindow, memory_session: JournalSession
) -> None:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go(Route(PageId.SETTINGS))
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_N, shift)
    panel = window.findChild(QuickThoughtPanel)
    assert panel is not None
    assert panel.isVisible()
    area = panel.findChild(QPlainTextEdit)
    assert area is not None
    QTest.keyClicks(area, "Ask the ward")
    assert window.flush()
    assert [e.title for e in memory_session.entries.finish_later()] == ["Ask the ward"]
    assert window.unsaved() == ()
    window.go(Route(PageId.TODAY))
    assert not panel.isVisible()
    window.let_go()
    QTest.keyClick(window, Qt.Key.Key_N, shift)


def test_the_key_for_finding_leads_to_the_search_from_any_page(
    qtbot: QtBot, window: MainWindow, built: Built
) -> None:
    window.go(Route(PageId.TODAY))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert PageId.FIND in built.presenters


def test_one_who_was_writing_finds_the_keyboard_in_the_text(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.go(Route(PageId.JOURNAL))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    text = window.findChild(QPlainTextEdit)
    assert text is not None
    text.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_5):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert text.hasFocus()
    window.go(Route(PageId.TODAY))
    window.go(Route(PageId.JOURNAL, record="another"))
    assert not text.hasFocus()
