"""Versions come back as they were, are kept when due, and take little room."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import Section
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind, VersionReason
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.migrations import present_shape
from ahpjournal.storage.snapshots import TABLES
from tests.builders import HOSTILE, CountingIds, action, entry, fixed_clock

ENTRY = RecordKind.ENTRY


def write(journal: JournalFile, text: str, reason: VersionReason | None = None) -> None:
    before = journal.entries.stored(entry().id)
    new = replace(entry(), sections=(Section("text", text),))
    with journal.transaction():
        if before is None:
            journal.entries.add(new)
        else:
            journal.entries.update(new, before, reason)


def bodies(journal: JournalFile) -> list[str]:
    """Give the texts of the versions of the entry, newest first."""
    found = []
    for version in journal.versions.list_of(ENTRY, entry().id):
        state = journal.versions.read(ENTRY, entry().id, version.reading)
        found.append(state.entry(entry().id).markdown)
    return found


def test_saves_of_one_stretch_of_writing_replace_each_other(
    journal: JournalFile, clock: FixedClock
) -> None:
    for text in ("I", "I wrote", "I wrote more"):
        write(journal, text)
        clock.advance(timedelta(seconds=30))
    assert bodies(journal) == []


def test_a_new_stretch_of_writing_keeps_what_is_written_over(
    journal: JournalFile, clock: FixedClock
) -> None:
    write(journal, "First")
    clock.advance(timedelta(minutes=10))
    write(journal, "First, second")
    assert bodies(journal) == ["First"]


def test_a_long_stretch_of_writing_keeps_a_version_every_ten_minutes(
    journal: JournalFile, clock: FixedClock
) -> None:
    for minute in range(31):
        write(journal, f"Minute {minute}")
        clock.advance(timedelta(minutes=1))
    assert bodies(journal) == ["Minute 20", "Minute 10"]


def test_a_large_removal_first_keeps_what_was_there(
    journal: JournalFile, clock: FixedClock
) -> None:
    page = "A page that took an evening to write. " * 20
    write(journal, page)
    clock.advance(timedelta(seconds=1))
    write(journal, "x")
    clock.advance(timedelta(seconds=1))
    write(journal, "xy")
    assert bodies(journal) == [page]
    (version,) = journal.versions.list_of(ENTRY, entry().id)
    assert version.reason is VersionReason.LARGE_REMOVAL


def test_what_another_copy_may_hold_is_kept(
    path: Path, opened: Callable[..., JournalFile], clock: FixedClock
) -> None:
    journal = opened(path)
    write(journal, "As it was when closed")
    journal.close()
    again = opened(path)
    clock.advance(timedelta(seconds=1))
    write(again, "As it was when closed, and on")
    write(again, "As it was when closed, and on and on")
    assert bodies(again) == ["As it was when closed"]
    again.note_copied()
    write(again, "Once more after a backup")
    assert bodies(again)[0] == "As it was when closed, and on and on"


def test_links_and_every_field_come_back(journal: JournalFile) -> None:
    full = replace(
        entry(),
        title=HOSTILE,
        tags=("one", "two"),
        themes=("T1",),
        competencies=("A1", "B1"),
        module=3,
        prompt="Why?",
    )
    with journal.transaction():
        stored = journal.entries.add(full)
        before = journal.entries.stored(full.id)
        assert before is not None
        changed = replace(stored, tags=(), title="", themes=())
        journal.entries.update(changed, before, VersionReason.RESTORE)
    (version,) = journal.versions.list_of(ENTRY, full.id)
    assert journal.versions.read(ENTRY, full.id, version.reading).entry(full.id) == stored


def test_actions_modules_and_the_profile_have_versions_too(
    journal: JournalFile, clock: FixedClock
) -> None:
    with journal.transaction():
        stored = journal.actions.add(replace(action(), why="Because it matters to us all"))
        journal.actions.update(replace(stored, why=""), stored)
    (version,) = journal.versions.list_of(RecordKind.ACTION, stored.id)
    state = journal.versions.read(RecordKind.ACTION, stored.id, version.reading)
    assert state.action(stored.id) == stored
    profile = journal.profiles.get()
    with journal.transaction():
        journal.profiles.save(replace(profile, name="Before"))
        clock.advance(timedelta(minutes=11))
        journal.profiles.save(replace(profile, name="After"))
    (kept,) = journal.versions.list_of(RecordKind.PROFILE, "profile")
    assert journal.versions.read(RecordKind.PROFILE, "profile", kept.reading).values["name"] == (
        "Before"
    )


@given(st.lists(st.text(max_size=200), min_size=2, max_size=40, unique=True))
def test_every_version_of_any_text_is_read_back(texts: list[str]) -> None:
    clock = fixed_clock()
    journal = JournalFile.in_memory(clock, CountingIds())
    try:
        kept: list[str] = []
        for text in texts:
            stored = journal.entries.stored(entry().id)
            write(journal, text, VersionReason.RESTORE)
            if stored is not None and len(kept) < len(journal.versions.list_of(ENTRY, entry().id)):
                kept.append(stored.entry.markdown)
            clock.advance(timedelta(minutes=1))
        assert bodies(journal) == kept[::-1]
    finally:
        journal.close()


def test_many_versions_of_a_long_text_take_little_room(
    journal: JournalFile, clock: FixedClock
) -> None:
    import random

    chance = random.Random(3)  # noqa: S311 - words, not secrets
    words = ["".join(chance.choices("abcdefghij", k=chance.randint(2, 9))) for _ in range(4000)]
    write(journal, " ".join(words[:2000]))
    for number in range(1, 41):
        clock.advance(timedelta(minutes=11))
        write(journal, " ".join(words[: 2000 + number * 5]))
    assert len(bodies(journal)) == 40
    raw = sum(len(text) for text in bodies(journal))
    row = journal._writing.one("SELECT sum(length(body)) AS size FROM version")
    assert row is not None
    assert row["size"] < raw * 0.12


def test_old_versions_thin_out_and_the_rest_can_still_be_read(
    journal: JournalFile, clock: FixedClock
) -> None:
    for number in range(60):
        write(journal, f"State {number:03d} " + "of a text that changes " * 5)
        clock.advance(timedelta(hours=9))
    clock.advance(timedelta(days=200))
    write(journal, "At last")
    assert journal.versions.thin(ENTRY, entry().id) > 20
    left = bodies(journal)
    assert 4 <= len(left) <= 10
    assert left[0].startswith("State 059")


def test_a_damaged_version_says_so_and_its_neighbours_do_not(
    journal: JournalFile, clock: FixedClock
) -> None:
    for number in range(4):
        write(journal, f"State {number}")
        clock.advance(timedelta(minutes=11))
    damaged, kept, _whole = journal.versions.list_of(ENTRY, entry().id)
    with journal.transaction():
        journal._writing.execute(
            "UPDATE version SET body = zeroblob(9) WHERE hlc = ?", (damaged.reading,)
        )
    with pytest.raises(ConditionError) as caught:
        journal.versions.read(ENTRY, entry().id, damaged.reading)
    assert caught.value.code is ConditionCode.DAMAGED
    state = journal.versions.read(ENTRY, entry().id, kept.reading)
    assert state.entry(entry().id).markdown == "State 1"


def test_an_older_file_that_is_only_read_has_no_versions(
    tmp_path: Path, clock: FixedClock, ids: CountingIds
) -> None:
    sample = Path(__file__).parents[1] / "data" / "journals" / "schema-1.ahpjournal"
    copy = tmp_path / sample.name
    copy.write_bytes(sample.read_bytes())
    journal = JournalFile.open(copy, clock, ids, read_only=True)
    assert journal.versions.list_of(ENTRY, entry().id) == ()
    assert journal.versions.readings(ENTRY) == {}
    journal.close()


def test_snapshots_hold_every_column_of_a_record() -> None:
    shape = present_shape()
    for table in TABLES.values():
        columns = {str(column[0]) for column in _columns(shape[f"table {table.name}"])}
        known = {"n", "uid", "hlc", "created_at", "updated_at", "deleted_at", table.identity}
        assert columns == (known - {""}) | set(table.columns)


def _columns(parts: tuple[object, ...]) -> list[tuple[object, ...]]:
    return [p for p in parts if isinstance(p, tuple) and isinstance(p[2], int)]
