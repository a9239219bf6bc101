"""Copies of attachments that other programs look at: in a private folder, and not for long.

Each session has a folder of its own, which it locks. It goes when the session ends; what a crash
left, or a program that still had a copy open, goes at the next start.
"""

import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.records import dataclass
from ahpjournal.settings import home
from ahpjournal.storage.disk import condition_of_system
from ahpjournal.storage.lock import LOCK_SUFFIX, WriterLock

FOLDER = "opened"


def opened_folder() -> Path:
    """Give the folder that holds the folders of all sessions on this computer."""
    return home() / FOLDER


@dataclass(frozen=True, slots=True)
class _Copy:
    path: Path
    size: int
    changed_ns: int

    def is_as_made(self) -> bool:
        try:
            found = self.path.lstat()
        except OSError:
            return False
        is_file = stat.S_ISREG(found.st_mode)
        return is_file and (found.st_size, found.st_mtime_ns) == (self.size, self.changed_ns)


@contextmanager
def work_folder(root: Path | None = None) -> Iterator[Path]:
    """Give a private folder for work on files; it goes afterwards.

    What a crash left goes at the next start of the window, or with the next such work.

    Raises:
        ConditionError: it cannot be made.
    """
    above = root or opened_folder()
    try:
        _prepare(above)
        sweep(above)
    except OSError as error:
        raise condition_of_system(error, above) from error
    folder = above / f"work-{secrets.token_hex(8)}"
    lock = WriterLock(folder)  # before it is there: nobody sweeps it away
    try:
        try:
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise condition_of_system(error, above) from error
        yield folder
    finally:
        _remove(folder)
        lock.release()


def _prepare(root: Path) -> None:
    """Make sure that *root* is a folder of its owner's alone."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    if root.is_symlink():
        raise ConditionError(ConditionCode.NO_PERMISSION, str(root))
    root.chmod(0o700)


class PrivateCopies:
    """The copies of one session. One thread may make a copy while another lets them all go."""

    def __init__(self, ids: Ids, root: Callable[[], Path] = opened_folder) -> None:
        """Make copies below the folder that *root* gives; nothing is made before the first."""
        self._ids = ids
        self._root = root
        self._folder: Path | None = None
        self._lock: WriterLock | None = None
        self._copies: dict[object, _Copy] = {}
        self._guard = Lock()
        self._is_closed = False

    def make(self, key: object, name: str, parts: Iterable[bytes]) -> Path:
        """Give a copy called *name* that its owner may read; that made for *key* if it is whole.

        Raises:
            ConditionError: it cannot be written, or *parts* raised; nothing is left of it.
            Cancelled: the session has ended.
        """
        with self._guard:
            if self._is_closed:
                raise Cancelled
            return self._make(key, name, parts)

    def _make(self, key: object, name: str, parts: Iterable[bytes]) -> Path:
        made = self._copies.get(key)
        if made is not None and made.path.name == name and made.is_as_made():
            return made.path
        folder = self._own_folder() / str(len(self._copies) + 1)
        path = folder / name
        try:
            while folder.exists():
                folder = folder.with_name(f"{folder.name}a")
                path = folder / name
            folder.mkdir(mode=0o700)
            self._write(path, parts)
            found = path.lstat()
        except OSError as error:
            _remove(folder)
            raise condition_of_system(error, folder) from error
        except BaseException:
            _remove(folder)
            raise
        self._copies[key] = _Copy(path, found.st_size, found.st_mtime_ns)
        return path

    def remove_all(self) -> None:
        """Take every copy away; one that is held open by another program goes at the next start."""
        with self._guard:
            folder, self._folder = self._folder, None
            lock, self._lock = self._lock, None
            self._copies.clear()
            if folder is not None:
                _remove(folder)
            if lock is not None:
                lock.release()

    def close(self) -> None:
        """Take every copy away, and make no more."""
        self._is_closed = True
        self.remove_all()

    def _own_folder(self) -> Path:
        if self._folder is not None:
            return self._folder
        root = self._root()
        try:
            _prepare(root)
            folder = root / self._ids.new()
            self._lock = WriterLock(folder)
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise condition_of_system(error, root) from error
        self._folder = folder
        return folder

    def _write(self, path: Path, parts: Iterable[bytes]) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, 0o400), "wb") as file:
            for part in parts:
                file.write(part)


def sweep(root: Path | None = None) -> None:
    """Take away the folders below *root* that no session holds; what resists, goes another time."""
    folder = root or opened_folder()
    with suppress(OSError):
        for found in sorted(folder.iterdir()):
            if found.name.endswith(LOCK_SUFFIX):
                continue
            with suppress(ConditionError):
                lock = WriterLock(found)
                try:
                    _remove(found)
                finally:
                    lock.release()


def _remove(folder: Path) -> None:
    """Remove a folder of copies with all in it; links are removed, not followed."""
    with suppress(OSError):
        for found in list(folder.iterdir()) if not folder.is_symlink() else []:
            if found.is_dir() and not found.is_symlink():
                _remove(found)
            else:
                with suppress(OSError):
                    if not found.is_symlink():
                        found.chmod(0o600)  # Windows removes no file that may not be written
                    found.unlink()
        folder.rmdir()
