"""Actions: kept while they are written, refused only where they contradict themselves."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ahpjournal.domain.plans import ActionPlan, ActionState
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.actions.presenter import ActionsPresenter, ActionsState, ActionView
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.versions.presenter import VersionsState


class FakeDisplay:
    """Keeps states; *typed* stands for what is in the fields."""

    def __init__(self) -> None:
        self.states: list[ActionsState] = []
        self.typed: dict[str, Any] = {}
        self.saved: list[bool] = []
        self.focused = 0
        self.versions: list[VersionsState | None] = []

    def render_state(self, state: ActionsState) -> None:
        """Keep *state*."""
        self.states.append(state)

    def show_saved(self, *, saved: bool) -> None:
        """Keep what is said."""
        self.saved.append(saved)

    def typed_action(self, original: ActionPlan) -> ActionPlan:
        """Give *original* with what was typed."""
        return replace(original, **self.typed)

    def show_versions(self, state: VersionsState) -> None:
        """Keep *state*."""
        self.versions.append(state)

    def hide_versions(self) -> None:
        """Take note."""
        self.versions.append(None)

    def focus_title(self) -> None:
        """Count."""
        self.focused += 1


@pytest.fixture
def display() -> FakeDisplay:
    """Give a display."""
    return FakeDisplay()


@pytest.fixture
def presenter(
    display: FakeDisplay, session: JournalSession, navigator: Any, timers: Any
) -> ActionsPresenter:
    """Give the page of an empty journal, shown."""
    made = ActionsPresenter(display, session, navigator, timers)
    made.shown(Route(PageId.ACTIONS))
    return made


def test_a_new_action_is_stored_as_soon_as_typing_pauses(
    presenter: ActionsPresenter, display: FakeDisplay, session: JournalSession, timers: Any
) -> None:
    presenter.new()
    assert display.focused == 1
    display.typed = {"first_step": "Ring the lead"}
    presenter.edited()
    assert display.saved[-1] is False
    timers.pass_time()
    assert [a.first_step for a in session.plans.list_all()] == ["Ring the lead"]
    assert display.saved[-1] is True


def test_an_action_with_nothing_in_it_is_not_stored(
    presenter: ActionsPresenter, session: JournalSession, timers: Any
) -> None:
    presenter.new()
    presenter.edited()
    timers.pass_time()
    assert presenter.flush()
    assert session.plans.list_all() == ()


def test_a_due_date_before_the_start_is_refused_and_the_rest_is_kept(
    presenter: ActionsPresenter, display: FakeDisplay, session: JournalSession, timers: Any
) -> None:
    presenter.new()
    display.typed = {
        "title": "Map the route",
        "starts_on": date(2026, 6, 1),
        "due_on": date(2026, 5, 1),
    }
    presenter.edited()
    timers.pass_time()
    kept = session.plans.list_all()[0]
    assert (kept.title, kept.due_on) == ("Map the route", None)
    assert display.states[-1].problem_field == "due_on"


def test_dropping_needs_a_reason(
    presenter: ActionsPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.new()
    display.typed = {"title": "Map the route"}
    presenter.decided()
    display.typed = {"title": "Map the route", "state": ActionState.DROPPED}
    presenter.decided()
    assert session.plans.list_all()[0].state is ActionState.IDEA
    assert display.states[-1].problem_field == "outcome"
    display.typed |= {"outcome": "The group was closed."}
    presenter.decided()
    assert session.plans.list_all()[0].state is ActionState.DROPPED
    assert display.states[-1].problem is None


def test_a_removed_action_comes_back_with_undo(
    presenter: ActionsPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.new()
    display.typed = {"title": "Map the route"}
    presenter.decided()
    action = session.plans.list_all()[0]
    presenter.remove()
    assert session.plans.list_all() == ()
    assert display.states[-1].removed == action.id
    presenter.undo_remove()
    assert session.plans.list_all()[0].title == "Map the route"


def test_notes_are_dated_and_kept(
    presenter: ActionsPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.new()
    display.typed = {"title": "Map the route"}
    presenter.decided()
    assert presenter.add_note(" First call made ")
    assert not presenter.add_note("   ")
    assert [n.text for n in session.plans.list_all()[0].notes] == ["First call made"]


def test_an_action_from_an_entry_is_linked_to_it(
    demo: JournalSession, display: FakeDisplay, navigator: Any, timers: Any
) -> None:
    presenter = ActionsPresenter(display, demo, navigator, timers)
    rows = demo.entries.finish_later()
    presenter.shown(Route(PageId.ACTIONS, RouteAction.NEW, rows[0].id))
    selected = display.states[-1].selected
    assert selected is not None
    assert selected.entries == (rows[0].id,)
    presenter.open_entry(rows[0].id)
    assert navigator.routes[-1] == Route(PageId.JOURNAL, RouteAction.SHOW, rows[0].id)


def test_views_list_open_due_and_closed_actions(
    demo: JournalSession, display: FakeDisplay, navigator: Any, timers: Any
) -> None:
    presenter = ActionsPresenter(display, demo, navigator, timers)
    presenter.shown(Route(PageId.ACTIONS))
    counts = display.states[-1].counts
    assert counts == {ActionView.OPEN: 9, ActionView.DUE: 3, ActionView.DONE: 9, ActionView.ALL: 18}
    for view, count in counts.items():
        presenter.choose_view(view)
        assert len(display.states[-1].rows) == count


def test_going_to_a_closed_action_lists_it(
    demo: JournalSession, display: FakeDisplay, navigator: Any, timers: Any
) -> None:
    presenter = ActionsPresenter(display, demo, navigator, timers)
    closed = next(a for a in demo.plans.list_all() if a.state is ActionState.DONE)
    presenter.shown(Route(PageId.ACTIONS, RouteAction.SHOW, closed.id))
    assert display.states[-1].selected == closed
    assert closed.id in {row.id for row in display.states[-1].rows}


WHY = "For the patients on that ward, first of all"


def test_an_earlier_version_of_an_action_fills_the_form_again(
    presenter: ActionsPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    saved = session.plans.save(replace(session.plans.draft(), title="Ask", why=WHY))
    presenter.select(saved.id)
    display.typed = {"why": ""}
    presenter.decided()
    presenter.toggle_versions()
    assert display.versions[-1] is not None
    display.typed = {}
    presenter.versions.restore()
    state = display.states[-1]
    assert state.selected is not None
    assert (state.selected.why, state.refill, state.restored) == (WHY, True, True)
    presenter.answer_banner()
    presenter.new()
    assert [one is None for one in display.versions].count(True) == 2
    assert [presenter.versions.is_open, display.states[-1].restored] == [False, False]


def test_a_new_action_has_no_versions_to_show(
    presenter: ActionsPresenter, display: FakeDisplay
) -> None:
    presenter.toggle_versions()
    presenter.new()
    presenter.toggle_versions()
    assert display.versions == []


def test_an_action_can_be_begun_for_a_module(
    presenter: ActionsPresenter, display: FakeDisplay
) -> None:
    presenter.shown(Route(PageId.ACTIONS, RouteAction.NEW, module=5))
    selected = display.states[-1].selected
    assert selected is not None
    assert selected.module == 5
