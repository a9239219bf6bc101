"""Files that come back: read by another process, so that nothing in them reaches the journal."""

from collections.abc import Mapping
from pathlib import Path

from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.jobs import Job, JobStage, Progress, SilentJob
from ahpjournal.domain.returned import ReturnedFile

READER = "read-returned-pdf"
"""The word with which the program starts as that process."""

LARGEST = 100 << 20
"""Bytes; our own documents of a thousand reflections have two million."""

Places = Mapping[str, tuple[int, tuple[float, float, float, float]]]


def file_bytes(path: Path) -> bytes:
    """Read the file at *path*.

    Raises:
        ConditionError: there is none, or it cannot be read.
        InputError: it is larger than any reply (PDF_TOO_MUCH).
    """
    try:
        if path.is_dir():
            raise ConditionError(ConditionCode.NOT_A_FILE, str(path))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise ConditionError(ConditionCode.MISSING, str(path)) from error
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(path)) from error
    if len(data) > LARGEST:
        raise InputError(InputCode.PDF_TOO_MUCH, path.name)
    return data


def read_pdf(
    data: bytes, job: Job, *, password: str = "", places: Places | None = None
) -> ReturnedFile:
    """Read what is in a returned PDF; *places* are asked for their words.

    Raises:
        InputError: it is no PDF, damaged, protected by a password, or too much to read.
        Cancelled: the user stopped it.
    """
    from ahpjournal.pdf.reading.process import read_returned
    from ahpjournal.pdf.reading.transport import Task

    job.report(Progress(0, 0, JobStage.READING))
    return read_returned(Task(data, password, places or {}), job)


def try_reader() -> None:
    """Start the process that reads, and see that it answers.

    Raises:
        InputError: it did not answer as it should.
    """
    try:
        read_pdf(b"This is no PDF.", SilentJob())
    except InputError as error:
        if error.code is not InputCode.NOT_A_PDF:
            raise


def run_reader() -> int:
    """Be that process."""
    from ahpjournal.pdf.reading.worker import main

    return main()
