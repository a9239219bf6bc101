"""A backup comes back beside the journal or in its place, and nothing is lost by it."""

from datetime import timedelta
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
from ahpjournal.storage.restoring import set_aside
from tests.builders import CountingIds, content, entry
from tests.services.backed_up import Open, texts


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
    replaced = RestoreService(clock, places).put_back(backup, path, key=NO_KEY)
    assert replaced.before is not None
    assert replaced.before.reason is BackupReason.BEFORE_RESTORE
    assert replaced.before.counts["entries"] == 2
    assert set_aside(path) == (replaced.put_back.aside,)
    session = opened(path)
    assert set(texts(session)) == {entry(1).id}
    assert session.backups.state().aside == (replaced.put_back.aside,)
    session.close()
    RestoreService(clock, places).undo(replaced.put_back.aside, path)
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
    replaced = RestoreService(clock, places).put_back(backup, path, key=NO_KEY)
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
        RestoreService(clock, places).put_back(backup, path, key=NO_KEY)
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
    assert (
        RestoreService(clock, places).put_back(chosen, path, key=NO_KEY).put_back.backup == chosen
    )


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
    target = tmp_path / "Back.ahpjournal"
    restores.beside(backup.path, target)
    assert protection.unlock(target, phrase) == protection.unlock(path, phrase)
    torn = b"torn" * 2048
    path.write_bytes(torn)
    restores.put_back(backup, path)
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
