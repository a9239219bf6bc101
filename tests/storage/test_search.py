from datetime import date

import pytest

from ahpjournal.domain.plans import Cycle, ProgressNote
from ahpjournal.domain.search import HIT_END, HIT_START, SearchKind
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.search import RANKED
from tests.builders import HOSTILE, MOMENT, action, entry


def add(journal: JournalFile, *texts: str) -> None:
    with journal.transaction():
        for number, text in enumerate(texts, start=1):
            journal.entries.add(entry(number, text))


def found(journal: JournalFile, query: str) -> list[str]:
    return sorted(hit.title for hit in journal.search.search(query, 50))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("escalation", ["Entry 1"]),
        ("Escalations", ["Entry 1"]),
        ("escalated", ["Entry 1"]),
        ("naive", ["Entry 2"]),
        ("NA\u00cfVE", ["Entry 2"]),
        ("cote", ["Entry 2"]),
        ("feeling", ["Entry 2"]),
        ('"near miss"', ["Entry 3"]),
        ('"miss near"', []),
        ("miss near", ["Entry 3"]),
        ("near board", []),
        ("entry", ["Entry 1", "Entry 2", "Entry 3", "Entry 4"]),
        ("\u0627\u0644\u0639\u0631\u0628\u064a\u0629", ["Entry 4"]),
        ("\u0175\u0177", ["Entry 4"]),
        ("wy", ["Entry 4"]),
        ("", []),
        ("'; DROP", ["Entry 4"]),
        ("???", []),
    ],
)
def test_words_are_found_as_people_write_them(
    journal: JournalFile, query: str, expected: list[str]
) -> None:
    add(
        journal,
        "An escalation to the board.",
        "Naïve feelings at the Côte d'Azur.",
        "A near miss, and what we learnt.",
        HOSTILE,
    )
    assert found(journal, query) == expected


@pytest.mark.parametrize(
    "word",
    [
        "escalation",
        "responsibility",
        "happiness",
        "organisational",
        "reflective",
        "policies",
        "improvement",
        "communication",
        "usefulness",
        "supervising",
        "governance",
        "assessment",
        "effectiveness",
        "accountability",
        "meetings",
        "discussed",
        "prioritisation",
        "safety",
    ],
)
def test_a_word_is_found_after_every_letter_typed(journal: JournalFile, word: str) -> None:
    add(journal, f"Here is {word} in a text.", "Nothing like it.")
    missed = [
        word[:n] for n in range(1, len(word) + 1) if "Entry 1" not in found(journal, word[:n])
    ]
    assert missed == []


def test_entries_and_actions_are_found_together(journal: JournalFile) -> None:
    with journal.transaction():
        journal.entries.add(entry(1, "About the dashboard."))
        journal.actions.add(
            action(
                1, due_on=date(2026, 3, 1), notes=(ProgressNote(MOMENT, "showed the dashboard"),)
            )
        )
        journal.actions.add(action(2, cycles=(Cycle(study="the dashboard helped"),)))
    hits = journal.search.search("dashboard", 10)
    assert {(hit.kind, hit.title, hit.on) for hit in hits} == {
        (SearchKind.ENTRY, "Entry 1", date(2026, 1, 12)),
        (SearchKind.ACTION, "Action 1", date(2026, 3, 1)),
        (SearchKind.ACTION, "Action 2", None),
    }
    assert all(f"{HIT_START}dashboard{HIT_END}" in hit.snippet for hit in hits)


def test_the_better_match_comes_first(journal: JournalFile) -> None:
    add(journal, "word " * 200 + "sepsis", "sepsis sepsis sepsis", "sepsis and other words here")
    assert next(hit.title for hit in journal.search.search("sepsis", 10)) == "Entry 2"


def test_no_more_than_asked_for(journal: JournalFile) -> None:
    add(journal, *["the same"] * 20)
    assert len(journal.search.search("same", 7)) == 7
    assert journal.search.search("same", 0) == ()


def test_ranking_is_bounded_and_still_answers(journal: JournalFile) -> None:
    add(journal, *["the same"] * (RANKED + 30))
    assert len(journal.search.search("same", 50)) == 50


def test_a_changed_text_is_found_by_its_new_words_only(journal: JournalFile) -> None:
    add(journal, "before")
    stored = journal.entries.stored(entry(1).id)
    assert stored is not None
    with journal.transaction():
        journal.entries.update(entry(1, "after"), stored)
    assert (found(journal, "before"), found(journal, "after")) == ([], ["Entry 1"])
