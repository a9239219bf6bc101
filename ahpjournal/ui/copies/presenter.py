"""Looks what merging a copy would do, merges it, and says what it did. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Protocol, TypeVar

from ahpjournal.domain.errors import AhpJournalError, ConditionCode, ConditionError, InputError
from ahpjournal.domain.jobs import Job, Progress
from ahpjournal.domain.merging import MergeReport
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services.jobs import Jobs, Ticket
from ahpjournal.services.merge_words import merge_sentences
from ahpjournal.services.messages import UserMessage, describe, unexpected
from ahpjournal.services.protection import NO_KEY, Key, is_encrypted, unlock

T = TypeVar("T")


class MergeStage(Enum):
    """What the page is about."""

    LOOKING = auto()
    """It is found out what a merge would do, or whether a passphrase is right."""
    LOCKED = auto()
    """The other copy asks for its passphrase."""
    FOUND = auto()
    """What a merge would do is shown."""
    MERGING = auto()
    DONE = auto()
    REFUSED = auto()
    """It cannot be done."""


@dataclass(frozen=True, slots=True)
class MergeState:
    """Everything on the page. *sentences* tell what a merge would do, or did."""

    stage: MergeStage
    other: Path
    sentences: tuple[str, ...] = ()
    has_changes: bool = False
    disagreements: int = 0
    progress: Progress | None = None
    is_stopping: bool = False
    problem: UserMessage | None = None


class MergeDisplay(Protocol):
    """What the presenter needs of the page."""

    def render_state(self, state: MergeState) -> None:
        """Show *state*."""


class MergeCopies(Protocol):
    """Merges two journals that are not open, after a backup; see Workshop.merge."""

    def __call__(
        self,
        journal: Path,
        other: Path,
        job: Job,
        *,
        dry_run: bool = False,
        key: Key = NO_KEY,
        other_key: Key = NO_KEY,
    ) -> MergeReport:
        """Merge *other* into *journal*, or say what that would do."""


class MergePresenter:
    """Goes through one merge; nothing is changed before its owner has seen what would be."""

    def __init__(
        self,
        display: MergeDisplay,
        jobs: Jobs,
        merge: MergeCopies,
        journal: Path,
        key: Key,
        other: Path,
        on_end: Callable[[], None],
    ) -> None:
        """Merge *other* into *journal*, which is closed and opens with *key*; then *on_end*."""
        self._display = display
        self._jobs = jobs
        self._merge = merge
        self._journal = journal
        self._key = key
        self._other = other
        self._on_end = on_end
        self._other_key: Key | None = None
        self._ticket: Ticket | None = None
        self._state = MergeState(MergeStage.LOOKING, other)
        self._is_over = False

    def start(self) -> None:
        """Find out what merging would do; copies share their key, so ours is tried first."""
        self._look()

    def try_passphrase(self, typed: str) -> None:
        """Open the other copy with its own passphrase."""
        if self._state.stage is not MergeStage.LOCKED:
            return
        try:
            passphrase = Passphrase(typed)
        except InputError as error:
            self._show(MergeState(MergeStage.LOCKED, self._other, problem=describe(error)))
            return
        self._show(MergeState(MergeStage.LOOKING, self._other))
        other = self._other

        def work(_job: Job) -> Key:
            return unlock(other, passphrase)

        def on_done(key: Key) -> None:
            self._other_key = key
            self._look()

        self._submit(work, on_done)

    def bring_in(self) -> None:
        """Merge what was found."""
        if self._state.stage is not MergeStage.FOUND or not self._state.has_changes:
            return
        self._show(MergeState(MergeStage.MERGING, self._other))
        self._submit(self._work(dry_run=False), self._on_merged)

    def leave(self) -> None:
        """Go back to the journal; work that is going on is stopped first and changes nothing."""
        if self._is_over:
            return
        if self._ticket is not None:
            self._ticket.cancel()
            self._show(_stopping(self._state))
        else:
            self._end()

    def _look(self) -> None:
        self._show(MergeState(MergeStage.LOOKING, self._other))
        self._submit(self._work(dry_run=True), self._on_found)

    def _work(self, *, dry_run: bool) -> Callable[[Job], MergeReport]:
        journal, other, key, found = self._journal, self._other, self._key, self._other_key

        def work(job: Job) -> MergeReport:
            other_key = NO_KEY
            if is_encrypted(other):
                other_key = found if found is not None else key
            try:
                return self._merge(
                    journal, other, job, dry_run=dry_run, key=key, other_key=other_key
                )
            except ConditionError as error:
                is_ours_tried = other_key is key and not key.is_empty
                if is_ours_tried and error.code is ConditionCode.DAMAGED and _is_of(error, other):
                    # What our key cannot read looks damaged: ask for the key of the other one.
                    raise ConditionError(ConditionCode.ENCRYPTED, str(other)) from error
                raise

        return work

    def _on_found(self, report: MergeReport) -> None:
        self._show_report(MergeStage.FOUND, report)

    def _on_merged(self, report: MergeReport) -> None:
        self._show_report(MergeStage.DONE, report)

    def _show_report(self, stage: MergeStage, report: MergeReport) -> None:
        self._show(
            MergeState(
                stage,
                self._other,
                sentences=tuple(merge_sentences(report)),
                has_changes=report.has_changes,
                disagreements=len(report.disagreements),
            )
        )

    def _submit(self, work: Callable[[Job], T], on_done: Callable[[T], None]) -> None:
        is_running = True

        def done(result: T) -> None:
            nonlocal is_running
            is_running, self._ticket = False, None
            on_done(result)

        def failed(error: Exception) -> None:
            nonlocal is_running
            is_running, self._ticket = False, None
            self._on_error(error)

        def cancelled() -> None:
            nonlocal is_running
            is_running, self._ticket = False, None
            self._end()

        ticket = self._jobs.submit(
            work,
            on_done=done,
            on_error=failed,
            on_cancelled=cancelled,
            on_progress=self._on_progress,
        )
        if is_running:
            self._ticket = ticket

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, AhpJournalError):
            self._show(MergeState(MergeStage.REFUSED, self._other, problem=unexpected()))
            raise error
        stage, problem = MergeStage.REFUSED, describe(error)
        if isinstance(error, ConditionError) and _is_of(error, self._other):
            if error.code is ConditionCode.ENCRYPTED:
                self._show(MergeState(MergeStage.LOCKED, self._other))
                return
            if error.code is ConditionCode.WRONG_PASSPHRASE:
                stage = MergeStage.LOCKED
        self._show(MergeState(stage, self._other, problem=problem))

    def _on_progress(self, progress: Progress) -> None:
        state = self._state
        if state.stage in {MergeStage.LOOKING, MergeStage.MERGING}:
            self._show(
                MergeState(
                    state.stage, self._other, progress=progress, is_stopping=state.is_stopping
                )
            )

    def _end(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._on_end()

    def _show(self, state: MergeState) -> None:
        self._state = state
        self._display.render_state(state)


def _is_of(error: ConditionError, path: Path) -> bool:
    return Path(error.path) == path


def _stopping(state: MergeState) -> MergeState:
    return MergeState(state.stage, state.other, progress=state.progress, is_stopping=True)
