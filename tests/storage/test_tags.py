from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from typing_extensions import override

from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.tags import Tags
from ahpjournal.storage import tags as tags_module
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.tags import TagWriter
from tests.builders import entry

QUIET = SilentJob()


def writer_of(journal: JournalFile) -> TagWriter:
    return TagWriter(journal.tags, journal.transaction, pauses=False)


def to_c(_entry: str, tags: Tags) -> Tags:
    return tuple("c" if tag == "a" else tag for tag in tags)


class Stopping:
    """A job that is stopped after some looks."""

    def __init__(self, after: int) -> None:
        self.left = after

    def report(self, _progress: object) -> None:
        """Take no notice."""

    def check_cancelled(self) -> None:
        """Stop in the end."""
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.fixture
def tagged(journal: JournalFile, monkeypatch: pytest.MonkeyPatch) -> JournalFile:
    """Give five entries with the tag a, to be changed two at a time."""
    monkeypatch.setattr(tags_module, "BATCH", 2)
    with journal.transaction():
        for number in range(1, 6):
            journal.entries.add(entry(number, tags=("a", "b")))
    return journal


IDS = tuple(entry(number).id for number in range(1, 6))


def test_changing_tags_restamps_the_entry_and_leaves_the_rest(tagged: JournalFile) -> None:
    before = tagged.snapshots.readings(RecordKind.ENTRY)
    changed = writer_of(tagged).change(IDS[:4], to_c, QUIET)
    after = tagged.snapshots.readings(RecordKind.ENTRY)
    assert changed == dict.fromkeys(IDS[:4], (("a", "b"), ("c", "b")))
    assert all(after[one] > before[one] for one in IDS[:4])
    assert after[IDS[4]] == before[IDS[4]]
    assert [tagged.tags.of_entry(one) for one in IDS] == [("c", "b")] * 4 + [("a", "b")]
    assert tagged.tags.of_entry("gone") is None
    assert writer_of(tagged).change(("gone", IDS[0]), to_c, QUIET) == {}


def test_entries_in_the_bin_are_tagged_too(journal: JournalFile) -> None:
    with journal.transaction():
        journal.entries.add(entry(1, tags=("a", "b")))
        journal.entries.set_removed(entry(1).id, is_removed=True)
    assert journal.tags.tagged("b") == {entry(1).id: ("a", "b")}


def test_stopped_half_way_what_was_done_is_taken_back(tagged: JournalFile) -> None:
    with pytest.raises(Cancelled):
        writer_of(tagged).change(IDS, to_c, Stopping(2))
    assert [tagged.tags.of_entry(one) for one in IDS] == [("a", "b")] * 5


def test_what_was_tagged_otherwise_meanwhile_is_not_taken_back(tagged: JournalFile) -> None:
    def after(entry_id: str, tags: Tags) -> Tags:
        return ("mine",) if entry_id == IDS[0] and "c" in tags else to_c(entry_id, tags)

    class Meddling(Stopping):
        @override
        def check_cancelled(self) -> None:
            super().check_cancelled()
            if self.left == 0:
                writer_of(tagged).change(IDS[:1], after, QUIET)

    with pytest.raises(Cancelled):
        writer_of(tagged).change(IDS, to_c, Meddling(2))
    assert [tagged.tags.of_entry(one) for one in IDS] == [("mine",), *[("a", "b")] * 4]


def test_an_entry_written_elsewhere_meanwhile_is_changed_as_it_is_then(
    path: Path, opened: Callable[..., JournalFile]
) -> None:
    journal = opened(path)
    with journal.transaction():
        journal.entries.add(entry(1, tags=("a",)))
    stored = journal.entries.stored(entry(1).id)
    assert stored is not None
    meanwhile = entry(1, "changed meanwhile", tags=("a", "new"))
    with journal.writer() as other:
        seen: list[Tags] = []

        def written_first(entry_id: str, tags: Tags) -> Tags:
            if not seen:
                with journal.transaction():
                    journal.entries.update(meanwhile, stored)
            seen.append(tags)
            return to_c(entry_id, tags)

        changed = writer_of(other).change((entry(1).id,), written_first, QUIET)
    assert seen == [("a",), ("a", "new")]
    assert changed == {entry(1).id: (("a", "new"), ("c", "new"))}
    kept = journal.entries.get(entry(1).id)
    assert kept is not None
    assert (kept.tags, kept.markdown) == (("c", "new"), "changed meanwhile")


def test_what_cannot_be_written_changes_nothing(tagged: JournalFile) -> None:
    rounds = []

    def transaction() -> AbstractContextManager[None]:
        rounds.append(1)
        if len(rounds) == 2:
            raise ConditionError(ConditionCode.DISK_FULL)
        return tagged.transaction()

    with pytest.raises(ConditionError):
        TagWriter(tagged.tags, transaction, pauses=False).change(IDS, to_c, QUIET)
    assert [tagged.tags.of_entry(one) for one in IDS] == [("a", "b")] * 5


def test_a_second_writer_shares_the_clock_and_what_was_copied(
    path: Path, opened: Callable[..., JournalFile]
) -> None:
    journal = opened(path)
    with journal.transaction():
        journal.entries.add(entry(1, tags=("a",)))
    with journal.writer() as other:
        assert other is not journal
        writer_of(other).change((entry(1).id,), to_c, QUIET)
    assert journal.tags.of_entry(entry(1).id) == ("c",)
    first = journal.snapshots.readings(RecordKind.ENTRY)[entry(1).id]
    writer_of(journal).change((entry(1).id,), lambda _entry, _tags: ("d",), QUIET)
    assert journal.snapshots.readings(RecordKind.ENTRY)[entry(1).id] > first
