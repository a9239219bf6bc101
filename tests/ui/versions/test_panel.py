"""The panel of versions, in the pages that show it: by keyboard there and back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import Section
from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.pages.actions.view import ActionsView
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme
from tests.ui.test_tour import cut_off

LONG = "A page that took an evening to write. " * 20
KEY = Qt.Key.Key_H
KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(
    theme: Theme, memory_session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Give a window on a journal with a reflection and an action that were cut short."""
    session = memory_session
    assert isinstance(session.clock, FixedClock)
    entry, action = session.entries.draft(title="Ward round"), session.plans.draft()
    for text in (LONG, "Cut short."):
        session.entries.save(replace(entry, sections=(Section("text", text),)))
        session.plans.save(replace(action, title="Ask", why=text))
        session.clock.advance(timedelta(hours=1))
    made = tour.make_window(tour.TourWish(tmp_path), session, theme)
    tour.settle()
    made.activateWindow()
    yield made
    tour.close_window(made)


def journal(window: MainWindow) -> JournalView:
    """Go to the journal."""
    window.go(Route(PageId.JOURNAL))
    view = window.page_widget(PageId.JOURNAL)
    assert isinstance(view, JournalView)
    return view


def press(qtbot: QtBot, key: Qt.Key, keys: Qt.KeyboardModifier) -> None:
    """Press a key where the keyboard is."""
    control = QApplication.focusWidget()
    assert control is not None
    qtbot.keyClick(control, key, keys)


NONE = Qt.KeyboardModifier.NoModifier


def test_the_shortcut_opens_the_panel_and_escape_goes_back_to_the_word(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = journal(window)
    edit = view.editor.sections.edits[0]
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    place = edit.textCursor().position()
    press(qtbot, KEY, KEYS)
    assert view.versions.isVisible()
    assert not view.editor.isVisible()
    assert view.versions.has_keyboard()
    press(qtbot, Qt.Key.Key_Escape, NONE)
    assert not view.versions.isVisible()
    assert edit.hasFocus()
    assert edit.textCursor().position() == place


def test_what_is_being_typed_is_saved_and_comes_back_from_the_versions(
    window: MainWindow, qtbot: QtBot, memory_session: JournalSession
) -> None:
    view = journal(window)
    edit = view.editor.sections.edits[0]
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClicks(edit, "Just typed. ")
    view.editor.toolbar.versions_requested.emit()
    stored = memory_session.entries.get(view.editor.entry_id)
    assert stored is not None
    assert stored.markdown.startswith("Just typed.")
    view.versions.restore_requested.emit()
    assert not view.versions.isVisible()
    assert edit.toPlainText() == "Cut short."
    edit.undo()
    assert "Just typed" not in edit.toPlainText()


def test_actions_have_the_same_panel_by_the_same_key(
    window: MainWindow, qtbot: QtBot, memory_session: JournalSession
) -> None:
    window.go(Route(PageId.ACTIONS))
    view = window.page_widget(PageId.ACTIONS)
    assert isinstance(view, ActionsView)
    (action,) = memory_session.plans.list_all()
    view.action_requested.emit(action.id)
    view.focus_title()
    press(qtbot, KEY, KEYS)
    assert view.versions.isVisible()
    assert not view.form.isVisible()
    view.versions.restore_requested.emit()
    assert view.form.isVisible()
    assert view.form.typed_action(action).why == LONG


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_everything_has_room_a_name_and_a_place_for_the_keyboard(
    window: MainWindow, theme: Theme, size: tuple[int, int], text_size: int
) -> None:
    view = journal(window)
    theme.apply_look(theme.choice, text_size)
    window.resize(*size)
    view.editor.toolbar.versions_requested.emit()
    tour.settle()
    panel = view.versions
    controls = [
        c
        for c in panel.findChildren(QWidget)
        if c.isVisible() and c.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(controls) >= 5
    for control in controls:
        assert control.accessibleName(), type(control).__name__
        assert control.width() >= min(control.minimumSizeHint().width(), panel.width() // 2)
        right = control.mapTo(panel, control.rect().bottomRight()).x()
        assert 0 < right <= panel.width(), control.accessibleName()
    assert cut_off(panel) == []
