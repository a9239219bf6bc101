"""The bin: brought back in one step, erased for good only by somebody who is sure."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ahpjournal.assets import resource_names
from ahpjournal.domain.entries import Section
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.safekeeping.bin_presenter import BinPresenter, BinState
from ahpjournal.ui.routes import PageId, Route


class FakeDisplay:
    """Keeps states."""

    def __init__(self) -> None:
        self.states: list[BinState] = []

    def render_state(self, state: BinState) -> None:
        """Keep *state*."""
        self.states.append(state)

    @property
    def state(self) -> BinState:
        """The last state."""
        return self.states[-1]


class Owner:
    """Answers the question, and makes the backup."""

    def __init__(self) -> None:
        self.is_sure = True
        self.asked: list[str] = []
        self.backups = 0
        self.error: Exception | None = None

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Answer."""
        self.asked.append(text)
        return self.is_sure

    def back_up(self, job: Job) -> None:
        """Make a backup, or fail."""
        job.check_cancelled()
        if self.error is not None:
            raise self.error
        self.backups += 1


@pytest.fixture
def display() -> FakeDisplay:
    return FakeDisplay()


@pytest.fixture
def owner() -> Owner:
    return Owner()


Fill = Callable[[int], frozenset[str]]


@pytest.fixture
def fill(session: JournalSession) -> Fill:
    """Give what removes so many reflections; it gives their ids."""

    def remove(count: int) -> frozenset[str]:
        ids = set()
        for number in range(count):
            draft = session.entries.draft(title=f"Number {number}")
            session.entries.save(replace(draft, sections=(Section("text", "Some words"),)))
            session.entries.remove(draft.id)
            ids.add(draft.id)
        return frozenset(ids)

    return remove


@pytest.fixture
def card(
    display: FakeDisplay, session: JournalSession, navigator: Any, owner: Owner
) -> BinPresenter:
    """Give the card of a journal that is backed up, shown."""
    made = BinPresenter(display, session, InlineJobs(), navigator, owner.confirm, owner.back_up)
    made.shown(Route(PageId.SAFEKEEPING))
    return made


def test_reflections_and_actions_come_back(
    card: BinPresenter, display: FakeDisplay, session: JournalSession, fill: Fill
) -> None:
    ids = fill(2)
    action = session.plans.save(replace(session.plans.draft(), title="Ask"))
    session.plans.remove(action.id)
    assert len(display.state.items) == 3
    card.tick(ids | {action.id})
    card.restore()
    after = display.states[-1]
    assert (after.items, after.ticked, after.done) == ((), frozenset(), "3 brought back.")
    assert session.entries.count() == 2
    assert session.plans.get(action.id) is not None


def test_a_few_are_erased_after_a_plain_question(
    card: BinPresenter, display: FakeDisplay, owner: Owner, fill: Fill
) -> None:
    card.tick(fill(5))
    owner.is_sure = False
    card.erase()
    assert len(display.state.items) == 5
    assert "Backups made before still hold" in owner.asked[0]
    owner.is_sure = True
    card.erase()
    after = display.states[-1]
    assert (after.items, after.done, owner.backups) == ((), "5 erased for good.", 0)


def test_more_than_five_need_their_number_and_a_backup_first(
    card: BinPresenter, display: FakeDisplay, owner: Owner, fill: Fill
) -> None:
    card.tick(fill(6))
    card.erase()
    assert display.state.is_asking
    assert owner.asked == []
    card.erase_many("5")
    assert (display.state.number_is_wrong, len(display.state.items)) == (True, 6)
    assert owner.backups == 0
    card.erase_many(" 6 ")
    assert owner.backups == 1
    assert (display.state.items, display.state.is_asking) == ((), False)


def test_nothing_is_erased_when_the_backup_cannot_be_made(
    card: BinPresenter, display: FakeDisplay, owner: Owner, fill: Fill
) -> None:
    owner.error = ConditionError(ConditionCode.DISK_FULL)
    card.tick(fill(6))
    card.erase()
    card.erase_many("6")
    assert len(display.state.items) == 6
    assert display.state.problem is not None
    assert display.state.problem.code == "disk-full"
    assert not display.state.is_working


def test_a_fault_of_the_program_is_not_swallowed(
    card: BinPresenter, display: FakeDisplay, owner: Owner, fill: Fill
) -> None:
    owner.error = ZeroDivisionError()
    card.tick(fill(6))
    card.erase()
    with pytest.raises(ZeroDivisionError):
        card.erase_many("6")
    assert len(display.state.items) == 6


def test_without_backups_at_most_five_are_erased_at_once(
    display: FakeDisplay, session: JournalSession, navigator: Any, owner: Owner, fill: Fill
) -> None:
    card = BinPresenter(display, session, InlineJobs(), navigator, owner.confirm, None)
    card.shown(Route(PageId.SAFEKEEPING))
    ids = fill(6)
    card.tick(ids)
    assert not display.state.may_erase
    card.erase()
    card.erase_many("6")
    assert len(display.state.items) == 6
    card.tick(frozenset(list(ids)[:5]))
    assert display.state.may_erase


def test_other_ticks_or_leaving_ask_anew(
    card: BinPresenter, display: FakeDisplay, owner: Owner, fill: Fill
) -> None:
    ids = fill(7)
    card.tick(ids)
    card.erase()
    card.tick(frozenset(list(ids)[:6]))
    assert not display.states[-1].is_asking
    card.erase_many("6")
    card.erase()
    card.hidden()
    assert not display.states[-1].is_asking
    card.erase()
    card.stop_asking()
    assert not display.states[-1].is_asking
    assert owner.backups == 0


def test_a_read_only_journal_erases_nothing(
    card: BinPresenter,
    display: FakeDisplay,
    owner: Owner,
    fill: Fill,
    monkeypatch: pytest.MonkeyPatch,
    session: JournalSession,
) -> None:
    card.tick(fill(1))
    monkeypatch.setattr(type(session), "is_read_only", True)
    card.erase()
    assert (len(display.state.items), owner.asked) == (1, [])


def test_a_bin_that_cannot_be_read_is_said(
    card: BinPresenter,
    display: FakeDisplay,
    fill: Fill,
    session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_items: Any) -> Any:
        raise ConditionError(ConditionCode.DRIVE_PROBLEM)

    card.tick(fill(1))
    monkeypatch.setattr(session.bin, "restore", refuse)
    card.restore()
    assert display.state.problem is not None
    monkeypatch.setattr(session.bin, "items", refuse)
    card.restore()
    assert display.state.items == ()
    assert display.state.problem is not None


def test_many_are_listed_at_once(
    card: BinPresenter, display: FakeDisplay, fill: Fill, session: JournalSession
) -> None:
    card.hidden()
    ids = fill(300)
    card.shown(Route(PageId.SAFEKEEPING))
    card.tick(ids)
    assert len(display.state.items) == len(display.state.ticked) == 300


def test_a_closed_card_says_nothing_more(
    card: BinPresenter, display: FakeDisplay, fill: Fill
) -> None:
    card.close()
    told = len(display.states)
    fill(1)
    assert len(display.states) == told


def test_how_it_works_is_in_the_help(card: BinPresenter, navigator: Any) -> None:
    card.open_help()
    assert navigator.routes == [Route(PageId.ABOUT, record="versions")]
    assert f"{navigator.routes[0].record}.md" in resource_names("help", ".md")
