"""Another copy of the journal: merged in, and what the two disagreed on. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.merging import Disagreement
from ahpjournal.services.feed import ALL_TOPICS
from ahpjournal.services.history import VersionText
from ahpjournal.services.merge_words import record_name
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _
from ahpjournal.ui.pages.safekeeping.bin_presenter import HELP
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route

_PAGES = {RecordKind.ENTRY: PageId.JOURNAL, RecordKind.ACTION: PageId.ACTIONS}
"""The pages of the records whose texts can be compared."""


@dataclass(frozen=True, slots=True)
class CopiesState:
    """Everything on the card.

    *other* is the text of the chosen disagreement that is not current, compared with the present
    one; None where there are no texts to compare, as of a module.
    """

    found: tuple[Disagreement, ...]
    chosen: Disagreement | None = None
    other: VersionText | None = None
    may_merge: bool = False
    is_read_only: bool = False
    done: str = ""
    problem: UserMessage | None = None


class CopiesDisplay(Protocol):
    """What the presenter needs of the card."""

    def render_state(self, state: CopiesState) -> None:
        """Show *state*."""


class CopiesPresenter:
    """Begins a merge, and settles disagreements one by one."""

    def __init__(
        self,
        display: CopiesDisplay,
        session: JournalSession,
        navigator: Navigator,
        ask_copy: Callable[[], Path | None],
        merge: Callable[[Path], None] | None,
    ) -> None:
        """Present *session* on *display*.

        *ask_copy* asks for the file of another copy; *merge* puts the pages away and merges it,
        None where that cannot be done.
        """
        self._display = display
        self._session = session
        self._navigator = navigator
        self._ask_copy = ask_copy
        self._merge = merge
        self._found: tuple[Disagreement, ...] = ()
        self._chosen: Disagreement | None = None
        self._done = ""
        self._problem: UserMessage | None = None
        self._is_closed = False
        self._refresher = Refresher(session.feed, ALL_TOPICS, self._refresh)

    def shown(self, route: Route) -> None:  # noqa: ARG002 - one view only
        """Refresh what has changed."""
        self._refresher.shown()

    def hidden(self) -> None:
        """Forget what was said."""
        if self._done or self._problem is not None:
            self._done, self._problem = "", None
            self._render()
        self._refresher.hidden()

    def flush(self) -> bool:
        """Nothing is typed here."""
        return True

    def close(self) -> None:
        """Listen no more."""
        self._is_closed = True
        self._refresher.close()

    def merge(self) -> None:
        """Ask for another copy and look what merging it would do."""
        if not self._may_merge() or self._merge is None:
            return
        other = self._ask_copy()
        if other is not None:
            self._done, self._problem = "", None
            self._merge(other)

    def open_help(self) -> None:
        """Go to the help page about versions, bin and copies."""
        self._navigator.go(Route(PageId.ABOUT, record=HELP))

    def refused(self, problem: UserMessage) -> None:
        """Say why merging could not be begun."""
        self._problem = problem
        self._render()

    def choose(self, place: str) -> None:
        """Show another disagreement, by its place in the list."""
        if place.isdigit() and int(place) < len(self._found):
            self._chosen = self._found[int(place)]
            self._problem = None
            self._render()

    def open_record(self) -> None:
        """Go to the record of the chosen disagreement."""
        if self._chosen is not None and self._chosen.kind in _PAGES:
            page = _PAGES[self._chosen.kind]
            self._navigator.go(Route(page, record=self._chosen.record))

    def keep(self) -> None:
        """Keep the record as it is now."""
        self._settle(use_other=False)

    def use_other(self) -> None:
        """Use the other text; the present one stays among the versions."""
        self._settle(use_other=True)

    def _settle(self, *, use_other: bool) -> None:
        found = self._chosen
        if found is None or self._session.is_read_only:
            return
        self._done, self._problem = "", None
        try:
            self._session.history.settle(found, use_other=use_other)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render()
            return
        words = (
            _("The other text of \u201c{name}\u201d is the present one now.")
            if use_other
            else _("\u201c{name}\u201d stays as it is.")
        )
        self._done = words.format(name=record_name(found))
        self._refresh()

    def _may_merge(self) -> bool:
        session = self._session
        return self._merge is not None and session.path is not None and not session.is_read_only

    def _refresh(self) -> None:
        if self._is_closed:
            return
        try:
            self._found = self._session.history.disagreements()
        except AhpJournalError as error:
            self._found, self._problem = (), describe(error)
        if self._chosen not in self._found:
            self._chosen = self._found[0] if self._found else None
        self._render()

    def _other(self) -> VersionText | None:
        found = self._chosen
        if found is None or found.kind not in _PAGES:
            return None
        try:
            versions = self._session.history.versions(found.kind, found.record)
            loser = next((v for v in versions if v.reading == found.loser), None)
            return self._session.history.compare(loser) if loser is not None else None
        except AhpJournalError as error:
            self._problem = describe(error)
            return None

    def _render(self) -> None:
        if self._is_closed:
            return
        other = self._other()
        self._display.render_state(
            CopiesState(
                found=self._found,
                chosen=self._chosen,
                other=other,
                may_merge=self._may_merge(),
                is_read_only=self._session.is_read_only,
                done=self._done,
                problem=self._problem,
            )
        )
