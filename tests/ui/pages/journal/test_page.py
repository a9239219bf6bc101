"""The journal page as it is joined: links, and what its keys lead to."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui.editor.hints import HintKind, WritingHints
from ahpjournal.ui.page import Page
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.routes import PageId, Route, RouteAction
from tests.ui.conftest import FakeDialogs
from tests.ui.pages.journal.journal_page import press, store, texts, view_of

SPELLING = HintKind.SPELLING
CTRL = Qt.KeyboardModifier.ControlModifier
LINK = "[the paper](https://example.org/paper)"


@pytest.fixture
def view(make_page: Callable[[JournalSession], Page], session: JournalSession) -> JournalView:
    """Show an entry with a link, the cursor in it."""
    entry = store(session, "One", LINK)
    store(session, "Two", "other")
    page = make_page(session)
    page.presenter.shown(Route(PageId.JOURNAL, record=entry.id))
    shown = view_of(page)
    shown.activateWindow()
    edit = shown.editor.sections.edits[0]
    edit.setFocus()
    edit.go_to(4)
    return shown


@pytest.mark.parametrize(
    ("address", "is_allowed", "opened"),
    [
        ("https://example.org/paper", True, ["https://example.org/paper"]),
        ("https://example.org/paper", False, []),
        ("mailto:a@example.org", True, ["mailto:a@example.org"]),
    ],
)
def test_a_link_opens_only_when_one_says_so(
    view: JournalView, dialogs: FakeDialogs, address: str, is_allowed: bool, opened: list[str]
) -> None:
    dialogs.answer(is_allowed)
    view.editor.sections.link_requested.emit(address)
    assert dialogs.opened == opened


@pytest.mark.parametrize("address", ["file:///secret.txt", "javascript:alert(1)", ""])
def test_nothing_but_the_web_and_mail_opens(
    view: JournalView, dialogs: FakeDialogs, address: str
) -> None:
    view.editor.sections.link_requested.emit(address)
    assert dialogs.asked == []


def test_a_link_is_changed_taken_off_and_opened_from_the_keyboard(
    view: JournalView, dialogs: FakeDialogs
) -> None:
    edit = view.editor.sections.edits[0]
    popup = view.editor._address
    QTest.keyClick(edit, Qt.Key.Key_K, CTRL)
    dialogs.answer(True)
    popup._open.click()
    assert dialogs.opened == ["https://example.org/paper"]
    QTest.keyClick(edit, Qt.Key.Key_K, CTRL)
    popup._field.set_text("example.org/new")
    press(popup._field.line, Qt.Key.Key_Return)
    assert texts(view) == ["[the paper](https://example.org/new)"]
    QTest.keyClick(edit, Qt.Key.Key_K, CTRL)
    popup._off.click()
    assert texts(view) == ["the paper"]
    assert edit.hasFocus()


def test_return_in_the_list_leads_into_the_text(view: JournalView) -> None:
    view.list.list.setFocus()
    QTest.keyClick(view.list.list, Qt.Key.Key_Home)
    QTest.keyClick(view.list.list, Qt.Key.Key_Return)
    assert view.editor.sections.edits[0].hasFocus()


def test_escape_in_the_title_brings_everything_back_too(view: JournalView) -> None:
    QTest.keyClick(view.editor.sections.edits[0], Qt.Key.Key_F11)
    view.editor.title.setFocus()
    QTest.keyClick(view.editor.title, Qt.Key.Key_Escape)
    assert not view.list.isHidden()


def test_an_action_is_unlinked_from_the_keyboard(
    view: JournalView, session: JournalSession
) -> None:
    shown = view.editor.entry_id
    one = session.entries.get(shown)
    assert one is not None
    action = session.plans.save(replace(session.plans.from_entry(one), title="Ring the lead"))
    buttons = {b.accessibleName(): b for b in view.details.findChildren(QAbstractButton)}
    off = buttons["Take the link to \u201cRing the lead\u201d off"]
    assert off.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(off, Qt.Key.Key_Space)
    kept = session.plans.get(action.id)
    assert kept is not None
    assert kept.entries == ()


def test_a_journal_that_may_only_be_read_offers_to_look_at_prompts(view: JournalView) -> None:
    button = view.list.material
    button.set_read_only(is_read_only=True)
    menu = button.menu()
    assert menu is not None
    words = [action.text() for action in menu.actions()]
    assert words == ["See the prompts", "See the templates", "See the tags"]
    button.set_read_only(is_read_only=False)
    assert menu.actions()[0].text() == "Start from a prompt\u2026"


def test_the_key_for_unknown_words_goes_on_in_the_next_section(
    make_page: Callable[[JournalSession], Page], session: JournalSession, qtbot: QtBot
) -> None:
    entry = store(session, "Three", "zorble", "nothing here", "Dr Hale and quux")
    page = make_page(session)
    page.presenter.shown(Route(PageId.JOURNAL, record=entry.id))
    shown = view_of(page)
    shown.activateWindow()
    first, _between, last = shown.editor.sections.edits
    shown.editor.sections.use_hints(WritingHints(session.spelling, session.identifiers))
    qtbot.waitUntil(lambda: first.hint_count(SPELLING) + last.hint_count(SPELLING) == 2)
    first.setFocus()
    selected = []
    for _ in range(3):
        focused = next(e for e in (first, last) if e.hasFocus())
        QTest.keyClick(focused, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
        focused = next(e for e in (last, first) if e.textCursor().hasSelection())
        selected.append(focused.textCursor().selectedText())
        menu = QApplication.activePopupWidget()
        assert menu is not None
        menu.close()
        first.moveCursor(QTextCursor.MoveOperation.End)
        focused.setFocus()
    assert selected == ["zorble", "quux", "zorble"]
    QTest.keyClick(first, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert last.textCursor().selectedText() == "Dr Hale"
    assert last.hasFocus()


def test_the_search_of_the_list_leads_to_everything(
    qtbot: QtBot,
    make_page: Callable[[JournalSession], Page],
    session: JournalSession,
    navigator: Any,
) -> None:
    store(session, "One", "a")
    page = make_page(session)
    page.presenter.shown(Route(PageId.JOURNAL))
    column = view_of(page).list
    column.activateWindow()
    assert column.everywhere.isHidden()
    column.search.setFocus()
    qtbot.keyClicks(column.search, "audit tag:gone")
    qtbot.waitUntil(lambda: not column.everywhere.isHidden())
    qtbot.keyClick(column.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    column.everywhere.click()
    wanted = Route(PageId.FIND, RouteAction.SEARCH, text="audit tag:gone")
    assert navigator.routes[-2:] == [wanted, wanted]
