import hashlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import Entry, EntryFilter
from ahpjournal.domain.errors import ConditionCode, ConditionError, WarningCode
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.storage import creating, journal_file, migrations, opening
from ahpjournal.storage.database import database_of
from ahpjournal.storage.driver import Error
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.migrations import missing_parts, present_shape, shape
from ahpjournal.storage.schema import SCHEMA_VERSION
from tests.builders import CountingIds, action, entry, fixed_clock

Open = Callable[..., JournalFile]


def names(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def add(journal: JournalFile, *numbers: int) -> None:
    with journal.transaction():
        for number in numbers:
            journal.entries.add(entry(number))


def fail_after(journal: JournalFile, made: Entry, planned: ActionPlan) -> None:
    with journal.transaction():
        journal.entries.add(made)
        journal.actions.add(planned)
        raise ZeroDivisionError


def stored(journal: JournalFile) -> int:
    return journal.entries.count(EntryFilter())


# --- making -------------------------------------------------------------------------------------


def test_a_new_journal_is_one_file_for_its_owner_only(path: Path) -> None:
    assert names(path) == [path.name]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_new_journal_is_open_and_empty(
    tmp_path: Path, clock: FixedClock, ids: CountingIds
) -> None:
    journal = JournalFile.create(tmp_path / "new.ahpjournal", clock, ids)
    assert not journal.is_read_only
    assert journal.schema_version == SCHEMA_VERSION
    assert journal.size_bytes() > 0
    assert set(journal.counts().values()) == {0}
    journal.close()


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_nothing_is_made_over_or_beside_what_is_there(
    tmp_path: Path, clock: FixedClock, ids: CountingIds, ending: str
) -> None:
    """A log left by a file that is gone would be taken for the new file's, and ruin it."""
    there = tmp_path / f"x.ahpjournal{ending}"
    there.write_text("precious")
    with pytest.raises(ConditionError) as caught:
        JournalFile.create(tmp_path / "x.ahpjournal", clock, ids)
    assert (caught.value.code, caught.value.path) == (ConditionCode.ALREADY_EXISTS, str(there))
    assert there.read_text() == "precious"
    assert names(there) == [there.name]


def test_a_link_to_nothing_is_something(
    tmp_path: Path, clock: FixedClock, ids: CountingIds
) -> None:
    link = tmp_path / "x.ahpjournal"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ConditionError) as caught:
        JournalFile.create(link, clock, ids)
    assert caught.value.code is ConditionCode.ALREADY_EXISTS


@pytest.mark.parametrize("place", ["gone/x.ahpjournal", "file/x.ahpjournal"])
def test_a_journal_needs_its_folder(
    tmp_path: Path, clock: FixedClock, ids: CountingIds, place: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConditionError) as caught:
        JournalFile.create(tmp_path / place, clock, ids)
    assert caught.value.code is ConditionCode.FOLDER_MISSING
    assert names(tmp_path / "file") == ["file"]


def test_a_crash_while_making_leaves_nothing(
    tmp_path: Path, clock: FixedClock, ids: CountingIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_arguments: object, **_more: object) -> None:
        raise OSError(5, "I/O")

    monkeypatch.setattr(migrations, "migrate", crash)
    with pytest.raises(ConditionError) as caught:
        JournalFile.create(tmp_path / "x.ahpjournal", clock, ids)
    assert caught.value.code is ConditionCode.DRIVE_PROBLEM
    assert list(tmp_path.iterdir()) == []


# --- opening, reading and closing -----------------------------------------------------------------


def test_opening_and_reading_changes_no_byte(path: Path, opened: Open) -> None:
    writer = opened(path)
    with writer.transaction():
        for number in range(1, 50):
            writer.entries.add(entry(number, "the same words"))
        writer.actions.add(action())
    writer.close()
    before = digest(path), path.stat().st_mtime_ns, names(path)
    for read_only in (False, True):
        journal = opened(path, read_only=read_only)
        keys = journal.entries.find(EntryFilter(query="same"))
        journal.entries.page(keys, "same")
        journal.search.search("words", 9)
        journal.counts()
        assert journal.check().is_ok
        journal.profiles.get()
        journal.close()
        assert (digest(path), path.stat().st_mtime_ns, names(path)) == before


def test_a_journal_at_rest_is_one_file_that_can_be_copied(
    path: Path, opened: Open, tmp_path: Path
) -> None:
    journal = opened(path)
    add(journal, *range(100))
    journal.close()
    assert names(path) == [path.name]
    copy = tmp_path / "elsewhere.ahpjournal"
    copy.write_bytes(path.read_bytes())
    assert stored(opened(copy)) == 100


def test_closing_twice_does_no_harm(path: Path, opened: Open) -> None:
    journal = opened(path)
    journal.close()
    journal.close()
    assert names(path) == [path.name]


def test_a_second_writer_is_refused_and_a_reader_is_not(path: Path, opened: Open) -> None:
    first = opened(path)
    add(first, 1)
    with pytest.raises(ConditionError) as caught:
        opened(path)
    assert caught.value.code is ConditionCode.IN_USE
    reader = opened(path, read_only=True)
    assert stored(reader) == 1
    reader.close()
    first.close()
    assert stored(opened(path)) == 1


def test_an_identity_stays_and_a_copy_keeps_it(path: Path, opened: Open, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ahpjournal"
    copy.write_bytes(path.read_bytes())
    found = {opened(path).journal_id, opened(copy).journal_id}
    assert len(found) == 1
    assert found != {""}


def test_a_journal_is_opened_through_a_link(path: Path, opened: Open, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "link.ahpjournal"
    link.symlink_to(path)
    journal = opened(link)
    add(journal, 1)
    journal.close()
    assert names(link) == ["link.ahpjournal"]
    assert stored(opened(path)) == 1


def test_text_erased_leaves_no_trace_outside_the_index(path: Path, opened: Open) -> None:
    journal = opened(path)
    with journal.transaction():
        journal.settings.put("note", "Mrs Longacre-Patientname")
    with journal.transaction():
        journal.settings.put("note", "")
    journal.close()
    assert b"Patientname" not in path.read_bytes()


# --- writing --------------------------------------------------------------------------------------


def test_a_group_of_writes_is_all_or_nothing(path: Path, opened: Open) -> None:
    journal = opened(path)
    with pytest.raises(ZeroDivisionError):
        fail_after(journal, entry(1), action(1))
    assert set(journal.counts().values()) == {0}
    add(journal, 2)
    journal.close()
    assert stored(opened(path)) == 1


def test_a_group_within_a_group_can_fail_alone(journal: JournalFile) -> None:
    with journal.transaction():
        journal.entries.add(entry(1))
        with pytest.raises(ZeroDivisionError):
            fail_after(journal, entry(2), action(1))
        journal.entries.add(entry(3))
    assert [e.title for _key, e in journal.entries.list_all()] == ["Entry 1", "Entry 3"]


def test_a_group_is_in_the_file_when_it_ends(path: Path, opened: Open) -> None:
    journal = opened(path)
    add(journal, 1)
    other = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    assert other.execute("SELECT count(*) FROM entry").fetchone() == (1,)
    other.close()


def test_a_reader_refuses_every_write(path: Path, opened: Open) -> None:
    before = digest(path)
    reader = opened(path, read_only=True)
    for write in (
        lambda: reader.entries.add(entry()),
        lambda: reader.settings.put("a", "b"),
        lambda: add(reader, 1),
    ):
        with pytest.raises(ConditionError) as caught:
            write()
        assert caught.value.code is ConditionCode.READ_ONLY
    reader.close()
    assert digest(path) == before


def test_a_reader_reads_the_journal_as_it_was_when_it_began(path: Path, opened: Open) -> None:
    writer = opened(path)
    add(writer, 1)
    reader = writer.reader()
    add(writer, 2, 3)
    assert (stored(reader), stored(writer)) == (1, 3)
    reader.close()
    writer.close()
    assert names(path) == [path.name]


def test_in_memory_the_reader_is_the_journal_itself(journal: JournalFile) -> None:
    assert journal.reader() is journal


def test_a_file_put_in_the_journals_place_is_noticed_before_a_save(
    path: Path, opened: Open
) -> None:
    journal = opened(path)
    add(journal, 1)
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    os.replace(other, path)
    before = digest(path)
    for step in (lambda: add(journal, 2), journal.reader):
        with pytest.raises(ConditionError) as caught:
            step()
        assert caught.value.code is ConditionCode.FILE_REPLACED
    assert stored(journal) == 1
    journal.close()
    assert digest(path) == before


def test_a_journal_deleted_while_open_is_noticed_before_a_save(path: Path, opened: Open) -> None:
    journal = opened(path)
    path.unlink()
    with pytest.raises(ConditionError) as caught:
        add(journal, 1)
    assert caught.value.code is ConditionCode.FILE_REPLACED


def test_a_full_disk_undoes_the_save_and_saving_goes_on_when_there_is_room(
    path: Path, opened: Open
) -> None:
    journal = opened(path)
    add(journal, 1)
    pages = journal._connection.execute("PRAGMA page_count").fetchone()[0]
    journal._connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    with pytest.raises(ConditionError) as caught, journal.transaction():
        journal.entries.add(entry(2, "long " * 100_000))
    assert caught.value.code is ConditionCode.DISK_FULL
    assert stored(journal) == 1
    journal._connection.execute("PRAGMA max_page_count = 1000000").fetchone()
    add(journal, 2)
    assert journal.check().is_ok


def test_a_misspelt_table_is_an_error_not_a_new_table(journal: JournalFile) -> None:
    with pytest.raises(Error):
        database_of(journal._connection).table("entires").insert({"title": "lost"})
    assert shape(database_of(journal._connection)) == present_shape()


def test_the_structure_after_a_session_is_that_of_the_migrations(path: Path, opened: Open) -> None:
    journal = opened(path)
    with journal.transaction():
        journal.entries.add(entry(tags=("x",)))
        journal.actions.add(action(entries=(entry().id,)))
        journal.settings.put("a", "b")
    assert missing_parts(database_of(journal._connection), is_newer=False) == ()


def test_versions_never_go_back_though_the_clock_does(
    path: Path, opened: Open, clock: FixedClock
) -> None:
    journal = opened(path)
    add(journal, 1, 2)
    journal.close()
    clock.advance(timedelta(days=-400))
    again = opened(path)
    add(again, 3)
    before = again.entries.stored(entry(1).id)
    assert before is not None
    with again.transaction():
        again.entries.update(replace(before.entry, title="Changed"), before)
    rows = dict(again._connection.execute("SELECT title, hlc FROM entry").fetchall())
    assert rows["Entry 2"] < rows["Entry 3"] < rows["Changed"]
    assert len(set(rows.values())) == 3


# --- network drives and synced folders ------------------------------------------------------------


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    def say(is_shared: bool) -> None:
        for module in (creating, journal_file, opening):
            monkeypatch.setattr(module, "is_shared_location", lambda _path: is_shared)

    return say


def test_on_a_shared_drive_commits_go_into_the_file_itself(
    tmp_path: Path,
    clock: FixedClock,
    ids: CountingIds,
    shared: Callable[[bool], None],
) -> None:
    shared(True)
    path = tmp_path / "x.ahpjournal"
    journal = JournalFile.create(path, clock, ids)
    add(journal, 1)
    assert names(path) == [path.name, f"{path.name}.lock"]
    reader = journal.reader()
    assert stored(reader) == 1
    reader.close()
    add(journal, 2)
    assert journal._connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert journal._connection.execute("PRAGMA synchronous").fetchone() == (3,)
    journal.close()
    assert names(path) == [path.name]


def test_a_journal_moved_to_a_shared_drive_does_without_its_log(
    path: Path, opened: Open, shared: Callable[[bool], None]
) -> None:
    writer = opened(path)
    add(writer, 1)
    writer.close()
    shared(True)
    before = digest(path)
    reader = opened(path, read_only=True)
    assert stored(reader) == 1
    assert names(path) == [path.name]
    reader.close()
    assert digest(path) == before
    moved = opened(path)
    assert names(path) == [path.name, f"{path.name}.lock"]
    add(moved, 2)
    assert stored(moved.reader()) == 2
    moved.close()
    assert names(path) == [path.name]


def test_a_journal_moved_from_a_shared_drive_changes_with_its_first_save(
    tmp_path: Path,
    clock: FixedClock,
    ids: CountingIds,
    opened: Open,
    shared: Callable[[bool], None],
) -> None:
    shared(True)
    path = tmp_path / "x.ahpjournal"
    JournalFile.create(path, clock, ids).close()
    shared(False)
    before = digest(path)
    journal = opened(path)
    assert stored(journal) == 0
    journal.close()
    assert digest(path) == before
    journal = opened(path)
    add(journal, 1)
    assert journal._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    journal.close()
    assert names(path) == [path.name]
    assert stored(opened(path)) == 1


# --- what puts an open journal at risk ------------------------------------------------------------


def test_a_journal_on_this_computers_own_drive_is_at_no_risk(path: Path, opened: Open) -> None:
    assert opened(path).warnings() == ()
    assert JournalFile.in_memory(fixed_clock(), CountingIds()).warnings() == ()


def test_a_shared_place_and_a_lock_of_another_computer_are_warned_of(
    path: Path, opened: Open, shared: Callable[[bool], None]
) -> None:
    lock = path.with_name(path.name + ".lock")
    lock.write_text("4242 ward-laptop\n")
    shared(True)
    journal = opened(path)
    assert journal.warnings() == (WarningCode.SHARED_PLACE, WarningCode.MAYBE_OPEN_ELSEWHERE)
    journal.close()
    assert opened(path).warnings() == (WarningCode.SHARED_PLACE,)


def test_a_lock_left_on_a_drive_of_ones_own_says_nothing(path: Path, opened: Open) -> None:
    path.with_name(path.name + ".lock").write_text("4242 old-name-of-this-computer\n")
    assert opened(path).warnings() == ()


def test_a_clock_more_than_a_day_behind_is_warned_of(
    path: Path, opened: Open, clock: FixedClock
) -> None:
    journal = opened(path)
    add(journal, 1)
    clock.advance(timedelta(hours=-23))
    assert journal.warnings() == ()
    clock.advance(timedelta(hours=-2))
    assert journal.warnings() == (WarningCode.CLOCK_BEHIND,)
    journal.close()
    assert opened(path).warnings() == (WarningCode.CLOCK_BEHIND,)


def test_a_drive_that_vanished_is_told_from_a_file_that_was_replaced(
    path: Path, opened: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    place = folder / path.name
    os.replace(path, place)
    journal = opened(place)
    os.replace(folder, tmp_path / "gone")
    with pytest.raises(ConditionError) as caught:
        add(journal, 1)
    assert caught.value.code is ConditionCode.DRIVE_PROBLEM
    os.replace(tmp_path / "gone", folder)
    add(journal, 1)
    assert stored(journal) == 1
