"""Files from outside: whatever somebody drops."""

import os
import sys
from pathlib import Path

import pytest

from ahpjournal.domain.errors import AhpJournalError, ConditionCode, InputCode
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.services.source_files import read_file


def refusal(path: Path, journal: Path | None = None, most: int = 100) -> object:
    with pytest.raises(AhpJournalError) as caught:
        read_file(path, journal, SilentJob(), most)
    return caught.value.code


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(bytes(range(100)))
    assert read_file(file, None, SilentJob(), 100) == bytes(range(100))


def test_a_link_is_followed_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "a.txt")
    assert read_file(link, None, SilentJob()) == b"words"
    link.unlink()
    link.symlink_to(tmp_path / "gone")
    assert refusal(link) is ConditionCode.MISSING
    link.unlink()
    link.symlink_to(link)
    assert refusal(link) is ConditionCode.SOURCE_UNREADABLE


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    assert refusal(tmp_path) is ConditionCode.NOT_A_FILE
    assert refusal(tmp_path / "nothing") is ConditionCode.MISSING
    assert refusal(tmp_path / "nul\0") is ConditionCode.MISSING
    assert refusal(tmp_path / ("x" * 400)) is ConditionCode.SOURCE_UNREADABLE
    if sys.platform != "win32":
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        assert refusal(pipe) is ConditionCode.NOT_A_FILE
        assert refusal(Path("/dev/zero")) is ConditionCode.NOT_A_FILE


def test_a_file_has_to_have_a_size_that_fits(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"")
    assert refusal(file) is InputCode.EMPTY_FILE
    file.write_bytes(b"x" * 101)
    assert refusal(file) is InputCode.TOO_LARGE
    if Path("/proc/self/maps").exists():  # says that it is empty, and is not
        assert refusal(Path("/proc/self/maps")) is InputCode.TOO_LARGE


def test_a_file_that_does_not_give_itself_up_is_named_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "only in the cloud.docx"
    file.write_bytes(b"x")

    def refuse(*_arguments: object) -> int:
        raise PermissionError(13, "not fetched")

    monkeypatch.setattr(os, "open", refuse)
    assert refusal(file) is ConditionCode.SOURCE_UNREADABLE


def test_the_open_journal_is_not_opened_a_second_time(tmp_path: Path) -> None:
    journal = tmp_path / "J.ahpjournal"
    log, link = tmp_path / "J.ahpjournal-wal", tmp_path / "other.txt"
    journal.write_bytes(b"x")
    log.write_bytes(b"x")
    link.hardlink_to(journal)
    for path in (journal, log, link):
        assert refusal(path, journal) is InputCode.OWN_JOURNAL
