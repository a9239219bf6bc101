"""What the portfolio page shows and does. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from ahpjournal.domain.entries import EntrySummary
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.jobs import Job, Progress
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.portfolio import Selection
from ahpjournal.services.feed import Topic
from ahpjournal.services.jobs import Jobs, Ticket
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.portfolios import LeavingItem
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.autosave import Autosave, Timers
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction


@dataclass(frozen=True, slots=True)
class EntryChoice:
    """An entry that may be chosen."""

    entry: EntrySummary
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ActionChoice:
    """An action that may be chosen."""

    action: ActionPlan
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PortfolioState:
    """Everything on the page but the words being typed."""

    coach: str = field(repr=False)
    entries: tuple[EntryChoice, ...]
    actions: tuple[ActionChoice, ...]
    include_ratings: bool
    include_reasons: bool
    has_ratings: bool
    leaving: tuple[LeavingItem, ...]
    progress: Progress | None = None
    is_running: bool = False
    is_stopping: bool = False
    saved_to: Path | None = None
    problem: UserMessage | None = None


class PortfolioDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_state(self, state: PortfolioState) -> None:
        """Show *state*."""

    def show_talk_about(self, markdown: str) -> None:
        """Put the saved words into the "what I want to talk about" field."""

    def typed_talk_about(self) -> str:
        """Give the words now in that field."""


class PortfolioPresenter:
    """Keeps the choice in the journal and runs the export off the window's thread."""

    def __init__(
        self,
        display: PortfolioDisplay,
        session: JournalSession,
        navigator: Navigator,
        jobs: Jobs,
        choose_file: Callable[[str], Path | None],
        open_outside: Callable[[Path], None],
        timers: Timers,
    ) -> None:
        """Present *session* on *display*.

        *choose_file* asks where to save, given a suggested name; *open_outside* opens a file or
        folder with the computer's own program.
        """
        self._display = display
        self._session = session
        self._navigator = navigator
        self._jobs = jobs
        self._choose_file = choose_file
        self._open_outside = open_outside
        self._selection = Selection()
        self._ticket: Ticket | None = None
        self._progress: Progress | None = None
        self._is_running = self._is_stopping = False
        self._saved_to: Path | None = None
        self._problem: UserMessage | None = None
        self._is_loaded = self._is_closed = False
        self._autosave = Autosave(timers, self._save_words)
        topics = Topic.ENTRIES | Topic.ACTIONS | Topic.RATINGS | Topic.PROFILE | Topic.PROGRAMME
        self._refresher = Refresher(session.feed, topics, self._refresh)

    def shown(self, route: Route) -> None:  # noqa: ARG002 - one view only
        """Load the saved choice once, then refresh what has changed."""
        if not self._is_loaded:
            self._selection = self._session.portfolios.saved_selection()
            self._display.show_talk_about(self._selection.talk_about)
            self._is_loaded = True
        self._refresher.shown()

    def hidden(self) -> None:
        """Keep the words being typed."""
        self.flush()
        self._refresher.hidden()

    def flush(self) -> bool:
        """Save the choice and the words being typed; tell whether they are on disk."""
        if not self._is_loaded or self._session.is_read_only:
            return True
        self._autosave.touch()
        return self._autosave.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that could not be saved."""
        return self._autosave.is_pending and self._problem is not None

    def close(self) -> None:
        """Stop a running export and listen no more."""
        self._is_closed = True
        self._autosave.forget()
        if self._ticket is not None:
            self._ticket.cancel()
        self._refresher.close()

    def words_edited(self) -> None:
        """Take note that words were typed; they are saved after a pause."""
        if not self._session.is_read_only:
            self._autosave.touch()

    def choose_entry(self, entry_id: str, is_chosen: bool) -> None:  # noqa: FBT001 - a tick box
        """Take an entry in or leave it out."""
        self._choose(entries=_with(self._selection.entries, entry_id, is_in=is_chosen))

    def choose_action(self, action_id: str, is_chosen: bool) -> None:  # noqa: FBT001 - a tick box
        """Take an action in or leave it out."""
        self._choose(actions=_with(self._selection.actions, action_id, is_in=is_chosen))

    def choose_entries(self, entry_ids: tuple[str, ...]) -> None:
        """Take exactly these entries."""
        self._choose(entries=entry_ids)

    def include_ratings(self, is_included: bool) -> None:  # noqa: FBT001 - a tick box
        """Take the self-ratings and charts in or leave them out."""
        self._choose(include_ratings=is_included)

    def include_reasons(self, is_included: bool) -> None:  # noqa: FBT001 - a tick box
        """Take the reasons given with ratings in or leave them out."""
        self._choose(include_reasons=is_included)

    def open_entry(self, entry_id: str) -> None:
        """Go to an entry, to change it before it leaves."""
        self._navigator.go(Route(PageId.JOURNAL, RouteAction.SHOW, entry_id))

    def show_replies(self) -> None:
        """Go to what coaches sent back."""
        self._navigator.go(Route(PageId.REPLIES))

    def save_pdf(self) -> None:
        """Ask where to, then write the coach's PDF in the background."""
        if self._is_running or not self.flush():
            return
        self._refresh()
        try:
            content = self._session.portfolios.content(self._selection)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._refresh()
            return
        path = self._choose_file(
            self._session.portfolios.suggested_name(self._session.clock.today())
        )
        if path is None:
            return
        self._problem, self._saved_to, self._is_stopping = None, None, False
        portfolios = self._session.portfolios

        keeper = self._session.gate.keeper()

        def work(job: Job) -> Path:
            return portfolios.write_pdf(keeper.clear(content, replace_all=True), path, job)

        self._progress, self._is_running = None, True
        ticket = self._jobs.submit(
            work,
            on_done=self._on_done,
            on_error=self._on_error,
            on_cancelled=self._on_cancelled,
            on_progress=self._on_progress,
        )
        if self._is_running:
            self._ticket = ticket
        self._refresh()

    def cancel(self) -> None:
        """Stop the export; nothing is left behind."""
        if self._ticket is not None:
            self._is_stopping = True
            self._ticket.cancel()
            self._refresh()

    def open_pdf(self) -> None:
        """Open the PDF just saved."""
        if self._saved_to is not None:
            self._open_outside(self._saved_to)

    def open_folder(self) -> None:
        """Show the folder of the PDF just saved."""
        if self._saved_to is not None:
            self._open_outside(self._saved_to.parent)

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
        self._progress = None
        self._is_running = self._is_stopping = False

    def _choose(self, **changes: object) -> None:
        talk_about = self._display.typed_talk_about()
        self._save(replace(self._selection, talk_about=talk_about, **changes))  # type: ignore[arg-type]
        self._refresh()

    def _save_words(self) -> bool:
        changed = replace(self._selection, talk_about=self._display.typed_talk_about())
        if changed == self._selection:
            return True
        if not self._save(changed):
            return False
        self._refresh()
        return True

    def _save(self, selection: Selection) -> bool:
        if selection == self._selection:
            return True
        try:
            self._session.portfolios.save_selection(selection)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render(selection)
            return False
        self._selection = selection
        self._problem = None
        return True

    def _refresh(self) -> None:
        if self._is_closed:
            return
        self._selection = self._session.portfolios.still_chosen(self._selection)
        self._render(self._selection)

    def _render(self, selection: Selection) -> None:
        choices = self._session.portfolios.choices()
        chosen_entries, chosen_actions = set(selection.entries), set(selection.actions)
        self._display.render_state(
            PortfolioState(
                coach=self._session.profile.get().coach,
                entries=tuple(EntryChoice(e, e.id in chosen_entries) for e in choices.entries),
                actions=tuple(ActionChoice(a, a.id in chosen_actions) for a in choices.actions),
                include_ratings=selection.include_ratings,
                include_reasons=selection.include_reasons,
                has_ratings=bool(self._session.progress.report().sittings),
                leaving=self._session.portfolios.leaving(selection),
                progress=self._progress,
                is_running=self._is_running,
                is_stopping=self._is_stopping,
                saved_to=self._saved_to,
                problem=self._problem,
            )
        )


def _with(ids: tuple[str, ...], one: str, *, is_in: bool) -> tuple[str, ...]:
    rest = tuple(i for i in ids if i != one)
    return (*rest, one) if is_in else rest
