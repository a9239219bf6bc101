"""Files for other people: whole or not there at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ahpjournal.domain.errors import ConditionCode, ConditionError

_PART = ".part"


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that takes its place at *path* when the block ends well.

    Until then a file already at *path* stays as it is; if the block raises, nothing is left behind.
    Only its owner may read the new file.

    Raises:
        ConditionError: there is no such folder, *path* is one or a device, the disk is full, or
            the file may not be written.
    """
    if not path.parent.is_dir():
        raise ConditionError(ConditionCode.FOLDER_MISSING, str(path.parent))
    if path.exists() and not path.is_file():
        raise ConditionError(ConditionCode.NOT_A_FILE, str(path))
    part = path.with_name(path.name + _PART)
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        _forget(part)
        is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        code = ConditionCode.DISK_FULL if is_full else ConditionCode.NO_PERMISSION
        raise ConditionError(code, str(path.parent)) from error
    except BaseException:
        _forget(part)
        raise


def _forget(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)
