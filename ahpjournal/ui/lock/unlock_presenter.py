"""What the unlock page shows and does. No Qt here."""

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError, ConditionCode, InputCode, InputError
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode, Strength, strength
from ahpjournal.domain.records import dataclass
from ahpjournal.services.jobs import Jobs, Ticket
from ahpjournal.services.messages import (
    CAN_BE_READ,
    UserMessage,
    describe,
    describe_for_opening,
)
from ahpjournal.services.protection import Key
from ahpjournal.ui.autosave import Timers
from ahpjournal.ui.lock.guesses import pause_after
from ahpjournal.ui.lock.ports import Protection
from ahpjournal.ui.lock.reasons import LockReason
from ahpjournal.ui.passphrase_words import typed_twice

SECOND_MS = 1_000
FORGET_AFTER_MS = 60_000
"""How long what is typed stays in the fields while nobody can see them, and how long a key waits
for its owner to say that the journal is to be opened read-only."""
_NEEDS_CODE = frozenset({ConditionCode.KEYS_MISSING, ConditionCode.KEYS_DAMAGED})
_GUESSES = frozenset({ConditionCode.WRONG_PASSPHRASE, ConditionCode.WRONG_RECOVERY_CODE})


class UnlockStep(Enum):
    """What the page asks for."""

    PASSPHRASE = auto()
    CODE = auto()
    NEW_PASSPHRASE = auto()


class UnlockField(Enum):
    """A field of the page."""

    PASSPHRASE = auto()
    CODE = auto()
    FIRST = auto()
    SECOND = auto()


@dataclass(frozen=True, slots=True)
class UnlockState:
    """Everything on the page but what is typed. *wait* is the seconds before the next guess."""

    path: Path
    reason: LockReason
    step: UnlockStep
    is_busy: bool = False
    wait: int = 0
    has_unsaved: bool = False
    can_read_only: bool = False
    new_strength: Strength | None = None
    problem: UserMessage | None = None
    problem_field: UnlockField | None = None


class UnlockDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_state(self, state: UnlockState) -> None:
        """Show *state*."""

    def select_field(self, field: UnlockField) -> None:
        """Select what is typed in *field* and put the cursor there."""

    def clear_fields(self) -> None:
        """Empty every field and forget what was typed."""


class UnlockPresenter:
    """Asks for the passphrase, or for the recovery code and a new passphrase."""

    def __init__(  # noqa: PLR0913 - the ports of one page
        self,
        display: UnlockDisplay,
        path: Path,
        reason: LockReason,
        protection: Protection,
        jobs: Jobs,
        timers: Timers,
        unlocked: Callable[[Key], None],
        open_read_only: Callable[[Key], None],
        *,
        wrong_before: int = 0,
    ) -> None:
        """Unlock *path*; *unlocked* opens it with its key and may raise ConditionError.

        *wrong_before* is how many guesses in a row were wrong already.
        """
        self._display = display
        self._path = path
        self._reason = reason
        self._protection = protection
        self._jobs = jobs
        self._unlocked = unlocked
        self._open_read_only = open_read_only
        self._step = UnlockStep.PASSPHRASE
        self._is_busy = self._has_unsaved = self._is_closed = False
        self._code: RecoveryCode | None = None
        self._held_key: Key | None = None
        self._strength: Strength | None = None
        self._problem: UserMessage | None = None
        self._problem_field: UnlockField | None = None
        self._ticket: Ticket | None = None
        self.wrong = wrong_before
        self._wait = 0
        self._second = timers.single_shot(self._on_second)
        self._forget = timers.single_shot(self._on_long_hidden)
        self._let_go = timers.single_shot(self._on_key_waited)

    def start(self, problem: AhpJournalError | None = None) -> None:
        """Show the page, with what stood in the way so far."""
        code = problem.code if problem is not None else None
        if problem is not None and code is not ConditionCode.ENCRYPTED:
            self._problem = describe(problem)
        if code in _NEEDS_CODE:
            self._step = UnlockStep.CODE
        self._begin_wait()
        self._render()

    def close(self) -> None:
        """Forget everything: the page goes."""
        self._is_closed = True
        self._code = None
        self._hold(None)
        self._second.stop()
        self._forget.stop()
        self._display.clear_fields()

    def set_unsaved(self, has_unsaved: bool) -> None:  # noqa: FBT001 - one fact
        """Say whether something typed before locking is not on disk yet."""
        if self._has_unsaved != has_unsaved:
            self._has_unsaved = has_unsaved
            self._render()

    def show_problem(self, problem: UserMessage) -> None:
        """Say why something else that the page offers was not possible."""
        self._problem, self._problem_field = problem, None
        self._render()

    def went_out_of_sight(self) -> None:
        """Empty the fields if nobody looks for a minute."""
        self._forget.start(FORGET_AFTER_MS)

    def came_into_sight(self) -> None:
        """Take note that somebody looks."""
        self._forget.stop()

    # --- what the user wants --------------------------------------------------------------------

    def unlock(self, text: str) -> None:
        """Try *text* as the passphrase."""
        if not self._may_guess():
            return
        try:
            passphrase = Passphrase(text)
        except InputError as error:
            self._refuse(error, UnlockField.PASSPHRASE)
            return
        path, protection = self._path, self._protection

        def work(_job: Job) -> Key:
            return protection.unlock(path, passphrase)

        self._submit(work, self._open, UnlockField.PASSPHRASE)

    def ask_code(self) -> None:
        """Ask for the recovery code instead."""
        self._go_to(UnlockStep.CODE, UnlockField.CODE)

    def ask_passphrase(self) -> None:
        """Ask for the passphrase again."""
        self._code = None
        self._go_to(UnlockStep.PASSPHRASE, UnlockField.PASSPHRASE)

    def give_code(self, text: str) -> None:
        """Try *text* as the recovery code; if it fits, a new passphrase is asked for."""
        if not self._may_guess():
            return
        try:
            code = RecoveryCode(text)
        except InputError as error:
            self._refuse(error, UnlockField.CODE)
            return
        path, protection = self._path, self._protection

        def work(_job: Job) -> Key:
            return protection.unlock(path, code)

        def fits(_key: Key) -> None:
            self._code = code
            self._go_to(UnlockStep.NEW_PASSPHRASE, UnlockField.FIRST)

        self._submit(work, fits, UnlockField.CODE)

    def new_typed(self, text: str) -> None:
        """Say how strong the new passphrase is so far."""
        found = strength(text) if text.strip() else None
        if found != self._strength:
            self._strength = found
            self._render()

    def set_new(self, first: str, second: str) -> None:
        """Let the new passphrase open the journal from now on, and open it."""
        code = self._code
        if self._is_busy or code is None:
            return
        try:
            passphrase = typed_twice(first, second)
        except InputError as error:
            is_second = error.code is InputCode.PASSPHRASES_DIFFER
            self._refuse(error, UnlockField.SECOND if is_second else UnlockField.FIRST)
            return
        path, protection = self._path, self._protection

        def work(job: Job) -> Key:
            protection.recover(path, code, passphrase, job)
            return protection.unlock(path, passphrase)

        self._submit(work, self._open, UnlockField.FIRST)

    def open_read_only(self) -> None:
        """Open the journal that cannot be written at present, to read it only."""
        if self._held_key is not None:
            self._try_to_open(self._open_read_only, self._held_key)

    # --- what came of it ------------------------------------------------------------------------

    def _submit(
        self, work: Callable[[Job], Key], done: Callable[[Key], None], field: UnlockField
    ) -> None:
        self._is_busy = True
        self._problem, self._problem_field = None, None
        self._hold(None)
        self._render()

        def on_done(key: Key) -> None:
            self._is_busy = False
            if not self._is_closed:
                self.wrong = 0
                done(key)

        def on_error(error: Exception) -> None:
            self._is_busy = False
            if not isinstance(error, AhpJournalError):
                self._render()
                raise error
            self._on_failure(error, field)

        self._ticket = self._jobs.submit(
            work,
            on_done=on_done,
            on_error=on_error,
            on_cancelled=self._on_cancelled,
            on_progress=lambda _progress: None,
        )

    def _on_cancelled(self) -> None:
        self._is_busy = False
        self._render()

    def _on_failure(self, error: AhpJournalError, field: UnlockField) -> None:
        if self._is_closed:
            return
        if error.code in _GUESSES:
            self.wrong += 1
            self._begin_wait()
        self._problem, self._problem_field = describe(error), field
        self._render()
        self._display.select_field(field)

    def _open(self, key: Key) -> None:
        self._display.clear_fields()
        self._code = None
        self._try_to_open(self._unlocked, key)

    def _try_to_open(self, opener: Callable[[Key], None], key: Key) -> None:
        try:
            opener(key)
        except AhpJournalError as error:
            self._hold(key if error.code in CAN_BE_READ else None)
            self._step = UnlockStep.PASSPHRASE
            self._problem, self._problem_field = describe_for_opening(error), None
            self._render()
            self._display.select_field(UnlockField.PASSPHRASE)

    def _hold(self, key: Key | None) -> None:
        """Keep *key* for a minute, in which the journal can be opened read-only; None: no more."""
        self._held_key = key
        if key is None:
            self._let_go.stop()
        else:
            self._let_go.start(FORGET_AFTER_MS)

    def _refuse(self, error: InputError, field: UnlockField) -> None:
        self._problem, self._problem_field = describe(error), field
        self._render()
        self._display.select_field(field)

    def _go_to(self, step: UnlockStep, field: UnlockField) -> None:
        if self._is_busy:
            return
        self._step = step
        self._strength = None
        self._problem, self._problem_field = None, None
        self._hold(None)
        self._display.clear_fields()
        self._render()
        self._display.select_field(field)

    # --- time -----------------------------------------------------------------------------------

    def _may_guess(self) -> bool:
        return not self._is_busy and not self._wait

    def _begin_wait(self) -> None:
        self._wait = pause_after(self.wrong)
        if self._wait:
            self._second.start(SECOND_MS)

    def _on_second(self) -> None:
        self._wait = max(0, self._wait - 1)
        if self._wait:
            self._second.start(SECOND_MS)
        self._render()

    def _on_long_hidden(self) -> None:
        self._display.clear_fields()

    def _on_key_waited(self) -> None:
        self._hold(None)
        self._render()

    def _render(self) -> None:
        if self._is_closed:
            return
        self._display.render_state(
            UnlockState(
                path=self._path,
                reason=self._reason,
                step=self._step,
                is_busy=self._is_busy,
                wait=self._wait,
                has_unsaved=self._has_unsaved,
                can_read_only=self._held_key is not None,
                new_strength=self._strength,
                problem=self._problem,
                problem_field=self._problem_field,
            )
        )
