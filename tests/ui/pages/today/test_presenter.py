"""Today: the one next step, and thoughts kept at once."""

from dataclasses import replace
from datetime import date
from typing import Any

from ahpjournal.domain.programme import ModuleState
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.progress import sitting_label
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.today.presenter import TodayPresenter, TodayState
from ahpjournal.ui.routes import PageId, Route, RouteAction


class FakeDisplay:
    """Keeps the states it is given."""

    def __init__(self) -> None:
        self.states: list[TodayState] = []
        self.cleared = 0

    def render_state(self, state: TodayState) -> None:
        """Keep *state*."""
        self.states.append(state)

    def clear_capture(self) -> None:
        """Count."""
        self.cleared += 1


def shown(session: JournalSession, navigator: Any) -> tuple[TodayPresenter, FakeDisplay]:
    """Give the page as it is when shown."""
    display = FakeDisplay()
    presenter = TodayPresenter(display, session, navigator, sitting_label)
    presenter.shown(Route(PageId.TODAY))
    return presenter, display


def test_a_new_journal_is_asked_for_its_baseline_first(
    session: JournalSession, navigator: Any
) -> None:
    _presenter, display = shown(session, navigator)
    state = display.states[-1]
    assert state.is_new
    assert state.next_step.route == Route(PageId.COMPETENCIES, RouteAction.NEW)


def test_a_sitting_left_half_way_comes_before_everything_else(
    demo: JournalSession, navigator: Any
) -> None:
    sitting = demo.ratings.start(SittingKind.AD_HOC)
    demo.ratings.rate(sitting.id, "A1", 3)
    _presenter, display = shown(demo, navigator)
    step = display.states[-1].next_step
    assert step.route == Route(PageId.COMPETENCIES, RouteAction.RESUME, sitting.id)
    assert (step.done, step.total) == (1, 12)


def test_an_overdue_action_is_the_next_step_of_the_demo(
    demo: JournalSession, navigator: Any
) -> None:
    _presenter, display = shown(demo, navigator)
    step = display.states[-1].next_step
    assert step.route.page is PageId.ACTIONS
    action = demo.plans.get(step.route.record)
    assert action is not None
    assert action.due_on is not None
    assert action.due_on < date(2026, 6, 24)


def test_the_module_under_way_is_rated_next(session: JournalSession, navigator: Any) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    session.ratings.rate(sitting.id, "A1", 2)
    session.ratings.finish(sitting.id)
    module = session.programme.modules()[1]
    session.programme.save_module(replace(module, state=ModuleState.CURRENT))
    _presenter, display = shown(session, navigator)
    assert display.states[-1].next_step.route.page is PageId.COMPETENCIES
    assert "2" in display.states[-1].next_step.title


def test_a_thought_is_on_disk_when_the_field_is_emptied(
    session: JournalSession, navigator: Any
) -> None:
    presenter, display = shown(session, navigator)
    presenter.capture("The huddle went quiet.\nAsk why.")
    assert display.cleared == 1
    assert display.states[-1].captured
    later = session.entries.finish_later()
    assert [e.title for e in later] == ["The huddle went quiet."]


def test_nothing_but_spaces_is_no_thought(session: JournalSession, navigator: Any) -> None:
    presenter, display = shown(session, navigator)
    presenter.capture("  \n ")
    assert display.cleared == 0
    assert session.entries.count() == 0


def test_a_hidden_page_waits_until_it_is_shown_again(
    session: JournalSession, navigator: Any
) -> None:
    presenter, display = shown(session, navigator)
    presenter.hidden()
    before = len(display.states)
    session.entries.quick_capture("Something new")
    assert len(display.states) == before
    presenter.shown(Route(PageId.TODAY))
    assert display.states[-1].figures.reflections == 1
    presenter.close()
    session.entries.quick_capture("After the page has gone")
    assert display.states[-1].figures.reflections == 1
