from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.plans import ActionState
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession
from tests.builders import MOMENT, action, entry

TODAY = MOMENT.date()


def test_a_draft_is_not_stored_and_a_save_is(session: JournalSession, clock: FixedClock) -> None:
    draft = session.plans.draft(title="Meet the chair")
    assert session.plans.get(draft.id) is None
    saved = session.plans.save(draft)
    assert session.plans.get(draft.id) == saved
    assert (saved.created_at, saved.updated_at) == (MOMENT, MOMENT)
    clock.advance(timedelta(minutes=1))
    changed = session.plans.save(replace(saved, why="To be heard."))
    assert (changed.created_at, changed.updated_at) == (MOMENT, clock.now())
    assert session.plans.list_all() == (changed,)


def test_an_action_can_grow_out_of_an_entry(session: JournalSession) -> None:
    saved = session.entries.save(entry(module=1, themes=("T1",), competencies=("A1",)))
    grown = session.plans.save(replace(session.plans.from_entry(saved), title="Follow up"))
    assert (grown.entries, grown.module, grown.themes, grown.competencies) == (
        (saved.id,),
        1,
        ("T1",),
        ("A1",),
    )
    assert grown.state is ActionState.PLANNED


def test_an_action_about_an_entry_that_was_never_stored_is_refused(session: JournalSession) -> None:
    with pytest.raises(InputError) as caught:
        session.plans.save(replace(session.plans.from_entry(entry()), title="x"))
    assert (caught.value.code, caught.value.field) == (InputCode.UNKNOWN_REFERENCE, "entries")
    assert session.plans.list_all() == ()


def test_an_action_that_contradicts_itself_is_refused(session: JournalSession) -> None:
    with pytest.raises(InputError) as caught:
        session.plans.save(session.plans.draft())
    assert caught.value.code is InputCode.REQUIRED


def test_news_go_out_only_of_changes(session: JournalSession, news: list[Topic]) -> None:
    saved = session.plans.save(action())
    session.plans.save(saved)
    session.plans.remove(saved.id)
    session.plans.remove(saved.id)
    session.plans.restore("unknown")
    assert news == [Topic.ACTIONS] * 2


def test_a_removed_action_is_not_saved_over_and_comes_back(session: JournalSession) -> None:
    saved = session.plans.save(action())
    session.plans.remove(saved.id)
    assert session.plans.list_all() == ()
    steps: tuple[Callable[[], object], ...] = (
        lambda: session.plans.save(replace(saved, title="New")),
        lambda: session.plans.add_note(saved.id, "x"),
        lambda: session.plans.set_state(saved.id, ActionState.DONE),
    )
    for step in steps:
        with pytest.raises(ConditionError) as caught:
            step()
        assert caught.value.code is ConditionCode.MISSING
    session.plans.restore(saved.id)
    back = session.plans.get(saved.id)
    assert back is not None
    assert replace(back, updated_at=None) == replace(saved, updated_at=None)


def test_a_note_is_dated_now_and_added_at_the_end(
    session: JournalSession, clock: FixedClock
) -> None:
    saved = session.plans.save(action())
    session.plans.add_note(saved.id, "first")
    clock.advance(timedelta(days=1))
    noted = session.plans.add_note(saved.id, "second")
    assert [(n.text, n.at) for n in noted.notes] == [("first", MOMENT), ("second", clock.now())]
    with pytest.raises(InputError) as caught:
        session.plans.add_note(saved.id, "  ")
    assert caught.value.field == "text"


def test_a_state_is_set_with_its_outcome(session: JournalSession) -> None:
    saved = session.plans.save(action())
    assert session.plans.set_state(saved.id, ActionState.DONE, "It worked.").outcome == "It worked."
    assert session.plans.set_state(saved.id, ActionState.DOING).outcome == "It worked."
    other = session.plans.save(action(2))
    with pytest.raises(InputError) as caught:
        session.plans.set_state(other.id, ActionState.DROPPED)
    assert caught.value.code is InputCode.REASON_REQUIRED


def test_open_actions_come_by_due_date_then_undated(session: JournalSession) -> None:
    for number, due in ((1, None), (2, TODAY + timedelta(days=30)), (3, TODAY)):
        session.plans.save(action(number, due_on=due))
    session.plans.save(action(4, state=ActionState.DONE, due_on=date(2020, 1, 1)))
    assert [a.title for a in session.plans.list_open()] == ["Action 3", "Action 2", "Action 1"]


def test_what_is_due_soon_or_overdue(session: JournalSession) -> None:
    for number, days in ((1, -5), (2, 14), (3, 15)):
        session.plans.save(action(number, due_on=TODAY + timedelta(days=days)))
    assert [a.title for a in session.plans.due()] == ["Action 1", "Action 2"]
    assert [a.title for a in session.plans.due(within_days=0)] == ["Action 1"]


def test_actions_are_counted_in_every_state(session: JournalSession) -> None:
    session.plans.save(action(1, state=ActionState.DOING))
    session.plans.save(action(2, state=ActionState.DOING))
    counted = session.plans.count_by_state()
    assert counted[ActionState.DOING] == 2
    assert set(counted) == set(ActionState)
    assert sum(counted.values()) == 2
