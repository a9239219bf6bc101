"""What the part about tags does. No Qt here."""

from dataclasses import field
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError, InputError
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.search import FilterKey, Term, render
from ahpjournal.domain.tags import TagChange
from ahpjournal.services.feed import Topic
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction


@dataclass(frozen=True, slots=True)
class TagsState:
    """The part about tags. *joins* is the tag that the typed name is already used for."""

    tags: tuple[tuple[str, int], ...] = field(repr=False)
    chosen: str = field(repr=False)
    joins: str = field(default="", repr=False)
    error: str = ""
    done: TagChange | None = None
    is_read_only: bool = False
    problem: UserMessage | None = None


class TagsDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_tags(self, state: TagsState) -> None:
        """Show *state*."""

    def typed_tag(self) -> str:
        """Give the name in the field."""


class TagsPresenter:
    """Lists tags, renames and joins them, and takes them off."""

    def __init__(self, display: TagsDisplay, session: JournalSession, navigator: Navigator) -> None:
        """Present the tags of *session* on *display*."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._chosen = self._error = ""
        self._done: TagChange | None = None
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
        """Stop listening."""
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
        if not self._chosen or name.strip() == self._chosen:
            return
        try:
            done = self._session.tags.rename(self._chosen, name)
        except InputError as error:
            self._error = describe(error).title
        except AhpJournalError as error:
            self._problem = describe(error)
        else:
            self._finish(done)
        self._refresh()

    def remove(self) -> None:
        """Take the chosen tag off every reflection."""
        if not self._chosen:
            return
        try:
            self._finish(self._session.tags.remove(self._chosen))
        except AhpJournalError as error:
            self._problem = describe(error)
        self._refresh()

    def undo(self) -> None:
        """Take the last change back."""
        done = self._done
        if done is None:
            return
        try:
            self._session.tags.undo(done)
        except AhpJournalError as error:
            self._problem = describe(error)
        else:
            self._done, self._problem, self._chosen = None, None, done.before
        self._refresh()

    def show_entries(self) -> None:
        """Go to the reflections that have the chosen tag."""
        if self._chosen:
            query = render([Term(self._chosen, FilterKey.TAG)])
            self._navigator.go(Route(PageId.FIND, RouteAction.SEARCH, text=query))

    def _finish(self, done: TagChange) -> None:
        self._done, self._chosen = done, done.after
        self._error, self._problem = "", None

    def _refresh(self) -> None:
        try:
            tags = self._session.tags.all()
        except AhpJournalError as error:
            self._problem, tags = describe(error), ()
        names = [name for name, _uses in tags]
        if self._chosen not in names:
            self._chosen = names[0] if names else ""
        typed = self._display.typed_tag()
        joins = self._session.tags.joins(self._chosen, typed) if self._chosen and tags else ""
        self._display.render_tags(
            TagsState(
                tags=tags,
                chosen=self._chosen,
                joins=joins,
                error=self._error,
                done=self._done,
                is_read_only=self._session.is_read_only,
                problem=self._problem,
            )
        )
