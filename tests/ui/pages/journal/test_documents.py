"""Texts of entries: kept while they may be wanted, and gone from memory when the journal closes."""

import gc
from collections.abc import Callable
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from ahpjournal.domain.entries import Section
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.editor.document import document_markdown
from ahpjournal.ui.page import Page
from ahpjournal.ui.pages.journal.documents import KEPT_ENTRIES, DocumentShelf
from ahpjournal.ui.routes import PageId, Route
from tests.ui.pages.journal.journal_page import store, view_of

MARKER = "kestrel" + "quarry"


def carry_out_deletions() -> None:
    """Do what was put off with deleteLater()."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def holders() -> list[str]:
    """Give what in Python still holds text with the marker in it."""
    return [
        type(one).__name__
        for one in gc.get_objects()
        if any(_has_marker(part) for part in gc.get_referents(one))
    ]


def _has_marker(part: object) -> bool:
    return isinstance(part, str) and part is not MARKER and MARKER in part


@pytest.fixture
def edit(qtbot: QtBot, theme: object) -> QTextEdit:
    """Give a plain text edit of Qt's."""
    made = QTextEdit()
    qtbot.addWidget(made)
    return made


def test_a_document_is_given_again_until_too_many_were_opened(edit: QTextEdit) -> None:
    shelf = DocumentShelf("journal")
    section = Section("text", "a")
    first = shelf.document("entry", section)
    edit.setDocument(first)
    assert shelf.document("entry", section) is first
    for number in range(KEPT_ENTRIES):
        edit.setDocument(shelf.document(f"other {number}", section))
    carry_out_deletions()
    assert not Shiboken.isValid(first)
    assert document_markdown(shelf.document("entry", section)) == "a"
    edit.setDocument(QTextDocument(edit))
    shelf.close()
    carry_out_deletions()


@pytest.mark.parametrize("drop", ["close", "forget", "other text"])
def test_a_document_that_was_shown_is_destroyed_when_it_is_dropped(
    edit: QTextEdit, drop: str
) -> None:
    shelf = DocumentShelf("journal")
    document = shelf.document("entry", Section("text", "a"))
    edit.setDocument(document)
    edit.setDocument(QTextDocument(edit))
    if drop == "forget":
        shelf.forget("entry")
    elif drop == "close":
        shelf.close()
    else:
        assert shelf.document("entry", Section("text", "b")).toPlainText() == "b"
    carry_out_deletions()
    assert not Shiboken.isValid(document)
    shelf.close()
    carry_out_deletions()


def test_texts_of_another_journal_are_never_given() -> None:
    one, other = DocumentShelf("one"), DocumentShelf("other")
    document = one.document("entry", Section("text", "a"))
    assert other.document("entry", Section("text", "a")) is not document
    assert other.markdown("entry", Section("text", "a")) == "a"
    one.close()
    other.close()
    carry_out_deletions()


def test_a_journal_that_closes_leaves_no_text_behind(
    make_page: Callable[[JournalSession], Page], session: JournalSession
) -> None:
    entry = store(session, "One", "a")
    page = make_page(session)
    page.presenter.shown(Route(PageId.JOURNAL, record=entry.id))
    view = view_of(page)
    edit = view.editor.sections.edits[0]
    QTest.keyClicks(edit, MARKER)
    QTest.keyClicks(view.editor.title, MARKER)
    document = ref(edit.document())
    assert page.presenter.flush()
    assert holders()
    page.presenter.close()
    shown = (edit.toPlainText(), view.editor.title.text())
    del edit
    carry_out_deletions()
    gc.collect()
    left = document()
    assert left is None or not Shiboken.isValid(left)
    assert shown == ("", "")
    assert holders() == []
