"""Other copies of a journal: which key opens them, and the backup before."""

import shutil
from pathlib import Path

import pytest

from ahpjournal import bootstrap
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.copies import CopyService
from ahpjournal.services.protection import NO_KEY, Key, unlock
from ahpjournal.settings import SettingsStore

OURS, THEIRS = Passphrase("a garden of small steps"), Passphrase("another garden altogether")


class Setting:
    """A journal and a copy of it that went on by itself."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        places = BackupPlaces(self.home, SettingsStore(self.home))
        self.workshop = bootstrap.workshop(places=places)
        self.here, self.there = folder / "Work.ahpjournal", folder / "Home.ahpjournal"

    def write(self, passphrase: Passphrase | None) -> Key:
        """Make both, with or without a passphrase; gives their key."""
        self.workshop.create(self.here, passphrase=passphrase).close()
        shutil.copyfile(self.here, self.there)
        key = unlock(self.here, passphrase) if passphrase is not None else NO_KEY
        session = self.workshop.open(self.there, key=key)
        session.entries.quick_capture("written at home")
        session.close()
        return key

    def copies(self, key: Key) -> CopyService:
        """Give the service of the journal, which is closed again."""
        session = self.workshop.open(self.here, key=key)
        session.close()
        return session.copies

    def backups(self) -> int:
        """Count the backups."""
        return len(list(self.home.rglob("*before-merge.ahpjournal")))


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(tmp_path)


@pytest.mark.parametrize("passphrase", [None, OURS])
def test_a_copy_is_brought_in_after_a_backup(
    setting: Setting, passphrase: Passphrase | None
) -> None:
    key = setting.write(passphrase)
    copies = setting.copies(key)
    assert copies.is_available
    found = copies.bring_in(setting.there, SilentJob(), dry_run=True)
    assert (found.new, setting.backups()) == ({"entry": 1}, 0)
    copies.bring_in(setting.there, SilentJob(), dry_run=False)
    assert setting.backups() == 1
    session = setting.workshop.open(setting.here, key=key)
    assert session.entries.count() == 1
    session.close()


def test_a_copy_that_our_key_does_not_open_needs_its_own(setting: Setting) -> None:
    copies = setting.copies(setting.write(OURS))
    other = setting.there.with_name("Other.ahpjournal")
    setting.workshop.create(other, passphrase=THEIRS).close()
    with pytest.raises(ConditionError) as needed:
        copies.bring_in(other, SilentJob(), dry_run=True)
    assert (needed.value.code, needed.value.path) == (ConditionCode.ENCRYPTED, str(other))
    with pytest.raises(ConditionError) as refused:
        copies.bring_in(other, SilentJob(), dry_run=True, other_key=unlock(other, THEIRS))
    assert refused.value.code is ConditionCode.ANOTHER_JOURNAL


def test_a_plain_copy_of_an_encrypted_journal_can_be_brought_in(setting: Setting) -> None:
    key = setting.write(OURS)
    plain = setting.there.with_name("Plain.ahpjournal")
    setting.workshop.create(plain).close()
    with pytest.raises(ConditionError) as refused:
        setting.copies(key).bring_in(plain, SilentJob(), dry_run=True)
    assert refused.value.code is ConditionCode.ANOTHER_JOURNAL
