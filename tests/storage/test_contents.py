"""The bytes of attachments in the file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typing_extensions import override

from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError
from ahpjournal.domain.jobs import Progress, SilentJob
from ahpjournal.storage.contents import PART_BYTES, digest_of, parts_of
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import attachment, entry

LARGE = bytes(range(256)) * 4096 * 3 + b"more"  # three megabytes: eight parts and a bit


class StoppedJob:
    """A job that its owner stops after so many looks."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def report(self, progress: Progress) -> None:
        """Take no notice."""

    def check_cancelled(self) -> None:
        self.looks -= 1
        if self.looks < 0:
            raise Cancelled


def put(journal: JournalFile, data: bytes) -> str:
    with journal.content_writer() as writer:
        return writer.put(data, SilentJob())


def parts(journal: JournalFile) -> int:
    return int(journal._connection.execute("SELECT count(*) FROM content_part").fetchone()[0])


def attach(journal: JournalFile, data: bytes, number: int = 1) -> None:
    """Attach *data* to the first entry, which is made if need be."""
    sha256 = put(journal, data)
    with journal.transaction():
        if not journal.entries.exists(entry().id):
            journal.entries.add(entry())
        journal.attachments.add(attachment(number, data))
    assert sha256 == digest_of(data)


def test_a_content_comes_back_as_it_was_put_in(journal: JournalFile) -> None:
    sha256 = put(journal, LARGE)
    assert b"".join(journal.contents.read(sha256)) == LARGE
    assert [len(part) for part in parts_of(LARGE)][:-1] == [PART_BYTES] * 8
    assert PART_BYTES % 3 == 0


def test_the_same_content_is_stored_once(journal: JournalFile) -> None:
    attach(journal, LARGE, 1)
    count = parts(journal)
    attach(journal, LARGE, 2)
    assert parts(journal) == count == 9
    assert journal.contents.total_bytes() == len(LARGE)


def test_changed_bytes_are_found_and_a_new_copy_mends_them(journal: JournalFile) -> None:
    attach(journal, LARGE)
    sha256 = digest_of(LARGE)
    journal._connection.execute("UPDATE content_part SET data = x'00' WHERE position = 1")
    with pytest.raises(ConditionError) as caught:
        list(journal.contents.read(sha256))
    assert caught.value.code is ConditionCode.ATTACHMENT_DAMAGED
    assert not journal.contents.is_sound(sha256)
    put(journal, LARGE)
    assert journal.contents.is_sound(sha256)


def test_a_stopped_write_leaves_nothing(path: Path, opened: Callable[..., JournalFile]) -> None:
    journal = opened(path)
    with pytest.raises(Cancelled), journal.content_writer() as writer:
        writer.put(LARGE, StoppedJob(3))
    assert parts(journal) == 0
    assert journal.contents.unused() == ()


def test_another_write_goes_on_between_the_parts(
    path: Path, opened: Callable[..., JournalFile]
) -> None:
    journal = opened(path)
    written: list[str] = []

    class Writes(SilentJob):
        @override
        def check_cancelled(self) -> None:
            with journal.transaction():
                written.append(journal.entries.add(entry(len(written) + 1)).id)

    with journal.content_writer() as writer:
        writer.put(LARGE, Writes())
    assert len(written) == 9
    assert journal.entries.exists(written[-1])
    assert journal.contents.is_sound(digest_of(LARGE))


def test_what_nothing_refers_to_is_swept_away(
    path: Path, opened: Callable[..., JournalFile]
) -> None:
    journal = opened(path)
    attach(journal, b"kept")
    spared, gone = put(journal, b"in hand"), put(journal, LARGE)
    with journal.content_writer() as writer:
        assert writer.sweep({spared}, SilentJob()) == 1
    assert journal.contents.unused() == (spared,)
    assert not journal.contents.is_sound(gone)
    with journal.transaction():
        journal.contents.drop_unused()
    assert parts(journal) == 1
    assert journal.check().is_ok


def test_nobody_writes_into_a_journal_that_is_only_read(
    path: Path, opened: Callable[..., JournalFile]
) -> None:
    journal = opened(path, read_only=True)
    with pytest.raises(ConditionError) as caught, journal.content_writer():
        pass
    assert caught.value.code is ConditionCode.READ_ONLY


def test_erased_bytes_leave_the_file(path: Path, opened: Callable[..., JournalFile]) -> None:
    secret = b"Quixotryzan was here. " * 50_000
    journal = opened(path)
    attach(journal, secret)
    journal.close()
    assert b"Quixotryzan" in path.read_bytes()
    journal = opened(path)
    with journal.transaction():
        journal._connection.execute("DELETE FROM attachment")
    with journal.content_writer() as writer:
        writer.sweep(frozenset(), SilentJob())
    journal.scrub()
    journal.close()
    assert b"uixotryzan" not in path.read_bytes()
