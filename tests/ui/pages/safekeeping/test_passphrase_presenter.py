"""The passphrase card: what is asked, what is refused, and that nothing typed is kept."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ahpjournal import bootstrap
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.policy import NO_POLICIES, Policies
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.pages.safekeeping.passphrase_presenter import (
    PassphraseField,
    PassphraseForm,
    PassphrasePresenter,
    PassphraseState,
)
from ahpjournal.ui.routes import PageId, Route
from tests.doubles import HandTimers

Refused = Callable[[UserMessage], None]


class FakeDisplay:
    """Keeps states."""

    def __init__(self) -> None:
        self.states: list[PassphraseState] = []
        self.selected: list[PassphraseField] = []
        self.cleared = 0

    def render_state(self, state: PassphraseState) -> None:
        """Keep *state*."""
        self.states.append(state)

    def select_field(self, field: PassphraseField) -> None:
        """Take note."""
        self.selected.append(field)

    def clear_fields(self) -> None:
        """Count."""
        self.cleared += 1


class FakeDoor:
    """Remembers what was asked, and may refuse."""

    def __init__(self, settings: SettingsStore) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.settings = settings
        self.refusal: UserMessage | None = None

    def lock_now(self) -> None:
        """Take note."""
        self.asked.append(("lock",))

    def set_passphrase(self, new: Passphrase, on_refused: Refused) -> None:
        """Take note."""
        self._take(on_refused, "set", new.text)

    def change_passphrase(self, present: Passphrase, new: Passphrase, on_refused: Refused) -> None:
        """Take note."""
        self._take(on_refused, "change", present.text, new.text)

    def remove_passphrase(self, present: Passphrase, on_refused: Refused) -> None:
        """Take note."""
        self._take(on_refused, "remove", present.text)

    def save_sheet(self, on_saved: Callable[[Path], None], on_refused: Refused) -> None:
        """Save it at once, or refuse."""
        if self.refusal is None:
            on_saved(Path("/sheet.pdf"))
        self._take(on_refused, "sheet")

    def set_lock_minutes(self, minutes: int) -> None:
        """Take note."""
        self.settings.save(replace(self.settings.current, lock_minutes=minutes))

    def _take(self, on_refused: Refused, *words: str) -> None:
        self.asked.append(words)
        if self.refusal is not None:
            on_refused(self.refusal)


class Card:
    """The presenter with everything around it."""

    def __init__(
        self, session: JournalSession, folder: Path, policies: Policies = NO_POLICIES
    ) -> None:
        self.display = FakeDisplay()
        self.settings = SettingsStore(folder, policies)
        self.door = FakeDoor(self.settings)
        self.timers = HandTimers()
        self.agrees = True
        self.presenter = PassphrasePresenter(
            self.display,
            session,
            self.settings,
            self.door,
            lambda: self.agrees,
            self.timers,
        )
        self.presenter.shown(Route(PageId.SAFEKEEPING))

    @property
    def state(self) -> PassphraseState:
        """The last state."""
        return self.display.states[-1]


@pytest.fixture
def card(tmp_path: Path) -> Any:
    """Give the card on a plain journal in a file."""
    session = bootstrap.workshop().create(tmp_path / "Plain.ahpjournal")
    yield Card(session, tmp_path)
    session.close()


def test_a_plain_journal_says_so_and_can_be_protected(card: Card) -> None:
    assert not card.state.is_encrypted
    assert card.state.can_change
    card.presenter.ask(PassphraseForm.SET)
    assert card.state.form is PassphraseForm.SET
    assert card.display.selected == [PassphraseField.FIRST]
    card.presenter.set_passphrase("four words or more", "four words or more")
    assert card.door.asked == [("set", "four words or more")]
    assert card.state.is_busy


def test_an_encrypted_journal_says_so(tmp_path: Path) -> None:
    session = bootstrap.workshop().create(
        tmp_path / "P.ahpjournal", passphrase=Passphrase("four words")
    )
    assert Card(session, tmp_path).state.is_encrypted
    session.close()


def test_a_journal_in_memory_cannot_be_protected(session: JournalSession, tmp_path: Path) -> None:
    assert not Card(session, tmp_path).state.can_change


def test_two_different_ones_are_refused_beside_the_second(card: Card) -> None:
    card.presenter.ask(PassphraseForm.SET)
    card.presenter.set_passphrase("one", "two")
    assert card.door.asked == []
    assert card.state.problem_field is PassphraseField.SECOND
    assert card.display.selected[-1] is PassphraseField.SECOND


def test_nothing_typed_is_refused_beside_its_field(card: Card) -> None:
    card.presenter.set_passphrase(" ", " ")
    card.presenter.change_passphrase("", "new", "new")
    card.presenter.remove_passphrase("")
    refused = [state.problem_field for state in card.display.states if state.problem_field]
    assert refused == [PassphraseField.FIRST, PassphraseField.PRESENT, PassphraseField.PRESENT]
    assert card.door.asked == []


def test_long_ones_and_any_letters_are_taken(card: Card) -> None:
    long = "\u0175\U0001f98a " * 99
    card.presenter.set_passphrase(long, long)
    assert card.door.asked == [("set", long)]


def test_a_wrong_present_one_is_said_beside_its_field(card: Card) -> None:
    card.door.refusal = describe(ConditionError(ConditionCode.WRONG_PASSPHRASE, "x"))
    card.presenter.ask(PassphraseForm.CHANGE)
    card.presenter.change_passphrase("old", "new", "new")
    assert card.door.asked == [("change", "old", "new")]
    assert card.state.problem_field is PassphraseField.PRESENT
    assert not card.state.is_busy


def test_removing_asks_first(card: Card) -> None:
    card.agrees = False
    card.presenter.remove_passphrase("old")
    assert card.door.asked == []
    card.agrees = True
    card.presenter.remove_passphrase("old")
    assert card.door.asked == [("remove", "old")]


def test_strength_is_said_as_one_types(card: Card) -> None:
    card.presenter.ask(PassphraseForm.SET)
    card.presenter.typed("password")
    weak = card.state.strength
    card.presenter.typed("quartz violin 7 umbrella mosaic")
    strong = card.state.strength
    assert weak is not None
    assert strong is not None
    assert weak < strong
    card.presenter.typed("")
    assert card.state.strength is None


def test_the_sheet_can_be_saved_again(card: Card) -> None:
    card.presenter.save_sheet()
    assert card.state.sheet_saved_to == Path("/sheet.pdf")
    card.presenter.hidden()
    card.presenter.shown(Route(PageId.SAFEKEEPING))
    assert card.state.sheet_saved_to is None


def test_the_minutes_are_kept(card: Card) -> None:
    assert card.state.lock_minutes == 10
    card.presenter.choose_minutes(30)
    assert card.state.lock_minutes == 30


def test_what_is_typed_is_forgotten_after_a_minute_out_of_sight(card: Card) -> None:
    card.presenter.ask(PassphraseForm.SET)
    cleared = card.display.cleared
    card.presenter.hidden()
    card.presenter.shown(Route(PageId.SAFEKEEPING))
    card.timers.pass_time()
    assert card.display.cleared == cleared
    card.presenter.hidden()
    card.timers.pass_time()
    assert card.display.cleared == cleared + 1
    assert card.state.form is PassphraseForm.NONE


def test_the_fields_are_empty_when_the_page_goes(card: Card) -> None:
    cleared = card.display.cleared
    card.presenter.close()
    assert card.display.cleared == cleared + 1


def test_no_state_carries_what_was_typed(card: Card) -> None:
    card.presenter.typed("a-secret")
    card.presenter.set_passphrase("a-secret", "another-secret")
    assert "secret" not in repr(card.display.states)


def test_what_the_organisation_sets_stays(tmp_path: Path) -> None:
    session = bootstrap.workshop().create(tmp_path / "Plain.ahpjournal")
    policies = Policies(requires_passphrase=True, auto_lock_minutes=7)
    card = Card(session, tmp_path, policies)
    assert card.state.is_required
    assert card.state.are_minutes_set
    assert card.state.lock_minutes == 7
    card.presenter.choose_minutes(60)
    card.presenter.remove_passphrase("four words or more")
    assert card.door.asked == []
    assert card.settings.current.lock_minutes == 7
    session.close()
