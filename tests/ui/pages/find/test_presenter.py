"""Finding: chips from what is typed, layouts, the calendar, saved searches."""

from dataclasses import replace
from datetime import date

import pytest

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.search import SearchHit, SearchKind, render
from ahpjournal.domain.search_completion import Completion
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.find.presenter import FindPresenter
from ahpjournal.ui.pages.find.state import FindState, FindView
from ahpjournal.ui.routes import PageId, Route, RouteAction
from tests.builders import action, entry
from tests.doubles import HandTimers
from tests.ui.pages.conftest import FakeNavigator


class FakeDisplay:
    """Keeps what was shown."""

    def __init__(self) -> None:
        self.states: list[FindState] = []
        self.texts: list[str] = []
        self.offered: tuple[Completion, ...] = ()
        self.focused = 0

    @property
    def state(self) -> FindState:
        """What is shown now."""
        return self.states[-1]

    def render_state(self, state: FindState) -> None:
        """Keep *state*."""
        self.states.append(state)

    def show_text(self, text: str) -> None:
        """Keep *text*."""
        self.texts.append(text)

    def show_completions(self, offered: tuple[Completion, ...]) -> None:
        """Keep *offered*."""
        self.offered = offered

    def focus_box(self) -> None:
        """Count."""
        self.focused += 1

    def begin_in_box(self) -> None:
        """Do nothing: the keyboard is elsewhere."""


@pytest.fixture
def display() -> FakeDisplay:
    return FakeDisplay()


@pytest.fixture
def page(
    display: FakeDisplay, session: JournalSession, navigator: FakeNavigator, timers: HandTimers
) -> FindPresenter:
    session.entries.save(entry(1, "The falls audit.", tags=("falls",), module=1))
    session.entries.save(entry(2, "Another audit.", tags=("near miss",), on=date(2026, 6, 1)))
    session.plans.save(action(1, why="after the audit", due_on=date(2026, 7, 1)))
    presenter = FindPresenter(display, session, navigator, timers)
    presenter.shown(Route(PageId.FIND))
    return presenter


def titles(page: FindPresenter, display: FakeDisplay) -> list[str]:
    return [hit.title for hit in page.rows(display.state.keys, display.state.wanted)]


def groups(display: FakeDisplay) -> tuple[tuple[str, int], ...]:
    return display.state.groups


def removed(display: FakeDisplay) -> str:
    search = display.state.removed
    return search.name if search is not None else ""


def count(display: FakeDisplay) -> int:
    return len(display.state.keys)


def type_in(page: FindPresenter, text: str) -> None:
    page.typed(text, len(text))


def test_everything_is_there_before_anything_is_asked(
    page: FindPresenter, display: FakeDisplay
) -> None:
    assert titles(page, display) == ["Action 1", "Entry 2", "Entry 1"]
    assert not display.state.is_asked
    page.shown(Route(PageId.FIND, RouteAction.SEARCH))
    assert display.focused == 1


def test_one_searches_once_typing_pauses(
    page: FindPresenter, display: FakeDisplay, timers: HandTimers
) -> None:
    shown = len(display.states)
    type_in(page, "fal")
    assert len(display.states) == shown
    timers.pass_time()
    assert titles(page, display) == ["Entry 1"]
    assert display.state.is_asked


def test_a_complete_filter_becomes_a_chip_and_leaves_the_box(
    page: FindPresenter, display: FakeDisplay, timers: HandTimers
) -> None:
    type_in(page, "audit tag:falls")
    timers.pass_time()
    assert display.state.chips == ()
    type_in(page, "audit tag:falls ")
    assert display.texts[-1] == "audit "
    assert render(display.state.chips) == "tag:falls"
    assert titles(page, display) == ["Entry 1"]


def test_enter_completes_what_stands_at_the_end(page: FindPresenter, display: FakeDisplay) -> None:
    type_in(page, 'audit tag:"near miss"')
    page.committed()
    assert display.texts[-1] == "audit"
    assert titles(page, display) == ["Entry 2"]


def test_a_completion_is_taken_over(page: FindPresenter, display: FakeDisplay) -> None:
    type_in(page, "audit tag:ne")
    (offered,) = display.offered
    page.complete(offered, len("audit tag:ne"))
    assert render(display.state.chips) == 'tag:"near miss"'
    assert display.texts[-1] == "audit "
    assert display.offered == ()
    assert titles(page, display) == ["Entry 2"]


def test_a_filter_offered_waits_for_its_value(page: FindPresenter, display: FakeDisplay) -> None:
    type_in(page, "mo")
    (offered,) = display.offered
    page.complete(offered, 2)
    assert display.texts[-1] == "module:"
    assert len(display.offered) > 1
    assert display.state.chips == ()


def test_chips_are_taken_off(page: FindPresenter, display: FakeDisplay) -> None:
    page.shown(Route(PageId.FIND, RouteAction.SEARCH, text="audit tag:falls is:done is:done"))
    assert render(display.state.chips) == "tag:falls is:done"
    page.remove_last_chip()
    assert render(display.state.chips) == "tag:falls"
    page.remove_chip(0)
    page.remove_last_chip()
    assert display.state.chips == ()
    assert len(titles(page, display)) == 3
    page.clear()
    assert not display.state.is_asked


def test_a_wrong_filter_is_told_and_nothing_found(
    page: FindPresenter, display: FakeDisplay
) -> None:
    page.shown(Route(PageId.FIND, RouteAction.SEARCH, text="audit tag:unknown"))
    assert display.state.keys == ()
    assert "unknown" in display.state.hints[0]
    page.choose_view(FindView.CALENDAR)
    assert display.state.calendar is not None
    assert display.state.calendar.days == {}


def test_layouts_by_month_and_by_module(page: FindPresenter, display: FakeDisplay) -> None:
    page.choose_view(FindView.MONTHS)
    assert groups(display) == (("2026-07", 1), ("2026-06", 1), ("2026-01", 1))
    page.choose_view(FindView.MODULES)
    assert groups(display) == (("1", 1), ("", 2))


def test_the_calendar_dates_things_no_more_exactly_than_their_owner(
    page: FindPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    week = replace(entry(3, "Week."), on=date(2026, 1, 14), on_precision=Precision.WEEK)
    month = replace(entry(4, "Month."), on=date(2026, 1, 1), on_precision=Precision.MONTH)
    session.entries.save(week)
    session.entries.save(month)
    page.shown(Route(PageId.FIND, record="calendar"))
    page.go_to_day(date(2026, 1, 12))
    calendar = display.state.calendar
    assert calendar is not None
    assert calendar.days == {date(2026, 1, 12): 1, date(2026, 6, 1): 1}
    assert calendar.weeks == {date(2026, 1, 12): 1}
    assert calendar.months == {date(2026, 1, 1): 1}
    assert display.state.groups == (
        ("day:2026-01-12", 1),
        ("week:2026-01-12", 1),
        ("month:2026-01-01", 1),
    )
    page.go_to_day(date(2025, 1, 12))
    assert display.state.keys == ()


@pytest.mark.parametrize(
    ("hit", "route"),
    [
        (SearchHit("e", SearchKind.ENTRY, "", None, ""), Route(PageId.JOURNAL, record="e")),
        (
            SearchHit("a", SearchKind.ATTACHMENT, "", None, "", opens="e"),
            Route(PageId.JOURNAL, record="e"),
        ),
        (SearchHit("a", SearchKind.ACTION, "", None, ""), Route(PageId.ACTIONS, record="a")),
        (
            SearchHit("r", SearchKind.REASON, "", None, "", about="A1"),
            Route(PageId.COMPETENCIES, text="A1"),
        ),
        (SearchHit("3", SearchKind.MODULE, "", None, ""), Route(PageId.PROGRAMME, record="3")),
        (SearchHit("p", SearchKind.REPLY, "", None, ""), Route(PageId.REPLIES, record="p")),
    ],
)
def test_each_kind_opens_where_it_can_be_read(
    page: FindPresenter, navigator: FakeNavigator, hit: SearchHit, route: Route
) -> None:
    page.open(hit)
    assert navigator.routes == [route]


def test_searches_are_kept_used_renamed_moved_and_brought_back(
    page: FindPresenter, display: FakeDisplay
) -> None:
    page.shown(Route(PageId.FIND, RouteAction.SEARCH, text="audit tag:falls"))
    assert page.save("Falls")
    page.clear()
    (kept,) = display.state.saved
    page.use(kept.id)
    assert (render(display.state.chips), display.texts[-1]) == ("tag:falls", "audit")
    assert page.rename(kept.id, "Fallen")
    page.save("Other")
    page.move(kept.id, 1)
    assert [one.name for one in display.state.saved] == ["Other", "Fallen"]
    page.remove(kept.id)
    assert removed(display) == "Fallen"
    assert [one.name for one in display.state.saved] == ["Other"]
    page.undo_remove()
    assert removed(display) == ""
    assert [one.name for one in display.state.saved] == ["Other", "Fallen"]


def test_a_search_that_cannot_be_kept_is_told(page: FindPresenter, display: FakeDisplay) -> None:
    page.clear()
    assert not page.save("Nothing asked")
    assert display.state.problem is not None
    page.remove("none")
    assert removed(display) == ""


def test_a_journal_that_cannot_be_read_is_told(
    page: FindPresenter,
    display: FakeDisplay,
    session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_given: object) -> None:
        raise ConditionError(ConditionCode.DAMAGED)

    monkeypatch.setattr(session.search, "find", fail)
    page.shown(Route(PageId.FIND, RouteAction.SEARCH, text="audit"))
    assert display.state.problem is not None
    monkeypatch.setattr(session.search, "rows", fail)
    assert page.rows((), display.state.wanted) == ()


def test_what_is_written_elsewhere_shows(
    page: FindPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    session.entries.save(entry(9, "New."))
    assert count(display) == 4
    page.hidden()
    session.entries.save(entry(8, "Newer."))
    assert count(display) == 4
    page.shown(Route(PageId.FIND))
    assert count(display) == 5
    assert page.flush()
    page.close()
