"""Attachments as the window uses them."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from typing_extensions import override

from ahpjournal.domain.attachments import MOST_BYTES, Attachment, StoredContent
from ahpjournal.domain.errors import (
    Cancelled,
    ConditionCode,
    ConditionError,
    InputCode,
    InputError,
)
from ahpjournal.domain.file_kinds import Opening
from ahpjournal.domain.jobs import Progress, SilentJob
from ahpjournal.services.attachments import AttachmentService, Pasted, Source
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.private_copies import PrivateCopies
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import CountingIds, entry, fixed_clock

QUIET = SilentJob()
PROGRAM_BYTES = b"MZ" + b"\0" * 20


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[JournalFile]:
    """Give a journal on disk with one entry: what runs as a job opens it for itself."""
    path = tmp_path / "J.ahpjournal"
    opened = JournalFile.create(path, fixed_clock(), CountingIds())
    with opened.transaction():
        opened.entries.add(entry())
    yield opened
    opened.close()


@pytest.fixture
def news() -> list[Topic]:
    return []


@pytest.fixture
def service(journal: JournalFile, tmp_path: Path, news: list[Topic]) -> Iterator[AttachmentService]:
    feed = ChangeFeed()
    feed.subscribe(news.append)
    copies = PrivateCopies(CountingIds(), lambda: tmp_path / "opened")
    made = AttachmentService(journal, feed, CountingIds(), copies)
    yield made
    made.close()


@pytest.fixture
def add(service: AttachmentService, tmp_path: Path) -> Callable[..., Attachment]:
    def add_(name: str = "a.txt", data: bytes = b"words") -> Attachment:
        file = tmp_path / name
        file.write_bytes(data)
        taken = service.take_in([file], QUIET)
        (made,) = service.add(entry().id, taken.stored)
        return made

    return add_


def test_a_file_is_attached_and_read_back(
    service: AttachmentService, add: Callable[..., Attachment], news: list[Topic]
) -> None:
    made = add("report.pdf", b"%PDF-1.7 words")
    assert (made.name, made.media_type, made.size) == ("report.pdf", "application/pdf", 14)
    assert service.list_of(entry().id) == (made,)
    assert service.look(made, QUIET).data == b"%PDF-1.7 words"
    assert service.counts([1]) == {1: 1}
    assert service.total_bytes() == 14
    assert news == [Topic.ATTACHMENTS]


def test_one_file_that_cannot_be_used_does_not_stop_the_others(
    service: AttachmentService, tmp_path: Path
) -> None:
    good, empty, large = (tmp_path / name for name in ("good.txt", "empty.txt", "large.bin"))
    good.write_bytes(b"words")
    empty.write_bytes(b"")
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    sources: list[Source] = [
        empty,
        tmp_path,
        large,
        tmp_path / "gone",
        good,
        Pasted("p.png", lambda: b""),
    ]
    taken = service.take_in(sources, QUIET)
    assert [content.name for content in taken.stored] == ["good.txt"]
    assert [error.code for _name, error in taken.refused] == [
        InputCode.EMPTY_FILE,
        ConditionCode.NOT_A_FILE,
        InputCode.TOO_LARGE,
        ConditionCode.MISSING,
        InputCode.EMPTY_FILE,
    ]
    assert (taken.problem, taken.is_stopped) == (None, False)


def test_the_largest_file_is_taken(service: AttachmentService) -> None:
    just = Pasted("just.bin", lambda: b"\x01" * MOST_BYTES)
    over = Pasted("over.bin", lambda: b"\x01" * (MOST_BYTES + 1))
    taken = service.take_in([just, over], QUIET)
    assert [content.size for content in taken.stored] == [MOST_BYTES]
    assert [error.code for _name, error in taken.refused] == [InputCode.TOO_LARGE]


def test_a_trouble_of_the_journal_stops_the_rest(
    service: AttachmentService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> int:
        raise ConditionError(ConditionCode.DISK_FULL)

    monkeypatch.setattr("ahpjournal.storage.contents.ContentRepository.append", full)
    read: list[str] = []

    def reads(name: str) -> Pasted:
        def words() -> bytes:
            read.append(name)
            return b"words"

        return Pasted(name, words)

    taken = service.take_in([reads("a"), reads("b")], QUIET)
    assert isinstance(taken.problem, ConditionError)
    assert taken.problem.code is ConditionCode.DISK_FULL
    assert read == ["a"]


def test_who_stops_keeps_what_was_taken_in_by_then(service: AttachmentService) -> None:
    class StopsAtSecond(SilentJob):
        count = 0

        @override
        def report(self, progress: Progress) -> None:
            self.count = progress.done

        @override
        def check_cancelled(self) -> None:
            if self.count >= 1:
                raise Cancelled

    sources = [Pasted(f"{n}.txt", partial(bytes, [65 + n])) for n in range(5)]
    taken = service.take_in(sources, StopsAtSecond())
    assert taken.is_stopped
    assert [content.name for content in taken.stored] == ["0.txt"]
    assert service.sweep(QUIET) == 0  # it waits to be attached
    service.add(entry().id, taken.stored)
    assert service.sweep(QUIET) == 0


def test_what_nobody_attached_is_swept_in_the_next_session(
    journal: JournalFile, service: AttachmentService
) -> None:
    service.take_in([Pasted("a.txt", lambda: b"words")], QUIET)
    later = AttachmentService(journal, ChangeFeed(), CountingIds())
    assert later.sweep(QUIET) == 1
    assert later.total_bytes() == 0


def test_names_are_cleaned_and_told_apart(add: Callable[..., Attachment]) -> None:
    assert add("a.txt", b"1").name == "a.txt"
    assert add("a.txt", b"2").name == "a (2).txt"
    assert add("photo\u202egpj.txt", b"3").name == "photogpj.txt"


def test_a_name_without_a_letter_is_given_one(service: AttachmentService) -> None:
    (made,) = service.add(
        entry().id, service.take_in([Pasted("\u202e", lambda: b"words")], QUIET).stored
    )
    assert made.name == "File"


def test_an_attachment_is_renamed(
    service: AttachmentService, add: Callable[..., Attachment]
) -> None:
    add("other.txt", b"1")
    made = service.rename(add(), " ../new\nname.txt ")
    assert made.name == "new name.txt"
    assert service.rename(made, "other.txt").name == "other (2).txt"
    with pytest.raises(InputError) as caught:
        service.rename(made, " \u202e ")
    assert caught.value.code is InputCode.REQUIRED


def test_a_removed_attachment_comes_back(
    service: AttachmentService, add: Callable[..., Attachment]
) -> None:
    made = add()
    service.remove(made)
    assert service.list_of(entry().id) == ()
    service.restore(made.id)
    assert service.list_of(entry().id) == (made,)


def test_a_copy_to_open_has_a_name_that_fits_its_content(
    service: AttachmentService, add: Callable[..., Attachment]
) -> None:
    path = service.open_copy(add("minutes.txt", b"%PDF-1.7"), QUIET)
    assert path.name == "minutes.txt.pdf"
    assert path.read_bytes() == b"%PDF-1.7"
    service.forget_copies()
    assert not path.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [("photo.jpg", PROGRAM_BYTES), ("run.bat", b"echo"), ("notes.txt", b"#!/bin/sh\n")],
)
def test_programs_and_scripts_are_kept_but_never_opened(
    service: AttachmentService,
    add: Callable[..., Attachment],
    tmp_path: Path,
    name: str,
    data: bytes,
) -> None:
    made = add(name, data)
    assert service.opening(made) is Opening.REFUSED
    with pytest.raises(InputError) as caught:
        service.open_copy(made, QUIET)
    assert caught.value.code is InputCode.A_PROGRAM
    assert not (tmp_path / "opened").exists()
    target = tmp_path / "saved"
    assert service.save_copy(made, target, QUIET).read_bytes() == data


def test_damage_is_found_on_every_way_out(
    service: AttachmentService, add: Callable[..., Attachment], journal: JournalFile, tmp_path: Path
) -> None:
    made = add()
    with journal.transaction():
        journal._connection.execute("UPDATE content_part SET data = x'00'")
    target = tmp_path / "saved.txt"
    ways_out: list[Callable[[], object]] = [
        lambda: service.look(made, QUIET),
        lambda: service.open_copy(made, QUIET),
        lambda: service.save_copy(made, target, QUIET),
    ]
    for way in ways_out:
        with pytest.raises(ConditionError) as caught:
            way()
        assert caught.value.code is ConditionCode.ATTACHMENT_DAMAGED
    assert not target.exists()
    assert list((tmp_path / "opened").rglob("a.txt*")) == []


def test_a_copy_never_replaces_a_journal(
    service: AttachmentService, add: Callable[..., Attachment], journal: JournalFile
) -> None:
    assert journal.path is not None
    with pytest.raises(ConditionError) as caught:
        service.save_copy(add(), journal.path, QUIET)
    assert caught.value.code is ConditionCode.IS_A_JOURNAL


def test_an_organisation_may_forbid_adding(journal: JournalFile, tmp_path: Path) -> None:
    service = AttachmentService(journal, ChangeFeed(), CountingIds(), may_add=False)
    assert not service.may_add
    with pytest.raises(InputError):
        service.add(entry().id, [StoredContent("a", "text/plain", 1, "0" * 64)])
    assert service.list_of(entry().id) == ()


def test_a_journal_that_is_read_only_takes_nothing_in(
    journal: JournalFile, add: Callable[..., Attachment]
) -> None:
    made = add()
    assert journal.path is not None
    reader = JournalFile.open(journal.path, fixed_clock(), CountingIds(), read_only=True)
    service = AttachmentService(reader, ChangeFeed(), CountingIds())
    assert not service.may_add
    assert service.look(made, QUIET).data == b"words"
    taken = service.take_in([Pasted("b.txt", lambda: b"x")], QUIET)
    assert isinstance(taken.problem, ConditionError)
    assert service.sweep(QUIET) == 0
    reader.close()
