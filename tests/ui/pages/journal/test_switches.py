"""A thousand switches in mid-edit, between entries and between journals: nothing crosses."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QTextCursor

from ahpjournal.domain.entries import Section
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.editor.commands import Command
from ahpjournal.ui.page import Page
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.routes import PageId, Route
from tests.ui.pages.journal.journal_page import texts, view_of

SWITCHES, ENTRIES = 1_000, 4


class Desk:
    """A journal with its page, and what was written in each of its entries."""

    def __init__(self, name: str, session: JournalSession, page: Page) -> None:
        self.name = name
        self.session = session
        self.page = page
        self.ids = [f"00000000-0000-7000-8000-00000000000{n}" for n in range(ENTRIES)]
        for number, entry_id in enumerate(self.ids):
            text = f"{name}{number}"
            draft = session.entries.draft(title=text)
            session.entries.save(replace(draft, id=entry_id, sections=(Section("text", text),)))
        self.written = {n: [f"{name}{n}"] for n in range(ENTRIES)}

    @property
    def view(self) -> JournalView:
        """The page on the screen."""
        return view_of(self.page)

    def open(self, number: int) -> None:
        """Go to an entry, as from the list."""
        self.page.presenter.shown(Route(PageId.JOURNAL, record=self.ids[number]))

    def write(self, number: int, word: str) -> None:
        """Type *word* at the end, as a step of its own to undo."""
        edit = self.view.editor.sections.edits[0]
        cursor = edit.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        cursor.insertText(f" {word}")
        cursor.endEditBlock()
        self.written[number].append(word)

    def undo(self, number: int) -> None:
        """Take the last word of an entry back."""
        if len(self.written[number]) > 1:
            self.view.editor.sections.edits[0].run(Command.UNDO)
            self.written[number].pop()


@pytest.fixture
def desks(
    make_page: Callable[[JournalSession], Page],
    session: JournalSession,
    memory_session: JournalSession,
) -> tuple[Desk, Desk]:
    """Give two journals side by side whose entries have the same ids."""
    one = Desk("left", session, make_page(session))
    return one, Desk("right", memory_session, make_page(memory_session))


@pytest.mark.slow
def test_a_thousand_switches_write_and_undo_nothing_across(desks: tuple[Desk, Desk]) -> None:
    chance = random.Random(4)  # noqa: S311 - which entry comes next
    for count in range(SWITCHES):
        desk, number = chance.choice(desks), chance.randrange(ENTRIES)
        desk.open(number)
        if count % 3 == 2:
            desk.undo(number)
        else:
            desk.write(number, f"{desk.name}{number}at{count}")
        assert texts(desk.view) == [" ".join(desk.written[number])]
    for desk in desks:
        assert desk.page.presenter.flush()
        for number, entry_id in enumerate(desk.ids):
            stored = desk.session.entries.get(entry_id)
            assert stored is not None
            assert stored.markdown.split() == desk.written[number]
    for desk in desks:
        for number in range(ENTRIES):
            desk.open(number)
            while len(desk.written[number]) > 1:
                desk.undo(number)
            assert texts(desk.view) == [f"{desk.name}{number}"]
            assert not desk.view.editor.sections.edits[0].document().isUndoAvailable()
