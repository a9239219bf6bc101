"""What makes a change of files last, and what the system's refusals mean."""

import errno
import os
from pathlib import Path

from ahpjournal.domain.errors import ConditionCode, ConditionError

_CODES = {
    errno.ENOSPC: ConditionCode.DISK_FULL,
    errno.EDQUOT: ConditionCode.DISK_FULL,
    errno.EROFS: ConditionCode.READ_ONLY,
    errno.EACCES: ConditionCode.NO_PERMISSION,
    errno.EPERM: ConditionCode.NO_PERMISSION,
    errno.ENOENT: ConditionCode.MISSING,
}


def condition_of_system(error: OSError, path: Path) -> ConditionError:
    """Give the condition behind what the system said about *path*."""
    return ConditionError(_CODES.get(error.errno or 0, ConditionCode.DRIVE_PROBLEM), str(path))


def sync_file(path: Path) -> None:
    """Wait until what was written to *path* is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the names in *folder* are on the disk, where the system lets one ask for that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
