"""Filters in the search of the journal's list."""

from datetime import date

import pytest

from ahpjournal.domain.entries import EntryState
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.journal.list_search import filtered, has_filters
from ahpjournal.ui.pages.journal.state import EntryView
from tests.builders import action, entry


@pytest.fixture
def filled(session: JournalSession) -> JournalSession:
    """Give three reflections and an action."""
    session.entries.save(entry(1, "An audit.", tags=("falls",), module=1, on=date(2026, 1, 5)))
    session.entries.save(entry(2, "An audit again.", tags=("falls",), on=date(2026, 2, 5)))
    session.entries.save(entry(3, "Nothing.", tags=("board",), state=EntryState.DRAFT))
    session.plans.save(action(1, title="The audit"))
    return session


@pytest.mark.parametrize(
    ("query", "view", "expected"),
    [
        ("tag:falls", EntryView.ALL, [2, 1]),
        ("audit -tag:board", EntryView.ALL, [2, 1]),
        ("audit is:done", EntryView.ALL, [2, 1]),
        ("after:2026-02 tag:falls", EntryView.ALL, [2]),
        ("tag:falls", EntryView.MODULE, [1]),
        ("-tag:falls", EntryView.LATER, [3]),
        ("module:1 again", EntryView.ALL, []),
    ],
)
def test_filters_narrow_the_list(
    filled: JournalSession, query: str, view: EntryView, expected: list[int]
) -> None:
    keys, hint = filtered(filled.search, query, view, 1)
    assert keys == tuple(filled.entries.key_of(entry(number).id) for number in expected)
    assert hint == ""


def test_what_cannot_be_followed_says_what_to_write(filled: JournalSession) -> None:
    keys, hint = filtered(filled.search, "audit tag:gone module:99", EntryView.ALL, None)
    assert keys == ()
    assert "gone" in hint
    assert "module:3" in hint


def test_without_a_module_under_way_all_are_asked(filled: JournalSession) -> None:
    assert len(filtered(filled.search, "tag:falls", EntryView.MODULE, None)[0]) == 2


def test_words_alone_are_no_filters() -> None:
    assert not has_filters('the "tag of" war')
    assert not has_filters("note: this")
    assert has_filters("war tag:falls")
