"""Making and keeping action plans."""

from dataclasses import replace

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.entries import Entry
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.plans import ActionPlan, ActionState, ProgressNote, check_action
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

    def draft(self) -> ActionPlan:
        """Begin an action; it is stored by its first save."""
        return ActionPlan(self._ids.new(), starts_on=None)

    def from_entry(self, entry: Entry) -> ActionPlan:
        """Begin an action that grew out of *entry*, linked to it."""
        return replace(
            self.draft(),
            entries=(entry.id,),
            module=entry.module,
            themes=entry.themes,
            competencies=entry.competencies,
            state=ActionState.PLANNED,
        )

    def save(self, action: ActionPlan) -> ActionPlan:
        """Store *action*; it is on disk when this returns. An unchanged one is not written.

        Raises:
            InputError: the action contradicts itself; *field* says where.
            ConditionError: the journal cannot be written, or the action was removed meanwhile.
        """
        check_action(action)
        before = self.get(action.id)
        if before is not None and _same(action, before):
            return before
        with self._journal.transaction():
            if before is not None:
                self._journal.actions.update(action)
            elif self._journal.actions.exists(action.id):
                raise ConditionError(ConditionCode.MISSING, "")
            else:
                self._journal.actions.add(replace(action, created_at=None))
            stored = self._journal.actions.get(action.id)
        self._feed.publish(Topic.ACTIONS)
        if stored is None:
            raise ConditionError(ConditionCode.MISSING, "")
        return stored

    def get(self, action_id: str) -> ActionPlan | None:
        """Give one action, or None if there is none or it was removed."""
        with self._journal.reading():
            return self._journal.actions.get(action_id)

    def list_all(self) -> tuple[ActionPlan, ...]:
        """Give every action in the order they were made."""
        with self._journal.reading():
            return self._journal.actions.list_all()

    def add_note(self, action_id: str, text: str) -> ActionPlan:
        """Add a progress note dated now.

        Raises:
            ConditionError: the action was removed meanwhile.
        """
        action = self.get(action_id)
        if action is None:
            raise ConditionError(ConditionCode.MISSING, "")
        note = ProgressNote(self._clock.now(), text)
        return self.save(replace(action, notes=(*action.notes, note)))

    def remove(self, action_id: str) -> None:
        """Put an action into the bin."""
        self._set_removed(action_id, is_removed=True)

    def restore(self, action_id: str) -> None:
        """Take an action out of the bin."""
        self._set_removed(action_id, is_removed=False)

    def _set_removed(self, action_id: str, *, is_removed: bool) -> None:
        with self._journal.transaction():
            self._journal.actions.set_removed(action_id, is_removed=is_removed)
        self._feed.publish(Topic.ACTIONS)


def _same(one: ActionPlan, other: ActionPlan) -> bool:
    return replace(one, created_at=None, updated_at=None) == replace(
        other, created_at=None, updated_at=None
    )
