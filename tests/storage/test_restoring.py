"""Bringing a backup back: beside or in place, and never at the cost of what was there."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ahpjournal.domain.backups import Backup, BackupReason
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.storage.backups import make_backup
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.keys import NO_KEY, keys_path
from ahpjournal.storage.restoring import (
    finish_moves,
    moves_path,
    restore_beside,
    restore_in_place,
    set_aside,
    undo_restore,
)
from tests.builders import entry

Open = Callable[..., JournalFile]
NOW = datetime(2026, 1, 13, 8, 0, tzinfo=UTC)


def write(journal: JournalFile, number: int, text: str) -> None:
    with journal.transaction():
        journal.entries.add(entry(number, text))


def texts(journal: JournalFile) -> list[str]:
    return [e.markdown for _key, e in journal.entries.list_all()]


@pytest.fixture
def backup(path: Path, tmp_path: Path, clock: FixedClock, opened: Open) -> Backup:
    """Give a backup with one entry, of a journal that has two by now."""
    folder = tmp_path / "Backups"
    folder.mkdir()
    journal = opened(path)
    write(journal, 1, "first")
    made = make_backup(path, folder, NO_KEY, BackupReason.DAILY, clock)
    write(journal, 2, "second")
    journal.close()
    return made


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_beside_it_is_the_same_journal_byte_for_byte(
    backup: Backup, path: Path, tmp_path: Path, opened: Open
) -> None:
    before = path.read_bytes()
    target = tmp_path / "Brought back.ahpjournal"
    assert restore_beside(backup.path, target, NO_KEY) == backup
    assert target.read_bytes() == backup.path.read_bytes()
    copy, present = opened(target), opened(path)
    assert texts(copy) == ["first"]
    assert copy.journal_id == present.journal_id
    assert copy.check().is_ok
    assert path.read_bytes() == before
    assert target.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("ending", ["", "-wal", "-journal", ".keys"])
def test_beside_it_never_goes_over_anything(backup: Backup, tmp_path: Path, ending: str) -> None:
    target = tmp_path / "Taken.ahpjournal"
    taken = target.with_name(target.name + ending)
    taken.write_text("mine", encoding="utf-8")
    before = names(tmp_path)
    with pytest.raises(ConditionError) as refused:
        restore_beside(backup.path, target, NO_KEY)
    assert refused.value.code is ConditionCode.ALREADY_EXISTS
    assert taken.read_text(encoding="utf-8") == "mine"
    assert names(tmp_path) == before


def test_an_unsound_backup_is_not_brought_back(backup: Backup, path: Path, tmp_path: Path) -> None:
    damaged = bytearray(backup.path.read_bytes())
    damaged[-9] ^= 1
    backup.path.write_bytes(damaged)
    before = names(tmp_path), path.read_bytes()
    for restore in (
        lambda: restore_beside(backup.path, tmp_path / "b.ahpjournal", NO_KEY),
        lambda: restore_in_place(path, backup.path, NO_KEY, NOW),
    ):
        with pytest.raises(ConditionError) as refused:
            restore()
        assert refused.value.code is ConditionCode.BACKUP_UNSOUND
    assert (names(tmp_path), path.read_bytes()) == before


def test_in_place_the_present_journal_is_kept_and_can_come_back(
    backup: Backup, path: Path, opened: Open
) -> None:
    present = path.read_bytes()
    put = restore_in_place(path, backup.path, NO_KEY, NOW)
    assert put.backup == backup
    assert set_aside(path) == (put.aside,)
    assert (put.aside / path.name).read_bytes() == present
    journal = opened(path)
    assert texts(journal) == ["first"]
    write(journal, 3, "third")
    journal.close()
    undone = undo_restore(path, put.aside, NOW)
    assert path.read_bytes() == present
    assert not put.aside.exists()
    assert texts(opened(undone.aside / path.name)) == ["first", "third"]


def test_a_log_left_behind_never_meets_the_restored_file(
    backup: Backup, path: Path, opened: Open, tmp_path: Path
) -> None:
    journal = opened(path)
    write(journal, 3, "only in the log")
    left = tmp_path / "left"
    left.mkdir()
    beside = [path.with_name(path.name + ending) for ending in ("", "-wal", "-shm")]
    for file in beside:
        (left / file.name).write_bytes(file.read_bytes())
    journal.close()
    for file in beside:  # as after a crash: the log was never put into the file
        file.write_bytes((left / file.name).read_bytes())
    put = restore_in_place(path, backup.path, NO_KEY, NOW)
    assert not any(file.exists() for file in beside[1:])
    restored = opened(path)
    assert texts(restored) == ["first"]
    assert restored.check().is_ok
    restored.close()
    assert texts(opened(put.aside / path.name)) == ["first", "second", "only in the log"]


def test_a_damaged_or_missing_journal_can_be_replaced(
    backup: Backup, path: Path, opened: Open
) -> None:
    path.write_bytes(b"torn" * 100)
    put = restore_in_place(path, backup.path, NO_KEY, NOW)
    assert (put.aside / path.name).read_bytes() == b"torn" * 100
    journal = opened(path)
    assert texts(journal) == ["first"]
    journal.close()
    path.unlink()
    again = restore_in_place(path, backup.path, NO_KEY, NOW)
    assert again.aside != put.aside
    assert not again.aside.exists()
    assert texts(opened(path)) == ["first"]


def test_a_plain_backup_takes_the_place_of_key_slots_too(backup: Backup, path: Path) -> None:
    keys_path(path).write_text("{}", encoding="utf-8")
    put = restore_in_place(path, backup.path, NO_KEY, NOW)
    assert not keys_path(path).exists()
    assert keys_path(put.aside / path.name).read_text(encoding="utf-8") == "{}"


def test_an_open_journal_is_not_replaced(backup: Backup, path: Path, opened: Open) -> None:
    opened(path)
    with pytest.raises(ConditionError) as refused:
        restore_in_place(path, backup.path, NO_KEY, NOW)
    assert refused.value.code is ConditionCode.IN_USE
    with pytest.raises(ConditionError) as refused:
        undo_restore(path, path.parent, NOW)
    assert refused.value.code is ConditionCode.IN_USE


def test_undoing_needs_something_set_aside(path: Path, tmp_path: Path) -> None:
    with pytest.raises(ConditionError) as refused:
        undo_restore(path, tmp_path / "nothing", NOW)
    assert refused.value.code is ConditionCode.MISSING
    assert set_aside(tmp_path / "no folder" / "x.ahpjournal") == ()


def test_what_a_crash_interrupted_is_finished_when_the_journal_is_opened(
    backup: Backup,
    path: Path,
    opened: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moved: list[Path] = []
    replace = os.replace

    def die(source: Path, target: Path) -> None:
        if str(target).endswith(path.name) and source != path and moved:
            raise KeyboardInterrupt  # as if the power went
        moved.append(target)
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            restore_in_place(path, backup.path, NO_KEY, NOW)
    assert moves_path(path).exists()
    assert not path.exists()
    assert texts(opened(path)) == ["first"]
    assert not moves_path(path).exists()
    assert len(set_aside(path)) == 1


@pytest.mark.parametrize(
    "note",
    [
        '[["/etc/passwd", "x"]]',
        '[["../x", "y"]]',
        '[["a/b/c", "y"]]',
        '[["a"]]',
        "{",
        "7",
    ],
)
def test_a_note_of_moves_that_leads_elsewhere_is_refused(path: Path, note: str) -> None:
    moves_path(path).write_text(note, encoding="utf-8")
    with pytest.raises(ConditionError):
        finish_moves(path)
    assert path.exists()


def test_a_file_that_came_meanwhile_is_not_replaced(path: Path, tmp_path: Path) -> None:
    (tmp_path / "part").write_text("new", encoding="utf-8")
    moves_path(path).write_text(f'[["part", "{path.name}"]]', encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(ConditionError) as refused:
        finish_moves(path)
    assert refused.value.code is ConditionCode.ALREADY_EXISTS
    assert path.read_bytes() == before
