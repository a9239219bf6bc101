"""Finding and replacing in all sections of the open entry."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui.page import Page
from ahpjournal.ui.pages.journal.find_bar import FindBar
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.routes import PageId, Route
from tests.ui.pages.journal.journal_page import press, store, texts, view_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
OTHER: list[str] = []
WRITTEN = ("The team met. A **Team** of one.", "Nothing here.", "- teams\n- team")


@pytest.fixture
def view(make_page: Callable[[JournalSession], Page], session: JournalSession) -> JournalView:
    """Show an entry with three sections, the cursor at its start."""
    entry = store(session, "One", *WRITTEN)
    OTHER[:] = [store(session, "Other", "team").id]
    page = make_page(session)
    page.presenter.shown(Route(PageId.JOURNAL, record=entry.id))
    shown = view_of(page)
    shown.activateWindow()
    shown.editor.sections.edits[0].setFocus()
    return shown


def bar_of(view: JournalView) -> FindBar:
    """Give the bar."""
    found = view.findChild(FindBar)
    assert found is not None
    return found


def count(view: JournalView) -> str:
    """Give what the bar says."""
    labels = [label.text() for label in bar_of(view).findChildren(QLabel) if label.text()]
    return labels[-1] if labels else ""


def selected(view: JournalView) -> tuple[int, str]:
    """Give the section of the selection and what is selected."""
    for number, edit in enumerate(view.editor.sections.edits):
        if edit.textCursor().hasSelection() and edit is view.editor._edit_in_use():
            return number, edit.textCursor().selectedText()
    return -1, ""


def button(view: JournalView, words: str) -> QPushButton:
    """Give the button that says *words*."""
    return next(b for b in bar_of(view).findChildren(QPushButton) if b.text() == words)


def find(view: JournalView, words: str, key: Qt.Key = Qt.Key.Key_F) -> FindBar:
    """Open the bar by its key and type *words*."""
    QTest.keyClick(view.editor.sections.edits[0], key, CTRL)
    bar = bar_of(view)
    assert not bar.isHidden()
    QTest.keyClicks(bar.words, words)
    return bar


def test_the_places_are_counted_and_gone_through_in_order(view: JournalView) -> None:
    bar = find(view, "team")
    assert (count(view), selected(view)) == ("1 of 4", (0, "team"))
    press(bar.words, Qt.Key.Key_Return)
    assert (count(view), selected(view)) == ("2 of 4", (0, "Team"))
    QTest.keyClick(bar.words, Qt.Key.Key_F3)
    assert (count(view), selected(view)) == ("3 of 4", (2, "team"))
    press(bar.words, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(view.editor.sections.edits[0], Qt.Key.Key_F3, SHIFT)
    assert (count(view), selected(view)) == ("1 of 4", (0, "team"))
    press(bar.words, Qt.Key.Key_Return, SHIFT)
    assert (count(view), selected(view)) == ("4 of 4", (2, "team"))


def test_case_and_whole_words_narrow_it(view: JournalView) -> None:
    find(view, "team")
    button(view, "Match case").click()
    assert count(view) == "1 of 3"
    button(view, "Whole words").click()
    assert count(view) == "1 of 2"
    QTest.keyClicks(bar_of(view).words, "x")
    assert count(view) == "Not found"


def test_escape_goes_back_to_the_place_found(view: JournalView) -> None:
    bar = find(view, "one")
    press(bar.words, Qt.Key.Key_Escape)
    assert bar.isHidden()
    edit = view.editor.sections.edits[0]
    assert edit.textCursor().selectedText() == "one"
    assert not edit.extraSelections()
    QTest.keyClick(edit, Qt.Key.Key_F, CTRL)
    press(edit, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_replacing_all_is_one_step_in_all_sections(
    view: JournalView, session: JournalSession
) -> None:
    bar = find(view, "team", Qt.Key.Key_H)
    QTest.keyClicks(bar.replacement, "group")
    button(view, "Replace all").click()
    assert count(view) == "4 places changed"
    changed = ["The group met. A **group** of one.", "Nothing here.", "- groups\n- group"]
    assert texts(view) == changed
    QTest.keyClick(view.editor.sections.edits[2], Qt.Key.Key_Z, CTRL)
    assert texts(view) == list(WRITTEN)
    QTest.keyClick(view.editor.sections.edits[0], Qt.Key.Key_Y, CTRL)
    assert texts(view) == changed
    other = session.entries.get(OTHER[0])
    assert other is not None
    assert other.markdown == "team"


def test_what_was_changed_is_told_until_one_goes_on(view: JournalView, qtbot: QtBot) -> None:
    bar = find(view, "team", Qt.Key.Key_H)
    all_of_them = button(view, "Replace all")
    all_of_them.setFocus()
    all_of_them.click()
    assert bar.words.hasFocus()
    with qtbot.waitSignal(view.editor.finding.counted):
        view.editor.finding.text_changed()
    assert count(view) == "4 places changed"
    QTest.keyClicks(bar.words, "x")
    assert count(view) == "Not found"


def test_replacing_one_goes_on_to_the_next(view: JournalView) -> None:
    bar = find(view, "team", Qt.Key.Key_H)
    QTest.keyClicks(bar.replacement, "a team")
    press(bar.replacement, Qt.Key.Key_Return)
    assert texts(view)[0] == "The a team met. A **Team** of one."
    assert selected(view) == (0, "Team")
    press(bar.replacement, Qt.Key.Key_Return)
    press(bar.replacement, Qt.Key.Key_Return)
    assert texts(view)[2] == "- a teams\n- team"


def test_writing_on_counts_again(view: JournalView, qtbot: QtBot) -> None:
    find(view, "nothing")
    assert count(view) == "1 of 1"
    QTest.keyClicks(view.editor.sections.edits[2], "nothing ")
    qtbot.waitUntil(lambda: count(view) == "2 places" or count(view).endswith("of 2"))


def test_another_entry_is_searched_when_it_opens(view: JournalView, qtbot: QtBot) -> None:
    find(view, "team")
    view.list.entry_requested.emit(OTHER[0])
    qtbot.waitUntil(lambda: count(view).endswith(("1 place", "of 1")))


def test_ctrl_f_in_the_list_searches_the_list(view: JournalView) -> None:
    view.list.list.setFocus()
    QTest.keyClick(view.list.list, Qt.Key.Key_F, CTRL)
    assert bar_of(view).isHidden()
    assert view.list.search.hasFocus()


def test_the_menu_above_the_text_leads_there_too(view: JournalView) -> None:
    actions = {a.text(): a for a in view.editor.toolbar.findChildren(QAction) if a.text()}
    actions["Find\u2026"].trigger()
    assert not bar_of(view).isHidden()
    assert not bar_of(view).replacement.isVisible()
    actions["Replace\u2026"].trigger()
    assert bar_of(view).replacement.isVisible()
