from ahpjournal.domain.history import RecordKind
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import entry


def test_changing_tags_restamps_the_entry_and_leaves_the_rest(journal: JournalFile) -> None:
    with journal.transaction():
        journal.entries.add(entry(1, tags=("a", "b")))
        journal.entries.add(entry(2, tags=("b",)))
    before = journal.snapshots.readings(RecordKind.ENTRY)
    with journal.transaction():
        journal.tags.put(entry(1).id, ("c", "b"))
    after = journal.snapshots.readings(RecordKind.ENTRY)
    assert after[entry(1).id] > before[entry(1).id]
    assert after[entry(2).id] == before[entry(2).id]
    assert journal.tags.of_entry(entry(1).id) == ("c", "b")
    assert journal.tags.of_entry("gone") is None


def test_entries_in_the_bin_are_tagged_too(journal: JournalFile) -> None:
    with journal.transaction():
        journal.entries.add(entry(1, tags=("a", "b")))
        journal.entries.set_removed(entry(1).id, is_removed=True)
    assert journal.tags.tagged("b") == {entry(1).id: ("a", "b")}
