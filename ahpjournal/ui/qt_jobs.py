"""The one owner of a worker thread: long work in turn, outcomes on the window's thread."""

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ahpjournal.domain.errors import Cancelled
from ahpjournal.domain.jobs import Job, Progress

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")


class QtTicket:
    """A hold on one job."""

    def __init__(self) -> None:
        """Start with nothing asked."""
        self.cancelled = Event()
        self.is_muted = False

    def cancel(self) -> None:
        """Ask the job to stop; it does at its next look."""
        self.cancelled.set()


class _RunningJob:
    def __init__(self, ticket: QtTicket, report: Callable[[Progress], None]) -> None:
        self._ticket = ticket
        self._report = report

    def report(self, progress: Progress) -> None:
        self._report(progress)

    def check_cancelled(self) -> None:
        if self._ticket.cancelled.is_set():
            raise Cancelled


class QtJobs(QObject):
    """Runs jobs on one worker thread. Lives as long as the application."""

    _posted = Signal(object, object, bool)

    def __init__(self) -> None:
        """Start without a thread; it comes with the first job."""
        super().__init__()
        self._pool: ThreadPoolExecutor | None = None
        self._tickets: set[QtTicket] = set()
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[Job], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        on_cancelled: Callable[[], None],
        on_progress: Callable[[Progress], None],
    ) -> QtTicket:
        """Queue *work*; exactly one of done, error and cancelled is called, on this thread."""
        ticket = QtTicket()
        self._tickets.add(ticket)

        def finish(call: Callable[[], None]) -> None:
            self._posted.emit(ticket, call, True)

        def report(progress: Progress) -> None:
            self._posted.emit(ticket, lambda: on_progress(progress), False)

        def run() -> None:
            job = _RunningJob(ticket, report)
            try:
                job.check_cancelled()
                result = work(job)
            except Cancelled:
                finish(on_cancelled)
            except Exception as error:  # noqa: BLE001 - the job runner hands every failure on
                failure = error
                finish(lambda: on_error(failure))
            else:
                finish(lambda: on_done(result))

        self._worker().submit(run)
        return ticket

    def _worker(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor

        if self._pool is None:
            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        return self._pool

    @property
    def is_busy(self) -> bool:
        """Whether a job is queued or running."""
        return bool(self._tickets)

    def stop_all(self) -> None:
        """Ask every job to stop, and call nobody back any more: those who asked are gone.

        A job that is writing ends its file or removes it first; later jobs wait for that.
        """
        for ticket in self._tickets:
            ticket.cancel()
            ticket.is_muted = True

    def shut_down(self) -> None:
        """Ask every job to stop and wait for the one that runs."""
        for ticket in self._tickets:
            ticket.cancel()
        self._worker().shutdown(wait=True, cancel_futures=True)  # also if none comes after it

    @Slot(object, object, bool)
    def _on_posted(self, ticket: QtTicket, call: Callable[[], None], is_last: bool) -> None:  # noqa: FBT001 - a signal
        if is_last:
            self._tickets.discard(ticket)
        if not ticket.is_muted:
            call()
