"""From the driver's errors to conditions with a code (SQLite result codes)."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.storage.driver import Error
from ahpjournal.storage.keys import FileKind, sniff

UNREADABLE = (Error, UnicodeDecodeError)
"""What the driver raises about a file; of a damaged schema, even its words can be no text."""

_CODES = {
    5: ConditionCode.IN_USE,  # SQLITE_BUSY
    6: ConditionCode.IN_USE,  # SQLITE_LOCKED
    7: ConditionCode.OUT_OF_MEMORY,  # SQLITE_NOMEM
    8: ConditionCode.READ_ONLY,  # SQLITE_READONLY
    10: ConditionCode.DRIVE_PROBLEM,  # SQLITE_IOERR
    11: ConditionCode.DAMAGED,  # SQLITE_CORRUPT
    13: ConditionCode.DISK_FULL,  # SQLITE_FULL
    26: ConditionCode.DAMAGED,  # SQLITE_NOTADB: the header said SQLite, the rest does not
}
_OF_DAMAGE = ("malformed", "invalid fts5 file format")
"""What SQLite says of damage without giving it a code of its own."""
_ERROR, _IOERR, _CANTOPEN = 1, 10, 14
_ROOM_BYTES = 65_536
"""SQLite speaks of an I/O error where less is left than the memory it shares (-shm) takes."""
_KINDS = {
    FileKind.MISSING: ConditionCode.MISSING,
    FileKind.FOLDER: ConditionCode.NOT_A_FILE,
    FileKind.NO_PERMISSION: ConditionCode.NO_PERMISSION,
}


def condition_of(error: Error, path: Path | None) -> ConditionError | None:
    """Give the condition behind *error*, or None if it is a fault of this program."""
    where = str(path) if path is not None else ""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        if "decode to UTF-8" in str(error):
            return ConditionError(ConditionCode.DAMAGED, where)
        return None
    base = int(code) & 0xFF
    if base == _CANTOPEN:
        kind = sniff(path) if path is not None else FileKind.OTHER
        return ConditionError(_KINDS.get(kind, ConditionCode.NO_PERMISSION), where)
    if base == _ERROR and any(words in str(error) for words in _OF_DAMAGE):
        return ConditionError(ConditionCode.DAMAGED, where)
    if base == _IOERR and path is not None and _is_full(path):
        return ConditionError(ConditionCode.DISK_FULL, where)
    if base in _CODES:
        return ConditionError(_CODES[base], where)
    return None


def _is_full(path: Path) -> bool:
    """Tell whether the disk that *path* lies on has no room left; False where it does not say."""
    try:
        return shutil.disk_usage(os.path.realpath(path.parent)).free < _ROOM_BYTES
    except OSError:
        return False


@contextmanager
def conditions(path: Path | None) -> Iterator[None]:
    """Turn the driver's errors about the world outside into ConditionError.

    Raises:
        ConditionError: the file, disk or folder stands in the way.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise ConditionError(
            ConditionCode.DAMAGED, str(path) if path is not None else ""
        ) from error
    except Error as error:
        condition = condition_of(error, path)
        if condition is None:
            raise
        raise condition from error
