"""Where the journal is and whether it is sound. No Qt here."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.jobs import Progress
from ahpjournal.domain.records import dataclass
from ahpjournal.services.feed import ALL_TOPICS
from ahpjournal.services.jobs import Jobs, Ticket
from ahpjournal.services.messages import UserMessage, describe, describe_warning
from ahpjournal.services.session import CheckReport, JournalInfo, JournalSession
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Route


@dataclass(frozen=True, slots=True)
class PlaceState:
    """Everything on the card."""

    info: JournalInfo
    is_read_only: bool
    warnings: tuple[UserMessage, ...] = ()
    check: CheckReport | None = None
    progress: Progress | None = None
    is_checking: bool = False
    problem: UserMessage | None = None


class PlaceDisplay(Protocol):
    """What the presenter needs of the card."""

    def render_state(self, state: PlaceState) -> None:
        """Show *state*."""


class PlacePresenter:
    """Tells where the journal lies, and checks it on request with a connection of its own."""

    def __init__(
        self,
        display: PlaceDisplay,
        session: JournalSession,
        jobs: Jobs,
        open_outside: Callable[[Path], None],
    ) -> None:
        """Present *session* on *display*."""
        self._display = display
        self._session = session
        self._jobs = jobs
        self._open_outside = open_outside
        self._check: CheckReport | None = None
        self._ticket: Ticket | None = None
        self._progress: Progress | None = None
        self._is_checking = False
        self._is_closed = False
        self._problem: UserMessage | None = None
        self._refresher = Refresher(session.feed, ALL_TOPICS, self._refresh)

    def shown(self, route: Route) -> None:  # noqa: ARG002 - one view only
        """Refresh what has changed."""
        self._refresher.shown()

    def hidden(self) -> None:
        """Forget the result of the last check: it may not hold any more."""
        if self._check is not None or self._problem is not None:
            self._check, self._problem = None, None
            self._refresh()
        self._refresher.hidden()

    def flush(self) -> bool:
        """Nothing is typed here."""
        return True

    def close(self) -> None:
        """Stop a running check and listen no more."""
        self._is_closed = True
        if self._ticket is not None:
            self._ticket.cancel()
        self._refresher.close()

    def show_folder(self) -> None:
        """Show the folder of the journal with the computer's own program."""
        if self._session.path is not None:
            self._open_outside(self._session.path.parent)

    def check(self) -> None:
        """Check the journal from end to end, in the background."""
        if self._is_checking:
            return
        self._check, self._problem, self._is_checking = None, None, True
        self._refresh()
        self._ticket = self._jobs.submit(
            self._session.check_apart,
            on_done=self._on_done,
            on_error=self._on_error,
            on_cancelled=self._end,
            on_progress=self._on_progress,
        )

    def cancel(self) -> None:
        """Stop the check."""
        if self._ticket is not None:
            self._ticket.cancel()

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._refresh()

    def _on_done(self, report: CheckReport) -> None:
        self._check = report
        self._end()

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, AhpJournalError):
            self._end()
            raise error
        self._problem = describe(error)
        self._end()

    def _end(self) -> None:
        self._ticket, self._progress, self._is_checking = None, None, False
        self._refresh()

    def _refresh(self) -> None:
        if self._is_closed:
            return
        self._display.render_state(
            PlaceState(
                info=self._session.info(),
                is_read_only=self._session.is_read_only,
                warnings=tuple(
                    describe_warning(code, str(self._session.path or ""))
                    for code in self._session.warnings
                ),
                check=self._check,
                progress=self._progress,
                is_checking=self._is_checking,
                problem=self._problem,
            )
        )
