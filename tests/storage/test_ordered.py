from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.prompts import OwnPrompt
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.ordered import OrderedRecords

IDS = ("a", "b", "c")


def fill(journal: JournalFile) -> OrderedRecords:
    with journal.transaction():
        for name in IDS:
            journal.prompts.save(OwnPrompt(name, f"Why {name}?"))
    return journal.prompts.order


def listed(journal: JournalFile) -> str:
    return "".join(prompt.id for prompt in journal.prompts.list_all())


def test_new_ones_come_last_and_any_order_can_be_given(journal: JournalFile) -> None:
    order = fill(journal)
    assert listed(journal) == "abc"
    with journal.transaction():
        order.put_in_order(("c", "a", "b"))
    assert listed(journal) == "cab"


def test_only_what_moves_is_written(journal: JournalFile) -> None:
    order = fill(journal)
    before = journal.snapshots.readings(RecordKind.PROMPT)
    with journal.transaction():
        order.put_in_order(("b", "a", "c"))
        journal.prompts.save(OwnPrompt("c", "Why c?"))
    after = journal.snapshots.readings(RecordKind.PROMPT)
    assert [name for name in IDS if before[name] != after[name]] == ["a", "b"]


def test_one_that_was_removed_keeps_its_place(journal: JournalFile) -> None:
    order = fill(journal)
    with journal.transaction():
        order.set_removed("b", "2026-01-12T09:30:00.000Z")
    assert listed(journal) == "ac"
    with journal.transaction():
        order.set_removed("b", None)
    assert listed(journal) == "abc"
