"""Earlier versions, compared and brought back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind, VersionReason
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.word_diff import Change
from ahpjournal.services.attachments import Pasted
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession
from tests.builders import action, entry

LONG = "A page that took an evening to write. " * 20


def test_a_wiped_page_comes_back(session: JournalSession, news: list[Topic]) -> None:
    session.entries.save(entry(text=LONG, tags=("kept",)))
    session.entries.save(entry(text="x"))
    (version,) = session.history.versions(RecordKind.ENTRY, entry().id)
    assert version.reason is VersionReason.LARGE_REMOVAL
    news.clear()
    session.history.restore(version)
    found = session.entries.get(entry().id)
    assert found is not None
    assert (found.markdown, found.tags) == (LONG, ("kept",))
    assert news == [Topic.ENTRIES | Topic.TAGS]


def test_bringing_back_is_itself_undone_by_bringing_back(
    session: JournalSession, clock: FixedClock
) -> None:
    session.entries.save(entry(text=LONG))
    session.entries.save(entry(text="Short, and meant so"))
    (wiped,) = session.history.versions(RecordKind.ENTRY, entry().id)
    clock.advance(timedelta(seconds=1))
    session.history.restore(wiped)
    newest, _oldest = session.history.versions(RecordKind.ENTRY, entry().id)
    assert newest.reason is VersionReason.RESTORE
    session.history.restore(newest)
    found = session.entries.get(entry().id)
    assert found is not None
    assert found.markdown == "Short, and meant so"


def test_a_version_is_compared_with_what_is_there_now(session: JournalSession) -> None:
    session.entries.save(entry(text=LONG + "I waited."))
    session.entries.save(entry(text="I decided."))
    (version,) = session.history.versions(RecordKind.ENTRY, entry().id)
    compared = session.history.compare(version)
    assert compared.title == "Entry 1"
    assert "I waited." in compared.text
    added = [p.text for p in compared.passages if p.change is Change.ADDED]
    assert "".join(added).strip() == "decided."


def test_actions_come_back_too_even_out_of_the_bin(session: JournalSession) -> None:
    saved = session.plans.save(action(why="Because it matters to patients on that ward"))
    session.plans.save(replace(saved, why=""))
    session.plans.remove(saved.id)
    (version,) = session.history.versions(RecordKind.ACTION, saved.id)
    assert "Because it matters" in session.history.compare(version).text
    session.history.restore(version)
    found = session.plans.get(saved.id)
    assert found is not None
    assert found.why.startswith("Because it matters")
    assert session.bin.items() == ()


def test_a_version_that_is_not_there_is_said_to_be_missing(session: JournalSession) -> None:
    session.entries.save(entry(text=LONG))
    session.entries.save(entry(text="x"))
    (version,) = session.history.versions(RecordKind.ENTRY, entry().id)
    with pytest.raises(ConditionError) as caught:
        session.history.restore(replace(version, reading="000000000000000-00000-none"))
    assert caught.value.code is ConditionCode.MISSING


def test_what_a_backup_holds_is_kept_as_a_version_when_it_changes(session: JournalSession) -> None:
    session.entries.save(entry(text="As it was when backed up"))
    session.entries.save(entry(text="As it was when backed up."))
    assert session.history.versions(RecordKind.ENTRY, entry().id) == ()
    session.feed.publish(Topic.BACKUPS)
    session.entries.save(entry(text="As it was when backed up. And on"))
    session.entries.save(entry(text="As it was when backed up. And on, and on"))
    (version,) = session.history.versions(RecordKind.ENTRY, entry().id)
    assert session.history.entry_at(entry().id, version.reading).markdown == (
        "As it was when backed up."
    )


def test_an_earlier_name_of_an_attachment_comes_back(session: JournalSession) -> None:
    stored = session.entries.save(entry())
    taken = session.attachments.take_in([Pasted("Before.txt", lambda: b"words")], SilentJob())
    (attachment,) = session.attachments.add(stored.id, taken.stored)
    session._journal.note_copied()  # another copy may hold it from now on
    session.attachments.rename(attachment, "After.txt")
    (version,) = session.history.versions(RecordKind.ATTACHMENT, attachment.id)
    assert session.history.compare(version).text == "Before.txt"
    session.attachments.remove(attachment)
    session.history.restore(version)
    assert [a.name for a in session.attachments.list_of(stored.id)] == ["Before.txt"]
    session._journal.bin.erase(RecordKind.ATTACHMENT, attachment.id)
    with pytest.raises(ConditionError):
        session.history.restore(version)
