"""Asking the window that has a journal open to come to the front: a file beside the journal.

Whoever has the journal open looks for the file and answers by removing it. There is no network in
it, and nothing is written into the file.
"""

import os
import platform
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ahpjournal.domain.clock import parse_timestamp
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.lock import LOCK_SUFFIX

SHOW_SUFFIX = ".show"
_MOST_BYTES = 400


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a journal open: the number of the process, and since when, if the lock says so.

    *is_here* tells whether a process of that number runs on this computer.
    """

    process: int
    since: datetime | None
    is_here: bool


def holder_of(journal: Path) -> Holder | None:
    """Read who holds the lock of *journal*; None if that cannot be told."""
    try:
        with _beside(journal, LOCK_SUFFIX).open("rb") as file:
            lines = file.read(_MOST_BYTES).decode(errors="replace").split("\n")
        number, _space, computer = lines[0].partition(" ")
        process = int(number)
    except (OSError, ValueError):
        return None
    try:
        since = parse_timestamp(lines[1])
    except (IndexError, ValueError):
        since = None
    is_here = computer.strip() == platform.node() and _runs_here(process)
    return Holder(process, since, is_here)


def request_path(journal: Path) -> Path:
    """Give the place of the request to show *journal*."""
    return _beside(journal, SHOW_SUFFIX)


def ask_to_show(journal: Path) -> bool:
    """Ask whoever has *journal* open to come to the front; tell whether asking was possible."""
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        os.close(os.open(request_path(journal), flags, 0o600))
    except OSError:
        return False
    return True


def is_asked(journal: Path) -> bool:
    """Tell whether somebody asks to see *journal*, or nobody has answered so far."""
    return request_path(journal).exists()


def take_request(journal: Path) -> bool:
    """Take the request to show *journal* away; tell whether there was one."""
    with suppress(OSError):
        request_path(journal).unlink()
        return True
    return False


def _beside(journal: Path, ending: str) -> Path:
    real = Path(os.path.realpath(journal)) if journal.is_symlink() else journal
    return real.with_name(real.name + ending)


def _runs_here(process: int) -> bool:
    if process <= 0:
        return False
    if sys.platform == "win32":
        return True  # it cannot be asked there without ending it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
