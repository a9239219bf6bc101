"""Keys and what kind of file lies at a path. Journals are plain for now."""

import stat
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

SQLITE_HEADER = b"SQLite format 3\x00"
KEYS_SUFFIX = ".keys"


@dataclass(frozen=True, slots=True)
class Key:
    """A raw 256-bit data key; empty for a plain journal."""

    raw: bytes = field(default=b"", repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether the journal is plain."""
        return not self.raw


NO_KEY = Key()


class FileKind(StrEnum):
    """What lies at a path, as far as its first bytes and the file system tell."""

    MISSING = "missing"
    FOLDER = "folder"
    """A folder, or anything else that is not a file: a device, a pipe."""
    NO_PERMISSION = "no-permission"
    DRIVE_PROBLEM = "drive-problem"
    EMPTY = "empty"
    PLAIN = "plain"
    ENCRYPTED = "encrypted"
    OTHER = "other"


def keys_path(path: Path) -> Path:
    """Give the place of the key slots that belong to the journal at *path*."""
    return path.with_name(path.name + KEYS_SUFFIX)


def sniff(path: Path) -> FileKind:
    """Look at *path* before any SQL; changes nothing and waits for nothing."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            return FileKind.FOLDER
        with path.open("rb") as file:
            head = file.read(len(SQLITE_HEADER))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return FileKind.MISSING
    except PermissionError:
        return FileKind.NO_PERMISSION
    except OSError:
        return FileKind.DRIVE_PROBLEM
    if not head:
        return FileKind.EMPTY
    if head == SQLITE_HEADER:
        return FileKind.PLAIN
    return FileKind.ENCRYPTED if keys_path(path).exists() else FileKind.OTHER
