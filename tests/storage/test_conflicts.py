"""Disagreements, until somebody has looked at them."""

from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.merging import Disagreement
from ahpjournal.storage.journal_file import JournalFile

ONE = Disagreement(RecordKind.ENTRY, "e1", "2", "1")
OTHER = Disagreement(RecordKind.ACTION, "a1", "4", "3")


def test_a_disagreement_is_open_until_it_is_settled(journal: JournalFile) -> None:
    with journal.transaction():
        for found in (ONE, OTHER, ONE):
            journal.conflicts.add(found)
    assert journal.conflicts.open() == (OTHER, ONE)
    with journal.transaction():
        journal.conflicts.settle(ONE)
    assert journal.conflicts.open() == (OTHER,)
    assert [found for found, _at in journal.conflicts.all()] == [ONE, OTHER]


def test_one_that_is_settled_anywhere_is_settled(journal: JournalFile) -> None:
    with journal.transaction():
        journal.conflicts.add(ONE)
        journal.conflicts.add(ONE, "2026-01-12T09:30:00.000Z")
        journal.conflicts.add(ONE)
    assert journal.conflicts.open() == ()
