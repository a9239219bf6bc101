from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.entries import Cpd, EntryState, Precision, Sharing
from ahpjournal.domain.plans import ActionState, Cycle, ProgressNote
from ahpjournal.domain.programme import Module
from ahpjournal.domain.ratings import Rating, Sitting, SittingKind
from ahpjournal.domain.search import (
    HIT_END,
    HIT_START,
    Grouping,
    Named,
    Names,
    SearchKind,
    Term,
    Wanted,
    number_of,
    parse,
)
from ahpjournal.domain.search_meaning import understand
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.search import RANKED
from tests.builders import HOSTILE, MOMENT, CountingIds, action, entry, fixed_clock


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


def test_too_much_to_rank_comes_newest_first(journal: JournalFile) -> None:
    add(journal, "the same " * 9, *["the same"] * RANKED)
    newest = replace(entry(RANKED + 2, "the same"), on=date(2027, 1, 1))
    with journal.transaction():
        journal.entries.add(newest)
        journal.actions.add(action(1, title="The same", due_on=date(2030, 1, 1)))
    found = journal.search.find(Wanted((Term("same"),)))
    hits = journal.search.rows(found.keys, Wanted((Term("same"),)))
    assert not found.is_ranked
    assert len(found.keys) == RANKED + 1
    assert [hit.id for hit in hits[:2]] == [action(1).id, newest.id]
    assert entry(1).id not in {hit.id for hit in hits}
    assert journal.search.find(Wanted((Term("same"), Term("1")))).is_ranked


def test_what_is_not_typed_is_ranked_whole(journal: JournalFile) -> None:
    add(journal, "the same " * 9, *["the same and other words"] * (RANKED + 30))
    hits = journal.search.search("same", 50)
    assert len(hits) == 50
    assert hits[0].title == "Entry 1"
    assert journal.search.best(Wanted((Term("same"),)), 0) == ()


def test_a_changed_text_is_found_by_its_new_words_only(journal: JournalFile) -> None:
    add(journal, "before")
    stored = journal.entries.stored(entry(1).id)
    assert stored is not None
    with journal.transaction():
        journal.entries.update(entry(1, "after"), stored)
    assert (found(journal, "before"), found(journal, "after")) == ([], ["Entry 1"])


# --- filters, kinds and the calendar -----------------------------------------------------------

NAMES = Names(
    ("falls", "board"),
    (Named("1"), Named("2")),
    (Named("A1"), Named("B1")),
    (Named("T1"),),
)
TODAY = date(2026, 1, 14)


def wanted(query: str) -> Wanted:
    meant = understand(parse(query), NAMES, TODAY)
    assert meant.can_be_followed
    return meant.wanted


def titles(journal: JournalFile, query: str) -> list[str]:
    asked = wanted(query)
    hits = journal.search.rows(journal.search.find(asked).keys, asked)
    return sorted(hit.title or f"{hit.kind.value} {hit.about or hit.snippet}" for hit in hits)


@pytest.fixture
def filled(journal: JournalFile) -> JournalFile:
    """Four reflections, two actions, a reason (and one corrected), a module, reply and file."""
    with journal.transaction():
        for made in (
            entry(1, "The audit of falls.", tags=("falls",), module=1, competencies=("A1",)),
            entry(2, "An audit for the board.", tags=("board", "falls"), on=date(2026, 2, 3)),
            entry(3, "The audit again.", state=EntryState.DRAFT, themes=("T1",), module=2),
            entry(4, "Nothing to see.", sharing=Sharing.COACH, cpd=Cpd(hours=1)),
            entry(5, "The audit that went.", tags=("falls",)),
        ):
            journal.entries.add(made)
        journal.entries.set_removed(entry(5).id, is_removed=True)
        journal.actions.add(
            action(1, why="after the audit", module=2, themes=("T1",), due_on=date(2026, 3, 1))
        )
        journal.actions.add(
            action(2, why="audit done", state=ActionState.DONE, entries=(entry(4).id,))
        )
        journal.sittings.add(Sitting("s1", SittingKind.BASELINE, date(2026, 1, 5), 1, ("A1",)))
        rating = Rating("r1", "s1", "A1", 2, MOMENT, None, "The audit was new.", pack_id="small")
        journal.sittings.append(rating)
        journal.sittings.append(
            replace(rating, id="r2", because="Led the audit.", corrects="r1", level=3)
        )
        journal.modules.save(Module(1, "Setting out", date(2026, 1, 1), notes="Bring the audit."))
    columns = "created_at, updated_at, hlc"
    db = journal.search._connection
    with journal.transaction():
        db.execute(
            f"INSERT INTO reply (uid, {columns}, source, from_whom, read_at, sha256, answers,"
            " comments, words) VALUES ('p1', '', '', '', '', 'My coach', '2026-04-01', '', '', '',"
            " 'A fine audit.')"
        )
        db.execute("INSERT INTO content (sha256, size) VALUES ('f', 1)")
        db.execute(
            f"INSERT INTO attachment (uid, {columns}, entry, position, name, media_type, size,"
            " sha256) VALUES ('a1', '', '', '', ?, 0, 'audit_2026.xlsx', '', 1, 'f')",
            (entry(1).id,),
        )
    return journal


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "audit",
            [
                *("Action 1", "Action 2", "Entry 1", "Entry 2", "Entry 3"),
                *("My coach", "Setting out", "audit_2026.xlsx", "reason A1"),
            ],
        ),
        ("in:reflections audit", ["Entry 1", "Entry 2", "Entry 3"]),
        ("in:actions in:reasons audit", ["Action 1", "Action 2", "reason A1"]),
        ("-in:reflections -in:actions led audit", ["reason A1"]),
        ("in:reasons new", []),
        ("tag:falls", ["Entry 1", "Entry 2"]),
        ("tag:falls tag:board", ["Entry 2"]),
        ("tag:falls -tag:board", ["Entry 1"]),
        ("-tag:falls in:reflections", ["Entry 3", "Entry 4"]),
        ("module:1 audit", ["Entry 1", "Setting out", "audit_2026.xlsx", "reason A1"]),
        ("module:1 module:2 in:reflections", ["Entry 1", "Entry 3"]),
        ("competency:A1", ["Entry 1", "reason A1"]),
        ("theme:T1", ["Action 1", "Entry 3"]),
        ("after:2026-02 audit", ["Action 1", "Entry 2", "My coach"]),
        ("on:2026-01 in:reflections", ["Entry 1", "Entry 3", "Entry 4"]),
        ("before:2026-01-06 audit", ["Setting out", "reason A1"]),
        ("is:draft", ["Entry 3"]),
        ("is:shared", ["Entry 4"]),
        ("is:coach", ["Entry 4"]),
        ("is:done audit", ["Action 2", "Entry 1", "Entry 2"]),
        ("-is:private in:reflections", ["Entry 4"]),
        ("has:attachment", ["Entry 1"]),
        ("has:action", ["Entry 4"]),
        ("has:cpd", ["Entry 4"]),
        ("has:tag -has:attachment", ["Entry 2"]),
        ("audit -falls in:reflections", ["Entry 2", "Entry 3"]),
        ("-audit in:reflections", ["Entry 4"]),
        ('"audit of falls"', ["Entry 1"]),
        ('-"audit of falls" in:reflections audit', ["Entry 2", "Entry 3"]),
        ("2026 in:attachments", ["audit_2026.xlsx"]),
        ("_", sorted(["Entry 1", "Entry 2", "Entry 3", "Entry 4", "Action 1", "Action 2",
                      "My coach", "Setting out", "audit_2026.xlsx", "reason A1"])),
    ],
)  # fmt: skip
def test_filters_narrow_what_is_found(filled: JournalFile, query: str, expected: list[str]) -> None:
    assert titles(filled, query) == sorted(expected)


def test_what_a_row_shows(filled: JournalFile) -> None:
    asked = wanted("audit in:reasons")
    (reason,) = filled.search.rows(filled.search.find(asked).keys, asked)
    assert (reason.id, reason.opens, reason.about, reason.on, reason.module) == (
        "r2",
        "s1",
        "A1",
        date(2026, 1, 5),
        1,
    )
    asked = wanted("audit in:attachments")
    (attachment,) = filled.search.rows(filled.search.find(asked).keys, asked)
    assert (attachment.opens, attachment.on) == (entry(1).id, date(2026, 1, 12))
    asked = wanted("entry is:draft")
    (draft,) = filled.search.rows(filled.search.find(asked).keys, asked)
    assert draft.is_draft
    assert draft.marked == f"{HIT_START}Entry{HIT_END} 3"
    assert draft.snippet == "The audit again."


def test_without_words_the_newest_comes_first(filled: JournalFile) -> None:
    asked = wanted("in:reflections")
    hits = filled.search.rows(filled.search.find(asked).keys, asked)
    assert [hit.on for hit in hits] == sorted((hit.on for hit in hits), reverse=True)  # type: ignore[type-var]


def test_a_timeline_by_month_and_by_module(filled: JournalFile) -> None:
    months = filled.search.timeline(wanted("audit"), Grouping.MONTH)
    assert months.groups[:2] == (("2026-04", 1), ("2026-03", 1))
    assert sum(count for _name, count in months.groups) == len(months.keys)
    modules = filled.search.timeline(wanted("audit in:reflections"), Grouping.MODULE)
    assert modules.groups == (("1", 1), ("2", 1), ("", 1))
    assert filled.search.timeline(Wanted((Term("_"),)), Grouping.MONTH).keys == ()


def test_entries_on_a_calendar_are_dated_as_their_owner_chose(journal: JournalFile) -> None:
    with journal.transaction():
        journal.entries.add(entry(1, on=date(2026, 1, 12)))
        journal.entries.add(entry(2, on=date(2026, 1, 12), on_precision=Precision.WEEK))
        journal.entries.add(entry(3, on=date(2026, 2, 1), on_precision=Precision.MONTH))
        journal.entries.add(entry(4, on=date(2027, 1, 1)))
    year = journal.search.dated_entries(Wanted(), date(2026, 1, 1), date(2026, 12, 31))
    assert [(one.on.month, one.precision) for one in year] == [
        (2, Precision.MONTH),
        (1, Precision.WEEK),
        (1, Precision.DAY),
    ]
    counted = journal.search.day_counts(Wanted(), date(2026, 1, 1), date(2026, 12, 31))
    assert sorted((one.on.month, one.precision.value, one.count) for one in counted) == [
        (1, "day", 1),
        (1, "week", 1),
        (2, "month", 1),
    ]
    only = journal.search.dated_entries(wanted("4"), date(2026, 1, 1), date(2027, 12, 31))
    assert [number_of(one.key) for one in only] == [4]
    assert journal.search.dated_entries(Wanted((Term("_"),)), date.min, date.max) == ()
    assert journal.search.span() == (date(2026, 1, 12), date(2027, 1, 1))


def test_an_empty_journal_has_no_span(journal: JournalFile) -> None:
    assert journal.search.span() is None


def test_a_beginning_that_looks_like_a_plural_or_a_past_is_found(journal: JournalFile) -> None:
    add(journal, "A capybara in the ward.", "The news of the board.", "A newborn.")
    assert found(journal, "capy") == ["Entry 1"]
    assert found(journal, "news") == ["Entry 2"]


@given(st.text(alphabet='tagfls:audit -"in*()01', max_size=30))
def test_any_query_with_filters_can_be_searched(typed: str) -> None:
    journal = JournalFile.in_memory(fixed_clock(), CountingIds())
    with journal.transaction():
        journal.entries.add(entry(1, "audit", tags=("falls",)))
    asked = understand(parse(typed), NAMES, TODAY).wanted
    journal.search.rows(journal.search.find(asked).keys, asked)
    journal.search.timeline(asked, Grouping.MODULE)
    journal.close()


def test_what_has_no_title_is_found_with_its_first_words(journal: JournalFile) -> None:
    with journal.transaction():
        journal.entries.add(replace(entry(1, "The corridor was loud.\n\nNobody spoke."), title=""))
    (hit,) = journal.search.search("loud", 5)
    assert (hit.title, hit.beginning) == ("", "The corridor was loud. Nobody spoke.")
