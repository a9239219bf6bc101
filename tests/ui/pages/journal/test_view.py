"""The journal page as one sees it: only the text, and the keys of the page."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ahpjournal.domain.entries import EntryState, Sharing
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.page import Page
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.routes import PageId, Route
from tests.ui.pages.journal.journal_page import store, view_of

HEARD: list[bool] = []


@pytest.fixture
def view(make_page: Callable[[JournalSession], Page], session: JournalSession) -> JournalView:
    """Show an entry with three sections that is shared, the keyboard in the first."""
    entry = store(session, "One", "a", "b", "")
    page = make_page(session)
    page.presenter.shown(Route(PageId.JOURNAL, record=entry.id))
    page.presenter.change(sharing=Sharing.COACH)  # type: ignore[attr-defined]
    shown = view_of(page)
    HEARD.clear()
    assert page.on_alone is not None
    page.on_alone(HEARD.append)
    shown.activateWindow()
    shown.editor.sections.edits[0].setFocus()
    return shown


def seen(view: JournalView) -> set[QWidget]:
    """Give the controls that can be seen and are not texts."""
    texts = {view.editor.title, *view.editor.sections.edits}
    policy = Qt.FocusPolicy.NoFocus
    found = {w for w in view.findChildren(QWidget) if w.isVisible() and w.focusPolicy() != policy}
    inner = {w for w in found if any(text.isAncestorOf(w) for text in texts)}
    return found - texts - inner


def test_only_the_text_is_shown_and_escape_brings_everything_back(view: JournalView) -> None:
    edit = view.editor.sections.edits[0]
    before = seen(view)
    QTest.keyClick(edit, Qt.Key.Key_F11)
    names = {widget.accessibleName() for widget in seen(view)}
    assert names - {""} == {"Show everything again"}
    assert edit.hasFocus()
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert seen(view) == before
    assert HEARD == [True, False]


def test_the_button_brings_everything_back_and_the_keyboard_to_the_text(
    view: JournalView,
) -> None:
    edit = view.editor.sections.edits[0]
    QTest.keyClick(edit, Qt.Key.Key_F11)
    (button,) = (w for w in seen(view) if w.accessibleName() == "Show everything again")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert HEARD == [True, False]
    assert edit.hasFocus()


def test_escape_puts_the_find_bar_away_first(view: JournalView) -> None:
    edit = view.editor.sections.edits[0]
    QTest.keyClick(edit, Qt.Key.Key_F11)
    QTest.keyClick(edit, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert HEARD == [True]
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert HEARD == [True, False]


def test_leaving_the_page_brings_everything_back(view: JournalView) -> None:
    QTest.keyClick(view.editor.sections.edits[0], Qt.Key.Key_F11)
    view.hide()
    assert HEARD == [True, False]


@pytest.mark.parametrize("key", [Qt.Key.Key_F10, Qt.Key.Key_D])
def test_a_key_for_what_is_hidden_brings_everything_back(view: JournalView, key: Qt.Key) -> None:
    edit = view.editor.sections.edits[0]
    ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(edit, Qt.Key.Key_F11)
    QTest.keyClick(edit, key, ctrl if key == Qt.Key.Key_D else Qt.KeyboardModifier.NoModifier)
    assert HEARD == [True, False]


def test_a_page_without_an_entry_has_no_text_to_show_alone(
    make_page: Callable[[JournalSession], Page], session: JournalSession
) -> None:
    page = make_page(session)
    page.presenter.shown(Route(PageId.JOURNAL))
    heard: list[bool] = []
    assert page.on_alone is not None
    page.on_alone(heard.append)
    page.widget.activateWindow()
    page.widget.setFocus()
    QTest.keyClick(page.widget, Qt.Key.Key_F11)
    assert heard == []


def test_undo_of_a_title_never_reaches_another_entry(
    make_page: Callable[[JournalSession], Page], session: JournalSession
) -> None:
    one, other = store(session, "Ol", "a"), store(session, "Old", "b")
    page = make_page(session)
    page.presenter.shown(Route(PageId.JOURNAL, record=one.id))
    title = view_of(page).editor.title
    title.go_to(99)
    QTest.keyClicks(title, "d")
    page.presenter.shown(Route(PageId.JOURNAL, record=other.id))
    assert title.text() == "Old"
    QTest.keyClick(title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert title.text() == "Old"


def test_a_long_title_is_shown_as_a_whole_and_left_downwards(view: JournalView) -> None:
    title = view.editor.title
    title.set_text("A title that is much longer than any line of this window has room for " * 2)
    title.go_to(0)
    assert title.document().size().height() > 1
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_Down)
    assert title.hasFocus()
    title.go_to(999)
    QTest.keyClick(title, Qt.Key.Key_Down)
    assert view.editor.sections.edits[0].hasFocus()


def test_choices_made_in_the_window_are_stored_as_what_they_are(
    make_page: Callable[[JournalSession], Page], session: JournalSession
) -> None:
    entry = store(session, "One", "a")
    page = make_page(session)
    page.presenter.shown(Route(PageId.JOURNAL, record=entry.id))
    facts = view_of(page).editor.facts
    finished = next(b for b in facts.findChildren(CheckBox) if b.isVisibleTo(facts))
    finished.click()
    facts.changed.emit({"sharing": Sharing.COACH})
    assert page.presenter.flush()
    stored = session.entries.get(entry.id)
    assert stored is not None
    assert (stored.sharing, stored.state) == (Sharing.COACH, EntryState.DONE)
