"""Another copy of the journal: merged in, and what the two disagreed on. No Qt here."""

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError, ConditionCode, InputError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.merging import Disagreement
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.records import dataclass
from ahpjournal.services.feed import ALL_TOPICS
from ahpjournal.services.history import VersionText
from ahpjournal.services.jobs import Jobs
from ahpjournal.services.merge_words import merge_sentences, record_name
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.protection import Key, unlock
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _
from ahpjournal.ui.pages.safekeeping.bin_presenter import HELP
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route

_PAGES = {RecordKind.ENTRY: PageId.JOURNAL, RecordKind.ACTION: PageId.ACTIONS}
_WITH_TEXT = frozenset({*_PAGES, RecordKind.ATTACHMENT})
"""Kinds of which both sides can be shown; of an attachment its name."""
"""The pages of the records whose texts can be compared."""


class MergeStage(Enum):
    """How far the merge of another copy is."""

    NONE = auto()
    LOCKED = auto()
    """The other copy asks for a passphrase of its own."""
    FOUND = auto()
    """What a merge would do is shown; nothing was changed."""
    DONE = auto()
    REFUSED = auto()
    """It cannot be done."""


@dataclass(frozen=True, slots=True)
class CopiesState:
    """Everything on the card.

    *sentences* tell what a merge would do, or did; *may_bring_in* whether there is anything to do.
    *other* is the text of the chosen disagreement that is not current, compared with the present
    one; None where there are no texts to compare, as of a module.
    """

    found: tuple[Disagreement, ...]
    chosen: Disagreement | None = None
    other: VersionText | None = None
    may_merge: bool = False
    is_read_only: bool = False
    stage: MergeStage = MergeStage.NONE
    other_file: Path | None = None
    sentences: tuple[str, ...] = ()
    may_bring_in: bool = False
    is_trying: bool = False
    """Whether a passphrase is being tried."""
    done: str = ""
    problem: UserMessage | None = None


class CopiesDoor(Protocol):
    """What merges a copy; the pages go meanwhile and come back."""

    def merge_copy(self, other: Path, *, dry_run: bool, other_key: Key | None = None) -> None:
        """Close this journal, merge the copy at *other*, or look what that would do, and reopen."""


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
        jobs: Jobs,
        navigator: Navigator,
        door: CopiesDoor,
        ask_copy: Callable[[], Path | None],
    ) -> None:
        """Present *session* on *display*; *ask_copy* asks for the file of another copy."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._ask_copy = ask_copy
        self._jobs = jobs
        self._door = door
        self._is_trying = False
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
        if not self._may_merge():
            return
        other = self._ask_copy()
        if other is not None:
            self.leave()
            self._door.merge_copy(other, dry_run=True)

    def bring_in(self) -> None:
        """Merge what was looked at."""
        outcome = self._session.copies.outcome
        if outcome is not None and self._stage() is MergeStage.FOUND and self._may_merge():
            self._door.merge_copy(outcome.other, dry_run=False, other_key=outcome.other_key)

    def try_passphrase(self, typed: str) -> None:
        """Open the other copy with a passphrase of its own, and look at it then."""
        outcome = self._session.copies.outcome
        if outcome is None or self._stage() is not MergeStage.LOCKED or self._is_trying:
            return
        self._problem = None
        try:
            passphrase = Passphrase(typed)
        except InputError as error:
            self._problem = describe(error)
            self._render()
            return
        other = outcome.other

        def work(_job: Job) -> Key:
            return unlock(other, passphrase)

        def on_done(key: Key) -> None:
            self._is_trying = False
            if not self._is_closed:
                self._door.merge_copy(other, dry_run=True, other_key=key)

        self._is_trying = True
        self._render()
        self._jobs.submit(
            work,
            on_done=on_done,
            on_error=self._on_error,
            on_cancelled=lambda: None,
            on_progress=lambda _progress: None,
        )

    def leave(self) -> None:
        """Put away what was found, or done."""
        self._session.copies.outcome = None
        self._done, self._problem = "", None
        self._render()

    def open_help(self) -> None:
        """Go to the help page about versions, bin and copies."""
        self._navigator.go(Route(PageId.ABOUT, record=HELP))

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
            _("The other text of \u201c{name}\u201d is the current one now.")
            if use_other
            else _("\u201c{name}\u201d stays as it is.")
        )
        self._done = words.format(name=record_name(found))
        self._refresh()

    def _may_merge(self) -> bool:
        session = self._session
        return session.copies.is_available and not session.is_read_only

    def _stage(self) -> MergeStage:
        outcome = self._session.copies.outcome
        if outcome is None:
            return MergeStage.NONE
        if outcome.report is not None:
            return MergeStage.FOUND if outcome.report.is_dry_run else MergeStage.DONE
        if outcome.error is not None and outcome.error.code is ConditionCode.ENCRYPTED:
            return MergeStage.LOCKED
        return MergeStage.REFUSED

    def _on_error(self, error: Exception) -> None:
        self._is_trying = False
        if not isinstance(error, AhpJournalError):
            self._render()
            raise error
        self._problem = describe(error)
        self._render()

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
        if found is None or found.kind not in _WITH_TEXT:
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
        outcome, stage = self._session.copies.outcome, self._stage()
        report = outcome.report if outcome is not None else None
        problem = self._problem
        if problem is None and stage is MergeStage.REFUSED and outcome and outcome.error:
            problem = describe(outcome.error)
        self._display.render_state(
            CopiesState(
                found=self._found,
                chosen=self._chosen,
                other=other,
                may_merge=self._may_merge(),
                is_read_only=self._session.is_read_only,
                stage=stage,
                other_file=outcome.other if outcome is not None else None,
                sentences=tuple(merge_sentences(report)) if report is not None else (),
                may_bring_in=report is not None and report.is_dry_run and report.has_changes,
                is_trying=self._is_trying,
                done=self._done,
                problem=problem,
            )
        )
