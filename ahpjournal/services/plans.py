"""Making and keeping action plans."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.entries import Entry
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.plans import (
    SOON_DAYS,
    ActionPlan,
    ActionState,
    ProgressNote,
    check_action,
)
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.storage.journal_file import JournalFile


class PlanService:
    """Everything one does with actions."""

    def __init__(self, journal: JournalFile, feed: ChangeFeed, clock: Clock, ids: Ids) -> None:
        """Work on *journal*."""
        self._journal = journal
        self._feed = feed
        self._clock = clock
        self._ids = ids

    def draft(self, **fields: Any) -> ActionPlan:
        """Begin an action with some *fields* filled in; it is stored by its first save."""
        return ActionPlan(self._ids.new(), **fields)

    def from_entry(self, entry: Entry) -> ActionPlan:
        """Begin an action that grew out of *entry*, linked to it."""
        return self.draft(
            entries=(entry.id,),
            module=entry.module,
            themes=entry.themes,
            competencies=entry.competencies,
            state=ActionState.PLANNED,
        )

    def save(self, action: ActionPlan) -> ActionPlan:
        """Store *action*; it is on disk when this returns. An unchanged one is not written.

        Raises:
            InputError: the action contradicts itself, or is linked to an entry that was never
                stored; *field* says where.
            ConditionError: the journal cannot be written, or the action was removed meanwhile.
        """
        check_action(action)
        with self._journal.reading():
            before = self._journal.actions.get(action.id)
            if before is None and self._journal.actions.exists(action.id):
                raise ConditionError(ConditionCode.MISSING, str(self._journal.path or ""))
            if not all(self._journal.entries.exists(entry_id) for entry_id in action.entries):
                raise InputError(InputCode.UNKNOWN_REFERENCE, "entries")
        with self._journal.transaction():
            if before is None:
                stored = self._journal.actions.add(replace(action, created_at=None))
            else:
                stored = self._journal.actions.update(action, before)
        if stored != before:
            self._feed.publish(Topic.ACTIONS)
        return stored

    def get(self, action_id: str) -> ActionPlan | None:
        """Give one action, or None if there is none or it was removed."""
        with self._journal.reading():
            return self._journal.actions.get(action_id)

    def list_all(self) -> tuple[ActionPlan, ...]:
        """Give every action in the order they were made."""
        with self._journal.reading():
            return self._journal.actions.list_all()

    def list_open(self) -> tuple[ActionPlan, ...]:
        """Give the actions in which something is still to be done: by due date, then undated."""
        return _by_due(action for action in self.list_all() if action.state.is_open)

    def due(self, within_days: int = SOON_DAYS) -> tuple[ActionPlan, ...]:
        """Give the open actions due by then or overdue, soonest first."""
        last = self._clock.today() + timedelta(days=within_days)
        return tuple(a for a in self.list_open() if a.due_on is not None and a.due_on <= last)

    def count_by_state(self) -> dict[ActionState, int]:
        """Count actions in each state; every state is there."""
        found = Counter(action.state for action in self.list_all())
        return {state: found[state] for state in ActionState}

    def set_state(
        self, action_id: str, state: ActionState, outcome: str | None = None
    ) -> ActionPlan:
        """Put an action into *state*, with its *outcome* if there is one to say.

        Raises:
            InputError: it is to be dropped without a reason.
            ConditionError: the action was removed meanwhile.
        """
        action = self._present(action_id)
        said = action.outcome if outcome is None else outcome
        return self.save(replace(action, state=state, outcome=said))

    def add_note(self, action_id: str, text: str) -> ActionPlan:
        """Add a progress note dated now.

        Raises:
            InputError: nothing is written in it.
            ConditionError: the action was removed meanwhile.
        """
        if not text.strip():
            raise InputError(InputCode.REQUIRED, "text")
        action = self._present(action_id)
        note = ProgressNote(self._clock.now(), text)
        return self.save(replace(action, notes=(*action.notes, note)))

    def remove(self, action_id: str) -> None:
        """Put an action into the bin."""
        self._set_removed(action_id, is_removed=True)

    def restore(self, action_id: str) -> None:
        """Take an action out of the bin."""
        self._set_removed(action_id, is_removed=False)

    def _present(self, action_id: str) -> ActionPlan:
        action = self.get(action_id)
        if action is None:
            raise ConditionError(ConditionCode.MISSING, str(self._journal.path or ""))
        return action

    def _set_removed(self, action_id: str, *, is_removed: bool) -> None:
        with self._journal.reading():
            is_present = self._journal.actions.get(action_id) is not None
            is_known = is_present or self._journal.actions.exists(action_id)
        if not is_known or is_present is not is_removed:
            return
        with self._journal.transaction():
            self._journal.actions.set_removed(action_id, is_removed=is_removed)
        self._feed.publish(Topic.ACTIONS)


def _by_due(actions: Iterable[ActionPlan]) -> tuple[ActionPlan, ...]:
    return tuple(sorted(actions, key=lambda action: action.due_on or date.max))
