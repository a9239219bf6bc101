"""Rating: one competency at a time, earlier ratings out of sight, reasons never lost."""

from typing import Any

import pytest

from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.progress import sitting_label
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.competencies.presenter import (
    CompetenciesPresenter,
    FinishedState,
    OverviewState,
    SittingState,
)
from ahpjournal.ui.routes import PageId, Route, RouteAction


class FakeDisplay:
    """Keeps the last state of each screen."""

    def __init__(self) -> None:
        self.overview: OverviewState | None = None
        self.sitting: SittingState | None = None
        self.finished: FinishedState | None = None
        self.because = ""

    def render_overview(self, state: OverviewState) -> None:
        """Keep *state*."""
        self.overview = state

    def render_sitting(self, state: SittingState) -> None:
        """Keep *state* and fill the field as the view does."""
        self.sitting = state
        self.because = state.because

    def render_finished(self, state: FinishedState) -> None:
        """Keep *state*."""
        self.finished = state

    def typed_because(self) -> str:
        """Give what a test has typed."""
        return self.because

    def now(self) -> SittingState:
        """Give the sitting as shown."""
        assert self.sitting is not None
        return self.sitting


@pytest.fixture
def display() -> FakeDisplay:
    """Give a display."""
    return FakeDisplay()


@pytest.fixture
def presenter(
    display: FakeDisplay, session: JournalSession, navigator: Any, timers: Any
) -> CompetenciesPresenter:
    """Give the page of an empty journal, shown."""
    made = CompetenciesPresenter(display, session, navigator, sitting_label, timers)
    made.shown(Route(PageId.COMPETENCIES))
    return made


def test_an_empty_journal_is_offered_its_baseline(
    presenter: CompetenciesPresenter, display: FakeDisplay
) -> None:
    assert display.overview is not None
    assert display.overview.suggested is not None
    assert display.overview.suggested.kind is SittingKind.BASELINE
    assert sum(len(a.rows) for a in display.overview.areas) == 12


def test_a_sitting_never_shows_what_was_rated_before(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.rate(2)
    display.because = "I know the main forums."
    presenter.finish()
    presenter.start(SittingKind.AD_HOC, None)
    assert display.now().rating is None
    assert display.now().because == ""


def test_rating_moving_on_and_finishing_keeps_everything(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession, navigator: Any
) -> None:
    presenter.start(SittingKind.MODULE, 1)
    sitting = display.now().sitting
    presenter.rate(3)
    display.because = "I traced the route last month."
    presenter.move(1)
    presenter.rate(None)
    presenter.set_confidence(40)
    presenter.finish()
    ratings = session.ratings.ratings_of(sitting.id)
    first, second = (ratings[c] for c in sitting.competencies)
    assert (first.level, first.because) == (3, "I traced the route last month.")
    assert (second.level, second.confidence) == (None, 40)
    assert display.finished == FinishedState("Module 1", 2, 2)
    presenter.show_progress()
    assert navigator.routes[-1] == Route(PageId.PROGRESS)


def test_changing_ones_mind_adds_a_row_and_keeps_the_first(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.rate(2)
    presenter.rate(4)
    first, second = session.ratings.ledger("A1")
    assert (first.level, second.level, second.corrects) == (2, 4, first.id)


def test_moving_stops_at_both_ends(presenter: CompetenciesPresenter, display: FakeDisplay) -> None:
    presenter.start(SittingKind.MODULE, 1)
    presenter.move(-1)
    assert display.now().position == 0
    presenter.go_to(1)
    presenter.move(1)
    assert display.now().position == 1


def test_a_sitting_can_be_left_and_resumed_where_it_was(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.rate(2)
    sitting = display.now().sitting
    presenter.leave()
    assert display.overview is not None
    assert [o.sitting for o in display.overview.unfinished] == [sitting.id]
    presenter.shown(Route(PageId.COMPETENCIES, RouteAction.RESUME, sitting.id))
    assert display.now().position == 1


def test_a_sitting_left_without_a_rating_is_not_kept(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.leave()
    assert session.ratings.sittings() == ()


def test_finishing_with_nothing_rated_says_so_and_stays(
    presenter: CompetenciesPresenter, display: FakeDisplay
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.finish()
    assert display.finished is None
    assert display.now().problem is not None


def test_a_reason_being_typed_survives_the_program_being_killed(
    presenter: CompetenciesPresenter,
    display: FakeDisplay,
    session: JournalSession,
    navigator: Any,
    timers: Any,
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.rate(2)
    sitting = display.now().sitting
    display.because = "Half a reason"
    presenter.because_edited()
    timers.pass_time()
    presenter.close()  # nothing is flushed: the program is gone
    again = CompetenciesPresenter(FakeDisplay(), session, navigator, sitting_label, timers)
    again.shown(Route(PageId.COMPETENCIES))
    assert session.ratings.ratings_of(sitting.id)["A1"].because == "Half a reason"


def test_a_sitting_that_asks_nothing_is_neither_resumed_nor_in_the_way(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    session.ratings.start(SittingKind.MODULE, module=1, competencies=())
    presenter.show_overview()
    assert display.overview is not None
    assert display.overview.unfinished == ()
    assert (SittingKind.MODULE, 1) in [(o.kind, o.module) for o in display.overview.others]


def test_a_new_route_starts_the_suggested_sitting(
    presenter: CompetenciesPresenter, display: FakeDisplay
) -> None:
    presenter.shown(Route(PageId.COMPETENCIES, RouteAction.NEW))
    assert display.now().sitting.kind is SittingKind.BASELINE
    assert len(display.now().levels) == 5


def test_a_route_may_ask_for_the_sitting_of_a_module(
    presenter: CompetenciesPresenter, display: FakeDisplay
) -> None:
    presenter.shown(Route(PageId.COMPETENCIES, RouteAction.NEW, module=3))
    assert (display.now().sitting.kind, display.now().sitting.module) == (SittingKind.MODULE, 3)
