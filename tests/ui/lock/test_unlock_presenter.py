"""Unlocking: each thing that can stand in the way has its own words, and nobody is locked out."""

from pathlib import Path

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode, RecoverySheet, Secret
from ahpjournal.services.jobs import InlineJobs, Jobs
from ahpjournal.services.protection import Key
from ahpjournal.ui.lock.reasons import LockReason
from ahpjournal.ui.lock.unlock_presenter import (
    FORGET_AFTER_MS,
    UnlockField,
    UnlockPresenter,
    UnlockState,
    UnlockStep,
)
from tests.doubles import HandTimers, WaitingJobs

PATH = Path("/journals/Private.ahpjournal")
CODE = RecoveryCode.of(bytes(range(1, 21)))
KEY = Key(bytes(32))


class FakeDisplay:
    """Keeps states; remembers what was selected and how often fields were emptied."""

    def __init__(self) -> None:
        self.states: list[UnlockState] = []
        self.selected: list[UnlockField] = []
        self.cleared = 0

    def render_state(self, state: UnlockState) -> None:
        """Keep *state*."""
        self.states.append(state)

    def select_field(self, field: UnlockField) -> None:
        """Take note."""
        self.selected.append(field)

    def clear_fields(self) -> None:
        """Count."""
        self.cleared += 1


class FakeProtection:
    """Opens with one passphrase and one code."""

    def __init__(self) -> None:
        self.passphrase = "right"
        self.error: ConditionCode | None = None
        self.left: tuple[Path, ...] = ()

    def unlock(self, path: Path, secret: Secret) -> Key:
        """Give the key, or refuse."""
        if self.error is not None:
            raise ConditionError(self.error, str(path))
        if isinstance(secret, RecoveryCode):
            if secret != CODE:
                raise ConditionError(ConditionCode.WRONG_RECOVERY_CODE, str(path))
        elif secret.text != self.passphrase:
            raise ConditionError(ConditionCode.WRONG_PASSPHRASE, str(path))
        return KEY

    def set_passphrase(self, path: Path, passphrase: Passphrase, job: Job) -> RecoveryCode:
        """Is not asked here."""
        raise NotImplementedError

    def change_passphrase(self, path: Path, present: Passphrase, new: Passphrase, job: Job) -> None:
        """Is not asked here."""
        raise NotImplementedError

    def remove_passphrase(self, path: Path, present: Passphrase, job: Job) -> None:
        """Is not asked here."""
        raise NotImplementedError

    def recover(self, path: Path, code: RecoveryCode, new: Passphrase, job: Job) -> None:
        """Take the new passphrase."""
        assert code == CODE
        self.passphrase = new.text

    def write_sheet(self, sheet: RecoverySheet, path: Path, target: Path, job: Job) -> Path:
        """Is not asked here."""
        raise NotImplementedError


class Page:
    """The presenter with everything around it."""

    def __init__(self, jobs: Jobs | None = None, wrong_before: int = 0) -> None:
        self.display = FakeDisplay()
        self.protection = FakeProtection()
        self.timers = HandTimers()
        self.opened: list[Key] = []
        self.read: list[Key] = []
        self.refusal: ConditionError | None = None
        self.presenter = UnlockPresenter(
            self.display,
            PATH,
            LockReason.IDLE,
            self.protection,
            jobs or InlineJobs(),
            self.timers,
            self._open,
            self.read.append,
            wrong_before=wrong_before,
        )

    def _open(self, key: Key) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.opened.append(key)

    @property
    def state(self) -> UnlockState:
        """The last state."""
        return self.display.states[-1]

    @property
    def code(self) -> str:
        """The code of what stands in the way; empty if nothing does."""
        return self.state.problem.code if self.state.problem is not None else ""


@pytest.fixture
def page() -> Page:
    """Give the page, started."""
    made = Page()
    made.presenter.start()
    return made


def test_the_right_passphrase_opens_and_leaves_the_field_empty(page: Page) -> None:
    page.presenter.unlock("right")
    assert page.opened == [KEY]
    assert page.display.cleared == 1


def test_a_wrong_one_is_said_and_selected(page: Page) -> None:
    page.presenter.unlock("wrong")
    assert page.code == "wrong-passphrase"
    assert page.display.selected == [UnlockField.PASSPHRASE]
    assert page.opened == []
    page.presenter.unlock("right")
    assert page.opened == [KEY]


def test_nothing_typed_is_no_guess(page: Page) -> None:
    page.presenter.unlock("   ")
    assert page.code == "required"
    assert page.presenter.wrong == 0


def test_fields_are_asleep_while_it_is_tried() -> None:
    jobs = WaitingJobs()
    page = Page(jobs)
    page.presenter.start()
    page.presenter.unlock("right")
    assert page.state.is_busy
    page.presenter.unlock("right")
    assert len(jobs.waiting) == 1
    jobs.run_all()
    assert page.opened == [KEY]


def test_guesses_are_slowed_in_words_and_go_on_for_ever(page: Page) -> None:
    for _guess in range(4):
        page.presenter.unlock("wrong")
    assert page.state.wait == 1
    page.presenter.unlock("right")
    assert page.opened == []
    page.timers.pass_time()
    assert page.state.wait == 0
    for _guess in range(40):
        page.presenter.unlock("wrong")
        while page.state.wait:
            page.timers.pass_time()
    page.presenter.unlock("right")
    assert page.opened == [KEY]


def test_the_pause_is_not_escaped_by_opening_the_page_again() -> None:
    page = Page(wrong_before=5)
    page.presenter.start()
    assert page.state.wait == 2


@pytest.mark.parametrize(
    "code",
    [
        ConditionCode.DAMAGED,
        ConditionCode.NOT_A_JOURNAL,
        ConditionCode.KEYS_DAMAGED,
        ConditionCode.KEYS_MISSING,
        ConditionCode.TOO_NEW,
    ],
)
def test_a_file_that_is_to_blame_is_not_called_a_wrong_passphrase(
    page: Page, code: ConditionCode
) -> None:
    page.protection.error = code
    page.presenter.unlock("right")
    assert page.code == code.value
    assert page.state.problem is not None
    assert "not the passphrase" not in page.state.problem.title
    assert page.presenter.wrong == 0


@pytest.mark.parametrize("code", [ConditionCode.KEYS_MISSING, ConditionCode.KEYS_DAMAGED])
def test_without_key_slots_the_code_is_asked_for_at_once(code: ConditionCode) -> None:
    page = Page()
    page.presenter.start(ConditionError(code, str(PATH)))
    assert page.state.step is UnlockStep.CODE
    assert page.code == code.value


def test_being_encrypted_is_no_problem() -> None:
    page = Page()
    page.presenter.start(ConditionError(ConditionCode.ENCRYPTED, str(PATH)))
    assert page.state.problem is None
    assert page.state.step is UnlockStep.PASSPHRASE


def test_the_code_leads_to_a_new_passphrase_and_then_opens(page: Page) -> None:
    page.presenter.ask_code()
    page.presenter.give_code(CODE.text.lower().replace("-", " "))
    assert page.state.step is UnlockStep.NEW_PASSPHRASE
    page.presenter.new_typed("a")
    assert page.state.new_strength is not None
    page.presenter.set_new("new words", "other words")
    assert page.code == "passphrases-differ"
    assert page.state.problem_field is UnlockField.SECOND
    page.presenter.set_new("new words", "new words")
    assert page.protection.passphrase == "new words"
    assert page.opened == [KEY]


def test_a_mistyped_code_and_another_journals_code_differ(page: Page) -> None:
    page.presenter.ask_code()
    page.presenter.give_code(CODE.text[:-1] + ("1" if CODE.text[-1] == "0" else "0"))
    assert page.code == "not-a-recovery-code"
    assert page.presenter.wrong == 0
    page.presenter.give_code(RecoveryCode.of(bytes(range(2, 22))).text)
    assert page.code == "wrong-recovery-code"
    assert page.presenter.wrong == 1


def test_going_back_forgets_the_code(page: Page) -> None:
    page.presenter.ask_code()
    page.presenter.give_code(CODE.text)
    page.presenter.ask_passphrase()
    page.presenter.set_new("new words", "new words")
    assert page.opened == []


@pytest.mark.parametrize(
    "code", [ConditionCode.IN_USE, ConditionCode.READ_ONLY, ConditionCode.DISK_FULL]
)
def test_a_journal_that_cannot_be_written_can_be_read(page: Page, code: ConditionCode) -> None:
    page.refusal = ConditionError(code, str(PATH))
    page.presenter.unlock("right")
    assert page.code == code.value
    assert page.state.problem is not None
    assert page.state.problem.what_is_safe == "Nothing was changed."
    assert page.state.can_read_only
    assert page.display.selected == [UnlockField.PASSPHRASE]
    page.presenter.open_read_only()
    assert page.read == [KEY]


def test_the_key_of_a_journal_that_did_not_open_is_let_go_after_a_minute(page: Page) -> None:
    page.refusal = ConditionError(ConditionCode.IN_USE, str(PATH))
    page.presenter.unlock("right")
    assert [t.asked[-1] for t in page.timers.made if t.is_active()] == [FORGET_AFTER_MS]
    page.timers.pass_time()
    assert not page.state.can_read_only
    assert page.code == "in-use"
    page.presenter.open_read_only()
    assert page.read == []
    assert "Key(" not in repr(vars(page.presenter))


def test_the_keyboard_stays_on_the_page_when_a_damaged_journal_does_not_open(page: Page) -> None:
    page.refusal = ConditionError(ConditionCode.DAMAGED, str(PATH))
    page.presenter.unlock("right")
    assert page.display.selected == [UnlockField.PASSPHRASE]
    assert not page.state.can_read_only
    assert not any(timer.is_active() for timer in page.timers.made)


def test_fields_are_emptied_after_a_minute_out_of_sight(page: Page) -> None:
    page.presenter.went_out_of_sight()
    page.presenter.came_into_sight()
    page.timers.pass_time()
    assert page.display.cleared == 0
    page.presenter.went_out_of_sight()
    assert page.timers.made[1].asked[-1] == FORGET_AFTER_MS
    page.timers.pass_time()
    assert page.display.cleared == 1


def test_a_page_that_is_gone_hears_no_more() -> None:
    jobs = WaitingJobs()
    page = Page(jobs)
    page.presenter.start()
    page.presenter.unlock("right")
    page.presenter.close()
    shown = len(page.display.states)
    jobs.run_all()
    assert page.opened == []
    assert len(page.display.states) == shown


def test_what_is_not_saved_yet_is_said(page: Page) -> None:
    page.presenter.set_unsaved(True)
    assert page.state.has_unsaved
    page.presenter.set_unsaved(False)
    assert not page.state.has_unsaved


def test_no_state_carries_what_was_typed(page: Page) -> None:
    page.presenter.unlock("a-wrong-secret")
    page.presenter.ask_code()
    page.presenter.give_code(CODE.text)
    page.presenter.new_typed("a-new-secret")
    shown = repr(page.display.states)
    assert "secret" not in shown
    assert CODE.text not in shown
