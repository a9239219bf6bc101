"""Keys and what kind of file lies at a path."""

import os
import stat
from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from ahpjournal.domain.records import dataclass

SQLITE_HEADER = b"SQLite format 3\x00"
KEYS_SUFFIX = ".keys"
KEY_BYTES = 32
PAGE_BYTES = 4_096
"""How large a page of an encrypted journal is: what SQLCipher 4 writes, and it is pinned."""

_SAMPLES = 8
_SPREAD = (120.0, 400.0)
"""Chi-squared of the byte values in one page of noise: 255, and rarely more than 140 away."""


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
    KEYLESS = "keyless"
    """No header that anybody could read, whole pages of noise: an encrypted journal whose key
    slots are not beside it, as far as one can tell without the recovery code. A plain journal with
    a ruined first page is told from it by its other pages."""
    OTHER = "other"


def keys_path(path: Path) -> Path:
    """Give the place of the key slots that belong to the journal at *path*.

    Beside a link to a journal there are none: they are beside the journal, as SQLite's files are.
    """
    real = Path(os.path.realpath(path)) if path.is_symlink() else path
    return real.with_name(real.name + KEYS_SUFFIX)


def sniff(path: Path) -> FileKind:
    """Look at *path* before any SQL; changes nothing and waits for nothing."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return FileKind.FOLDER
        with path.open("rb") as file:
            head = file.read(PAGE_BYTES)
            pages = [head, *_samples(file, found.st_size)]
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return FileKind.MISSING
    except PermissionError:
        return FileKind.NO_PERMISSION
    except OSError:
        return FileKind.DRIVE_PROBLEM
    if not head:
        return FileKind.EMPTY
    if head.startswith(SQLITE_HEADER):
        return FileKind.PLAIN
    if keys_path(path).exists():
        return FileKind.ENCRYPTED
    has_whole_pages = found.st_size % PAGE_BYTES == 0
    is_noise = has_whole_pages and all(map(_is_noise, pages))
    return FileKind.KEYLESS if is_noise else FileKind.OTHER


def _samples(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Give some pages from all over the file."""
    pages = size // PAGE_BYTES
    for number in sorted({pages * part // _SAMPLES for part in range(1, _SAMPLES)} - {0}):
        file.seek(number * PAGE_BYTES)
        yield file.read(PAGE_BYTES)


def _is_noise(page: bytes) -> bool:
    """Tell whether *page* looks drawn by lot: neither text nor picture, and not too even either."""
    expected = len(page) / 256
    spread = sum((page.count(value) - expected) ** 2 / expected for value in range(256))
    return _SPREAD[0] <= spread <= _SPREAD[1]
