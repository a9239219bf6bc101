from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.plans import (
    SOON_DAYS,
    ActionPlan,
    ActionState,
    Cycle,
    Due,
    ProgressNote,
    check_action,
    due_status,
)
from tests.builders import MOMENT, action

TODAY = date(2026, 6, 24)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, Due.OVERDUE),
        (0, Due.TODAY),
        (1, Due.SOON),
        (SOON_DAYS, Due.SOON),
        (SOON_DAYS + 1, Due.LATER),
    ],
)
def test_an_open_action_stands_against_its_date(days: int, expected: Due) -> None:
    assert due_status(action(due_on=TODAY + timedelta(days=days)), TODAY) is expected


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.DROPPED])
def test_a_closed_action_is_never_due(state: ActionState) -> None:
    assert due_status(action(state=state, due_on=TODAY - timedelta(days=9)), TODAY) is Due.NONE


def test_an_undated_action_is_never_due() -> None:
    assert due_status(action(), TODAY) is Due.NONE


def test_done_and_dropped_are_closed_and_all_else_open() -> None:
    closed = {state for state in ActionState if not state.is_open}
    assert closed == {ActionState.DONE, ActionState.DROPPED}


@pytest.mark.parametrize("field", ["title", "why", "first_step", "if_then", "support", "outcome"])
def test_one_written_field_makes_an_action(field: str) -> None:
    values: dict[str, Any] = {"title": "", field: "x"}
    check_action(action(**values))


def test_a_note_or_a_cycle_makes_an_action() -> None:
    check_action(action(title="", notes=(ProgressNote(MOMENT, "x"),)))
    check_action(action(title="", cycles=(Cycle(plan="x"),)))


@pytest.mark.parametrize("title", ["", "  \n\t"])
def test_an_action_of_nothing_is_refused(title: str) -> None:
    with pytest.raises(InputError) as caught:
        check_action(action(title=title))
    assert (caught.value.code, caught.value.field) == (InputCode.REQUIRED, "title")


@pytest.mark.parametrize("field", ["due_on", "review_on"])
def test_a_date_before_the_start_is_refused(field: str) -> None:
    early: dict[str, Any] = {"starts_on": TODAY}
    with pytest.raises(InputError) as caught:
        check_action(action(**{**early, field: TODAY - timedelta(days=1)}))
    assert (caught.value.code, caught.value.field) == (InputCode.DATE_ORDER, field)
    check_action(action(**{**early, field: TODAY}))


def test_dropping_needs_a_reason() -> None:
    with pytest.raises(InputError) as caught:
        check_action(action(state=ActionState.DROPPED, outcome="  "))
    assert (caught.value.code, caught.value.field) == (InputCode.REASON_REQUIRED, "outcome")
    check_action(action(state=ActionState.DROPPED, outcome="The forum was closed."))


@given(st.dates(), st.dates())
def test_every_dated_open_action_is_due_some_time(due: date, today: date) -> None:
    assert due_status(ActionPlan("a", due_on=due), today) is not Due.NONE
