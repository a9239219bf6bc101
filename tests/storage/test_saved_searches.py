from dataclasses import replace
from datetime import timedelta

from ahpjournal.domain.saved_searches import SavedSearch
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import CountingIds, fixed_clock

ONE = SavedSearch("q1", "Falls", "tag:falls", 1)
TWO = SavedSearch("q2", "Drafts", "is:draft", 2)


def test_searches_are_kept_changed_removed_and_brought_back(journal: JournalFile) -> None:
    kept = journal.saved_searches
    with journal.transaction():
        kept.add(TWO)
        kept.add(ONE)
    assert kept.list_all() == (ONE, TWO)
    with journal.transaction():
        kept.update(replace(ONE, name="Falls again", position=3))
    assert [one.name for one in kept.list_all()] == ["Drafts", "Falls again"]
    with journal.transaction():
        kept.set_removed("q1", is_removed=True)
    assert (kept.get("q1"), kept.exists("q1"), kept.exists("q9")) == (None, True, False)
    with journal.transaction():
        kept.set_removed("q1", is_removed=False)
    assert kept.get("q1") == replace(ONE, name="Falls again", position=3)


def test_an_unchanged_search_is_not_written(journal: JournalFile) -> None:
    with journal.transaction():
        journal.saved_searches.add(ONE)
    before = journal.settings.meta("hlc")
    with journal.transaction():
        journal.saved_searches.update(ONE)
    assert journal.settings.meta("hlc") == before


def test_searches_of_two_copies_are_united_and_a_removed_one_stays_removed() -> None:
    ids, clock, later = CountingIds(), fixed_clock(), fixed_clock()
    here, there = JournalFile.in_memory(clock, ids), JournalFile.in_memory(later, ids)
    there.journal_id = here.journal_id
    with here.transaction():
        here.saved_searches.add(ONE)
    there.merge(here, lambda _done, _total: None)
    later.advance(timedelta(minutes=5))
    with there.transaction():
        there.saved_searches.add(TWO)
        there.saved_searches.set_removed(ONE.id, is_removed=True)
    here.merge(there, lambda _done, _total: None)
    assert here.saved_searches.list_all() == (TWO,)
    here.close()
    there.close()
