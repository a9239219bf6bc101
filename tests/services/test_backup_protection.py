"""What was copied of a journal follows its passphrase."""

from pathlib import Path

import pytest

from ahpjournal.domain.backups import BackupReason
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services import protection
from ahpjournal.services.backup_places import BackupPlaces, backups_near
from ahpjournal.services.restoring import RestoreService
from ahpjournal.services.session import JournalSession, open_journal
from ahpjournal.storage.keys import NO_KEY
from tests.builders import CountingIds, content, entry
from tests.services.backed_up import Open, own, texts


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
        RestoreService(clock, places).beside(backup.path, target, key=key)
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
    replaced = RestoreService(clock, places).put_back(made, path, key=key)
    assert replaced.before is not None
    assert protection.unlock(path, second) == key
    assert RestoreService(clock, places).put_back(kept[-1], path, key=key).before is not None


def test_a_passphrase_protects_what_a_restore_kept_too(
    journal: JournalSession, opened: Open, clock: FixedClock, places: BackupPlaces
) -> None:
    path = journal.path
    assert path is not None
    backup = journal.backups.make(BackupReason.DAILY).backup
    journal.entries.save(entry(2, "only in what was kept"))
    journal.close()
    aside = RestoreService(clock, places).put_back(backup, path, key=NO_KEY).put_back.aside
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
    RestoreService(clock, places).undo(aside, path)
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
    aside = RestoreService(clock, places).put_back(backup, path, key=NO_KEY).put_back.aside
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
