"""Whatever is in the way has a code of its own, calm words, and a next step that is safe."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode
from ahpjournal.services.messages import describe
from ahpjournal.services.protection import NO_KEY, Key, set_passphrase, unlock
from ahpjournal.services.session import JournalSession, create_journal, open_journal
from ahpjournal.storage.keys import keys_path
from ahpjournal.storage.schema import SCHEMA_VERSION
from tests.builders import PASSPHRASE, content, entry, fixed_clock
from tests.faults.kills import IDS

JARGON = ("sql", "hmac", "checksum", "exception", "traceback", "errno", "byte", "wal", "i/o")
CLOCK = fixed_clock()


def opened(path: Path, key: Key = NO_KEY, *, read_only: bool = False) -> JournalSession:
    return open_journal(path, clock=CLOCK, ids=IDS, content=content(), key=key, read_only=read_only)


def made(path: Path) -> Path:
    session = create_journal(path, clock=CLOCK, ids=IDS, content=content())
    for number in range(30):
        session.entries.save(entry(number, f"text {number} " * 60))
    session.close()
    return path


def encrypted(path: Path) -> Path:
    set_passphrase(made(path), PASSPHRASE, SilentJob())
    return path


def change(path: Path, at: int, data: bytes) -> None:
    whole = bytearray(path.read_bytes())
    whole[at : at + len(data)] = data
    path.write_bytes(whole)


@contextmanager
def somebody_else(folder: Path) -> Iterator[None]:
    """Act as a user whom the system can refuse something; the administrator it cannot."""
    if os.geteuid() != 0:
        yield
        return
    folder.chmod(folder.stat().st_mode | 0o055)
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


def wrong_passphrase(path: Path) -> None:
    unlock(encrypted(path), Passphrase("not this one"))


def wrong_code(path: Path) -> None:
    unlock(encrypted(path), RecoveryCode.of(bytes(20)[:-1] + b"\1"))


def no_passphrase(path: Path) -> None:
    opened(encrypted(path))


def keys_gone(path: Path) -> None:
    keys_path(encrypted(path)).unlink()
    unlock(path, PASSPHRASE)


def keys_damaged(path: Path) -> None:
    change(keys_path(encrypted(path)), 20, b"????")
    unlock(path, PASSPHRASE)


def damaged_header(path: Path) -> None:
    change(made(path), 0, bytes(16))
    opened(path)


def torn_page(path: Path) -> None:
    change(encrypted(path), 2_048, bytes(2_048))
    opened(path, unlock(path, PASSPHRASE))


def cut_off(path: Path) -> None:
    path.write_bytes(made(path).read_bytes()[:50_000])
    opened(path)


def newer(path: Path) -> None:
    change(made(path), 60, (SCHEMA_VERSION + 1).to_bytes(4, "big"))
    opened(path)


def no_journal(path: Path) -> None:
    path.write_text("Dear diary, it was a long day.\n" * 99)
    opened(path)


def in_use(path: Path) -> None:
    first = opened(made(path))
    try:
        opened(path)
    finally:
        first.close()


def gone(path: Path) -> None:
    opened(path)


def a_folder(path: Path) -> None:
    path.mkdir()
    opened(path)


def read_only_file(path: Path) -> None:
    made(path).chmod(0o444)
    with somebody_else(path.parent):
        opened(path)


def read_only_folder(path: Path) -> None:
    made(path).chmod(0o666)
    path.parent.chmod(0o555)
    try:
        with somebody_else(path.parent):
            opened(path)
    finally:
        path.parent.chmod(0o755)


def not_mine(path: Path) -> None:
    made(path)
    with somebody_else(path.parent):
        opened(path)


def vanished_drive(path: Path) -> None:
    stick = path.parent / "stick"
    stick.mkdir()
    session = opened(made(stick / path.name))
    try:
        stick.rename(path.parent / "gone")
        session.entries.save(entry(99))
    finally:
        (path.parent / "gone").rename(stick)
        session.close()


def put_in_its_place(path: Path) -> None:
    session = opened(made(path))
    try:
        copy = path.with_name("copy")
        copy.write_bytes(path.read_bytes())
        copy.replace(path)
        session.entries.save(entry(99))
    finally:
        session.close()


def full_disk(path: Path) -> None:
    session = opened(made(path))
    try:
        connection = session._journal._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()
        session.entries.save(entry(99, "long " * 100_000))
    finally:
        session.close()


CASES: dict[Callable[[Path], None], ConditionCode] = {
    wrong_passphrase: ConditionCode.WRONG_PASSPHRASE,
    wrong_code: ConditionCode.WRONG_RECOVERY_CODE,
    no_passphrase: ConditionCode.ENCRYPTED,
    keys_gone: ConditionCode.KEYS_MISSING,
    keys_damaged: ConditionCode.KEYS_DAMAGED,
    damaged_header: ConditionCode.DAMAGED,
    torn_page: ConditionCode.DAMAGED,
    cut_off: ConditionCode.DAMAGED,
    newer: ConditionCode.TOO_NEW,
    no_journal: ConditionCode.NOT_A_JOURNAL,
    in_use: ConditionCode.IN_USE,
    gone: ConditionCode.MISSING,
    a_folder: ConditionCode.NOT_A_FILE,
    read_only_file: ConditionCode.READ_ONLY,
    read_only_folder: ConditionCode.READ_ONLY,
    not_mine: ConditionCode.NO_PERMISSION,
    vanished_drive: ConditionCode.DRIVE_PROBLEM,
    put_in_its_place: ConditionCode.FILE_REPLACED,
    full_disk: ConditionCode.DISK_FULL,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_each_condition_has_its_code_its_words_and_a_safe_next_step(
    case: Callable[[Path], None], folder: Path, quick_keys: None
) -> None:
    folder.chmod(0o755)
    with pytest.raises(ConditionError) as caught:
        case(folder / "J.ahpjournal")
    assert caught.value.code is CASES[case]
    said = describe(caught.value)
    parts = (said.title, said.what_happened, said.what_is_safe, said.next_step)
    assert all(parts)
    words = " ".join(parts).replace(str(folder), "").lower()
    assert not [word for word in JARGON if word in words.split()]
