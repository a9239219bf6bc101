"""Failures seen in other programs that must not happen here, numbered as in the product's list."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ahpjournal import bootstrap
from ahpjournal.domain.entries import Entry, Section
from ahpjournal.domain.errors import InputError
from ahpjournal.domain.history import RecordKind, VersionReason
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui import tour
from ahpjournal.ui.editor.rich_text import RichTextEdit
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme

PAGE = "A page that took an evening to write. " * 20


@pytest.fixture
def window(
    theme: Theme, memory_session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Give the window of an empty journal."""
    made = tour.make_window(tour.TourWish(tmp_path), memory_session, theme)
    yield made
    tour.close_window(made)


def write(session: JournalSession, title: str, text: str) -> Entry:
    """Store a reflection."""
    draft = session.entries.draft(title=title)
    return session.entries.save(replace(draft, sections=(Section("text", text),)))


def opened(window: MainWindow, entry: Entry) -> RichTextEdit:
    """Open a reflection and give its text."""
    window.go(Route(PageId.JOURNAL, record=entry.id))
    view = window.page_widget(PageId.JOURNAL)
    assert isinstance(view, JournalView)
    return view.editor.sections.edits[0]


def text_of(session: JournalSession, entry: Entry) -> str:
    """Give what is stored of a reflection."""
    found = session.entries.get(entry.id)
    assert found is not None
    return found.markdown


def test_failure_10_undo_never_puts_the_text_of_one_reflection_into_another(
    window: MainWindow, qtbot: QtBot, memory_session: JournalSession
) -> None:
    one, other = write(memory_session, "One", "one"), write(memory_session, "Other", PAGE)
    qtbot.keyClicks(opened(window, one), "typed into one ")
    edit = opened(window, other)
    for _time in range(5):
        qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text_of(memory_session, other).strip() == edit.toPlainText().strip() == PAGE.strip()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_X)
    window.flush()
    (wiped,) = memory_session.history.versions(RecordKind.ENTRY, other.id)
    memory_session.history.restore(wiped)
    edit = opened(window, one)
    for _time in range(3):
        qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.flush()
    assert edit.toPlainText() == text_of(memory_session, one) == "one"
    assert text_of(memory_session, other).strip() == PAGE.strip()


def test_failure_11_a_stray_key_that_wipes_a_page_keeps_the_page_as_a_version(
    window: MainWindow, qtbot: QtBot, memory_session: JournalSession
) -> None:
    entry = write(memory_session, "One", PAGE)
    edit = opened(window, entry)
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_X)
    assert window.flush()
    assert text_of(memory_session, entry) == "x"
    (version,) = memory_session.history.versions(RecordKind.ENTRY, entry.id)
    assert version.reason is VersionReason.LARGE_REMOVAL
    memory_session.history.restore(version)
    assert text_of(memory_session, entry) == PAGE


def test_failure_12_many_are_erased_only_with_a_backup_and_their_number(tmp_path: Path) -> None:
    places = BackupPlaces(tmp_path / "home", SettingsStore(tmp_path / "home"))
    workshop = bootstrap.workshop(places=places)
    here, there = tmp_path / "Work.ahpjournal", tmp_path / "Home.ahpjournal"
    session = workshop.create(here)
    entries = [write(session, str(number), PAGE) for number in range(6)]
    session.close()
    shutil.copyfile(here, there)
    session = workshop.open(there)
    for entry in entries:
        session.entries.remove(entry.id)
    session.close()
    workshop.merge(here, there, SilentJob())
    session = workshop.open(here)
    items = session.bin.items()
    assert len(items) == 6
    with pytest.raises(InputError):
        session.bin.erase(items, back_up=lambda: None, confirmation="")
    for item in items:
        session.bin.restore(item)
    assert session.entries.count() == 6
    session.close()


def test_failure_17_nothing_is_removed_for_being_empty(
    window: MainWindow, qtbot: QtBot, memory_session: JournalSession
) -> None:
    entry = write(memory_session, "", "a few words that are there")
    edit = opened(window, entry)
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    window.go(Route(PageId.TODAY))
    assert text_of(memory_session, entry) == ""
    assert memory_session.entries.count() == 1
    assert len(memory_session.history.versions(RecordKind.ENTRY, entry.id)) == 1
