"""Backups that nobody has to think of: once a day on use, and on closing after changes. No Qt."""

from ahpjournal import logs
from ahpjournal.domain.errors import ConditionError
from ahpjournal.domain.jobs import Job, Progress
from ahpjournal.services.backups import BackupService
from ahpjournal.services.feed import Topic
from ahpjournal.services.jobs import Jobs
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.autosave import Timers

FIRST_MS = 3_000
"""How long after the window is shown: its first page comes first."""
AGAIN_MS = 30 * 60 * 1_000
"""How often to look whether the day's backup is due: a window may stay open for weeks."""


class DailyBackups:
    """Looks after one open journal at a time."""

    def __init__(self, jobs: Jobs, timers: Timers) -> None:
        """Run backups as *jobs*."""
        self._jobs = jobs
        self._timer = timers.single_shot(self._on_time)
        self._session: JournalSession | None = None
        self._is_leaving = False

    def begin(self, session: JournalSession) -> None:
        """Look after *session* from now on."""
        self._session = session
        if session.backups.is_available:
            self._timer.start(FIRST_MS)

    def end(self) -> None:
        """Look after nothing any more; the journal is about to be closed."""
        self._timer.stop()
        self._session = None

    def leave(self) -> None:
        """From now on there is no worker: what is closed is backed up before going on."""
        self._is_leaving = True

    def journal_closed(self, backups: BackupService, *, was_read_only: bool) -> None:
        """Back up a journal that has just been closed, if something changed since the last time.

        Nothing that stands in the way is raised: it is shown at the next start.
        """
        if was_read_only or not backups.is_available:
            return

        def work(job: Job | None = None) -> None:
            try:
                backups.make_on_close(job)
            except ConditionError as error:
                logs.note(f"backup-on-closing: {error.code.value}")

        if self._is_leaving:
            work()
            return
        self._jobs.submit(
            work,
            on_done=lambda _nothing: None,
            on_error=_raise,
            on_cancelled=lambda: None,
            on_progress=_ignore,
        )

    def _on_time(self) -> None:
        session = self._session
        if session is None:
            return
        backups, is_read_only = session.backups, session.is_read_only

        def work(job: Job) -> None:
            if not is_read_only:
                try:
                    backups.make_daily(job)
                    backups.keep_protected(job)
                except ConditionError as error:  # kept by the service, and shown from its state
                    logs.note(f"daily-backup: {error.code.value}")
            backups.state()

        def done(_nothing: object) -> None:
            if self._session is session:
                session.feed.publish(Topic.BACKUPS)
                self._timer.start(AGAIN_MS)

        self._jobs.submit(
            work,
            on_done=done,
            on_error=_raise,
            on_cancelled=lambda: None,
            on_progress=_ignore,
        )


def _raise(error: Exception) -> None:
    raise error


def _ignore(_progress: Progress) -> None:
    """Take no notice."""
