import errno
from pathlib import Path

import pytest

from ahpjournal.domain.errors import ConditionCode
from ahpjournal.storage.disk import condition_of_system, sync_file, sync_folder


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ConditionCode.DISK_FULL),
        (errno.EDQUOT, ConditionCode.DISK_FULL),
        (errno.EROFS, ConditionCode.READ_ONLY),
        (errno.EACCES, ConditionCode.NO_PERMISSION),
        (errno.EPERM, ConditionCode.NO_PERMISSION),
        (errno.ENOENT, ConditionCode.MISSING),
        (errno.EIO, ConditionCode.DRIVE_PROBLEM),
    ],
)
def test_what_the_system_says_becomes_a_condition(number: int, code: ConditionCode) -> None:
    condition = condition_of_system(OSError(number, "said"), Path("x"))
    assert (condition.code, condition.path) == (code, "x")
    assert condition_of_system(OSError("no number"), Path("x")).code is ConditionCode.DRIVE_PROBLEM


def test_files_and_folders_are_brought_to_the_disk(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"kept")
    sync_file(tmp_path / "x")
    sync_folder(tmp_path)
    assert (tmp_path / "x").read_bytes() == b"kept"
