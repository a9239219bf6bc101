import pytest

from ahpjournal.domain.errors import ConditionError
from ahpjournal.domain.prompts import OwnPrompt
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.prompts import prompt_row, to_prompt

MADE = OwnPrompt("p-1", "Who was not in the room?", "T1", takes_turns=False)


def test_a_prompt_comes_back_as_it_was(journal: JournalFile) -> None:
    with journal.transaction():
        journal.prompts.save(MADE)
    assert journal.prompts.list_all() == (MADE,)
    with journal.transaction():
        journal.prompts.set_removed(MADE.id, is_removed=True)
    assert journal.prompts.list_all() == ()
    assert journal.prompts.exists(MADE.id)
    with journal.transaction():
        journal.prompts.save(MADE)
    assert journal.prompts.list_all() == (MADE,)


def test_zeros_in_a_text_are_damage() -> None:
    with pytest.raises(ConditionError):
        to_prompt({**prompt_row(MADE), "text": "Wh\0"})
