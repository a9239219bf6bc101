"""The port through which long work is run; the window brings a thread, tests run at once."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from ahpjournal.domain.errors import Cancelled
from ahpjournal.domain.jobs import Job, Progress

T = TypeVar("T")


class Ticket(Protocol):
    """A hold on a job that was handed in."""

    def cancel(self) -> None:
        """Ask the job to stop; the outcome still arrives."""


class Jobs(Protocol):
    """Runs one job after another; exactly one of done, error and cancelled is called for each."""

    def submit(
        self,
        work: Callable[[Job], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        on_cancelled: Callable[[], None],
        on_progress: Callable[[Progress], None],
    ) -> Ticket:
        """Queue *work*; every callback comes on the caller's thread."""


class FinishedTicket:
    """The ticket of a job that has already run."""

    def cancel(self) -> None:
        """Do nothing: the job is over."""


class InlineJobs:
    """Runs each job at once on the caller's thread: for tests and the command line."""

    def submit(
        self,
        work: Callable[[Job], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        on_cancelled: Callable[[], None],
        on_progress: Callable[[Progress], None],
    ) -> Ticket:
        """Run *work* now and call back before returning."""
        try:
            result = work(_InlineJob(on_progress))
        except Cancelled:
            on_cancelled()
        except Exception as error:  # noqa: BLE001 - a job runner hands every failure on
            on_error(error)
        else:
            on_done(result)
        return FinishedTicket()


class _InlineJob:
    def __init__(self, on_progress: Callable[[Progress], None]) -> None:
        self._on_progress = on_progress

    def report(self, progress: Progress) -> None:
        self._on_progress(progress)

    def check_cancelled(self) -> None:
        return
