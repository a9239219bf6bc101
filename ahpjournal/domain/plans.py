"""Action plans: one record that SMART, WOOP, GROW and PDSA are views of."""

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.records import dataclass


class ActionState(StrEnum):
    """Where an action stands."""

    IDEA = "idea"
    PLANNED = "planned"
    DOING = "doing"
    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self not in {ActionState.DONE, ActionState.DROPPED}


class EvaluationLevel(StrEnum):
    """What kind of effect the outcome shows (Kirkpatrick's four levels)."""

    REACTION = "reaction"
    LEARNING = "learning"
    BEHAVIOUR = "behaviour"
    RESULTS = "results"


@dataclass(frozen=True, slots=True)
class ProgressNote:
    """A dated note on how an action goes."""

    at: datetime
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Cycle:
    """One plan-do-study-act cycle."""

    plan: str = field(default="", repr=False)
    do: str = field(default="", repr=False)
    study: str = field(default="", repr=False)
    act: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """One action. Empty texts and None dates mean not decided yet. Links are ids."""

    id: str
    title: str = field(default="", repr=False)
    why: str = field(default="", repr=False)
    first_step: str = field(default="", repr=False)
    measure: str = field(default="", repr=False)
    starts_on: date | None = None
    due_on: date | None = None
    review_on: date | None = None
    obstacle: str = field(default="", repr=False)
    if_then: str = field(default="", repr=False)
    support: str = field(default="", repr=False)
    state: ActionState = ActionState.IDEA
    outcome: str = field(default="", repr=False)
    evaluation_level: EvaluationLevel | None = None
    notes: tuple[ProgressNote, ...] = field(default=(), repr=False)
    cycles: tuple[Cycle, ...] = field(default=(), repr=False)
    module: int | None = None
    themes: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was written (a blank action is never stored)."""
        texts = (self.title, self.why, self.first_step, self.measure, self.obstacle)
        more = (self.if_then, self.support, self.outcome)
        return not any(t.strip() for t in texts + more) and not self.notes and not self.cycles


class Due(StrEnum):
    """How an open action stands against its due date."""

    NONE = "none"
    LATER = "later"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"


SOON_DAYS = 14


def due_status(action: ActionPlan, today: date) -> Due:
    """Tell how *action* stands on *today*; a closed or undated action is never due."""
    if not action.state.is_open or action.due_on is None:
        return Due.NONE
    days = (action.due_on - today).days
    if days < 0:
        return Due.OVERDUE
    if days == 0:
        return Due.TODAY
    return Due.SOON if days <= SOON_DAYS else Due.LATER


def check_action(action: ActionPlan) -> None:
    """Refuse an action that contradicts itself.

    Raises:
        InputError: nothing at all is written, the due or review date is before the start, or the
            action is dropped without a reason (kept in *outcome*).
    """
    if action.is_blank:
        raise InputError(InputCode.REQUIRED, "title")
    for name, day in (("due_on", action.due_on), ("review_on", action.review_on)):
        if day is not None and action.starts_on is not None and day < action.starts_on:
            raise InputError(InputCode.DATE_ORDER, name)
    if action.state is ActionState.DROPPED and not action.outcome.strip():
        raise InputError(InputCode.REASON_REQUIRED, "outcome")
