"""What the part about tags does. No Qt here."""

from collections.abc import Callable
from dataclasses import field
from typing import Protocol, TypeVar

from ahpjournal.domain.errors import AhpJournalError, InputError
from ahpjournal.domain.jobs import Job, Progress
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.search import FilterKey, Term, render
from ahpjournal.domain.tags import TagChange, TagOrder
from ahpjournal.services.feed import Topic
from ahpjournal.services.jobs import Jobs, Ticket
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TagsState:
    """The part about tags. *joins* is the tag that the typed name is already used for.

    While *is_working*, nothing can be changed; *progress* tells how far it is.
    """

    tags: tuple[tuple[str, int], ...] = field(repr=False)
    chosen: str = field(repr=False)
    joins: str = field(default="", repr=False)
    error: str = ""
    done: TagChange | None = None
    is_read_only: bool = False
    is_working: bool = False
    is_stopping: bool = False
    progress: Progress | None = None
    problem: UserMessage | None = None


class TagsDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_tags(self, state: TagsState) -> None:
        """Show *state*."""

    def typed_tag(self) -> str:
        """Give the name in the field."""


class TagsPresenter:
    """Lists tags, renames and joins them, and takes them off."""

    def __init__(
        self, display: TagsDisplay, session: JournalSession, navigator: Navigator, jobs: Jobs
    ) -> None:
        """Present the tags of *session* on *display*; *jobs* change thousands of reflections."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._jobs = jobs
        self._tags: tuple[tuple[str, int], ...] = ()
        self._chosen = self._error = self._joins = ""
        self._done: TagChange | None = None
        self._ticket: Ticket | None = None
        self._is_working = self._is_stopping = self._is_closed = False
        self._progress: Progress | None = None
        self._problem: UserMessage | None = None
        topics = Topic.TAGS | Topic.ENTRIES
        self._refresher = Refresher(session.feed, topics, self._refresh)

    def shown(self) -> None:
        """Refresh what has changed."""
        self._refresher.shown()

    def hidden(self) -> None:
        """Take note that the part is not seen."""
        self._done = None
        self._refresher.hidden()

    def close(self) -> None:
        """Stop listening, and what is being changed: nothing of it is kept then."""
        self._is_closed = True
        self.cancel()
        self._refresher.close()

    def choose(self, tag: str) -> None:
        """Show what can be done with a tag."""
        self._chosen, self._error = tag, ""
        self._refresh()

    def typed(self) -> None:
        """Look whether the name that is typed is in use."""
        self._error = ""
        self._refresh()

    def rename(self) -> None:
        """Give the chosen tag the name in the field; a name in use joins the two."""
        name = self._display.typed_tag()
        if not self._chosen or name.strip() == self._chosen or self._is_working:
            return
        try:
            order = self._session.tags.order_rename(self._chosen, name)
        except InputError as error:
            self._error = describe(error).title
        except AhpJournalError as error:
            self._problem = describe(error)
        else:
            self._carry_out(order)
        self._refresh()

    def remove(self) -> None:
        """Take the chosen tag off every reflection."""
        if self._chosen and not self._is_working:
            self._carry_out(TagOrder(self._chosen, ""))

    def undo(self) -> None:
        """Take the last change back."""
        done = self._done
        if done is None or self._is_working:
            return

        def taken_back(_nothing: None) -> None:
            self._done, self._problem, self._chosen = None, None, done.before

        self._work(lambda job: self._session.tags.take_back(done, job), taken_back)

    def cancel(self) -> None:
        """Stop what is being changed; nothing has changed then."""
        if self._ticket is not None and self._is_working:
            self._is_stopping = True
            self._ticket.cancel()
            if not self._is_closed:
                self._render()

    def show_entries(self) -> None:
        """Go to the reflections that have the chosen tag."""
        if self._chosen:
            query = render([Term(self._chosen, FilterKey.TAG)])
            self._navigator.go(Route(PageId.FIND, RouteAction.SEARCH, text=query))

    def _carry_out(self, order: TagOrder) -> None:
        def finish(done: TagChange) -> None:
            self._done, self._chosen = done, done.after
            self._error, self._problem = "", None

        self._work(lambda job: self._session.tags.carry_out(order, job), finish)

    def _work(self, work: Callable[[Job], T], finish: Callable[[T], None]) -> None:
        """Run *work* beside the window, then *finish* on its thread."""
        self._is_working, self._is_stopping, self._progress = True, False, None

        def on_done(result: T) -> None:
            self._session.tags.announce()
            finish(result)
            self._end()

        def on_error(error: Exception) -> None:
            if not isinstance(error, AhpJournalError):
                self._end()
                raise error
            self._problem = describe(error)
            self._end()

        ticket = self._jobs.submit(
            work,
            on_done=on_done,
            on_error=on_error,
            on_cancelled=self._end,
            on_progress=self._on_progress,
        )
        self._ticket = ticket if self._is_working else None
        self._render()

    def _end(self) -> None:
        self._is_working = self._is_stopping = False
        self._ticket = None
        if not self._is_closed:
            self._refresh()

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        if not self._is_closed:
            self._render()

    def _refresh(self) -> None:
        tags = self._session.tags
        try:
            self._tags = tags.all()
            names = [name for name, _uses in self._tags]
            if self._chosen not in names:
                self._chosen = names[0] if names else ""
            typed = self._display.typed_tag()
            self._joins = tags.joins(self._chosen, typed) if self._chosen else ""
        except AhpJournalError as error:
            self._problem, self._tags, self._joins = describe(error), (), ""
        self._render()

    def _render(self) -> None:
        self._display.render_tags(
            TagsState(
                tags=self._tags,
                chosen=self._chosen,
                joins=self._joins,
                error=self._error,
                done=self._done,
                is_read_only=self._session.is_read_only,
                is_working=self._is_working,
                is_stopping=self._is_stopping,
                progress=self._progress,
                problem=self._problem,
            )
        )
