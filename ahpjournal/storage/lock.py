"""One writer for a journal: a lock that the operating system lets go when its holder dies."""

import errno
import os
import platform
import sys
from contextlib import suppress
from io import FileIO
from pathlib import Path

from ahpjournal.domain.clock import SystemClock, parse_timestamp, timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError

LOCK_SUFFIX = ".lock"
_ATTEMPTS = 20
_TEXT = 300
_HELD = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK, errno.EWOULDBLOCK})

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # Windows locks bytes against reading: one far behind the text

    def _take(file: FileIO) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

else:
    import fcntl

    def _take(file: FileIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class WriterLock:
    """Holds the right to write one journal until released or until this process ends.

    The file holds the number of the process, the name of the computer and, in a second line, since
    when, for people; the lock itself is the operating system's, so a crash or a power cut leaves
    nothing that has to be judged stale. Only what a sync program brought from another computer
    cannot be told from a leftover.
    """

    def __init__(self, journal: Path) -> None:
        """Take the lock beside *journal*; a link to a journal takes the lock of its target.

        Raises:
            ConditionError: another window or program holds it (IN_USE, with *computer* and *since*
                as it noted them, else empty), nothing may be written
                into the folder (READ_ONLY), or there is no room for it (DISK_FULL).
        """
        real = Path(os.path.realpath(journal)) if journal.is_symlink() else journal
        self.path = real.with_name(real.name + LOCK_SUFFIX)
        for _attempt in range(_ATTEMPTS):
            try:
                self._file = _open_private(self.path)
            except OSError as error:
                is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
                code = ConditionCode.DISK_FULL if is_full else ConditionCode.READ_ONLY
                raise ConditionError(code, str(journal)) from error
            try:
                _take(self._file)
            except OSError as error:
                if error.errno in _HELD:
                    computer, since = _holder(self._file)
                    self._file.close()
                    raise ConditionError(
                        ConditionCode.IN_USE, str(journal), computer=computer, since=since
                    ) from error
                # else this file system knows no locks: SQLite's own have to do
            if self._is_there():
                break
            self._file.close()  # its last holder removed it between our opening and our taking
        else:
            raise ConditionError(ConditionCode.IN_USE, str(journal))
        self.left_by = _computer(self._file.read(_TEXT) or b"")
        """The other computer whose lock lay here; empty if there was none."""
        since = timestamp(SystemClock().now())
        with suppress(OSError):  # on a full disk the lock does without its text
            self._file.seek(0)
            self._file.truncate(0)
            self._file.write(f"{os.getpid()} {platform.node()}\n{since}\n".encode())

    def release(self) -> None:
        """Let the journal go; the lock's file is removed."""
        if self._file.closed:
            return
        if sys.platform == "win32":
            self._file.close()  # an open file cannot be removed
        with suppress(OSError):
            self.path.unlink()
        self._file.close()

    def _is_there(self) -> bool:
        if sys.platform == "win32":
            return True  # an open file cannot be removed
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return False
        mine = os.fstat(self._file.fileno())
        return (found.st_dev, found.st_ino) == (mine.st_dev, mine.st_ino)


def _holder(file: FileIO) -> tuple[str, str]:
    """Give the computer of whoever holds the lock, and since when; empty if that cannot be read."""
    try:
        lines = (file.read(_TEXT) or b"").decode(errors="replace").splitlines()
        who, since = lines[:2]
        parse_timestamp(since)
    except (OSError, ValueError, OverflowError):
        return "", ""
    return who.partition(" ")[2].strip(), since


def _computer(text: bytes) -> str:
    """Give the computer named in a lock that was left behind, unless it is this one."""
    name = text.decode(errors="replace").partition("\n")[0].partition(" ")[2].strip()
    return name if name != platform.node() else ""


def _open_private(path: Path) -> FileIO:
    # Never through a link: what is written here must not land in another file.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o600)
    return os.fdopen(descriptor, "r+b", buffering=0)
