"""A folder of backups: listed, tidied up, and protected when the journal is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ahpjournal.domain.backups import Backup, BackupReason, OddFile
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.storage import backup_folder
from ahpjournal.storage.backup_folder import (
    list_backups,
    protect_backup,
    refresh_keys,
    remove_backup,
    tidying,
)
from ahpjournal.storage.backups import make_backup, verify_backup
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.keys import NO_KEY, Key, keys_path
from ahpjournal.storage.manifests import manifest_path
from tests.builders import entry

Open = Callable[..., JournalFile]
KEY = Key(b"k" * 32)
SLOTS = '{"slots": "of this journal"}'


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the journal, which is plain in these tests, keep nothing of a protection it has not."""
    monkeypatch.setattr(backup_folder, "kept_facts", lambda _journal, _key: {})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Backups"
    made.mkdir()
    return made


@pytest.fixture
def backup(path: Path, folder: Path, clock: FixedClock, opened: Open) -> Backup:
    journal = opened(path)
    with journal.transaction():
        journal.entries.add(entry(1, "Marmalade on the ward"))
    journal.close()
    return make_backup(path, folder, NO_KEY, BackupReason.DAILY, clock)


@pytest.fixture
def journal_keys(path: Path) -> Path:
    """Put something for key slots beside the journal."""
    keys_path(path).write_text(SLOTS, encoding="utf-8")
    return keys_path(path)


def test_the_list_tells_what_is_sound_and_what_is_odd(
    path: Path, folder: Path, clock: FixedClock, backup: Backup
) -> None:
    cut = make_backup(path, folder, NO_KEY, BackupReason.CLOSE, clock)
    cut.path.write_bytes(cut.path.read_bytes()[:-1])
    gone = make_backup(path, folder, NO_KEY, BackupReason.BY_HAND, clock)
    gone.path.unlink()
    blotted = make_backup(path, folder, NO_KEY, BackupReason.BEFORE_MERGE, clock)
    manifest_path(blotted.path).write_text("{", encoding="utf-8")
    (folder / "Holiday.ahpjournal").write_text("not a journal", encoding="utf-8")
    (folder / "Folder.ahpjournal").mkdir()
    (folder / "Letter.docx").write_text("no concern of ours", encoding="utf-8")
    found = list_backups(folder)
    assert found.backups == (backup,)
    assert set(found.odd) == {
        OddFile(cut.path, "damaged"),
        OddFile(gone.path, "missing"),
        OddFile(blotted.path, "damaged"),
        OddFile(folder / "Holiday.ahpjournal", "damaged"),
        OddFile(folder / "Folder.ahpjournal", "unreadable"),
    }


def test_a_journal_that_somebody_put_there_is_shown_as_unchecked(path: Path, folder: Path) -> None:
    (folder / "Copy.ahpjournal").write_bytes(path.read_bytes())
    (found,) = list_backups(folder).backups
    assert (found.reason, found.is_checked, found.counts["entries"]) == (
        BackupReason.UNKNOWN,
        False,
        0,
    )
    assert found.journal_id
    keys_path(folder / "Locked.ahpjournal").write_text("{}", encoding="utf-8")
    (folder / "Locked.ahpjournal").write_bytes(bytes(range(256)) * 64)
    locked = [b for b in list_backups(folder).backups if b.is_encrypted]
    assert [b.path.name for b in locked] == ["Locked.ahpjournal"]


def test_a_folder_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConditionError) as refused:
        list_backups(tmp_path / "gone")
    assert refused.value.code is ConditionCode.FOLDER_MISSING


def test_removing_takes_what_lies_beside_and_nothing_else(backup: Backup, folder: Path) -> None:
    keys_path(backup.path).write_text("{}", encoding="utf-8")
    (folder / "Other.ahpjournal").write_text("x", encoding="utf-8")
    remove_backup(backup)
    remove_backup(backup)
    assert [p.name for p in folder.iterdir()] == ["Other.ahpjournal"]


def test_tidying_removes_only_what_an_interrupted_run_left(backup: Backup, folder: Path) -> None:
    kept = {p.name for p in folder.iterdir()} | {"Letter.docx", "Mine.json"}
    for name in ("Letter.docx", "Mine.json"):
        (folder / name).write_text("x", encoding="utf-8")
    for name in (
        ".J 2026-01-12 0930 daily.ahpjournal.part",
        ".J 2026-01-12 0930 daily.ahpjournal.part-journal",
        "J 2026-01-12 0930 daily.ahpjournal.json",
        "J 2026-01-12 0930 daily.ahpjournal.keys",
    ):
        (folder / name).write_text("x", encoding="utf-8")
    with tidying(folder) as is_alone:
        assert is_alone
        with tidying(folder) as is_also_alone:
            assert not is_also_alone
    assert {p.name for p in folder.iterdir()} == kept


def test_a_plain_backup_becomes_an_encrypted_one_of_the_same_content(
    path: Path, folder: Path, backup: Backup, journal_keys: Path, opened: Open
) -> None:
    secret = protect_backup(backup, KEY, path)
    assert list_backups(folder).backups == (secret,)
    assert not backup.path.exists()
    assert (secret.counts, secret.made_at, secret.reason, secret.is_encrypted) == (
        backup.counts,
        backup.made_at,
        backup.reason,
        True,
    )
    assert verify_backup(secret.path, KEY) == secret
    assert b"Marmalade" not in secret.path.read_bytes()
    assert keys_path(secret.path).read_text(encoding="utf-8") == SLOTS
    assert sorted(p.name for p in folder.iterdir()) == sorted(
        [secret.path.name, f"{secret.path.name}.json", f"{secret.path.name}.keys"]
    )


def test_a_backup_that_cannot_be_protected_stays_as_it_is(
    path: Path, folder: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup.path.read_bytes()

    def refuse(*_arguments: object) -> None:
        raise ConditionError(ConditionCode.DISK_FULL, str(folder))

    monkeypatch.setattr(backup_folder, "write_manifest", refuse)
    with pytest.raises(ConditionError):
        protect_backup(backup, KEY, path)
    assert backup.path.read_bytes() == before
    assert list_backups(folder).backups == (backup,)
    assert len(list(folder.iterdir())) == 2


def test_slots_are_renewed_beside_backups_of_the_same_key_only(
    path: Path, backup: Backup, journal_keys: Path
) -> None:
    secret = protect_backup(backup, KEY, path)
    journal_keys.write_text('{"slots": "new"}', encoding="utf-8")
    assert not refresh_keys(secret.path, Key(b"o" * 32), path)
    assert keys_path(secret.path).read_text(encoding="utf-8") == SLOTS
    assert refresh_keys(secret.path, KEY, path)
    assert keys_path(secret.path).read_text(encoding="utf-8") == '{"slots": "new"}'
