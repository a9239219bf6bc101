from dataclasses import replace

from ahpjournal.domain.saved_searches import SavedSearch
from ahpjournal.storage.journal_file import JournalFile

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
