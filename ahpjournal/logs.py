"""A small rotating log of faults. No journal text: messages and values are left out."""

import logging
import os
import traceback
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from typing_extensions import override

LOG_NAME = "ahpjournal.log"
_LOGGER = logging.getLogger("ahpjournal")


MOST_BYTES, KEPT = 262_144, 2


class _QuietHandler(logging.FileHandler):
    """A log that cannot be written is no reason to show anybody a traceback.

    Only its owner may read it. A full one gives way to a new one; two old ones are kept. Python's
    own rotating handler would load pickling and sockets before the window is there.
    """

    @override
    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._make_room(len(self.format(record)))
            super().emit(record)
        except OSError:
            self.handleError(record)

    def _make_room(self, length: int) -> None:
        path = Path(self.baseFilename)
        if not path.exists() or path.stat().st_size + length + 1 <= MOST_BYTES:
            return
        if self.stream:
            self.stream.close()
            self.stream = None  # the next line opens it again
        for number in range(KEPT, 0, -1):
            older = path if number == 1 else path.with_name(f"{path.name}.{number - 1}")
            if older.exists():
                os.replace(older, path.with_name(f"{path.name}.{number}"))

    @override
    def _open(self) -> TextIOWrapper:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        descriptor = os.open(self.baseFilename, flags, 0o600)
        return os.fdopen(descriptor, "a", encoding=self.encoding, errors=self.errors)

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Let the line go."""


def open_log(folder: Path) -> None:
    """Write the log into *folder* and nowhere else; without a writable folder there is no log."""
    close_log()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = _QuietHandler(folder / LOG_NAME, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False


def close_log() -> None:
    """Stop writing the log."""
    for handler in tuple(_LOGGER.handlers):
        _LOGGER.removeHandler(handler)
        handler.close()


def note(message: str) -> None:
    """Write a fixed *message*; never one that holds anything typed."""
    _LOGGER.info("%s", message)


def fault(error: BaseException, trace: TracebackType | None = None) -> str:
    """Log where *error* came from, without its words, and give the same text as a report."""
    report = report_of(error, trace)
    _LOGGER.error("%s", report)
    return report


def report_of(error: BaseException, trace: TracebackType | None = None) -> str:
    """Say which kind of error came from which lines; no message, no values."""
    frames = traceback.extract_tb(trace if trace is not None else error.__traceback__)
    lines = [f"{Path(f.filename).name}:{f.lineno} in {f.name}" for f in frames]
    return "\n".join([type(error).__name__, *lines])
