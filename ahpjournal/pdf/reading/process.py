"""The one owner of another process: this program again, to read what came back from outside.

It gets the file through its standard input, may use so much memory and time, and answers with
JSON. Whatever a hostile file does to it, the journal is not there.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.returned import ReturnedFile
from ahpjournal.pdf.reading.limits import LARGEST_FILE, SECONDS
from ahpjournal.pdf.reading.transport import Outcome, Task, read_result, task_bytes

COMMAND = "read-returned-pdf"
"""The word with which the program starts as the reader."""

_GRACE, _LOOK = 5.0, 0.1
_LARGEST_RESULT = 64 << 20
_CODES = {
    Outcome.NOT_A_PDF: InputCode.NOT_A_PDF,
    Outcome.DAMAGED: InputCode.PDF_DAMAGED,
    Outcome.PASSWORD: InputCode.PDF_NEEDS_PASSWORD,
    Outcome.WRONG_PASSWORD: InputCode.PDF_WRONG_PASSWORD,
    Outcome.TOO_MUCH: InputCode.PDF_TOO_MUCH,
}


def read_returned(task: Task, job: Job, *, seconds: float = SECONDS + _GRACE) -> ReturnedFile:
    """Read a returned PDF in a process of its own.

    Raises:
        InputError: it is no PDF, damaged, protected by a password, or too much to read.
        Cancelled: the user stopped it.
    """
    if len(task.data) > LARGEST_FILE:
        raise InputError(InputCode.PDF_TOO_MUCH, "file")
    result = _result(_ask(task_bytes(task), job, seconds))
    if isinstance(result, Outcome):
        raise InputError(_CODES[result], "file")
    return result


def _ask(task: bytes, job: Job, seconds: float) -> bytes:
    """Give what the process answers; nothing if it came to an end before it did."""
    options: dict[str, Any] = {}
    if sys.platform == "win32":
        options["creationflags"] = subprocess.CREATE_NO_WINDOW
    with subprocess.Popen(  # noqa: S603 - this program itself
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        **options,
    ) as process:
        try:
            _hand_over(process, task)
            waited = 0.0
            while waited <= seconds:
                job.check_cancelled()
                try:
                    answer: bytes = process.communicate(timeout=_LOOK)[0]
                except subprocess.TimeoutExpired:
                    waited += _LOOK
                else:
                    return answer
            return b""
        finally:
            process.kill()


def _hand_over(process: "subprocess.Popen[bytes]", task: bytes) -> None:
    """Give the process its task; it reads all of it before it answers."""
    stdin, process.stdin = process.stdin, None
    if stdin is not None:
        with suppress(BrokenPipeError, OSError), stdin:
            stdin.write(task)


def command() -> list[str]:
    """Give the words that start the reader: this program, however it was installed."""
    if getattr(sys, "frozen", False):
        return [sys.executable, COMMAND]
    return [sys.executable, "-P", "-m", "ahpjournal", COMMAND]


def _environment() -> Mapping[str, str]:
    """Keep what Python needs to start, and where the program's files lie."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "MALLOC_ARENA_MAX": "2"}


def _result(answer: bytes) -> Outcome | ReturnedFile:
    if not answer or len(answer) > _LARGEST_RESULT:
        return Outcome.TOO_MUCH
    try:
        return read_result(answer)
    except ValueError:
        return Outcome.DAMAGED
