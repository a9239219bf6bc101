"""Attachments on the journal page, from the drop to the sign in the list."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ahpjournal.domain.entries import EntryFilter
from ahpjournal.services.attachments import AttachmentService, Pasted
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.page import Page
from ahpjournal.ui.pages.journal.list_model import spoken
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.routes import PageId, Route, RouteAction
from tests.ui.conftest import FakeDialogs
from tests.ui.pages.journal.journal_page import store, view_of
from tests.ui.settling import settle

NOTHING = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(make_page: Callable[[JournalSession], Page], session: JournalSession) -> Page:
    """Show an entry."""
    entry = store(session, "One", "a")
    made = make_page(session)
    made.presenter.shown(Route(PageId.JOURNAL, record=entry.id))
    return made


def names(view: JournalView) -> list[str]:
    return [tile.attachment.name for tile in view.editor.attachments.list.tiles_model.tiles]


def drop(view: JournalView, *files: Path) -> None:
    """Drag files over the page and let go."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), both, mime, left, NOTHING)
    view.editor.dragEnterEvent(enter)
    assert enter.isAccepted()
    let_go = QDropEvent(QPointF(5, 5), both, mime, left, NOTHING)
    view.editor.dropEvent(let_go)
    assert let_go.dropAction() is Qt.DropAction.CopyAction
    assert names(view) == []  # nothing may ask or wait before the other program hears of it
    QTest.qWait(0)


def test_a_dropped_file_is_attached_and_its_sign_shows_in_the_list(
    page: Page, session: JournalSession, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"words")
    view = view_of(page)
    drop(view, file)
    assert names(view) == ["a.txt"]
    assert file.exists()
    summary = view.list.model.summary(0)
    assert summary is not None
    assert summary.attachments == 1
    assert spoken(summary).endswith("1 attachment")
    assert view.grab().width() > 0


def test_a_new_reflection_is_stored_with_its_first_file(
    page: Page, session: JournalSession
) -> None:
    view = view_of(page)
    page.presenter.shown(Route(PageId.JOURNAL, RouteAction.NEW))
    assert names(view) == []
    view.editor.attachments.sources_offered.emit([Pasted("a.txt", lambda: b"words")])
    assert names(view) == ["a.txt"]
    assert session.entries.count(EntryFilter()) == 2
    assert session.attachments.list_of(view.editor.entry_id)


def test_the_key_of_the_page_asks_for_files(
    page: Page, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"words")
    view = view_of(page)
    view.show()
    view.activateWindow()
    view.editor.sections.edits[0].setFocus()
    dialogs.answer(file)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view.editor.sections.edits[0], Qt.Key.Key_I, keys)
    assert names(view) == ["a.txt"]


def test_what_was_added_comes_into_view_unless_one_writes_on(
    page: Page, session: JournalSession, qtbot: QtBot
) -> None:
    view = view_of(page)
    view.resize(900, 400)
    view.show()
    bar = view.editor._page.verticalScrollBar()
    view.editor.attachments.sources_offered.emit([Pasted("a.txt", lambda: b"words")])
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert view.editor.attachments.list.current_id()
    bar.setValue(0)

    def words() -> bytes:
        view.editor.edited.emit()
        return b"more words"

    view.editor.attachments.sources_offered.emit([Pasted("b.txt", words)])
    assert names(view) == ["a.txt", "b.txt"]
    settle(view)
    assert bar.value() == 0


def test_other_entries_show_their_own(page: Page, session: JournalSession) -> None:
    view = view_of(page)
    view.editor.attachments.sources_offered.emit([Pasted("a.txt", lambda: b"words")])
    other = store(session, "Two", "b")
    page.presenter.shown(Route(PageId.JOURNAL, record=other.id))
    assert names(view) == []


def test_what_the_organisation_forbids_is_not_offered_and_what_is_there_can_be_read(
    make_page: Callable[[JournalSession], Page], session: JournalSession
) -> None:
    entry = store(session, "One", "a")
    stored = session.attachments.take_in([Pasted("a.txt", lambda: b"words")], _Quiet())
    session.attachments.add(entry.id, stored.stored)
    session.__dict__["attachments"] = AttachmentService(
        session._journal, session.feed, session._ids, may_add=False
    )
    page = make_page(session)
    page.presenter.shown(Route(PageId.JOURNAL, record=entry.id))
    view = view_of(page)
    assert names(view) == ["a.txt"]
    assert view.editor.attachments._add.isHidden()
    assert view.editor.toolbar._attach.isHidden()
    assert not view.editor.attachments.may_add


class _Quiet:
    def report(self, progress: object) -> None:
        """Take no notice."""

    def check_cancelled(self) -> None:
        """Never stop."""
