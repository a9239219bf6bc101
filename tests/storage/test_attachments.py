"""What is known of attachments in the file, in the bin and in two copies of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.repair import repair
from tests.builders import CountingIds, attachment, entry, fixed_clock

ONE, TWO = b"one " * 400_000, b"two"


def attach(journal: JournalFile, data: bytes, number: int = 1) -> None:
    with journal.transaction():
        if not journal.entries.exists(entry().id):
            journal.entries.add(entry())
        journal.contents.put(data)
        journal.attachments.add(attachment(number, data))


def names(journal: JournalFile) -> list[str]:
    return [a.name for a in journal.attachments.list_of(entry().id)]


def test_attachments_stand_in_the_order_they_came(journal: JournalFile) -> None:
    for number in (2, 1, 3):
        attach(journal, TWO, number)
    found = journal.attachments.list_of(entry().id)
    assert [a.position for a in found] == [0, 1, 2]
    assert [a.name for a in found] == ["File 2.txt", "File 1.txt", "File 3.txt"]
    assert journal.attachments.get(found[0].id) == found[0]
    assert journal.attachments.counts([1, 99]) == {1: 3}
    assert journal.counts()["attachments"] == 3


def test_an_attachment_needs_its_content_and_its_entry(journal: JournalFile) -> None:
    with journal.transaction():
        journal.contents.put(TWO)
    with pytest.raises(ConditionError) as caught, journal.transaction():
        journal.attachments.add(attachment(1, TWO))
    assert caught.value.code is ConditionCode.MISSING
    with journal.transaction():
        journal.entries.add(entry())
    with pytest.raises(ConditionError), journal.transaction():
        journal.attachments.add(attachment(1, ONE))


def test_a_removed_attachment_lies_in_the_bin_and_comes_back(journal: JournalFile) -> None:
    attach(journal, TWO)
    uid = attachment(1, TWO).id
    with journal.transaction():
        journal.attachments.set_removed(uid, is_removed=True)
    assert names(journal) == []
    (item,) = journal.bin.list_all()
    assert (item.kind, item.id, item.title) == (RecordKind.ATTACHMENT, uid, "File 1.txt")
    assert item.preview == "Entry 1"
    assert journal.contents.unused() == ()
    with journal.transaction():
        journal.attachments.set_removed(uid, is_removed=False)
    assert names(journal) == ["File 1.txt"]


def test_a_content_stays_while_something_refers_to_it(journal: JournalFile) -> None:
    attach(journal, TWO, 1)
    attach(journal, TWO, 2)
    with journal.transaction():
        journal.bin.erase(RecordKind.ATTACHMENT, attachment(1, TWO).id)
        journal.contents.drop_unused()
    assert journal.contents.total_bytes() == len(TWO)
    with journal.transaction():
        journal.bin.erase(RecordKind.ATTACHMENT, attachment(2, TWO).id)
        journal.contents.drop_unused()
    assert journal.contents.total_bytes() == 0
    assert journal.check().is_ok


def test_an_erased_entry_takes_its_attachments_and_their_versions_along(
    journal: JournalFile,
) -> None:
    attach(journal, TWO)
    journal.note_copied()
    with journal.transaction():
        journal.attachments.rename(attachment(1, TWO).id, "Renamed.txt")
    assert journal.versions.list_of(RecordKind.ATTACHMENT, attachment(1, TWO).id)
    with journal.transaction():
        journal.bin.erase(RecordKind.ENTRY, entry().id)
    assert not journal.versions.list_of(RecordKind.ATTACHMENT, attachment(1, TWO).id)
    assert not journal.attachments.exists(attachment(1, TWO).id)
    assert len(journal.contents.unused()) == 1


def test_a_check_names_an_attachment_that_is_not_as_put_in(journal: JournalFile) -> None:
    attach(journal, ONE, 1)
    attach(journal, TWO, 2)
    journal._connection.execute("UPDATE content_part SET data = x'00' WHERE length(data) > 9")
    (problem,) = journal.check().problems
    assert (problem.code, problem.detail) == ("attachment", attachment(1, ONE).id)


def test_names_that_were_lost_to_zeros_are_damage(journal: JournalFile) -> None:
    attach(journal, TWO)
    journal._connection.execute("UPDATE attachment SET name = 'a' || char(0)")
    with pytest.raises(ConditionError) as caught:
        journal.attachments.list_of(entry().id)
    assert caught.value.code is ConditionCode.DAMAGED


class TestTwoCopies:
    """Attachments in two copies of one journal."""

    @pytest.fixture
    def other(self, journal: JournalFile) -> JournalFile:
        made = JournalFile.in_memory(fixed_clock(), CountingIds())
        made.journal_id = journal.journal_id
        return made

    @staticmethod
    def merge(into: JournalFile, source: JournalFile, *, dry_run: bool = False) -> None:
        into.merge(source, lambda _done, _total: None, dry_run=dry_run)

    def test_content_and_record_come_along(self, journal: JournalFile, other: JournalFile) -> None:
        attach(other, ONE, 1)
        attach(other, TWO, 2)
        self.merge(journal, other, dry_run=True)
        assert journal.contents.total_bytes() == 0
        self.merge(journal, other)
        self.merge(journal, other)
        assert names(journal) == ["File 1.txt", "File 2.txt"]
        assert b"".join(journal.contents.read(attachment(1, ONE).sha256)) == ONE
        assert journal.check().is_ok

    def test_a_newer_name_and_a_removal_win(self, journal: JournalFile, other: JournalFile) -> None:
        attach(journal, TWO, 1)
        self.merge(other, journal)
        for copy in (journal, other):
            copy.note_copied()
        assert isinstance(other._clock, FixedClock)
        with other.transaction():
            other.attachments.rename(attachment(1, TWO).id, "Later.txt")
        self.merge(journal, other)
        assert names(journal) == ["Later.txt"]
        with journal.transaction():
            journal.attachments.set_removed(attachment(1, TWO).id, is_removed=True)
        self.merge(other, journal)
        assert names(other) == []

    def test_what_was_added_to_an_erased_entry_does_not_bring_it_back(
        self, journal: JournalFile, other: JournalFile
    ) -> None:
        attach(journal, TWO, 1)
        self.merge(other, journal)
        attach(other, ONE, 2)
        with journal.transaction():
            journal.bin.erase(RecordKind.ENTRY, entry().id)
        self.merge(journal, other)
        self.merge(other, journal)
        for copy in (journal, other):
            assert copy.attachments.list_all() == ()
            assert copy.contents.total_bytes() <= len(TWO)
        assert other.contents.total_bytes() == 0

    def test_an_erased_attachment_is_gone_from_both(
        self, journal: JournalFile, other: JournalFile
    ) -> None:
        attach(journal, TWO, 1)
        self.merge(other, journal)
        with journal.transaction():
            journal.bin.erase(RecordKind.ATTACHMENT, attachment(1, TWO).id)
        self.merge(other, journal)
        self.merge(journal, other)
        assert other.attachments.list_all() == journal.attachments.list_all() == ()
        assert other.contents.total_bytes() == 0


class TestRepair:
    """Attachments in a damaged journal."""

    @pytest.fixture
    def damaged(self, path: Path, opened: Callable[..., JournalFile]) -> Path:
        journal = opened(path)
        attach(journal, ONE, 1)
        attach(journal, TWO, 2)
        journal.close()
        return path

    def test_what_is_whole_arrives_and_what_is_not_is_named(
        self, damaged: Path, clock: FixedClock, ids: CountingIds, opened: Callable[..., JournalFile]
    ) -> None:
        target = damaged.with_name("Repaired.ahpjournal")
        content = bytearray(damaged.read_bytes())
        at = content.find(b"one one one", len(content) // 3)
        content[at : at + 16] = b"another content."
        damaged.write_bytes(content)
        report = repair(damaged, target, clock, ids, SilentJob())
        assert report.after["attachments"] == 1
        assert [(lost.kind, lost.id) for lost in report.lost] == [
            ("attachment", attachment(1, ONE).id)
        ]
        repaired = opened(target)
        assert names(repaired) == ["File 2.txt"]
        assert repaired.check().is_ok

    def test_a_file_outlives_the_reflection_it_belonged_to(
        self, damaged: Path, clock: FixedClock, ids: CountingIds, opened: Callable[..., JournalFile]
    ) -> None:
        journal = opened(damaged)
        journal._connection.execute("PRAGMA foreign_keys = OFF")
        with journal.transaction():
            journal._connection.execute("DELETE FROM entry")
        journal.close()
        target = damaged.with_name("Repaired.ahpjournal")
        repair(damaged, target, clock, ids, SilentJob())
        repaired = opened(target)
        stand_in = repaired.entries.get(entry().id)
        assert stand_in is not None
        assert stand_in.is_blank
        assert names(repaired) == ["File 1.txt", "File 2.txt"]
