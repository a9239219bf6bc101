"""The programme page: what is done is told as facts, and what is typed is never lost."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ahpjournal.domain.entries import Section
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.programme import Module, ModuleState
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.programme.presenter import (
    SHOWN,
    ModuleDetail,
    ProgrammePresenter,
    ProgrammeState,
)
from ahpjournal.ui.routes import PageId, Route, RouteAction


class FakeDisplay:
    """Keeps states, and fills its fields as the view does."""

    def __init__(self) -> None:
        self.states: list[ProgrammeState] = []
        self.saved: list[bool] = []
        self.typed = Module(0)
        self.wrong = ""

    def render_state(self, state: ProgrammeState) -> None:
        """Keep *state*."""
        self.states.append(state)
        detail = state.detail
        if detail is not None and (state.fill or detail.module.number != self.typed.number):
            self.typed = detail.module

    def show_saved(self, *, saved: bool) -> None:
        """Take note."""
        self.saved.append(saved)

    def typed_module(self, original: Module) -> Module:
        """Give the module."""
        if self.wrong:
            raise InputError(InputCode.NOT_A_DATE, self.wrong)
        return replace(self.typed, notes=original.notes)

    def typed_notes(self) -> str:
        """Give the notes."""
        return self.typed.notes

    def typed_title(self) -> str:
        """Give the title."""
        return self.typed.title

    def typed_aims(self) -> tuple[str, ...] | None:
        """Give the aims."""
        return self.typed.aims or None

    def type(self, **changes: Any) -> None:
        """Type something."""
        self.typed = replace(self.typed, **changes)

    @property
    def state(self) -> ProgrammeState:
        """What is shown now."""
        return self.states[-1]

    @property
    def detail(self) -> ModuleDetail:
        """The module in view."""
        assert self.state.detail is not None
        return self.state.detail


@pytest.fixture
def display() -> FakeDisplay:
    """Give a display."""
    return FakeDisplay()


@pytest.fixture
def presenter(
    display: FakeDisplay, session: JournalSession, navigator: Any, timers: Any
) -> ProgrammePresenter:
    """Give the page of an empty journal, shown."""
    made = ProgrammePresenter(display, session, navigator, timers)
    made.shown(Route(PageId.PROGRAMME))
    return made


def stored(session: JournalSession, number: int) -> Module:
    """Give a module as it is on disk."""
    return next(m for m in session.programme.modules() if m.number == number)


def test_a_new_journal_begins_with_the_first_module_and_says_that_titles_are_placeholders(
    presenter: ProgrammePresenter, display: FakeDisplay
) -> None:
    assert [m.number for m in display.state.modules] == [1, 2, 3, 4, 5, 6]
    assert display.detail.module.number == 1
    assert display.detail.is_placeholder
    assert display.state.has_placeholder_titles
    assert display.detail.outline is not None
    assert display.detail.outline.before_prompts
    assert display.detail.reflections_in_all == 0
    assert presenter.flush()


def test_the_current_module_is_shown_first_and_a_route_may_name_another(
    session: JournalSession, display: FakeDisplay, navigator: Any, timers: Any
) -> None:
    session.programme.save_module(Module(4, state=ModuleState.CURRENT))
    made = ProgrammePresenter(display, session, navigator, timers)
    made.shown(Route(PageId.PROGRAMME))
    assert display.detail.module.number == 4
    made.shown(Route(PageId.PROGRAMME, module=2))
    assert display.detail.module.number == 2
    made.shown(Route(PageId.PROGRAMME, RouteAction.SHOW, "5"))  # as after unlocking
    assert display.detail.module.number == 5
    made.shown(Route(PageId.PROGRAMME, module=77))
    assert display.detail.module.number == 4


def test_notes_are_saved_after_a_pause_and_fields_are_left_as_they_are(
    presenter: ProgrammePresenter, display: FakeDisplay, session: JournalSession, timers: Any
) -> None:
    display.type(notes="Two things I did not kn")
    presenter.edited()
    assert display.saved[-1:] == [False]
    timers.pass_time()
    assert stored(session, 1).notes == "Two things I did not kn"
    assert display.saved[-1:] == [True]
    assert not display.state.fill


def test_own_titles_take_away_the_banner_and_an_emptied_title_brings_the_packs_back(
    presenter: ProgrammePresenter, display: FakeDisplay, session: JournalSession
) -> None:
    for number in range(1, 7):
        presenter.select(number)
        display.type(title=f"Our title {number}", starts_on=date(2026, 1, number))
        presenter.edited()
        presenter.left()
    assert not display.state.has_placeholder_titles
    assert stored(session, 3).title == "Our title 3"
    assert stored(session, 3).starts_on == date(2026, 1, 3)
    display.type(title="")
    presenter.edited()
    presenter.left()
    assert display.typed.title == session.pack.modules[5].title
    assert display.detail.is_placeholder


def test_a_wrong_date_is_said_at_its_field_and_the_words_are_saved_all_the_same(
    presenter: ProgrammePresenter, display: FakeDisplay, session: JournalSession
) -> None:
    display.type(notes="Kept", title="Kept, too")
    display.wrong = "Starts"
    presenter.edited()
    assert not presenter.flush()
    assert display.states[-1].problem is not None
    assert display.state.problem_field == "Starts"
    assert presenter.has_unsaved
    assert stored(session, 1).notes == "Kept"
    assert stored(session, 1).title == "Kept, too"
    presenter.select(2)
    assert display.detail.module.number == 1
    display.wrong = ""
    assert presenter.flush()
    assert display.state.problem is None
    presenter.select(2)
    assert display.detail.module.number == 2


def test_a_full_disk_keeps_what_was_typed_in_the_fields(
    presenter: ProgrammePresenter,
    display: FakeDisplay,
    session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(module: Module) -> None:
        raise ConditionError(ConditionCode.DISK_FULL, module.title)

    monkeypatch.setattr(session.programme, "save_module", refuse)
    display.type(notes="Not lost")
    presenter.edited()
    assert not presenter.flush()
    session.plans.save(session.plans.draft(title="An action"))
    assert display.typed.notes == "Not lost"
    monkeypatch.undo()
    assert presenter.flush()
    assert stored(session, 1).notes == "Not lost"


def test_what_was_done_is_told_as_facts(
    presenter: ProgrammePresenter, display: FakeDisplay, session: JournalSession
) -> None:
    linked = [c.id for c in display.detail.competencies]
    assert linked == ["A1", "D1"]
    for i in range(SHOWN + 2):
        draft = session.entries.draft(module=1, title=f"No. {i}")
        session.entries.save(replace(draft, sections=(Section("text", "Words"),)))
    session.plans.save(session.plans.draft(title="Ask", module=1))
    session.plans.save(session.plans.draft(title="Elsewhere", module=2))
    assert display.detail.reflections_in_all == SHOWN + 2
    assert len(display.detail.reflections) == SHOWN
    assert [a.title for a in display.detail.actions] == ["Ask"]
    sitting = session.ratings.start(SittingKind.MODULE, module=1)
    session.ratings.rate(sitting.id, "A1", 3)
    fact = display.detail.rating
    assert (fact.finished_on, fact.tally.rated, fact.asked) == (None, 1, 2)
    assert fact.unfinished == sitting.id
    session.ratings.finish(sitting.id)
    assert display.detail.rating.finished_on == date(2026, 6, 24)
    assert not display.detail.rating.unfinished


def test_everything_that_belongs_to_a_module_begins_from_here(
    presenter: ProgrammePresenter, navigator: Any
) -> None:
    presenter.select(3)
    presenter.write("Which risk?")
    presenter.write_freely()
    presenter.rate()
    presenter.plan()
    presenter.open_entry("e")
    presenter.open_action("a")
    new = RouteAction.NEW
    assert navigator.routes == [
        Route(PageId.JOURNAL, new, text="Which risk?", module=3),
        Route(PageId.JOURNAL, new, module=3),
        Route(PageId.COMPETENCIES, new, module=3),
        Route(PageId.ACTIONS, new, module=3),
        Route(PageId.JOURNAL, RouteAction.SHOW, "e"),
        Route(PageId.ACTIONS, RouteAction.SHOW, "a"),
    ]


def test_one_does_not_leave_with_words_unsaved(
    presenter: ProgrammePresenter, display: FakeDisplay, navigator: Any
) -> None:
    display.wrong = "Ends"
    presenter.edited()
    presenter.plan()
    assert navigator.routes == []


def test_a_module_that_the_pack_has_not_stays_with_what_was_written(
    session: JournalSession, display: FakeDisplay, navigator: Any, timers: Any
) -> None:
    session.programme.save_module(Module(9, "Of an earlier programme", notes="Kept"))
    made = ProgrammePresenter(display, session, navigator, timers)
    made.shown(Route(PageId.PROGRAMME, module=9))
    assert display.detail.outline is None
    assert display.detail.module.notes == "Kept"
    assert display.detail.competencies == ()


def test_a_module_is_added_shown_removed_and_brought_back_with_what_is_in_it(
    presenter: ProgrammePresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.add_module()
    assert display.detail.module.number == 7
    assert [m.number for m in display.state.modules][-1] == 7
    display.type(title="Ours", notes="Kept", aims=("To see", "To act"))
    presenter.edited()
    presenter.remove_module()
    assert display.state.just_removed is not None
    assert display.state.just_removed.title == "Ours"
    assert [m.number for m in display.state.removed] == [7]
    assert display.detail.module.number != 7
    presenter.bring_back(7)
    assert display.state.removed == ()
    assert (display.detail.module.notes, display.detail.aims) == ("Kept", ("To see", "To act"))


def test_the_offer_to_bring_back_ends_when_one_goes_on(
    presenter: ProgrammePresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.remove_module()
    presenter.select(4)
    assert display.state.just_removed is None
    assert [m.number for m in display.state.removed] == [1]
    for number in (2, 3, 4, 5):
        presenter.select(number)
        presenter.remove_module()
    assert [m.number for m in display.state.modules] == [6]
    assert not display.state.may_remove


def test_which_competencies_a_module_asks_is_ones_own_choice(
    presenter: ProgrammePresenter, display: FakeDisplay, session: JournalSession
) -> None:
    display.type(notes="Typed before")
    presenter.edited()
    presenter.choose_competencies(("C1", "A1"))
    assert [c.id for c in display.detail.competencies] == ["A1", "C1"]
    assert stored(session, 1).notes == "Typed before"
    presenter.choose_competencies(())
    assert display.detail.competencies == ()
    presenter.choose_competencies(("A1", "D1"))
    assert session._journal.modules.list_all()[0].competencies is None
