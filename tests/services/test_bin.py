"""What was removed waits in the bin until its owner brings it back or erases it."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.services.attachments import Pasted
from ahpjournal.services.session import JournalSession, create_journal
from tests.builders import CountingIds, action, content, entry, fixed_clock


class BackUps:
    """Counts how often a backup was asked for."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


def test_what_was_removed_can_be_brought_back(session: JournalSession, clock: FixedClock) -> None:
    kept = session.entries.save(entry(tags=("kept",)))
    session.entries.remove(kept.id)
    clock.advance(timedelta(days=400))
    session.plans.remove(session.plans.save(action()).id)
    items = session.bin.items()
    assert [(i.kind, i.title) for i in items] == [
        (RecordKind.ACTION, "Action 1"),
        (RecordKind.ENTRY, "Entry 1"),
    ]
    for item in items:
        session.bin.restore(item)
    assert session.bin.items() == ()
    found = session.entries.get(kept.id)
    assert found is not None
    assert found.tags == ("kept",)
    assert session.plans.get(action().id) is not None


def test_an_entry_without_words_is_not_taken_for_nothing(session: JournalSession) -> None:
    session.entries.save(entry(text="", title=""))
    session.entries.remove(entry().id)
    assert [item.id for item in session.bin.items()] == [entry().id]


def test_erasing_takes_every_version_along(session: JournalSession) -> None:
    session.entries.save(entry(text="A name typed by mistake. " * 30))
    session.entries.save(entry(text="x"))
    session.entries.remove(entry().id)
    backups = BackUps()
    session.bin.erase(session.bin.items(), back_up=backups)
    assert session.bin.items() == ()
    assert session.history.versions(RecordKind.ENTRY, entry().id) == ()
    assert session.search.search("mistake", 5) == ()
    assert backups.count == 0


def test_erasing_more_than_five_asks_for_their_number_and_a_backup(
    session: JournalSession,
) -> None:
    for number in range(6):
        session.entries.save(entry(number))
        session.entries.remove(entry(number).id)
    backups = BackUps()
    with pytest.raises(InputError) as caught:
        session.bin.erase(session.bin.items(), back_up=backups, confirmation="yes")
    assert caught.value.code is InputCode.NOT_ALLOWED_NOW
    assert len(session.bin.items()) == 6
    session.bin.erase(session.bin.items(), back_up=backups, confirmation="6")
    assert (session.bin.items(), backups.count) == ((), 1)


def test_if_the_backup_cannot_be_made_nothing_is_erased(session: JournalSession) -> None:
    for number in range(6):
        session.entries.save(entry(number))
        session.entries.remove(entry(number).id)

    def refuse() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        session.bin.erase(session.bin.items(), back_up=refuse, confirmation="6")
    assert len(session.bin.items()) == 6


def test_erased_words_are_out_of_the_file(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "x.ahpjournal"
    session = create_journal(path, clock=clock, ids=CountingIds(), content=content())
    try:
        for number in range(40):
            session.entries.save(entry(number, text=f"Ordinary words, number {number}."))
        session.entries.save(entry(99, text="Zanzibarquux was named here. " * 40))
        session.entries.save(entry(99, text="x"))
        session.entries.remove(entry(99).id)
        assert b"anzibarquux" in _bytes_of(path)
        session.bin.erase(session.bin.items(), back_up=BackUps())
        assert b"anzibarquux" not in _bytes_of(path)
    finally:
        session.close()
    assert b"anzibarquux" not in _bytes_of(path)


def _bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_an_erased_attachment_leaves_nothing_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "J.ahpjournal"
    session = create_journal(path, clock=fixed_clock(), ids=CountingIds(), content=content())
    stored = session.entries.save(entry())
    quiet = SilentJob()
    for name, size in (("small.txt", 1), ("large.txt", 150_000)):
        source = Pasted(name, partial(bytes, b"Quixotryzan was named. " * size))
        session.attachments.add(stored.id, session.attachments.take_in([source], quiet).stored)
    for attachment in session.attachments.list_of(stored.id):
        session.attachments.remove(attachment)
    session.bin.erase(session.bin.items(), back_up=BackUps())
    session.attachments.sweep(quiet)
    assert session.attachments.total_bytes() == 0
    assert session.check().is_ok
    session.close()
    assert b"uixotryzan" not in path.read_bytes()


def test_a_removed_attachment_is_brought_back_on_its_own(session: JournalSession) -> None:
    stored = session.entries.save(entry())
    taken = session.attachments.take_in([Pasted("a.txt", lambda: b"words")], SilentJob())
    (attachment,) = session.attachments.add(stored.id, taken.stored)
    session.attachments.remove(attachment)
    (item,) = session.bin.items()
    assert (item.kind, item.title, item.preview) == (RecordKind.ATTACHMENT, "a.txt", "Entry 1")
    session.bin.restore(item)
    assert session.attachments.list_of(stored.id) == (attachment,)


def test_a_reply_can_be_brought_back_or_erased(session: JournalSession) -> None:
    reply = session.replies.add_pasted("You stayed in the room.", from_whom="Moira")
    assert reply is not None
    session.replies.remove(reply.id)
    (item,) = session.bin.items()
    assert (item.kind, item.title, item.id) == (RecordKind.REPLY, "Moira", reply.id)
    assert item.preview == "You stayed in the room."
    assert session.search.search("stayed") == ()
    session.bin.restore(item)
    assert session.replies.list_all()[0].answers == reply.answers
    session.replies.remove(reply.id)
    session.bin.erase(session.bin.items(), back_up=BackUps())
    assert session.bin.items() == ()
    assert session.replies.list_all() == ()
