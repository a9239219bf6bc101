"""What a long piece of work may say while it runs; the runner itself lives above."""

from enum import StrEnum
from typing import Protocol

from ahpjournal.domain.records import dataclass


class JobStage(StrEnum):
    """What a job is doing at the moment."""

    READING = "reading"
    CHECKING = "checking"
    SAVING = "saving"
    GATHERING = "gathering"
    DRAWING = "drawing"
    FINISHING = "finishing"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: *done* of *total* pieces of *stage*; total 0 means not known."""

    done: int
    total: int
    stage: JobStage


class Job(Protocol):
    """What the work is handed: a way to report, and a way to hear that it should stop."""

    def report(self, progress: Progress) -> None:
        """Tell how far the work is."""

    def check_cancelled(self) -> None:
        """Raise Cancelled if the user asked to stop; call at least every 100 ms of work."""


class SilentJob:
    """A job that nobody watches and nobody stops."""

    def report(self, progress: Progress) -> None:
        """Take no notice."""

    def check_cancelled(self) -> None:
        """Never stop."""
