"""Decisions kept in the journal."""

import pytest

from ahpjournal.domain.decisions import Decision, DecisionChoice
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.storage.journal_file import JournalFile

KEPT = Decision("person", "Mrs Hale", DecisionChoice.KEEP, reason="She agreed.")


def test_a_decision_takes_the_place_of_the_one_before(journal: JournalFile) -> None:
    with journal.transaction():
        journal.decisions.put(KEPT)
        journal.decisions.put(
            Decision("person", "mrs  hale", DecisionChoice.REPLACE, replacement="a colleague")
        )
        journal.decisions.put(Decision("own-word", "Mrs Hale", DecisionChoice.KEEP, reason="x"))
    first, second = journal.decisions.list_all()
    assert (first.choice, first.replacement, first.reason) == (
        DecisionChoice.REPLACE,
        "a colleague",
        "",
    )
    assert second.kind == "own-word"
    assert first.decided_at is not None


def test_a_decision_can_be_forgotten(journal: JournalFile) -> None:
    with journal.transaction():
        journal.decisions.put(KEPT)
        journal.decisions.forget("person", "MRS HALE")
        journal.decisions.forget("person", "nobody")
    assert journal.decisions.list_all() == ()


def test_a_decision_that_cannot_be_read_is_damage(journal: JournalFile) -> None:
    with journal.transaction():
        journal.decisions.put(KEPT)
        journal._connection.execute("UPDATE decision SET choice = 'perhaps'")
    with pytest.raises(ConditionError) as caught:
        journal.decisions.list_all()
    assert caught.value.code is ConditionCode.DAMAGED
