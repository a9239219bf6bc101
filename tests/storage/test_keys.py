import os
from pathlib import Path

import pytest

from ahpjournal.storage.keys import NO_KEY, PAGE_BYTES, FileKind, Key, keys_path, sniff


def test_what_lies_at_a_path_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    file = tmp_path / "x.ahpjournal"
    assert sniff(file) is FileKind.MISSING
    file.touch()
    assert sniff(file) is FileKind.EMPTY
    file.write_bytes(b"SQLite format 3\x00 and more")
    assert sniff(file) is FileKind.PLAIN
    file.write_bytes(os.urandom(8192))
    assert sniff(file) is FileKind.KEYLESS
    file.write_bytes(os.urandom(8191))
    assert sniff(file) is FileKind.OTHER
    for data in (b"Dear diary, " * 1024, bytes(range(256)) * 64, bytes(8192)):
        file.write_bytes(data)
        assert sniff(file) is FileKind.OTHER
    file.write_bytes(os.urandom(8192))
    keys_path(file).touch()
    assert sniff(file) is FileKind.ENCRYPTED
    assert keys_path(file).name == "x.ahpjournal.keys"


def test_the_slots_of_a_link_are_beside_the_journal(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    file, link = tmp_path / "far" / "x.ahpjournal", tmp_path / "link.ahpjournal"
    file.write_bytes(os.urandom(8192))
    link.symlink_to(file)
    keys_path(file).touch()
    assert keys_path(link) == Path(os.path.realpath(keys_path(file)))
    assert sniff(link) is FileKind.ENCRYPTED


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert sniff(tmp_path) is FileKind.FOLDER


def test_a_path_below_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert sniff(tmp_path / "a" / "b") is FileKind.MISSING


def test_a_path_that_no_system_knows_is_missing() -> None:
    assert sniff(Path("a\x00b")) is FileKind.MISSING


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.ahpjournal"
    os.mkfifo(pipe)
    assert sniff(pipe) is FileKind.FOLDER


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (PermissionError(), FileKind.NO_PERMISSION),
        (OSError(5, "I/O"), FileKind.DRIVE_PROBLEM),
    ],
)
def test_what_the_system_refuses_is_told(
    error: OSError, kind: FileKind, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(_path: Path) -> os.stat_result:
        raise error

    monkeypatch.setattr(Path, "stat", refuse)
    assert sniff(tmp_path / "x") is kind


def test_a_key_never_shows_itself() -> None:
    assert "secret" not in repr(Key(b"secret"))
    assert NO_KEY.is_empty
    assert not Key(b"x").is_empty


def test_a_plain_journal_with_a_ruined_first_page_is_not_taken_for_an_encrypted_one(
    path: Path,
) -> None:
    data = path.read_bytes()
    path.write_bytes(os.urandom(PAGE_BYTES) + data[PAGE_BYTES:])
    assert sniff(path) is FileKind.OTHER
    path.write_bytes(os.urandom(len(data)))
    assert sniff(path) is FileKind.KEYLESS
