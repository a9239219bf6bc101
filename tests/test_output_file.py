"""A file for other people is whole or not there at all."""

import errno
import os
from pathlib import Path

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.output_file import whole_file


def test_what_is_written_takes_its_place_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"before")
    with whole_file(target) as file:
        file.write(b"after")
        assert target.read_bytes() == b"before"
    assert target.read_bytes() == b"after"
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out.json") as file:
        file.write(b"private")
    assert (tmp_path / "out.json").stat().st_mode & 0o077 == 0


def test_only_a_file_is_ever_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for target in (pipe, tmp_path, Path(os.devnull)):
        with pytest.raises(ConditionError) as caught, whole_file(target):
            pytest.fail("nothing can be written there")
        assert caught.value.code is ConditionCode.NOT_A_FILE
    assert pipe.is_fifo()


def _write_half(target: Path) -> None:
    with whole_file(target) as file:
        file.write(b"half")
        raise ZeroDivisionError


def test_a_fault_on_the_way_leaves_everything_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"before")
    with pytest.raises(ZeroDivisionError):
        _write_half(target)
    assert target.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ConditionCode.DISK_FULL),
        (errno.EDQUOT, ConditionCode.DISK_FULL),
        (errno.EACCES, ConditionCode.NO_PERMISSION),
    ],
)
def test_what_the_disk_says_becomes_a_condition(
    tmp_path: Path, number: int, code: ConditionCode
) -> None:
    with pytest.raises(ConditionError) as caught, whole_file(tmp_path / "out.json"):
        raise OSError(number, os.strerror(number))
    assert caught.value.code is code
    assert list(tmp_path.iterdir()) == []


def test_places_that_cannot_hold_a_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConditionError) as caught, whole_file(tmp_path / "no" / "out.json"):
        pass
    assert caught.value.code is ConditionCode.FOLDER_MISSING
    with pytest.raises(ConditionError) as caught, whole_file(tmp_path):
        pass
    assert caught.value.code is ConditionCode.NOT_A_FILE
