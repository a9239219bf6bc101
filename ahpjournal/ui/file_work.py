"""Work on the file of the open journal: its pages go, the work is done, and they come back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ahpjournal.domain.backups import Backup
from ahpjournal.domain.errors import AhpJournalError, ConditionError
from ahpjournal.domain.jobs import Job
from ahpjournal.services.jobs import Jobs
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.protection import Key
from ahpjournal.services.restoring import RestoreService
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _
from ahpjournal.ui.journals import RepairJournal
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme

if TYPE_CHECKING:
    from ahpjournal.domain.merging import MergeReport
    from ahpjournal.services.repairs import RepairReport
    from ahpjournal.ui.repair_offer import RepairDialogs

T = TypeVar("T")


class FileWorkHost(Protocol):
    """What puts the pages away and brings them back."""

    @property
    def session(self) -> JournalSession | None:
        """The open journal."""

    @property
    def is_demo(self) -> bool:
        """Whether it is a throw-away copy of the demo journal."""

    def put_away(self, cover: QWidget) -> bool:
        """Save, close the journal and cover everything; tell whether that was possible."""

    def open_again(
        self,
        path: Path,
        key: Key,
        keep: Callable[[JournalSession], None],
        route: Route,
        *,
        is_demo: bool,
    ) -> None:
        """Open what lies at *path* now, hand the session to *keep*, and go to *route*."""

    def show_notice(self, words: str, problem: UserMessage | None = None) -> None:
        """Say above the pages what was done, or what stood in the way."""


class FileWork(QObject):
    """Does one thing at a time; each ends in an open journal or the unlock page."""

    def __init__(
        self,
        host: FileWorkHost,
        restores: RestoreService,
        jobs: Jobs,
        dialogs: "RepairDialogs",
        theme: Theme,
    ) -> None:
        """Work on the journal that *host* has open."""
        super().__init__()
        self._host = host
        self._restores = restores
        self._jobs = jobs
        self._dialogs = dialogs
        self._theme = theme

    def put_back(self, backup: Backup) -> None:
        """Put *backup* in the place of the journal; nothing is deleted."""
        self._replace(lambda path, key, job: self._restores.put_back(backup, path, job, key))

    def undo_put_back(self, aside: Path) -> None:
        """Bring back the journal that a backup replaced, kept in *aside*."""
        self._replace(lambda path, _key, _job: self._restores.undo(aside, path))

    def merge_copy(self, other: Path, *, dry_run: bool, other_key: Key | None = None) -> None:
        """Merge the copy at *other* into the journal, or look what that would do."""
        session = self._host.session
        if session is None:
            return
        copies = session.copies

        def work(job: Job) -> "MergeReport":
            return copies.bring_in(other, job, dry_run=dry_run, other_key=other_key)

        def keep(
            session: JournalSession, report: "MergeReport | None", error: AhpJournalError | None
        ) -> None:
            from ahpjournal.services.copies import MergeOutcome

            session.copies.outcome = MergeOutcome(other, report, error, other_key)

        self._apart(work, keep, Route(PageId.SAFEKEEPING, record="copies"))

    def repair(self, repair: RepairJournal) -> None:
        """Ask where to, and make a repaired copy of the journal there."""
        from ahpjournal.ui.repair_offer import ask_for_copy

        session = self._host.session
        if session is None or session.path is None:
            return
        path, key = session.path, session.key
        target = ask_for_copy(self._dialogs, path)
        if target is None:
            return

        def keep(
            _session: JournalSession, report: "RepairReport | None", error: AhpJournalError | None
        ) -> None:
            from ahpjournal.ui.repair_offer import repair_words

            if report is not None:
                made = _("A repaired copy was made: {path}").format(path=target)
                words, problem = f"{made}. {repair_words(report)}", None
            else:
                words, problem = "", describe(error) if error is not None else None
            QTimer.singleShot(0, self, lambda: self._host.show_notice(words, problem))

        self._apart(lambda job: repair(path, target, job, key), keep, Route(PageId.SAFEKEEPING))

    def reopen(self, route: Route) -> None:
        """Only open the journal again, as after a change of its programme, and go to *route*."""

        def keep(_session: JournalSession, _none: None, _error: AhpJournalError | None) -> None:
            """Have nothing to hand over."""

        self._apart(lambda _job: None, keep, route)

    def _replace(self, work: Callable[[Path, Key, Job], object]) -> None:
        """Let *work* put another file in the place of the journal's."""
        session = self._host.session
        if session is None or session.path is None:
            return
        path, key = session.path, session.key

        def keep(session: JournalSession, _outcome: object, error: AhpJournalError | None) -> None:
            if isinstance(error, ConditionError):
                session.backups.refused = error

        route = Route(PageId.SAFEKEEPING, record="backups")
        self._apart(lambda job: work(path, key, job), keep, route)

    def _apart(
        self,
        work: Callable[[Job], T],
        keep: Callable[[JournalSession, T | None, AhpJournalError | None], None],
        route: Route,
    ) -> None:
        """Close the journal, do *work* on the file, open it again and go to *route*.

        *keep* hands what came of it to the new session: the result, or why there is none.
        """
        session = self._host.session
        if session is None or session.path is None:
            return
        path, key = session.path, session.key
        is_demo = self._host.is_demo

        def reopen(outcome: T | None = None, error: Exception | None = None) -> None:
            known = error if isinstance(error, AhpJournalError) else None
            self._host.open_again(
                path, key, lambda fresh: keep(fresh, outcome, known), route, is_demo=is_demo
            )
            if error is not None and known is None:
                raise error

        def begin() -> None:
            from ahpjournal.ui.lock.working_page import WorkingPage

            page = WorkingPage(_("Working on the file of your journal\u2026"), self._theme)
            if not self._host.put_away(page):
                page.deleteLater()
                return
            self._jobs.submit(
                work,
                on_done=reopen,
                on_error=lambda error: reopen(None, error),
                on_cancelled=reopen,
                on_progress=page.show_progress,
            )

        # The card that asked for this is on the call stack: let it return before it goes.
        QTimer.singleShot(0, self, begin)
