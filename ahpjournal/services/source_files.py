"""Reading a file from outside, whatever it turns out to be."""

import os
import stat
from pathlib import Path

from ahpjournal.domain.attachments import MOST_BYTES
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.jobs import Job

_BLOCK = 1 << 20
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe would wait for somebody to write into it
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
)
_BESIDE = ("", "-wal", "-shm", "-journal", ".lock")


def read_file(path: Path, journal: Path | None, job: Job, most: int = MOST_BYTES) -> bytes:
    """Read the file at *path*, or where a link there leads, if it has at most *most* bytes.

    It is not read if it is the open *journal* or lies open with it: closing such a file would let
    the locks on it go.

    Raises:
        InputError: it is empty (EMPTY_FILE), too large (TOO_LARGE) or the journal (OWN_JOURNAL).
        ConditionError: it is a folder or a device, is not there, or cannot be read.
        Cancelled: the user stopped it.
    """
    name = path.name
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ConditionError(ConditionCode.NOT_A_FILE, str(path))
        if journal is not None and _is_part_of(found, journal):
            raise InputError(InputCode.OWN_JOURNAL, name)
        if found.st_size > most:
            raise InputError(InputCode.TOO_LARGE, name)
        data = _read(path, most, job)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise ConditionError(ConditionCode.MISSING, str(path)) from error
    except OSError as error:
        raise ConditionError(ConditionCode.SOURCE_UNREADABLE, str(path)) from error
    if not data:
        raise InputError(InputCode.EMPTY_FILE, name)
    if len(data) > most:
        raise InputError(InputCode.TOO_LARGE, name)
    return data


def _read(path: Path, most: int, job: Job) -> bytes:
    blocks, size = [], 0
    with os.fdopen(os.open(path, _FLAGS), "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # it was another a moment ago
            raise ConditionError(ConditionCode.NOT_A_FILE, str(path))
        while size <= most and (block := file.read(min(_BLOCK, most + 1 - size))):
            job.check_cancelled()
            blocks.append(block)
            size += len(block)
    return b"".join(blocks)


def _is_part_of(found: os.stat_result, journal: Path) -> bool:
    for ending in _BESIDE:
        try:
            beside = journal.with_name(journal.name + ending).stat()
        except OSError:
            continue
        if os.path.samestat(found, beside):
            return True
    return False
