"""Set, change or remove the passphrase, and when the journal locks. No Qt here."""

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError, InputCode, InputError
from ahpjournal.domain.passphrases import Passphrase, Strength, strength
from ahpjournal.domain.records import dataclass
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.autosave import Timers
from ahpjournal.ui.passphrase_words import typed_twice
from ahpjournal.ui.routes import Route

FORGET_AFTER_MS = 60_000
"""How long what is typed stays in the fields while the page is covered."""


class PassphraseForm(Enum):
    """What the card asks for at present."""

    NONE = auto()
    SET = auto()
    CHANGE = auto()
    REMOVE = auto()


class PassphraseField(Enum):
    """A field of the card."""

    PRESENT = auto()
    FIRST = auto()
    SECOND = auto()


@dataclass(frozen=True, slots=True)
class PassphraseState:
    """Everything on the card but what is typed."""

    is_encrypted: bool
    can_change: bool
    """Whether the journal lies in a file that may be written."""
    form: PassphraseForm
    lock_minutes: int
    strength: Strength | None = None
    is_busy: bool = False
    sheet_saved_to: Path | None = None
    problem: UserMessage | None = None
    problem_field: PassphraseField | None = None
    is_required: bool = False
    """Whether the organisation wants a passphrase on every journal."""
    are_minutes_set: bool = False
    """Whether the organisation sets when the journal locks."""


class PassphraseDisplay(Protocol):
    """What the presenter needs of the card."""

    def render_state(self, state: PassphraseState) -> None:
        """Show *state*."""

    def select_field(self, field: PassphraseField) -> None:
        """Select what is typed in *field* and put the cursor there."""

    def clear_fields(self) -> None:
        """Empty every field and forget what was typed."""


class PassphraseDoor(Protocol):
    """Changes what opens the journal, with its pages put away; they come back afterwards.

    *on_refused* is called, with the pages still there, if nothing could be begun.
    """

    def lock_now(self) -> None:
        """Lock the journal."""

    def set_passphrase(self, new: Passphrase, on_refused: Callable[[UserMessage], None]) -> None:
        """Encrypt the journal with *new*."""

    def change_passphrase(
        self,
        present: Passphrase,
        new: Passphrase,
        on_refused: Callable[[UserMessage], None],
    ) -> None:
        """Let *new* open the journal in place of *present*."""

    def remove_passphrase(
        self, present: Passphrase, on_refused: Callable[[UserMessage], None]
    ) -> None:
        """Make the journal plain again."""

    def save_sheet(
        self,
        on_saved: Callable[[Path], None],
        on_refused: Callable[[UserMessage], None],
    ) -> None:
        """Ask where to, and save the recovery sheet there."""

    def set_lock_minutes(self, minutes: int) -> None:
        """Lock after *minutes* without use from now on.

        Raises:
            ConditionError: the settings cannot be written; it holds for this time only.
        """


class PassphrasePresenter:
    """Asks what is needed and hands it to the door; keeps no passphrase."""

    def __init__(
        self,
        display: PassphraseDisplay,
        session: JournalSession,
        settings: SettingsStore,
        door: PassphraseDoor,
        confirm_removal: Callable[[], bool],
        timers: Timers,
    ) -> None:
        """Present what protects *session*; *confirm_removal* asks before it is taken away."""
        self._display = display
        self._session = session
        self._settings = settings
        self._door = door
        self._confirm_removal = confirm_removal
        self._form = PassphraseForm.NONE
        self._strength: Strength | None = None
        self._is_busy = self._is_closed = False
        self._sheet_saved_to: Path | None = None
        self._problem: UserMessage | None = None
        self._problem_field: PassphraseField | None = None
        self._forget = timers.single_shot(self._on_long_hidden)

    def shown(self, route: Route) -> None:  # noqa: ARG002 - one view only
        """Show how things are."""
        self._forget.stop()
        self._render()

    def hidden(self) -> None:
        """Forget what was typed after a minute."""
        self._sheet_saved_to = None
        self._forget.start(FORGET_AFTER_MS)

    def flush(self) -> bool:
        """Nothing here is ever saved half-way."""
        return True

    def close(self) -> None:
        """Forget what was typed: the page goes."""
        self._is_closed = True
        self._forget.stop()
        self._display.clear_fields()

    # --- what the user wants --------------------------------------------------------------------

    def ask(self, form: PassphraseForm) -> None:
        """Ask for what *form* needs; NONE closes it."""
        if self._is_busy:
            return
        self._open(form)
        self._render()
        if form is not PassphraseForm.NONE:
            is_set = form is PassphraseForm.SET
            first = PassphraseField.FIRST if is_set else PassphraseField.PRESENT
            self._display.select_field(first)

    def typed(self, text: str) -> None:
        """Say how strong the new passphrase is so far."""
        found = strength(text) if text.strip() else None
        if found != self._strength:
            self._strength = found
            self._render()

    def set_passphrase(self, first: str, second: str) -> None:
        """Set the passphrase that was typed twice."""
        new = self._new(first, second)
        if new is not None and not self._is_busy:
            self._begin()
            self._door.set_passphrase(new, self._on_refused)

    def change_passphrase(self, present: str, first: str, second: str) -> None:
        """Put the passphrase that was typed twice in the place of the present one."""
        old = self._present(present)
        new = self._new(first, second) if old is not None else None
        if old is not None and new is not None and not self._is_busy:
            self._begin()
            self._door.change_passphrase(old, new, self._on_refused)

    def remove_passphrase(self, present: str) -> None:
        """Take the passphrase away, once it was asked whether that is meant."""
        if self._settings.policies.requires_passphrase:
            return
        old = self._present(present)
        if old is None or self._is_busy or not self._confirm_removal():
            return
        self._begin()
        self._door.remove_passphrase(old, self._on_refused)

    def save_sheet(self) -> None:
        """Save the recovery sheet again."""
        if not self._is_busy:
            self._open(PassphraseForm.NONE)
            self._door.save_sheet(self._on_sheet_saved, self._on_refused)
            self._render()

    def choose_minutes(self, minutes: int) -> None:
        """Lock after *minutes* without use."""
        self._problem, self._problem_field = None, None
        if self._settings.policies.auto_lock_minutes is not None:
            return
        try:
            self._door.set_lock_minutes(minutes)
        except AhpJournalError as error:
            self._problem = describe(error)
        self._render()

    def lock_now(self) -> None:
        """Lock the journal."""
        self._door.lock_now()

    # --- what came of it ------------------------------------------------------------------------

    def _open(self, form: PassphraseForm) -> None:
        self._form = form
        self._strength = None
        self._sheet_saved_to = None
        self._problem, self._problem_field = None, None
        self._display.clear_fields()

    def _present(self, text: str) -> Passphrase | None:
        try:
            return Passphrase(text)
        except InputError as error:
            self._refuse(error, PassphraseField.PRESENT)
            return None

    def _new(self, first: str, second: str) -> Passphrase | None:
        try:
            return typed_twice(first, second)
        except InputError as error:
            is_second = error.code is InputCode.PASSPHRASES_DIFFER
            self._refuse(error, PassphraseField.SECOND if is_second else PassphraseField.FIRST)
            return None

    def _refuse(self, error: InputError, field: PassphraseField) -> None:
        self._problem, self._problem_field = describe(error), field
        self._render()
        self._display.select_field(field)

    def _begin(self) -> None:
        self._is_busy = True
        self._problem, self._problem_field = None, None
        self._render()

    def _on_refused(self, problem: UserMessage) -> None:
        if self._is_closed:
            return
        self._is_busy = False
        self._problem, self._problem_field = problem, None
        if problem.code == "wrong-passphrase":
            self._problem_field = PassphraseField.PRESENT
        self._render()
        if self._problem_field is not None:
            self._display.select_field(self._problem_field)

    def _on_sheet_saved(self, path: Path) -> None:
        if not self._is_closed:
            self._sheet_saved_to = path
            self._render()

    def _on_long_hidden(self) -> None:
        self._open(PassphraseForm.NONE)
        self._render()

    def _render(self) -> None:
        if self._is_closed:
            return
        session = self._session
        self._display.render_state(
            PassphraseState(
                is_encrypted=session.is_encrypted,
                can_change=session.path is not None and not session.is_read_only,
                form=self._form,
                lock_minutes=self._settings.current.lock_minutes,
                strength=self._strength,
                is_busy=self._is_busy,
                sheet_saved_to=self._sheet_saved_to,
                problem=self._problem,
                problem_field=self._problem_field,
                is_required=self._settings.policies.requires_passphrase,
                are_minutes_set=self._settings.policies.auto_lock_minutes is not None,
            )
        )
