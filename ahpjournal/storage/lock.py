"""One writer for a journal: a lock that the operating system lets go when its holder dies."""

import os
import sys
from pathlib import Path
from typing import BinaryIO

from ahpjournal.domain.errors import ConditionCode, ConditionError

LOCK_SUFFIX = ".lock"

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class WriterLock:
    """Holds the right to write one journal until released or until this process ends."""

    def __init__(self, journal: Path) -> None:
        """Take the lock beside *journal*.

        Raises:
            ConditionError: another window or program holds it (IN_USE), or the folder cannot be
                written to (NO_PERMISSION).
        """
        self.path = journal.with_name(journal.name + LOCK_SUFFIX)
        try:
            self._file = _open_private(self.path)
        except OSError as error:
            raise ConditionError(ConditionCode.NO_PERMISSION, str(journal.parent)) from error
        try:
            _take(self._file)
        except OSError as error:
            self._file.close()
            raise ConditionError(ConditionCode.IN_USE, str(journal)) from error

    def release(self) -> None:
        """Let the journal go; the lock's file is removed."""
        if self._file.closed:
            return
        if sys.platform == "win32":
            self._file.close()
            self.path.unlink(missing_ok=True)
        else:
            self.path.unlink(missing_ok=True)
            self._file.close()


def _open_private(path: Path) -> BinaryIO:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    return os.fdopen(descriptor, "r+b")
