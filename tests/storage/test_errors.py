import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.storage.driver import Error, connect
from ahpjournal.storage.errors import condition_of, conditions


class DiskUsage(NamedTuple):
    """What the system says about a disk, in bytes."""

    total: int
    used: int
    free: int


def error_of(code: int | None, text: str = "") -> Error:
    error = Error(text)
    if code is not None:
        error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (5, ConditionCode.IN_USE),
        (6, ConditionCode.IN_USE),
        (7, ConditionCode.OUT_OF_MEMORY),
        (8, ConditionCode.READ_ONLY),
        (1032, ConditionCode.READ_ONLY),
        (10, ConditionCode.DRIVE_PROBLEM),
        (11, ConditionCode.DAMAGED),
        (13, ConditionCode.DISK_FULL),
        (26, ConditionCode.DAMAGED),
    ],
)
def test_conditions_outside_the_program_have_a_code(code: int, expected: ConditionCode) -> None:
    condition = condition_of(error_of(code), Path("/x/y.ahpjournal"))
    assert condition is not None
    assert (condition.code, condition.path) == (expected, "/x/y.ahpjournal")


@pytest.mark.parametrize(
    ("free", "expected"),
    [(4_096, ConditionCode.DISK_FULL), (1_000_000, ConditionCode.DRIVE_PROBLEM)],
)
def test_a_full_disk_is_told_from_one_that_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, expected: ConditionCode
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: DiskUsage(9, 9, free))
    for code in (10, 4874):
        condition = condition_of(error_of(code), tmp_path / "x.ahpjournal")
        assert condition is not None
        assert condition.code is expected


def test_what_cannot_be_opened_is_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    cases = [
        (tmp_path, ConditionCode.NOT_A_FILE),
        (tmp_path / "missing", ConditionCode.MISSING),
        (file, ConditionCode.NO_PERMISSION),
        (None, ConditionCode.NO_PERMISSION),
    ]
    for path, expected in cases:
        condition = condition_of(error_of(14), path)
        assert condition is not None
        assert condition.code is expected


def test_damaged_text_and_a_malformed_schema_are_damage() -> None:
    for error in (
        error_of(None, "Could not decode to UTF-8 column 'title'"),
        error_of(1, "malformed database schema (entry)"),
        error_of(1, "invalid fts5 file format (found 0, expected 4 or 5) - run 'rebuild'"),
    ):
        condition = condition_of(error, None)
        assert condition is not None
        assert condition.code is ConditionCode.DAMAGED


@pytest.mark.parametrize(
    "error", [error_of(1, "near SELEC: syntax error"), error_of(19), error_of(None, "?")]
)
def test_a_fault_of_ours_stays_one(error: Error) -> None:
    assert condition_of(error, None) is None
    with pytest.raises(Error), conditions(None):
        raise error


def test_a_real_error_is_turned_into_a_condition(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    connection = connect(str(file))
    with pytest.raises(ConditionError) as caught, conditions(file):
        connection.execute("SELECT * FROM sqlite_master")
    assert caught.value.code is ConditionCode.DAMAGED
    connection.close()
