"""A thought while it is typed."""

from ahpjournal.domain.entries import EntryState
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.thought import Thought


def test_one_thought_is_one_entry_to_be_finished(memory_session: JournalSession) -> None:
    thought = Thought(memory_session.entries)
    for text in ("Ask", "Ask the ward"):
        thought.save(text)
    entry = memory_session.entries.get(thought.id)
    assert entry is not None
    assert (entry.title, entry.state) == ("Ask the ward", EntryState.DRAFT)
    assert memory_session.entries.count() == 1


def test_the_next_thought_is_another_entry(memory_session: JournalSession) -> None:
    thought = Thought(memory_session.entries)
    thought.save("one")
    assert thought.let_go() == memory_session.entries.finish_later()[0].id
    thought.save("two")
    assert memory_session.entries.count() == 2
    assert Thought(memory_session.entries).let_go() == ""


def test_a_thought_that_is_emptied_again_goes_to_the_bin(memory_session: JournalSession) -> None:
    thought = Thought(memory_session.entries)
    thought.save("  ")
    assert thought.id == ""
    thought.save("one")
    thought.save(" ")
    assert (thought.id, memory_session.entries.count()) == ("", 0)
