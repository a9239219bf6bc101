"""Backups without being asked, and the way back from them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.domain.backups import Backup, BackupReason
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.services.backup_places import BackupPlaces, backups_near, refuse_folder
from ahpjournal.services.backups import back_up_before
from ahpjournal.services.restoring import RestoreService
from ahpjournal.services.session import JournalSession, memory_journal
from ahpjournal.storage.backups import make_backup
from ahpjournal.storage.keys import NO_KEY
from tests.builders import CountingIds, content, entry
from tests.services.backed_up import Open, own, texts

SCHEMA_1 = Path(__file__).parents[1] / "data" / "journals" / "schema-1.ahpjournal"


def test_failure_1_after_fourteen_days_of_use_seven_backups_restore_every_entry(
    opened: Open, clock: FixedClock, places: BackupPlaces, tmp_path: Path
) -> None:
    """Seen elsewhere: the newest entry replaced all others, and no backup existed."""
    path = tmp_path / "J.ahpjournal"
    written: dict[object, dict[str, str]] = {}
    number = 0
    for _day in range(14):  # the user writes, and closes the window; nothing else
        session = opened(path)
        session.backups.make_daily()
        for _thought in range(3):
            number += 1
            session.entries.save(entry(number, f"thought {number}"))
        session.close()
        outcome = session.backups.make_on_close()
        assert outcome is not None
        written[outcome.backup.mark] = {entry(n).id: f"thought {n}" for n in range(1, number + 1)}
        clock.advance(timedelta(days=1))
    backups = backups_near(path, places)
    assert len(backups) >= 7
    assert len({b.made_on for b in backups}) >= 7
    for n, backup in enumerate(backups):
        target = tmp_path / f"back {n}.ahpjournal"
        RestoreService(clock, places).beside(backup.path, target)
        back = opened(target)
        assert back.check().is_ok
        assert texts(back) == written[backup.mark]
        back.close()


def test_the_daily_one_is_made_once_and_only_after_a_change(
    journal: JournalSession, clock: FixedClock
) -> None:
    first = journal.backups.make_daily()
    assert first is not None
    assert first.backup.reason is BackupReason.DAILY
    journal.entries.save(entry(2))
    assert journal.backups.make_daily() is None
    clock.advance(timedelta(days=1))
    assert journal.backups.make_daily() is not None
    clock.advance(timedelta(days=1))
    assert journal.backups.make_daily() is None


def test_closing_makes_one_only_if_something_changed(journal: JournalSession) -> None:
    made = journal.backups.make_on_close()
    assert made is not None
    assert made.backup.reason is BackupReason.CLOSE
    assert journal.backups.make_on_close() is None
    journal.entries.save(entry(2))
    assert journal.backups.make_on_close() is not None


def test_the_program_s_folder_is_for_its_owner_only(
    journal: JournalSession, places: BackupPlaces
) -> None:
    made = journal.backups.make(BackupReason.BY_HAND).backup
    assert made.path.parent == places.home / "Backups" / journal.journal_id[:8]
    assert made.path.parent.stat().st_mode & 0o077 == 0
    assert journal.info(with_backup=True).last_backup == "2026-01-12T09:30:00.000Z"


def test_the_owner_s_folder_is_used_while_it_can_be_reached(
    journal: JournalSession, places: BackupPlaces, tmp_path: Path
) -> None:
    folder = own(places, tmp_path / "Stick")
    assert journal.backups.make(BackupReason.DAILY).backup.path.parent == folder
    state = journal.backups.state()
    assert (state.folder, state.own_folder, state.problem) == (folder, folder, None)
    folder.rename(tmp_path / "Unplugged")
    journal.entries.save(entry(2))
    outcome = journal.backups.make(BackupReason.DAILY)
    assert outcome.warning is not None
    assert outcome.warning.code is ConditionCode.BACKUP_FOLDER_UNREACHABLE
    assert outcome.backup.path.parent == places.folder_of(journal.journal_id)
    assert not folder.exists()
    state = journal.backups.state()
    assert state.problem is not None
    assert state.problem.code is ConditionCode.BACKUP_FOLDER_UNREACHABLE
    assert state.folder == places.folder_of(journal.journal_id)
    (tmp_path / "Unplugged").rename(folder)
    assert len(journal.backups.state().backups) == 2
    assert journal.backups.make_daily() is None  # one was made there today
    assert journal.backups.make_on_close() is not None  # but not of this state
    assert journal.backups.state().problem is None


def test_a_full_own_folder_does_not_keep_the_backup_from_being_made(
    journal: JournalSession,
    places: BackupPlaces,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = own(places, tmp_path / "Stick")

    def full(path: Path, into: Path, *rest: Any) -> Backup:
        if into == folder:
            raise ConditionError(ConditionCode.DISK_FULL, str(folder))
        return make_backup(path, into, *rest)

    monkeypatch.setattr("ahpjournal.services.backups.make_backup", full)
    outcome = journal.backups.make(BackupReason.DAILY)
    assert outcome.warning is not None
    assert outcome.warning.code is ConditionCode.DISK_FULL


def test_what_stood_in_the_way_is_shown_at_the_next_start_until_one_is_made(
    journal: JournalSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise ConditionError(ConditionCode.DISK_FULL, "/somewhere")

    with monkeypatch.context() as patch:
        patch.setattr("ahpjournal.services.backups.make_backup", refuse)
        with pytest.raises(ConditionError):
            journal.backups.make_on_close()
    problem = journal.backups.state().problem
    assert problem is not None
    assert (problem.code, problem.path) == (ConditionCode.DISK_FULL, "/somewhere")
    journal.backups.make(BackupReason.DAILY)
    assert journal.backups.state().problem is None


def test_a_week_without_a_backup_is_told(journal: JournalSession, clock: FixedClock) -> None:
    assert not journal.backups.state().is_overdue
    clock.advance(timedelta(days=7))
    assert journal.backups.state().is_overdue
    journal.backups.make_daily()
    clock.advance(timedelta(days=30))
    assert not journal.backups.state().is_overdue


def test_old_ones_go_and_those_of_another_journal_stay(
    journal: JournalSession, opened: Open, clock: FixedClock, places: BackupPlaces, tmp_path: Path
) -> None:
    folder = own(places, tmp_path / "Stick")
    clock.advance(timedelta(hours=1))
    other = opened(tmp_path / "Other.ahpjournal")
    theirs = [other.backups.make(BackupReason.BEFORE_MERGE).backup for _ in range(6)]
    assert other.journal_id != journal.journal_id
    for number in range(2, 60):
        clock.advance(timedelta(hours=6))
        journal.entries.save(entry(number))
        journal.backups.make(BackupReason.CLOSE)
    ours = journal.backups.state().backups
    assert 7 <= len(ours) <= 20
    assert all(b.path.exists() for b in theirs)
    assert len(list(folder.glob("*.ahpjournal"))) == len(ours) + 6
    journal.backups.make_in(folder)
    assert len(list(folder.glob("*.ahpjournal"))) == len(ours) + 7


def test_failure_15_an_upgrade_is_preceded_by_a_backup_that_rotation_never_removes(
    opened: Open, clock: FixedClock, places: BackupPlaces, tmp_path: Path
) -> None:
    """Seen elsewhere: an update replaced data with defaults and removed the backups."""
    path = tmp_path / "Old.ahpjournal"
    path.write_bytes(SCHEMA_1.read_bytes())
    session = opened(path)
    (before,) = session.backups.state().backups
    assert (before.reason, before.schema_version) == (BackupReason.BEFORE_UPGRADE, 1)
    assert before.counts["entries"] == session.info().counts["entries"]
    for number in range(100):
        clock.advance(timedelta(days=5))
        session.entries.save(entry(1000 + number))
        session.backups.make(BackupReason.DAILY)
    assert before in session.backups.state().backups
    assert session.backups.verify(before) == before


def test_failure_15_nothing_goes_when_the_journal_lost_over_a_fifth(
    journal: JournalSession, clock: FixedClock
) -> None:
    for number in range(2, 20):
        journal.entries.save(entry(number))
        journal.backups.make(BackupReason.CLOSE)
        clock.advance(timedelta(minutes=1))
    before = journal.backups.state().backups
    for number in range(2, 10):
        journal.entries.remove(entry(number).id)
    outcome = journal.backups.make(BackupReason.CLOSE)
    assert outcome.is_rotation_held
    assert journal.backups.state().backups == (outcome.backup, *before)


def test_an_upgrade_that_fails_leaves_the_journal_as_it_was(
    opened: Open, places: BackupPlaces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Old.ahpjournal"
    path.write_bytes(SCHEMA_1.read_bytes())

    def fail(_db: object) -> None:
        raise RuntimeError("triggers")

    with monkeypatch.context() as patch:
        patch.setattr("ahpjournal.storage.migrations.migrate", fail)
        with pytest.raises(ConditionError) as refused:
            opened(path)
    assert refused.value.code is ConditionCode.UPGRADE_FAILED
    assert len(backups_near(path, places)) == 1
    assert opened(path).check().is_ok


def test_without_a_backup_nothing_is_upgraded(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Old.ahpjournal"
    path.write_bytes(SCHEMA_1.read_bytes())

    def refuse(*_arguments: object) -> None:
        raise ConditionError(ConditionCode.DISK_FULL, str(tmp_path))

    monkeypatch.setattr("ahpjournal.services.backups.make_backup", refuse)
    with pytest.raises(ConditionError) as refused:
        opened(path)
    assert refused.value.code is ConditionCode.DISK_FULL
    assert path.read_bytes() == SCHEMA_1.read_bytes()


def test_one_is_made_before_whatever_may_need_it(
    journal: JournalSession, clock: FixedClock, places: BackupPlaces
) -> None:
    path = journal.path
    assert path is not None
    for reason in (BackupReason.BEFORE_MERGE, BackupReason.BEFORE_PASSPHRASE):
        assert back_up_before(path, NO_KEY, reason, clock, places).backup.reason is reason
    assert len(journal.backups.state().backups) == 2


def test_bringing_back_beside_from_the_open_journal(
    journal: JournalSession, opened: Open, tmp_path: Path
) -> None:
    backup = journal.backups.make(BackupReason.DAILY).backup
    target = tmp_path / "Beside.ahpjournal"
    assert journal.backups.restore_beside(backup, target) == backup
    assert texts(opened(target)) == texts(journal)


def test_choosing_a_folder_tries_it_first(
    journal: JournalSession, places: BackupPlaces, tmp_path: Path
) -> None:
    with pytest.raises(ConditionError) as refused:
        journal.backups.choose_folder(tmp_path / "gone")
    assert refused.value.code is ConditionCode.FOLDER_MISSING
    (tmp_path / "Stick").mkdir()
    journal.backups.choose_folder(tmp_path / "Stick")
    assert places.own_folder() == tmp_path / "Stick"
    assert not list((tmp_path / "Stick").iterdir())
    journal.backups.choose_folder(None)
    assert places.own_folder() is None
    refuse_folder(tmp_path)


def test_a_journal_in_memory_is_not_backed_up(clock: FixedClock) -> None:
    session = memory_journal(clock=clock, ids=CountingIds(), content=content())
    assert not session.backups.is_available
    assert session.backups.make_daily() is None
    assert session.backups.make_on_close() is None
    assert session.backups.state().newest is None
    assert session.info(with_backup=True).last_backup is None
    assert session.backups.keep_protected() == ()
    session.close()
