"""What is no journal, or not one we may write, is told from the rest and not touched."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.storage import errors, journal_file, opening
from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.driver import Connection, Error
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.lock import WriterLock
from ahpjournal.storage.opening import identity, read_header, remove_half_made
from ahpjournal.storage.schema import SCHEMA_VERSION
from tests.builders import CountingIds, entry

Open = Callable[..., JournalFile]
Make = Callable[[Path], None]


def state_of(folder: Path) -> dict[str, tuple[bytes | None, int]]:
    """Give every file of a folder with its bytes and mode."""
    return {
        str(found.relative_to(folder)): (
            found.read_bytes() if found.is_file() else None,
            found.stat().st_mode,
        )
        for found in sorted(folder.rglob("*"))
    }


def patched(at: int, data: bytes) -> Make:
    def patch(path: Path) -> None:
        whole = bytearray(path.read_bytes())
        whole[at : at + len(data)] = data
        path.write_bytes(whole)

    return patch


def cut(size: int) -> Make:
    def shorten(path: Path) -> None:
        path.write_bytes(path.read_bytes()[:size])

    return shorten


def replaced(data: bytes, *others: str) -> Make:
    def replace(path: Path) -> None:
        path.write_bytes(data)
        for ending in others:
            path.with_name(path.name + ending).write_bytes(b"{}")

    return replace


def other_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


CASES: dict[str, tuple[Make, ConditionCode]] = {
    "gone": (lambda path: path.unlink(), ConditionCode.MISSING),
    "folder": (folder, ConditionCode.NOT_A_FILE),
    "empty": (replaced(b""), ConditionCode.NOT_A_JOURNAL),
    "text": (replaced(b"Dear diary, it was a long day.\n" * 99), ConditionCode.NOT_A_JOURNAL),
    "noise": (replaced(os.urandom(50_000)), ConditionCode.NOT_A_JOURNAL),
    "encrypted": (replaced(os.urandom(50_000), ".keys"), ConditionCode.ENCRYPTED),
    "another database": (other_database, ConditionCode.NOT_A_JOURNAL),
    "magic gone": (patched(0, bytes(16)), ConditionCode.DAMAGED),
    "header cut": (cut(60), ConditionCode.DAMAGED),
    "half": (cut(100_000), ConditionCode.DAMAGED),
    "one byte short": (lambda path: cut(path.stat().st_size - 1)(path), ConditionCode.DAMAGED),
    "schema zeroed": (patched(100, bytes(3_996)), ConditionCode.DAMAGED),
    "everything after the header is noise": (
        lambda path: patched(100, os.urandom(path.stat().st_size - 100))(path),
        ConditionCode.DAMAGED,
    ),
    "newer": (patched(60, (SCHEMA_VERSION + 1).to_bytes(4, "big")), ConditionCode.TOO_NEW),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("read_only", [False, True])
def test_nothing_is_changed_by_what_cannot_be_opened(
    path: Path, opened: Open, name: str, read_only: bool
) -> None:
    make, expected = CASES[name]
    make(path)
    before = state_of(path.parent)
    if (name, read_only) == ("newer", True):
        opened(path, read_only=True).close()
    else:
        with pytest.raises(ConditionError) as caught:
            opened(path, read_only=read_only)
        assert caught.value.code is expected
        assert caught.value.path == str(path)
    assert state_of(path.parent) == before


def test_a_newer_journal_that_is_understood_can_be_read_only(path: Path, opened: Open) -> None:
    writer = opened(path)
    with writer.transaction():
        writer.entries.add(entry())
    writer.close()
    patched(60, (7).to_bytes(4, "big"))(path)
    reader = opened(path, read_only=True)
    assert reader.is_read_only
    assert reader.schema_version == 7
    assert reader.entries.get(entry().id) is not None


def test_a_newer_journal_that_is_not_understood_is_not_opened(path: Path, opened: Open) -> None:
    connection = sqlite3.connect(path)
    connection.execute("ALTER TABLE entry RENAME COLUMN layout TO pages")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(ConditionError) as caught:
        opened(path, read_only=True)
    assert caught.value.code is ConditionCode.TOO_NEW
    assert caught.value.parameters["version"] == SCHEMA_VERSION + 1


def test_a_journal_without_its_tables_is_damaged(path: Path, opened: Open) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE setting")
    connection.close()
    with pytest.raises(ConditionError) as caught:
        opened(path)
    assert caught.value.code is ConditionCode.DAMAGED


def test_a_reading_of_the_clock_that_is_none_is_damage(path: Path, opened: Open) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE meta SET value = 'yesterday' WHERE key = 'hlc'")
    connection.commit()
    connection.close()
    with pytest.raises(ConditionError) as caught:
        opened(path)
    assert caught.value.code is ConditionCode.DAMAGED


def test_the_header_tells_version_and_way_of_writing(path: Path) -> None:
    header = read_header(path)
    assert (header.version, header.has_log) == (SCHEMA_VERSION, True)


def test_a_file_is_told_from_another_in_its_place(path: Path) -> None:
    before = identity(path)
    assert before == identity(path)
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    os.replace(copy, path)
    assert identity(path) not in {before, None}
    path.unlink()
    assert identity(path) not in {before, None}
    assert identity(None) is None


@contextmanager
def somebody_else() -> Iterator[None]:
    """Act as a user whom the system can refuse something; the administrator it cannot."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shown(clock: FixedClock, ids: CountingIds) -> Iterator[Path]:
    """Give a journal in a folder that everybody may look into and nobody may write."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        journal = JournalFile.create(place / "x.ahpjournal", clock, ids)
        with journal.transaction():
            journal.entries.add(entry())
        journal.close()
        (place / "x.ahpjournal").chmod(0o444)
        place.chmod(0o555)
        yield place / "x.ahpjournal"
        place.chmod(0o755)


def test_a_journal_in_a_folder_that_may_not_be_written_can_be_read(
    shown: Path, opened: Open
) -> None:
    before = state_of(shown.parent)
    with somebody_else():
        with pytest.raises(ConditionError) as caught:
            opened(shown)
        reader = opened(shown, read_only=True)
        assert reader.entries.get(entry().id) is not None
        assert reader.check().is_ok
        reader.close()
    assert caught.value.code is ConditionCode.READ_ONLY
    assert state_of(shown.parent) == before


def test_a_writable_journal_in_a_folder_that_may_not_be_written_is_read_only(
    shown: Path, opened: Open
) -> None:
    shown.chmod(0o666)
    with somebody_else(), pytest.raises(ConditionError) as caught:
        opened(shown)
    assert caught.value.code is ConditionCode.READ_ONLY


def test_a_journal_that_may_not_be_read_is_said_to_be_so(shown: Path, opened: Open) -> None:
    shown.chmod(0o000)
    with somebody_else(), pytest.raises(ConditionError) as caught:
        opened(shown)
    assert caught.value.code is ConditionCode.NO_PERMISSION


def test_a_journal_cannot_be_made_where_nothing_may_be_written(
    shown: Path, clock: FixedClock, ids: CountingIds
) -> None:
    before = state_of(shown.parent)
    with somebody_else(), pytest.raises(ConditionError) as caught:
        JournalFile.create(shown.with_name("new.ahpjournal"), clock, ids)
    assert caught.value.code is ConditionCode.NO_PERMISSION
    assert caught.value.path == str(shown.parent)
    assert state_of(shown.parent) == before


def test_a_journal_in_use_cannot_be_read_where_nothing_may_be_written(
    shown: Path, opened: Open
) -> None:
    shown.parent.chmod(0o755)
    shown.with_name("x.ahpjournal-wal").write_bytes(b"")
    shown.parent.chmod(0o555)
    with somebody_else(), pytest.raises(ConditionError) as caught:
        opened(shown, read_only=True)
    assert caught.value.code is ConditionCode.READ_ONLY


@pytest.fixture
def full_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a journal on a disk where SQLite finds no room, and leaves what it began half made."""

    def open_half(path: Path, *, immutable: bool = False, **options: Any) -> Connection:
        if immutable:
            return open_connection(path, immutable=True, **options)
        path.with_name(path.name + "-wal").touch()
        path.with_name(path.name + "-shm").write_bytes(bytes(3))
        error = Error("disk I/O error")
        error.sqlite_errorcode = 10
        raise error

    for module in (opening, journal_file):
        monkeypatch.setattr(module, "open_connection", open_half)
    monkeypatch.setattr(errors, "_is_full", lambda _path: True)
    return path


def test_a_journal_on_a_full_disk_can_be_read_and_nothing_is_left(
    full_disk: Path, opened: Open
) -> None:
    path = full_disk
    before = state_of(path.parent)
    with pytest.raises(ConditionError) as caught:
        opened(path)
    assert (caught.value.code, caught.value.path) == (ConditionCode.DISK_FULL, str(path))
    assert state_of(path.parent) == before
    reader = opened(path, read_only=True)
    assert reader.check().is_ok
    reader.close()
    assert state_of(path.parent) == before


def test_what_may_be_in_use_on_a_full_disk_is_left_alone(full_disk: Path, opened: Open) -> None:
    path = full_disk
    path.with_name(path.name + "-wal").touch()
    with pytest.raises(ConditionError) as caught:
        opened(path, read_only=True)
    assert caught.value.code is ConditionCode.DISK_FULL
    lock = WriterLock(path)
    path.with_name(path.name + "-wal").unlink()
    path.with_name(path.name + "-shm").unlink()
    opened(path, read_only=True).close()
    lock.release()
    assert path.with_name(path.name + "-shm").exists()


@pytest.mark.parametrize(("log", "shared"), [(1, 3), (0, 32_768)])
def test_files_beside_that_serve_somebody_are_not_half_made(
    path: Path, log: int, shared: int
) -> None:
    path.with_name(path.name + "-wal").write_bytes(bytes(log))
    path.with_name(path.name + "-shm").write_bytes(bytes(shared))
    before = state_of(path.parent)
    remove_half_made(path)
    assert state_of(path.parent) == before
