from ahpjournal.storage.journal_file import JournalFile
from tests.builders import HOSTILE


def test_a_value_is_kept_by_key(journal: JournalFile) -> None:
    assert journal.settings.get("a") == ""
    for value in ("one", HOSTILE, ""):
        with journal.transaction():
            journal.settings.put("a", value)
        assert journal.settings.get("a") == value
    assert journal.settings.get("b") == ""


def test_the_same_value_is_not_written_again(journal: JournalFile) -> None:
    with journal.transaction():
        journal.settings.put("a", "x\r\n")
    changes = journal._connection.total_changes
    with journal.transaction():
        journal.settings.put("a", "x\r\n")
    assert journal._connection.total_changes == changes


def test_what_names_the_journal_is_kept_apart(journal: JournalFile) -> None:
    with journal.transaction():
        journal.settings.put("journal_id", "another")
    assert journal.settings.meta("journal_id") == journal.journal_id != "another"
