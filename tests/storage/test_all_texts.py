"""Every text that a journal holds."""

from datetime import date

from ahpjournal.domain.entries import Cpd, Entry, Section
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.storage.journal_file import JournalFile


def test_every_text_is_walked_over_even_in_the_bin(journal: JournalFile) -> None:
    with journal.transaction():
        for number in range(3):
            journal.entries.add(
                Entry(
                    f"00000000-0000-7000-9000-00000000000{number}",
                    date(2026, 1, 1),
                    f"Title {number}",
                    sections=(Section("a", "Text"),),
                    cpd=Cpd(learnt='That "quotes" work', effect="Much", benefit="More"),
                )
            )
        journal.entries.set_removed("00000000-0000-7000-9000-000000000001", is_removed=True)
        journal.actions.add(ActionPlan("00000000-0000-7000-9000-000000000009", "Act", why="Why"))
    texts = list(journal.all_texts.walk())
    assert [text.kind for text in texts] == ["entry", "entry", "entry", "action"]
    assert texts[1].text.splitlines() == ["Title 1", "Text", 'That "quotes" work', "Much", "More"]
    assert "Why" in texts[3].text
    assert journal.all_texts.count() == 4
