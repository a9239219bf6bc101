import errno
import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.storage import lock
from ahpjournal.storage.lock import WriterLock

HOLD = """
import sys, time
from pathlib import Path
from ahpjournal.storage.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "x.ahpjournal"
    path.touch()
    return path


def refusal(journal: Path) -> ConditionCode:
    with pytest.raises(ConditionError) as caught:
        WriterLock(journal)
    return caught.value.code


def test_one_holds_it_until_it_lets_go(journal: Path) -> None:
    lock = WriterLock(journal)
    assert refusal(journal) is ConditionCode.IN_USE
    assert lock.path.read_text().split()[:2] == [str(os.getpid()), platform.node()]
    assert lock.left_by == ""
    assert lock.path.stat().st_mode & 0o777 == 0o600
    lock.release()
    assert not lock.path.exists()
    WriterLock(journal).release()


def test_letting_go_twice_takes_nothing_from_the_next(journal: Path) -> None:
    first = WriterLock(journal)
    first.release()
    second = WriterLock(journal)
    first.release()
    assert refusal(journal) is ConditionCode.IN_USE
    second.release()


def test_a_killed_holder_stands_in_nobodys_way(journal: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(journal)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert refusal(journal) is ConditionCode.IN_USE
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert journal.with_name("x.ahpjournal.lock").exists()
    WriterLock(journal).release()


def test_a_lock_left_by_a_crash_is_taken_over(journal: Path) -> None:
    journal.with_name("x.ahpjournal.lock").write_text("4242\nsome longer text\n")
    lock = WriterLock(journal)
    assert lock.path.read_text().startswith(f"{os.getpid()} {platform.node()}\n")
    assert lock.left_by == ""
    lock.release()


def test_a_lock_of_another_computer_is_taken_over_and_told(journal: Path) -> None:
    journal.with_name("x.ahpjournal.lock").write_text("4242 ward-laptop\n")
    lock = WriterLock(journal)
    assert lock.left_by == "ward-laptop"
    lock.release()
    assert not lock.path.exists()


def test_the_file_that_is_locked_is_the_one_in_place(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last holder removes the file between our opening and our locking of it."""
    real = WriterLock._is_there
    answers = [False]

    def is_there(lock: WriterLock) -> bool:
        if answers:
            lock.path.unlink()
            return answers.pop()
        return real(lock)

    monkeypatch.setattr(WriterLock, "_is_there", is_there)
    lock = WriterLock(journal)
    assert lock.path.exists()
    assert refusal(journal) is ConditionCode.IN_USE
    lock.release()


def test_a_link_to_a_journal_takes_the_lock_of_the_journal(journal: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.ahpjournal"
    link.symlink_to(journal)
    lock = WriterLock(journal)
    assert refusal(link) is ConditionCode.IN_USE
    lock.release()
    assert list(folder.iterdir()) == [link]


def test_nothing_is_written_through_a_link_in_the_locks_place(
    journal: Path, tmp_path: Path
) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("keep me")
    journal.with_name("x.ahpjournal.lock").symlink_to(precious)
    assert refusal(journal) is ConditionCode.READ_ONLY
    assert precious.read_text() == "keep me"


def test_a_folder_that_is_gone_cannot_be_locked(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone" / "x.ahpjournal") is ConditionCode.READ_ONLY


def test_a_file_system_without_locks_is_used_without(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_file: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("ahpjournal.storage.lock._take", no_locks)
    lock = WriterLock(journal)
    assert lock.path.exists()
    lock.release()


def test_on_a_full_disk_the_lock_does_without_its_text(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ahpjournal.storage.lock.os.getpid", full)
    lock = WriterLock(journal)
    assert refusal(journal) is ConditionCode.IN_USE
    lock.release()
    assert not lock.path.exists()


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        (None, True),
        ("", False),
        ("12 WARD-7", False),
        ("12 WARD-7\nyesterday\n", False),
        ("\udcff", False),
    ],
)
def test_who_holds_it_is_told_as_far_as_it_says_so(
    journal: Path, text: str | None, is_known: bool
) -> None:
    holder = WriterLock(journal)
    if text is not None:
        holder.path.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(ConditionError) as caught:
        WriterLock(journal)
    holder.release()
    told = caught.value.parameters
    assert told["computer"] == (platform.node() if is_known else "")
    assert bool(told["since"]) is is_known


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOSPC, ConditionCode.DISK_FULL), (errno.EROFS, ConditionCode.READ_ONLY)],
)
def test_no_room_for_the_lock_is_told_from_no_right_to_it(
    journal: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: ConditionCode
) -> None:
    def refuse(_path: Path) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(lock, "_open_private", refuse)
    assert refusal(journal) is expected
