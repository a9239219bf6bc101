"""What the about page shows and does. No Qt here."""

from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.jobs import Job, Progress
from ahpjournal.domain.records import dataclass
from ahpjournal.services.feed import ALL_TOPICS
from ahpjournal.services.jobs import Jobs, Ticket
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import CheckReport, JournalInfo, JournalSession
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Route


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """A help page: *markdown* is its text."""

    id: str
    title: str
    markdown: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AboutState:
    """Everything on the page."""

    version: str
    info: JournalInfo
    folder: Path | None
    recent: tuple[Path, ...]
    topics: tuple[HelpTopic, ...]
    topic: HelpTopic | None
    check: CheckReport | None
    progress: Progress | None
    is_running: bool
    saved_to: Path | None
    problem: UserMessage | None


class JournalDoor(Protocol):
    """Opens other journals in this window; the page is destroyed when one opens."""

    def open_journal(self, path: Path) -> None:
        """Close this journal and open the one at *path*.

        Raises:
            ConditionError: it cannot be opened; this journal stays open.
        """

    def create_journal(self, path: Path) -> None:
        """Close this journal and open a new, empty one at *path*.

        Raises:
            ConditionError: it cannot be made; this journal stays open.
        """

    def open_demo(self) -> None:
        """Close this journal and open a throw-away copy of the demo journal."""


class AboutDialogs(Protocol):
    """The questions this page asks."""

    def ask_open(self) -> Path | None:
        """Ask which journal to open."""

    def ask_new(self) -> Path | None:
        """Ask where to make a new journal."""

    def ask_export(self, name: str) -> Path | None:
        """Ask where to save a copy as JSON."""


class AboutDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_state(self, state: AboutState) -> None:
        """Show *state*."""


class AboutPresenter:
    """Answers "where is my data", and opens other journals."""

    def __init__(  # noqa: PLR0913, PLR0917 - the ports of one page
        self,
        display: AboutDisplay,
        session: JournalSession,
        jobs: Jobs,
        door: JournalDoor,
        dialogs: AboutDialogs,
        topics: tuple[HelpTopic, ...],
        recent: Callable[[], tuple[Path, ...]],
        open_outside: Callable[[Path], None],
        version: str,
    ) -> None:
        """Present facts about *session* on *display*."""
        self._display = display
        self._session = session
        self._jobs = jobs
        self._door = door
        self._dialogs = dialogs
        self._topics = topics
        self._recent = recent
        self._open_outside = open_outside
        self._version = version
        self._topic: HelpTopic | None = None
        self._check: CheckReport | None = None
        self._ticket: Ticket | None = None
        self._is_running = False
        self._progress: Progress | None = None
        self._saved_to: Path | None = None
        self._problem: UserMessage | None = None
        self._refresher = Refresher(session.feed, ALL_TOPICS, self._refresh)

    def shown(self, route: Route) -> None:
        """Refresh; *route* may name a help topic to open."""
        wanted = next((t for t in self._topics if t.id == route.record), None)
        if wanted is not None:
            self._topic = wanted
            self._refresh()
        self._refresher.shown()

    def hidden(self) -> None:
        """Forget the results of the last check."""
        self._check = None
        self._refresher.hidden()

    def flush(self) -> bool:
        """Nothing is typed here."""
        return True

    def close(self) -> None:
        """Stop a running job and listen no more."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._refresher.close()

    def show_topic(self, topic_id: str) -> None:
        """Open a help page; an empty id closes it."""
        self._topic = next((t for t in self._topics if t.id == topic_id), None)
        self._refresh()

    def show_folder(self) -> None:
        """Show the folder of the journal with the computer's own program."""
        if self._session.path is not None:
            self._open_outside(self._session.path.parent)

    def open_other(self) -> None:
        """Ask for a journal and open it."""
        path = self._dialogs.ask_open()
        if path is not None:
            self.open_recent(path)

    def open_recent(self, path: Path) -> None:
        """Open a journal that was open before."""
        self._try(lambda: self._door.open_journal(path))

    def create(self) -> None:
        """Ask for a place and make a new journal there."""
        path = self._dialogs.ask_new()
        if path is not None:
            self._try(lambda: self._door.create_journal(path))

    def open_demo(self) -> None:
        """Open the demo journal."""
        self._try(self._door.open_demo)

    def check(self) -> None:
        """Check the journal from end to end."""
        try:
            self._check = self._session.check()
        except AhpJournalError as error:
            self._problem = describe(error)
        self._refresh()

    def export(self) -> None:
        """Save the whole journal as one JSON file, in the background."""
        if self._is_running:
            return
        try:
            self._session.policies.require_export("json")
            self._session.policies.require_protected_copy(is_protected=False)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._refresh()
            return
        stem = self._session.path.stem if self._session.path is not None else "journal"
        path = self._dialogs.ask_export(f"{stem}.json")
        if path is None:
            return
        transfer = self._session.transfer

        def work(job: Job) -> Path:
            transfer.export_json(path, job)
            return path

        self._problem, self._saved_to, self._is_running = None, None, True
        self._ticket = self._jobs.submit(
            work,
            on_done=self._on_done,
            on_error=self._on_error,
            on_cancelled=self._on_cancelled,
            on_progress=self._on_progress,
        )
        self._refresh()

    def cancel(self) -> None:
        """Stop the export; nothing is left behind."""
        if self._ticket is not None:
            self._ticket.cancel()

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except AhpJournalError as error:
            self._problem = describe(error)
            self._refresh()

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._refresh()

    def _on_done(self, path: Path) -> None:
        self._end()
        self._saved_to = path
        self._refresh()

    def _on_error(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, AhpJournalError):
            self._refresh()
            raise error
        self._problem = describe(error)
        self._refresh()

    def _on_cancelled(self) -> None:
        self._end()
        self._refresh()

    def _end(self) -> None:
        self._ticket = None
        self._is_running = False
        self._progress = None

    def _refresh(self) -> None:
        path = self._session.path
        self._display.render_state(
            AboutState(
                version=self._version,
                info=self._session.info(),
                folder=path.parent if path is not None else None,
                recent=tuple(p for p in self._recent() if p != path),
                topics=self._topics,
                topic=self._topic,
                check=self._check,
                progress=self._progress,
                is_running=self._is_running,
                saved_to=self._saved_to,
                problem=self._problem,
            )
        )
