"""A backup is whole, checked, and made without disturbing the journal."""

import errno
import json
import os
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.domain.backups import Backup, BackupReason
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job, Progress
from ahpjournal.storage import backups
from ahpjournal.storage.backups import make_backup, read_present, verify_backup
from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.keys import NO_KEY, Key, keys_path
from ahpjournal.storage.manifests import manifest_path, read_manifest
from tests.builders import HOSTILE, action, entry

Open = Callable[..., JournalFile]
KEY = Key(b"k" * 32)


class Stopping:
    """A job that its user has stopped."""

    def report(self, progress: Progress) -> None:
        """Take no notice."""

    def check_cancelled(self) -> None:
        """Stop."""
        raise Cancelled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Backups"
    made.mkdir()
    return made


def made(path: Path, folder: Path, clock: FixedClock, key: Key = NO_KEY) -> Backup:
    return make_backup(path, folder, key, BackupReason.DAILY, clock)


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def protected(path: Path, target: Path) -> Path:
    """Give an encrypted copy of the journal at *path*, with something for key slots beside it."""
    connection = open_connection(path)
    connection.execute("ATTACH DATABASE ? AS p KEY ?", (str(target), f"x'{KEY.raw.hex()}'"))
    connection.execute("SELECT sqlcipher_export('p')").fetchall()
    for name in ("user_version", "application_id"):
        value = connection.execute(f"PRAGMA {name}").fetchone()[0]
        connection.execute(f"PRAGMA p.{name} = {value}")
    connection.close()
    keys_path(target).write_text("{}", encoding="utf-8")
    return target


def test_a_backup_of_a_journal_in_use_is_a_journal_with_everything_in_it(
    path: Path, folder: Path, clock: FixedClock, opened: Open
) -> None:
    journal = opened(path)
    with journal.transaction():
        journal.entries.add(entry(1, HOSTILE))
        journal.actions.add(action(1))
    backup = made(path, folder, clock)
    assert (
        backup.path.name == f"My journal {clock.now().astimezone():%Y-%m-%d %H%M} daily.ahpjournal"
    )
    assert names(folder) == [backup.path.name, backup.path.name + ".json"]
    assert (backup.counts["entries"], backup.counts["actions"], backup.records) == (1, 1, 2)
    assert backup.words >= 15
    assert backup.journal_id == journal.journal_id
    assert backup.mark == read_present(path, NO_KEY).mark
    assert read_manifest(backup.path) == backup
    with journal.transaction():
        journal.entries.add(entry(2))
    copy = opened(backup.path)
    assert copy.entries.list_all()[0][1] == journal.entries.list_all()[0][1]
    assert copy.counts()["entries"] == 1
    assert copy.check().is_ok


def test_only_its_owner_may_read_it(path: Path, folder: Path, clock: FixedClock) -> None:
    made(path, folder, clock)
    assert [stat.S_IMODE(p.stat().st_mode) & 0o077 for p in folder.iterdir()] == [0, 0]


def test_two_backups_of_one_minute_have_two_names(
    path: Path, folder: Path, clock: FixedClock
) -> None:
    first, second = made(path, folder, clock), made(path, folder, clock)
    assert second.path.stem == f"{first.path.stem} 2"
    assert len(names(folder)) == 4


def test_the_note_says_nothing_of_the_content(
    path: Path, folder: Path, clock: FixedClock, opened: Open
) -> None:
    journal = opened(path)
    with journal.transaction():
        journal.entries.add(entry(1, "Marmalade on the ward", title="Cloudberry", tags=("Quince",)))
        journal.settings.put("draft", "Persimmon")
    note = manifest_path(made(path, folder, clock).path).read_text(encoding="utf-8")
    for word in ("Marmalade", "Cloudberry", "Quince", "Persimmon"):
        assert word not in note


def test_the_journal_itself_is_not_touched(path: Path, folder: Path, clock: FixedClock) -> None:
    before = path.read_bytes(), names(path.parent)
    made(path, folder, clock)
    assert (path.read_bytes(), names(path.parent)) == before


def test_a_change_gives_the_journal_another_mark(
    path: Path, opened: Open, clock: FixedClock
) -> None:
    marks = [read_present(path, NO_KEY).mark]
    journal = opened(path)
    for change in (
        lambda: journal.entries.add(entry(1)),
        lambda: journal.settings.put("draft", "one"),
        lambda: journal.settings.put("draft", "three"),
        lambda: journal.entries.set_removed(entry(1).id, is_removed=True),
    ):
        clock.advance(timedelta(seconds=1))
        with journal.transaction():
            change()
        marks.append(read_present(path, NO_KEY).mark)
    assert len(set(marks)) == len(marks)
    journal.close()
    assert read_present(path, NO_KEY).mark == marks[-1]


def test_an_encrypted_journal_gives_an_encrypted_backup_with_its_slots(
    path: Path, folder: Path, clock: FixedClock, opened: Open, tmp_path: Path
) -> None:
    journal = opened(path)
    with journal.transaction():
        journal.entries.add(entry(1, "Marmalade on the ward"))
    journal.close()
    secret = protected(path, tmp_path / "Secret.ahpjournal")
    backup = made(secret, folder, clock, KEY)
    assert backup.is_encrypted
    assert keys_path(backup.path).read_text(encoding="utf-8") == "{}"
    assert verify_backup(backup.path, KEY) == backup
    assert b"Marmalade" not in backup.path.read_bytes()
    assert not backup.path.read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize("encrypted", [False, True])
def test_one_flipped_bit_is_found_wherever_it_is(
    path: Path, folder: Path, clock: FixedClock, tmp_path: Path, encrypted: bool
) -> None:
    source, key = (protected(path, tmp_path / "S.ahpjournal"), KEY) if encrypted else (path, NO_KEY)
    backup = made(source, folder, clock, key)
    whole = backup.path.read_bytes()
    for at in range(100, len(whole), len(whole) // 40):
        backup.path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(ConditionError) as refused:
            verify_backup(backup.path, key)
        assert refused.value.code is ConditionCode.BACKUP_UNSOUND
    backup.path.write_bytes(whole)
    assert verify_backup(backup.path, key) == backup


def test_one_flipped_bit_in_an_encrypted_backup_is_found_without_its_note(
    path: Path, folder: Path, clock: FixedClock, tmp_path: Path
) -> None:
    backup = made(protected(path, tmp_path / "S.ahpjournal"), folder, clock, KEY)
    manifest_path(backup.path).unlink()
    assert not verify_backup(backup.path, KEY).is_checked
    whole = bytearray(backup.path.read_bytes())
    whole[len(whole) // 2] ^= 4
    backup.path.write_bytes(whole)
    with pytest.raises(ConditionError):
        verify_backup(backup.path, KEY)


def test_a_backup_whose_note_says_otherwise_is_not_sound(
    path: Path, folder: Path, clock: FixedClock
) -> None:
    backup = made(path, folder, clock)
    note = manifest_path(backup.path)
    values = json.loads(note.read_bytes())
    note.write_text(json.dumps(values | {"words": 1}), encoding="utf-8")
    with pytest.raises(ConditionError) as refused:
        verify_backup(backup.path, NO_KEY)
    assert refused.value.code is ConditionCode.BACKUP_UNSOUND
    note.write_text("{", encoding="utf-8")
    with pytest.raises(ConditionError) as refused:
        verify_backup(backup.path, NO_KEY)
    assert refused.value.code is ConditionCode.BACKUP_UNSOUND


def test_a_journal_in_use_is_no_backup(path: Path, opened: Open) -> None:
    journal = opened(path)
    with journal.transaction():
        journal.entries.add(entry(1))
    with pytest.raises(ConditionError) as refused:
        verify_backup(path, NO_KEY)
    assert refused.value.code is ConditionCode.IN_USE


def test_a_folder_that_is_not_there_is_said(path: Path, tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(ConditionError) as refused:
        made(path, tmp_path / "gone", clock)
    assert (refused.value.code, refused.value.path) == (
        ConditionCode.FOLDER_MISSING,
        str(tmp_path / "gone"),
    )


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ConditionCode.DISK_FULL),
        (errno.EROFS, ConditionCode.READ_ONLY),
        (errno.EIO, ConditionCode.DRIVE_PROBLEM),
    ],
)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_what_the_system_refuses_is_said_and_nothing_is_left(
    path: Path,
    folder: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    code: ConditionCode,
    step: str,
) -> None:
    earlier = made(path, folder, clock)
    before = names(folder), path.read_bytes()

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, refuse)
        with pytest.raises(ConditionError) as refused:
            made(path, folder, clock)
    assert refused.value.code is code or step == "replace"
    assert (names(folder), path.read_bytes()) == before
    assert verify_backup(earlier.path, NO_KEY) == earlier


def test_a_copy_that_lacks_a_record_is_not_taken(
    path: Path, folder: Path, clock: FixedClock, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = opened(path)
    with journal.transaction():
        journal.entries.add(entry(1))
    checked = backups.check_file

    def losing(part: Path, key: Key, job: Job) -> object:
        connection = open_connection(part)
        connection.execute("DELETE FROM entry")
        connection.close()
        return checked(part, key, job)

    monkeypatch.setattr(backups, "check_file", losing)
    with pytest.raises(ConditionError) as refused:
        made(path, folder, clock)
    assert refused.value.code is ConditionCode.BACKUP_UNSOUND
    assert names(folder) == []


def test_what_is_written_meanwhile_does_not_spoil_the_backup(
    path: Path, folder: Path, clock: FixedClock, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = opened(path)
    with journal.transaction():
        journal.entries.add(entry(1))
    source = backups._open_source

    class Writing:
        """A connection during whose copying somebody writes."""

        def __init__(self, connection: Any) -> None:
            self._connection = connection

        def execute(self, sql: str, *parameters: object) -> Any:
            if sql.startswith("VACUUM"):
                with journal.transaction():
                    journal.entries.add(entry(2))
            return self._connection.execute(sql, *parameters)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._connection, name)

    monkeypatch.setattr(backups, "_open_source", lambda *a: Writing(source(*a)))
    assert made(path, folder, clock).counts["entries"] == 2


def test_a_damaged_journal_is_not_passed_off_as_a_backup(
    path: Path, folder: Path, clock: FixedClock
) -> None:
    whole = bytearray(path.read_bytes())
    whole[4096:8192] = bytes(4096)
    path.write_bytes(whole)
    with pytest.raises(ConditionError) as refused:
        made(path, folder, clock)
    assert refused.value.code in {ConditionCode.DAMAGED, ConditionCode.BACKUP_UNSOUND}
    assert names(folder) == []


def test_stopping_leaves_nothing(
    path: Path, folder: Path, clock: FixedClock, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_LOOK_AFTER", 10)
    journal = opened(path)
    with journal.transaction():
        for number in range(300):
            journal.entries.add(entry(number, "word " * 200))
    with pytest.raises(Cancelled):
        make_backup(path, folder, NO_KEY, BackupReason.CLOSE, clock, Stopping())
    assert names(folder) == []


def test_words_are_counted_without_reading_the_texts(
    path: Path, folder: Path, clock: FixedClock, opened: Open
) -> None:
    journal = opened(path)
    assert made(path, folder, clock).words == 0
    with journal.transaction():
        for number in range(200):
            journal.entries.add(entry(number, "seven words of text make one line"))
        journal.actions.add(action(1, why="because it matters"))
    assert made(path, folder, clock).words == 200 * (7 + 2) + 3 + 2
    stored = journal.entries.stored(entry(1).id)
    assert stored is not None
    with journal.transaction():
        journal.entries.update(entry(1, ""), stored)
    assert made(path, folder, clock).words == 200 * (7 + 2) + 3 + 2 - 7


def test_without_a_key_an_encrypted_backup_is_compared_with_its_note(
    path: Path, folder: Path, clock: FixedClock, tmp_path: Path
) -> None:
    backup = made(protected(path, tmp_path / "S.ahpjournal"), folder, clock, KEY)
    assert verify_backup(backup.path, None) == backup
    whole = bytearray(backup.path.read_bytes())
    whole[5000] ^= 1
    backup.path.write_bytes(whole)
    with pytest.raises(ConditionError) as refused:
        verify_backup(backup.path, None)
    assert refused.value.code is ConditionCode.BACKUP_UNSOUND
    manifest_path(backup.path).unlink()
    with pytest.raises(ConditionError) as refused:
        verify_backup(backup.path, None)
    assert refused.value.code is ConditionCode.ENCRYPTED
