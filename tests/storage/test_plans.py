from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.plans import ActionPlan, ActionState, Cycle, ProgressNote
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.rows import settled_action
from tests.builders import HOSTILE, MOMENT, CountingIds, action, entry, fixed_clock
from tests.storage.test_rows import ACTIONS


def timeless(made: ActionPlan | None) -> ActionPlan | None:
    return replace(made, created_at=None, updated_at=None) if made is not None else None


def add(journal: JournalFile, *actions: ActionPlan) -> None:
    with journal.transaction():
        for made in actions:
            journal.actions.add(made)


@given(ACTIONS, ACTIONS)
def test_an_action_comes_back_from_the_file_before_and_after_a_change(
    before: ActionPlan, after: ActionPlan
) -> None:
    journal = JournalFile.in_memory(fixed_clock(), CountingIds())
    add(journal, before)
    stored = journal.actions.get(before.id)
    assert timeless(stored) == settled_action(before)
    assert stored is not None
    with journal.transaction():
        changed = journal.actions.update(replace(after, id=before.id), stored)
    assert journal.actions.get(before.id) == changed
    assert journal.actions.list_all() == (changed,)
    assert timeless(changed) == settled_action(replace(after, id=before.id))
    journal.close()


def test_hostile_text_comes_back_from_every_field(journal: JournalFile) -> None:
    fields = ("title", "why", "first_step", "measure", "obstacle", "if_then", "support", "outcome")
    texts: dict[str, Any] = dict.fromkeys(fields, HOSTILE)
    made = action(
        **texts,
        notes=(ProgressNote(MOMENT, HOSTILE),),
        cycles=(Cycle(HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
    )
    add(journal, made)
    assert timeless(journal.actions.get(made.id)) == made


def test_links_to_entries_are_kept_in_order(journal: JournalFile) -> None:
    with journal.transaction():
        for number in (1, 2, 3):
            journal.entries.add(entry(number))
    linked = tuple(entry(number).id for number in (3, 1))
    add(journal, action(entries=linked, themes=("T2", "T1")))
    stored = journal.actions.get(action().id)
    assert stored is not None
    assert (stored.entries, stored.themes) == (linked, ("T2", "T1"))


def test_saving_the_same_writes_nothing(journal: JournalFile) -> None:
    add(journal, action())
    before = journal.actions.get(action().id)
    assert before is not None
    changes = journal._connection.total_changes
    with journal.transaction():
        assert journal.actions.update(action(), before) == before
    assert journal._connection.total_changes == changes


def test_an_action_that_was_never_stored_is_not_changed_into_being(journal: JournalFile) -> None:
    with journal.transaction():
        assert journal.actions.update(action(title="New"), action()) == action()
    assert journal.actions.list_all() == ()


def test_a_removed_action_is_out_of_sight_until_restored(journal: JournalFile) -> None:
    add(journal, action(state=ActionState.DONE, competencies=("A1",)))
    with journal.transaction():
        journal.actions.set_removed(action().id, is_removed=True)
    assert journal.actions.get(action().id) is None
    assert journal.actions.list_all() == ()
    assert journal.actions.exists(action().id)
    with journal.transaction():
        journal.actions.set_removed(action().id, is_removed=False)
    assert [a.id for a in journal.actions.list_all()] == [action().id]


def test_times_are_given_when_stored_and_put_back_when_known(
    journal: JournalFile, clock: FixedClock
) -> None:
    earlier = MOMENT - timedelta(days=300)
    add(journal, action(created_at=earlier))
    with journal.transaction():
        journal.actions.restamp(action(updated_at=earlier + timedelta(days=1)))
    stored = journal.actions.get(action().id)
    assert stored is not None
    assert (stored.created_at, stored.updated_at) == (earlier, earlier + timedelta(days=1))


@given(st.lists(st.sampled_from("abc"), max_size=5))
def test_links_are_kept_once(links: list[str]) -> None:
    journal = JournalFile.in_memory(fixed_clock(), CountingIds())
    add(journal, action(competencies=tuple(links)))
    stored = journal.actions.get(action().id)
    assert stored is not None
    assert stored.competencies == tuple(dict.fromkeys(links))
    journal.close()
