"""The journal's backups: what there is, one more now, where they go, and the way back. No Qt."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from ahpjournal.domain.backups import Backup, BackupReason, OddFile
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.jobs import Job, Progress
from ahpjournal.domain.records import dataclass
from ahpjournal.services.backups import BackupState
from ahpjournal.services.feed import Topic
from ahpjournal.services.jobs import Jobs, Ticket
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _
from ahpjournal.ui.backup_words import holds, moment_of, reminder_of
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Route

FEW = 5
"""How many backups are shown until all are asked for, and how many records may go on a yes."""


@dataclass(frozen=True, slots=True)
class BackupsState:
    """Everything on the card. *reminder* is what keeps backups from being made as they should.

    *restored* is a journal that was brought back beside this one and can be opened.
    """

    is_available: bool
    is_looking: bool
    may_write: bool
    backups: tuple[Backup, ...] = ()
    shows_all: bool = False
    odd: tuple[OddFile, ...] = ()
    aside: tuple[Path, ...] = ()
    folder: Path | None = None
    own_folder: Path | None = None
    reminder: UserMessage | None = None
    problem: UserMessage | None = None
    notice: str = ""
    restored: Path | None = None
    progress: Progress | None = None
    is_working: bool = False
    is_stopping: bool = False
    is_folder_set: bool = False
    """Whether the organisation sets where backups go."""

    @property
    def shown(self) -> tuple[Backup, ...]:
        """The backups to show."""
        return self.backups if self.shows_all else self.backups[:FEW]


class BackupsDisplay(Protocol):
    """What the presenter needs of the card."""

    def render_state(self, state: BackupsState) -> None:
        """Show *state*."""


class BackupDialogs(Protocol):
    """What the presenter asks."""

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Ask before something is replaced."""

    def confirm_typed(self, title: str, text: str, word: str) -> bool:
        """Ask for a word to be typed before much is replaced."""

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        """Ask for a folder."""

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Ask where to save."""


class BackupDoor(Protocol):
    """Opens journals in the window."""

    def open_journal(self, path: Path) -> None:
        """Close this journal and open the one at *path*."""

    def put_back(self, backup: Backup) -> None:
        """Close this journal and put *backup* in its place."""

    def undo_put_back(self, aside: Path) -> None:
        """Close this journal and bring back the one kept in *aside*."""


class BackupsPresenter:
    """Lists, makes and brings back; every look into a folder is a job, for a drive may be slow."""

    def __init__(
        self,
        display: BackupsDisplay,
        session: JournalSession,
        jobs: Jobs,
        dialogs: BackupDialogs,
        door: BackupDoor,
    ) -> None:
        """Present the backups of *session* on *display*."""
        self._display = display
        self._session = session
        self._jobs = jobs
        self._dialogs = dialogs
        self._door = door
        self._state: BackupState = session.backups.seen
        self._is_looking = self._is_working = self._is_stopping = False
        self._shows_all = self._is_closed = False
        self._ticket: Ticket | None = None
        self._progress: Progress | None = None
        refused = session.backups.refused
        self._problem = describe(refused) if refused is not None else None
        self._notice = ""
        self._restored: Path | None = None
        self._refresher = Refresher(session.feed, Topic.BACKUPS, self._on_news)

    def shown(self, route: Route) -> None:  # noqa: ARG002 - one view only
        """Look into the folders."""
        self._refresher.shown()
        self._look()

    def hidden(self) -> None:
        """Forget what was said about the last thing done."""
        self._session.backups.refused = None
        self._problem, self._notice, self._restored = None, "", None
        self._refresher.hidden()

    def flush(self) -> bool:
        """Nothing is typed here."""
        return True

    def close(self) -> None:
        """Stop what is being done and listen no more."""
        self._is_closed = True
        if self._ticket is not None:
            self._ticket.cancel()
        self._refresher.close()

    def show_all(self) -> None:
        """Show every backup."""
        self._shows_all = True
        self._render()

    def back_up_now(self) -> None:
        """Make a backup."""
        backups = self._session.backups

        def work(job: Job) -> UserMessage | None:
            outcome = backups.make(BackupReason.BY_HAND, job)
            return describe(outcome.warning) if outcome.warning is not None else None

        def done(warning: UserMessage | None) -> None:
            self._problem = warning
            self._notice = _("The backup was made, opened and checked.")

        self._work(work, done)

    def choose_folder(self) -> None:
        """Ask for a folder of the owner's own, and use it from now on."""
        start = self._state.own_folder or Path.home()
        folder = self._dialogs.choose_folder(_("Choose a folder for backups"), start)
        if folder is not None:
            self._use_folder(folder, _("Backups go to {folder} from now on."))

    def use_program_folder(self) -> None:
        """Let backups go to the program's own folder again."""
        self._use_folder(None, _("Backups go to the program\u2019s own folder from now on."))

    def restore_beside(self, backup: Backup) -> None:
        """Ask where to, and bring *backup* back there as a journal of its own."""
        path = self._session.path
        if path is None:
            return
        name = _("{journal} as of {date}").format(
            journal=path.stem, date=backup.made_on.isoformat()
        )
        target = self._dialogs.choose_save_file(
            _("Bring back beside this journal"),
            path.with_name(f"{name}.ahpjournal"),
            _("Journals (*.ahpjournal)"),
        )
        if target is None:
            return
        backups = self._session.backups

        def work(job: Job) -> Path:
            backups.restore_beside(backup, target, job)
            return target

        def done(restored: Path) -> None:
            self._restored = restored
            self._notice = _("Brought back as {name}. This journal is as it was.").format(
                name=restored.name
            )

        self._work(work, done)

    def put_back(self, backup: Backup) -> None:
        """Ask, and put *backup* in the place of the open journal, which is kept."""
        if self._session.is_read_only or not self._agrees(backup):
            return
        try:
            self._door.put_back(backup)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render()

    def undo_put_back(self, aside: Path) -> None:
        """Ask, and bring back the journal that a backup replaced."""
        if self._session.is_read_only:
            return
        title = _("Bring back the journal that was replaced?")
        text = _(
            "The journal kept in \u201c{name}\u201d becomes the journal again. What is in the"
            " journal now is kept in a folder of its own."
        ).format(name=aside.name)
        if not self._dialogs.confirm(title, text, _("Bring it back")):
            return
        try:
            self._door.undo_put_back(aside)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render()

    def open_restored(self) -> None:
        """Open the journal that was brought back."""
        if self._restored is None:
            return
        try:
            self._door.open_journal(self._restored)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render()

    def cancel(self) -> None:
        """Stop what is being done."""
        if self._ticket is not None:
            self._is_stopping = True
            self._ticket.cancel()
            self._render()

    def _agrees(self, backup: Backup) -> bool:
        counts = self._session.info().counts
        now = counts.get("entries", 0) + counts.get("actions", 0)
        fewer = now - backup.records
        title = _("Put this backup in the place of the journal?")
        text = _(
            "The backup of {moment} holds {what}. It takes the place of the journal that is open."
            " What is in the journal now is backed up first and kept in a folder beside it, and"
            " can be brought back."
        ).format(moment=moment_of(backup), what=holds(backup))
        if fewer <= FEW:
            return self._dialogs.confirm(title, text, _("Put it back"))
        warning = _("The journal would hold {count} reflections and actions fewer than now.")
        return self._dialogs.confirm_typed(
            title, f"{text}\n\n{warning.format(count=fewer)}", str(fewer)
        )

    def _use_folder(self, folder: Path | None, words: str) -> None:
        try:
            self._session.backups.choose_folder(folder)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._notice = ""
            self._render()
            return
        self._problem = None
        self._notice = words.format(folder=folder)
        self._look()

    def _work(self, work: Callable[[Job], Any], done: Callable[[Any], None]) -> None:
        if self._is_working:
            return
        self._problem, self._notice, self._restored = None, "", None
        self._is_working = True
        self._render()

        def finished(outcome: Any) -> None:
            done(outcome)
            self._end()
            self._session.feed.publish(Topic.BACKUPS)

        self._ticket = self._jobs.submit(
            work,
            on_done=finished,
            on_error=self._on_error,
            on_cancelled=self._end,
            on_progress=self._on_progress,
        )

    def _look(self) -> None:
        backups = self._session.backups
        if self._is_looking or not backups.is_available:
            self._render()
            return
        self._is_looking = True
        self._render()

        def work(_job: Job) -> BackupState:
            return backups.state()

        def done(state: BackupState) -> None:
            self._is_looking = False
            self._state = state
            self._render()

        def ended() -> None:
            self._is_looking = False

        self._jobs.submit(
            work,
            on_done=done,
            on_error=self._on_look_error,
            on_cancelled=ended,
            on_progress=lambda _progress: None,
        )

    def _on_look_error(self, error: Exception) -> None:
        self._is_looking = False
        if not isinstance(error, AhpJournalError):
            raise error
        self._problem = describe(error)
        self._render()

    def _on_news(self) -> None:
        if not self._is_working:
            self._look()

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._render()

    def _on_error(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, AhpJournalError):
            raise error
        self._problem = describe(error)
        self._render()

    def _end(self) -> None:
        self._ticket, self._progress = None, None
        self._is_working = self._is_stopping = False
        self._render()

    def _render(self) -> None:
        if self._is_closed:
            return
        state = self._state
        self._display.render_state(
            BackupsState(
                is_available=self._session.backups.is_available,
                is_looking=self._is_looking,
                may_write=not self._session.is_read_only,
                backups=state.backups,
                shows_all=self._shows_all,
                odd=state.odd,
                aside=state.aside,
                folder=state.folder,
                own_folder=state.own_folder,
                reminder=reminder_of(state),
                problem=self._problem,
                notice=self._notice,
                restored=self._restored,
                progress=self._progress,
                is_working=self._is_working,
                is_stopping=self._is_stopping,
                is_folder_set=self._session.policies.backup_folder is not None,
            )
        )
