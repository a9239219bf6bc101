"""The bin in the file."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ahpjournal.domain.bin import BinItem
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import action, entry


def test_removed_records_are_listed_with_the_latest_first(
    journal: JournalFile, clock: FixedClock
) -> None:
    with journal.transaction():
        journal.entries.add(entry(text="A *first* line\nand more"))
        journal.actions.add(action(why="To be heard"))
        journal.entries.set_removed(entry().id, is_removed=True)
    first = clock.now()
    clock.advance(timedelta(days=1))
    with journal.transaction():
        journal.actions.set_removed(action().id, is_removed=True)
    assert journal.bin.list_all() == (
        BinItem(RecordKind.ACTION, action().id, "Action 1", "To be heard", clock.now()),
        BinItem(RecordKind.ENTRY, entry().id, "Entry 1", "A first line and more", first),
    )


def test_erasing_leaves_only_that_it_happened(journal: JournalFile) -> None:
    with journal.transaction():
        journal.entries.add(entry())
        journal.actions.add(action(entries=(entry().id,)))
        journal.bin.erase(RecordKind.ENTRY, entry().id)
        journal.bin.erase(RecordKind.ENTRY, entry().id)
    assert not journal.entries.exists(entry().id)
    assert list(journal.bin.erased()) == [(RecordKind.ENTRY, entry().id)]
    assert journal.actions.list_all()[0].entries == ()
    assert journal.check().problems == ()


def test_a_removal_without_its_time_is_damage(journal: JournalFile) -> None:
    with journal.transaction():
        journal.entries.add(entry())
        journal._writing.execute("UPDATE entry SET deleted_at = 'some day'")
    with pytest.raises(ConditionError) as caught:
        journal.bin.list_all()
    assert caught.value.code is ConditionCode.DAMAGED


def test_words_written_over_leave_the_file_within_a_week(
    path: Path, opened: Callable[..., JournalFile], clock: FixedClock
) -> None:
    with_word = entry(text="Quixotryzan was named. " * 30)
    journal = opened(path)
    with journal.transaction():
        for number in range(2, 40):
            journal.entries.add(entry(number))
        journal.entries.add(with_word)
    journal.close()
    journal = opened(path)
    stored = journal.entries.stored(with_word.id)
    assert stored is not None
    with journal.transaction():
        journal.entries.update(entry(text="Someone was there."), stored)
        journal.versions.erase(RecordKind.ENTRY, with_word.id)
    clock.advance(timedelta(days=7))
    journal.close()
    assert b"uixotryzan" not in path.read_bytes()
