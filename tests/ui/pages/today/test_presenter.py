"""Today: the one next step, and thoughts kept at once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.merging import Disagreement
from ahpjournal.domain.programme import ModuleState
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.feed import Topic
from ahpjournal.services.progress import sitting_label
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.today.presenter import TodayPresenter, TodayState
from ahpjournal.ui.routes import PageId, Route, RouteAction
from tests.doubles import HandTimers


class FakeDisplay:
    """Keeps the states it is given."""

    def __init__(self) -> None:
        self.states: list[TodayState] = []
        self.cleared = 0
        self.typed = ""
        self.is_saved = False

    def render_state(self, state: TodayState) -> None:
        """Keep *state*."""
        self.states.append(state)

    def clear_capture(self) -> None:
        """Count."""
        self.cleared += 1
        self.typed = ""

    def typed_capture(self) -> str:
        """Give what the test typed."""
        return self.typed

    def show_capture_saved(self, *, is_saved: bool) -> None:
        """Take note."""
        self.is_saved = is_saved

    def says_saved(self) -> bool:
        """Tell what is said of the thought."""
        return self.is_saved


def shown(
    session: JournalSession, navigator: Any, timers: Any = None
) -> tuple[TodayPresenter, FakeDisplay]:
    """Give the page as it is when shown."""
    display = FakeDisplay()
    given = timers if timers is not None else HandTimers()
    presenter = TodayPresenter(display, session, navigator, sitting_label, given)
    presenter.shown(Route(PageId.TODAY))
    return presenter, display


def type_thought(presenter: TodayPresenter, display: FakeDisplay, text: str) -> None:
    """Type *text* into the field."""
    display.typed = text
    presenter.capture_edited()


def thoughts(session: JournalSession) -> list[str]:
    """Give the texts that wait to be finished, newest first."""
    found = (session.entries.get(summary.id) for summary in session.entries.finish_later())
    return [entry.markdown for entry in found if entry is not None]


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
    assert display.states[-1].is_rating
    demo.ratings.finish(sitting.id)
    _presenter, display = shown(demo, navigator)
    assert not display.states[-1].is_rating


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
    type_thought(presenter, display, "The huddle went quiet.\nAsk why.")
    presenter.capture()
    assert display.cleared == 1
    assert display.states[-1].captured
    later = session.entries.finish_later()
    assert [e.title for e in later] == ["The huddle went quiet."]


def test_nothing_but_spaces_is_no_thought(
    session: JournalSession, navigator: Any, timers: HandTimers
) -> None:
    presenter, display = shown(session, navigator, timers)
    type_thought(presenter, display, "  \n ")
    timers.pass_time()
    presenter.capture()
    assert presenter.flush()
    assert session.entries.count() == 0
    assert not display.states[-1].captured


def test_a_thought_that_is_being_typed_is_on_disk_after_a_pause(
    session: JournalSession, navigator: Any, timers: HandTimers
) -> None:
    presenter, display = shown(session, navigator, timers)
    type_thought(presenter, display, "The huddle")
    assert not display.says_saved()
    timers.pass_time()
    assert thoughts(session) == ["The huddle"]
    assert display.says_saved()
    assert display.cleared == 0
    type_thought(presenter, display, "The huddle went quiet")
    assert not display.says_saved()
    timers.pass_time()
    assert thoughts(session) == ["The huddle went quiet"]
    assert [e.title for e in session.entries.finish_later()] == ["The huddle went quiet"]


def test_a_thought_survives_closing_without_being_kept(
    session: JournalSession, navigator: Any
) -> None:
    presenter, display = shown(session, navigator)
    type_thought(presenter, display, "Lost on the way home, once")
    assert presenter.flush()
    presenter.close()
    assert thoughts(session) == ["Lost on the way home, once"]


def test_keeping_a_thought_that_is_saved_makes_no_second_one(
    session: JournalSession, navigator: Any, timers: HandTimers
) -> None:
    presenter, display = shown(session, navigator, timers)
    type_thought(presenter, display, "One")
    timers.pass_time()
    type_thought(presenter, display, "One thought")
    presenter.capture()
    timers.pass_time()
    assert thoughts(session) == ["One thought"]
    type_thought(presenter, display, "Another")
    timers.pass_time()
    assert sorted(thoughts(session)) == ["Another", "One thought"]


def test_a_thought_left_in_the_field_is_kept_when_the_page_is_left(
    session: JournalSession, navigator: Any
) -> None:
    presenter, display = shown(session, navigator)
    type_thought(presenter, display, "Left behind")
    assert presenter.flush()
    presenter.hidden()
    assert display.cleared == 1
    presenter.shown(Route(PageId.TODAY))
    assert display.states[-1].captured
    assert [e.title for e in display.states[-1].unfinished_entries] == ["Left behind"]
    type_thought(presenter, display, "Next")
    assert presenter.flush()
    assert sorted(thoughts(session)) == ["Left behind", "Next"]


def test_a_thought_taken_out_of_the_field_again_goes_to_the_bin(
    session: JournalSession, navigator: Any, timers: HandTimers
) -> None:
    presenter, display = shown(session, navigator, timers)
    type_thought(presenter, display, "No, not that")
    timers.pass_time()
    type_thought(presenter, display, "")
    timers.pass_time()
    assert session.entries.count() == 0
    assert not display.says_saved()
    assert [item.title for item in session.bin.items()] == ["No, not that"]
    type_thought(presenter, display, "This")
    timers.pass_time()
    assert thoughts(session) == ["This"]


def test_a_thought_removed_elsewhere_is_stored_anew(
    session: JournalSession, navigator: Any, timers: HandTimers
) -> None:
    presenter, display = shown(session, navigator, timers)
    type_thought(presenter, display, "First")
    timers.pass_time()
    session.entries.remove(session.entries.finish_later()[0].id)
    type_thought(presenter, display, "First and second")
    timers.pass_time()
    assert thoughts(session) == ["First and second"]


def test_a_thought_that_cannot_be_saved_stays_and_says_so(
    session: JournalSession, navigator: Any, timers: HandTimers, monkeypatch: pytest.MonkeyPatch
) -> None:
    presenter, display = shown(session, navigator, timers)

    def refuse(_text: str, **_more: str) -> None:
        raise ConditionError(ConditionCode.DISK_FULL, "")

    with monkeypatch.context() as patch:
        patch.setattr(session.entries, "quick_capture", refuse)
        type_thought(presenter, display, "Still here")
        assert not presenter.flush()
        assert display.states[-1].problem is not None
        presenter.capture()
        assert display.cleared == 0
        assert not display.says_saved()
    timers.pass_time()
    assert thoughts(session) == ["Still here"]
    assert display.says_saved()
    assert display.states[-1].problem is None


def test_the_page_stands_still_while_a_thought_is_typed(
    session: JournalSession, navigator: Any, timers: HandTimers
) -> None:
    presenter, display = shown(session, navigator, timers)
    before = len(display.states)
    type_thought(presenter, display, "A")
    timers.pass_time()
    type_thought(presenter, display, "A thought")
    timers.pass_time()
    assert len(display.states) == before


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


def test_what_two_copies_disagreed_on_is_counted(
    session: JournalSession, navigator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _presenter, display = shown(session, navigator)
    assert display.states[-1].disagreements == 0
    found = (Disagreement(RecordKind.ENTRY, "1", "b", "a"),)
    monkeypatch.setattr(session.history, "disagreements", lambda: found)
    session.feed.publish(Topic.ENTRIES)
    assert display.states[-1].disagreements == 1


def test_this_weeks_question_is_put_away_until_the_next(
    session: JournalSession, navigator: Any
) -> None:
    presenter, display = shown(session, navigator)
    assert display.states[-1].prompt is not None
    presenter.dismiss_prompt()
    assert display.states[-1].prompt is None
