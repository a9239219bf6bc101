"""Backups without being asked, and the way back from them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.domain.backups import Backup, BackupReason
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import EntryFilter
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services import protection
from ahpjournal.services.backups import (
    BackupPlaces,
    RestoreService,
    back_up_before,
    backups_near,
    bring_back,
    put_back,
    refuse_folder,
)
from ahpjournal.services.session import (
    JournalSession,
    create_journal,
    memory_journal,
    open_journal,
)
from ahpjournal.settings import SettingsStore
from ahpjournal.storage.backups import make_backup
from ahpjournal.storage.keys import NO_KEY
from ahpjournal.storage.restoring import set_aside
from tests.builders import CountingIds, content, entry

SCHEMA_1 = Path(__file__).parents[1] / "data" / "journals" / "schema-1.ahpjournal"
Open = Callable[..., JournalSession]


@pytest.fixture
def places(tmp_path: Path) -> BackupPlaces:
    """Give the places for backups of a temporary home."""
    return BackupPlaces(tmp_path / "home", SettingsStore(tmp_path / "home"))


@pytest.fixture
def opened(clock: FixedClock, places: BackupPlaces) -> Iterator[Open]:
    """Give what makes or opens a journal that is backed up."""
    sessions: list[JournalSession] = []

    def open_(path: Path) -> JournalSession:
        step = open_journal if path.exists() else create_journal
        sessions.append(
            step(path, clock=clock, ids=TimeOrderedIds(clock), content=content(), places=places)
        )
        return sessions[-1]

    yield open_
    for session in sessions:
        session.close()


@pytest.fixture
def journal(opened: Open, tmp_path: Path) -> JournalSession:
    """Give a journal with one entry."""
    session = opened(tmp_path / "J.ahpjournal")
    session.entries.save(entry(1))
    return session


def own(places: BackupPlaces, folder: Path) -> Path:
    """Choose *folder* as the owner's own, making it."""
    folder.mkdir(exist_ok=True)
    places.settings.save(replace(places.settings.current, backup_folder=str(folder)))
    return folder


def texts(session: JournalSession) -> dict[str, str]:
    rows = session.entries.page(session.entries.find(EntryFilter()))
    found = (session.entries.get(row.id) for row in rows)
    return {e.id: e.markdown for e in found if e is not None}


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
        bring_back(backup.path, target)
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
        patch.setattr("ahpjournal.storage.journal_file.migrate", fail)
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


def test_failure_16_putting_a_backup_back_keeps_what_was_there_and_can_be_undone(
    journal: JournalSession, opened: Open, clock: FixedClock, places: BackupPlaces
) -> None:
    """Seen elsewhere: "repair" wiped all."""
    path = journal.path
    assert path is not None
    backup = journal.backups.make(BackupReason.DAILY).backup
    journal.entries.save(entry(2))
    journal.close()
    present = path.read_bytes()
    replaced = put_back(path, backup, NO_KEY, clock, places)
    assert replaced.before is not None
    assert replaced.before.reason is BackupReason.BEFORE_RESTORE
    assert replaced.before.counts["entries"] == 2
    assert set_aside(path) == (replaced.put_back.aside,)
    session = opened(path)
    assert set(texts(session)) == {entry(1).id}
    assert session.backups.state().aside == (replaced.put_back.aside,)
    session.close()
    session.backups.undo_put_back(replaced.put_back.aside)
    assert path.read_bytes() == present
    assert backup.path.exists()


def test_a_damaged_journal_is_kept_as_it_is_when_a_backup_takes_its_place(
    journal: JournalSession, opened: Open, clock: FixedClock, places: BackupPlaces
) -> None:
    path = journal.path
    assert path is not None
    backup = journal.backups.make(BackupReason.DAILY).backup
    journal.close()
    path.write_bytes(b"torn" * 2000)
    assert backups_near(path, places) == (backup,)
    replaced = put_back(path, backup, NO_KEY, clock, places)
    assert replaced.before is None
    assert (replaced.put_back.aside / path.name).read_bytes() == b"torn" * 2000
    assert set(texts(opened(path))) == {entry(1).id}


def test_a_backup_of_another_journal_does_not_take_its_place(
    journal: JournalSession, opened: Open, clock: FixedClock, places: BackupPlaces, tmp_path: Path
) -> None:
    path = journal.path
    assert path is not None
    clock.advance(timedelta(hours=1))
    other = opened(tmp_path / "Other.ahpjournal")
    backup = other.backups.make(BackupReason.DAILY).backup
    journal.close()
    with pytest.raises(ConditionError) as refused:
        put_back(path, backup, NO_KEY, clock, places)
    assert refused.value.code is ConditionCode.ANOTHER_JOURNAL
    assert set_aside(path) == ()


def test_the_backup_to_be_put_back_is_not_rotated_away_by_the_one_before(
    journal: JournalSession, clock: FixedClock, places: BackupPlaces
) -> None:
    path = journal.path
    assert path is not None
    chosen = journal.backups.make(BackupReason.CLOSE).backup
    for number in range(2, 5):
        clock.advance(timedelta(minutes=1))
        journal.entries.save(entry(number))
        journal.backups.make(BackupReason.BEFORE_MERGE)
    journal.close()
    assert put_back(path, chosen, NO_KEY, clock, places).put_back.backup == chosen


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
    assert session.backups.protect_all().done == 0
    assert session.backups.refresh_keys() == ()
    session.close()


def test_a_passphrase_protects_the_backups_made_before_it_too(
    journal: JournalSession, opened: Open, clock: FixedClock, places: BackupPlaces, tmp_path: Path
) -> None:
    path = journal.path
    assert path is not None
    own(places, tmp_path / "Stick")
    away = journal.backups.make(BackupReason.BY_HAND).backup
    (tmp_path / "Stick").rename(tmp_path / "Away")
    journal.backups.make(BackupReason.DAILY)
    journal.close()
    hooks = protection.BackupHooks(clock, places)
    first, second = Passphrase("quiet heron over the mere"), Passphrase("seven slow barges pass")
    protection.set_passphrase(path, first, SilentJob(), before=hooks.back_up, after=hooks.protect)
    backups = backups_near(path, places)
    assert {b.reason for b in backups} == {BackupReason.DAILY, BackupReason.BEFORE_PASSPHRASE}
    assert all(b.is_encrypted for b in backups)
    protection.change_passphrase(path, first, second, SilentJob(), after=hooks.protect)
    for backup in backups:
        key = protection.unlock(backup.path, second)
        target = tmp_path / f"back from {backup.reason}.ahpjournal"
        bring_back(backup.path, target, key=key)
        again = open_journal(target, clock=clock, ids=CountingIds(), content=content(), key=key)
        assert set(texts(again)) == {entry(1).id}
        again.close()
    (tmp_path / "Away").rename(tmp_path / "Stick")
    assert away.path.exists()
    key = protection.unlock(path, second)
    session = open_journal(
        path, clock=clock, ids=CountingIds(), content=content(), key=key, places=places
    )
    session.backups.keep_protected()
    assert not away.path.exists()
    kept = session.backups.state().backups
    assert len(kept) == 3
    assert all(b.is_encrypted and protection.unlock(b.path, second) == key for b in kept)
    made = session.backups.make(BackupReason.DAILY).backup
    assert session.backups.verify(made) == made
    session.close()
    replaced = session.backups.put_back(made)
    assert replaced.before is not None
    assert protection.unlock(path, second) == key
    assert put_back(path, kept[-1], key, clock, places).before is not None


def test_a_passphrase_protects_what_a_restore_kept_too(
    journal: JournalSession, opened: Open, clock: FixedClock, places: BackupPlaces
) -> None:
    path = journal.path
    assert path is not None
    backup = journal.backups.make(BackupReason.DAILY).backup
    journal.entries.save(entry(2, "only in what was kept"))
    journal.close()
    aside = put_back(path, backup, NO_KEY, clock, places).put_back.aside
    hooks = protection.BackupHooks(clock, places)
    first, second = Passphrase("quiet heron over the mere"), Passphrase("seven slow barges pass")
    assert b"only in what was kept" in (aside / path.name).read_bytes()
    protection.set_passphrase(path, first, SilentJob(), before=hooks.back_up, after=hooks.protect)
    assert hooks.left == ()
    for place in aside.iterdir():
        assert b"only in what was kept" not in place.read_bytes()
    assert {p.name for p in aside.iterdir()} == {path.name, f"{path.name}.keys"}
    protection.change_passphrase(path, first, second, SilentJob(), after=hooks.protect)
    key = protection.unlock(path, second)
    session = open_journal(
        path, clock=clock, ids=CountingIds(), content=content(), key=key, places=places
    )
    session.close()
    session.backups.undo_put_back(aside)
    assert not aside.exists()
    with pytest.raises(ConditionError) as refused:
        protection.unlock(path, first)
    assert refused.value.code is ConditionCode.WRONG_PASSPHRASE
    again = open_journal(
        path,
        clock=clock,
        ids=CountingIds(),
        content=content(),
        key=protection.unlock(path, second),
    )
    assert set(texts(again)) == {entry(1).id, entry(2).id}
    again.close()


def test_what_a_restore_kept_and_cannot_be_encrypted_is_named(
    journal: JournalSession, clock: FixedClock, places: BackupPlaces
) -> None:
    path = journal.path
    assert path is not None
    backup = journal.backups.make(BackupReason.DAILY).backup
    journal.close()
    path.write_bytes(b"torn, and in plain words" * 400)
    aside = put_back(path, backup, NO_KEY, clock, places).put_back.aside
    hooks = protection.BackupHooks(clock, places)
    protection.set_passphrase(
        path, Passphrase("quiet heron over the mere"), SilentJob(), after=hooks.protect
    )
    assert hooks.left == (aside / path.name,)
    assert (aside / path.name).read_bytes() == b"torn, and in plain words" * 400


def test_a_passphrase_is_not_set_without_a_backup(
    journal: JournalSession,
    clock: FixedClock,
    places: BackupPlaces,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = journal.path
    assert path is not None
    journal.close()

    def refuse(*_arguments: object) -> None:
        raise ConditionError(ConditionCode.DISK_FULL, "/full")

    monkeypatch.setattr("ahpjournal.services.backups.make_backup", refuse)
    before = path.read_bytes()
    hooks = protection.BackupHooks(clock, places)
    with pytest.raises(ConditionError):
        protection.set_passphrase(
            path, Passphrase("quiet heron over"), SilentJob(), before=hooks.back_up
        )
    assert path.read_bytes() == before


def test_failure_8_a_journal_that_does_not_open_has_ways_back_without_its_passphrase(
    journal: JournalSession, clock: FixedClock, places: BackupPlaces, tmp_path: Path
) -> None:
    """Seen elsewhere: "wrong password" and "damaged" looked alike; the user reset the diary."""
    path = journal.path
    assert path is not None
    journal.close()
    phrase = Passphrase("quiet heron over the mere")
    hooks = protection.BackupHooks(clock, places)
    protection.set_passphrase(path, phrase, SilentJob(), before=hooks.back_up, after=hooks.protect)
    restores = RestoreService(clock, places)
    (backup,) = restores.near(path)
    target = restores.beside(backup, tmp_path / "Back.ahpjournal", SilentJob())
    assert protection.unlock(target, phrase) == protection.unlock(path, phrase)
    torn = b"torn" * 2048
    path.write_bytes(torn)
    restores.in_place(path, backup, SilentJob())
    assert [(f / path.name).read_bytes() for f in set_aside(path)] == [torn]
    session = open_journal(
        path,
        clock=clock,
        ids=CountingIds(),
        content=content(),
        key=protection.unlock(path, phrase),
    )
    assert set(texts(session)) == {entry(1).id}
    session.close()
    assert RestoreService(clock).near(path) == ()
