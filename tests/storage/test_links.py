from dataclasses import replace
from datetime import date

from ahpjournal.domain.entries import Entry, Precision
from ahpjournal.domain.links import Linked, LinkKind
from ahpjournal.domain.plans import ActionState
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import action, entry


def keep(journal: JournalFile, *entries: Entry) -> None:
    with journal.transaction():
        for one in entries:
            journal.entries.add(one)


def test_links_are_seen_from_both_ends(journal: JournalFile) -> None:
    first, second = entry(1), entry(2, on_precision=Precision.WEEK)
    keep(journal, replace(first, linked=(second.id,)), second)
    with journal.transaction():
        journal.actions.add(action(1, entries=(second.id,), due_on=date(2026, 2, 1)))
    there = Linked(LinkKind.ENTRY, second.id, "Entry 2", second.on, Precision.WEEK)
    assert journal.links.of_entry(first.id).out == (there,)
    mentions = journal.links.of_entry(second.id).mentions
    assert [(m.kind, m.on) for m in mentions] == [
        (LinkKind.ENTRY, first.on),
        (LinkKind.ACTION, date(2026, 2, 1)),
    ]
    assert mentions[1].is_open is ActionState.IDEA.is_open
    assert journal.links.describe((second.id, "gone")) == (there,)


def test_what_is_in_the_bin_or_not_here_is_not_shown_and_not_forgotten(
    journal: JournalFile,
) -> None:
    first, second = entry(1, linked=(entry(2).id, entry(9).id)), entry(2)
    keep(journal, first, second)
    with journal.transaction():
        journal.entries.set_removed(second.id, is_removed=True)
    assert journal.links.of_entry(first.id).out == ()
    assert journal.entries.get(first.id) is not None
    assert journal.entries.get(first.id).linked == (second.id, entry(9).id)  # type: ignore[union-attr]
    with journal.transaction():
        journal.entries.set_removed(second.id, is_removed=False)
        journal.entries.set_removed(first.id, is_removed=True)
    assert journal.links.of_entry(second.id).mentions == ()


def test_an_entry_without_a_title_is_called_by_its_first_words(journal: JournalFile) -> None:
    keep(journal, entry(1, "A long talk about falls.", title=""))
    assert journal.links.describe((entry(1).id,))[0].title == "A long talk about falls."


def test_an_entry_is_not_linked_to_itself(journal: JournalFile) -> None:
    keep(journal, entry(1, linked=(entry(1).id, entry(2).id, entry(2).id)))
    kept = journal.entries.get(entry(1).id)
    assert kept is not None
    assert kept.linked == (entry(2).id,)
