from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import (
    Cpd,
    Entry,
    EntryFilter,
    EntryState,
    Section,
    Sharing,
)
from ahpjournal.domain.search import HIT_END, HIT_START
from ahpjournal.storage.entry_queries import HITS
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.rows import settled_entry
from tests.builders import HOSTILE, MOMENT, CountingIds, entry, fixed_clock
from tests.storage.test_rows import ENTRIES

DAY = date(2026, 1, 12)


def timeless(made: Entry | None) -> Entry | None:
    return replace(made, created_at=None, updated_at=None) if made is not None else None


def add(journal: JournalFile, *entries: Entry) -> None:
    with journal.transaction():
        for made in entries:
            journal.entries.add(made)


def titles(journal: JournalFile, wanted: EntryFilter) -> list[str]:
    return [e.title for e in journal.entries.page(journal.entries.find(wanted))]


@settings(max_examples=150)
@given(ENTRIES)
def test_an_entry_comes_back_from_the_file(made: Entry) -> None:
    journal = JournalFile.in_memory(fixed_clock(), CountingIds())
    add(journal, made)
    assert timeless(journal.entries.get(made.id)) == settled_entry(made)
    assert [e for _key, e in journal.entries.list_all()] == [journal.entries.get(made.id)]
    journal.close()


@settings(max_examples=100)
@given(ENTRIES, ENTRIES)
def test_a_changed_entry_comes_back_changed(before: Entry, after: Entry) -> None:
    journal = JournalFile.in_memory(fixed_clock(), CountingIds())
    after = replace(after, id=before.id)
    add(journal, before)
    stored = journal.entries.stored(before.id)
    assert stored is not None
    with journal.transaction():
        given_back = journal.entries.update(after, stored)
    assert journal.entries.get(before.id) == given_back
    assert timeless(given_back) == settled_entry(after)
    assert journal.check().problems == ()
    journal.close()


def test_hostile_text_comes_back_from_every_field(journal: JournalFile) -> None:
    made = entry(
        title=HOSTILE,
        model=HOSTILE,
        prompt=HOSTILE,
        sections=(Section(HOSTILE, HOSTILE, Sharing.COACH, HOSTILE), Section("b", HOSTILE)),
        themes=(HOSTILE,),
        competencies=(HOSTILE,),
        tags=(HOSTILE.strip(),),
        cpd=Cpd(learnt=HOSTILE, effect=HOSTILE, benefit=HOSTILE),
    )
    add(journal, made)
    assert timeless(journal.entries.get(made.id)) == made


def test_a_text_of_400_000_characters_comes_back(journal: JournalFile) -> None:
    text = "A long day\U0001f469\u200d\u2695\ufe0f. " * 30_000
    made = entry(text=text)
    add(journal, made)
    assert timeless(journal.entries.get(made.id)) == made
    (summary,) = journal.entries.page(journal.entries.find(EntryFilter()))
    assert len(summary.preview) <= 160


def test_what_no_file_can_hold_is_taken_out(journal: JournalFile) -> None:
    add(journal, entry(title="a\x00b", text="one\r\ntwo\ud800"))
    stored = journal.entries.get(entry().id)
    assert stored is not None
    assert (stored.title, stored.markdown) == ("ab", "one\ntwo")


def test_times_are_given_when_stored_and_kept_when_known(
    journal: JournalFile, clock: FixedClock
) -> None:
    earlier = datetime(2025, 3, 1, 8, tzinfo=UTC)
    add(journal, entry(1), entry(2, created_at=earlier))
    clock.advance(timedelta(hours=1))
    first, second = journal.entries.stored(entry(1).id), journal.entries.get(entry(2).id)
    assert first is not None
    assert second is not None
    assert (first.entry.created_at, first.entry.updated_at) == (MOMENT, MOMENT)
    assert (second.created_at, second.updated_at) == (earlier, MOMENT)
    with journal.transaction():
        changed = journal.entries.update(replace(first.entry, title="New"), first)
    assert (changed.created_at, changed.updated_at) == (MOMENT, clock.now())
    with journal.transaction():
        journal.entries.restamp(replace(changed, updated_at=earlier))
    stored = journal.entries.get(entry(1).id)
    assert stored is not None
    assert stored.updated_at == earlier


def test_saving_the_same_writes_nothing(journal: JournalFile) -> None:
    add(journal, entry(tags=("a",)))
    before = journal.entries.stored(entry().id)
    assert before is not None
    changes = journal._connection.total_changes
    with journal.transaction():
        assert journal.entries.update(entry(tags=("a",)), before) == before.entry
    assert journal._connection.total_changes == changes


def test_a_change_of_one_field_leaves_the_search_index_alone(journal: JournalFile) -> None:
    add(journal, entry())
    before = journal.entries.stored(entry().id)
    assert before is not None
    asked: list[str] = []
    journal._connection.set_trace_callback(asked.append)
    with journal.transaction():
        journal.entries.update(replace(before.entry, sharing=Sharing.COACH), before)
    journal._connection.set_trace_callback(None)
    writes = [sql for sql in asked if sql.lstrip("- ").split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert [sql.split()[1] for sql in writes] == ["entry", "meta"]


def test_a_thousand_entries_of_the_same_minute_survive(journal: JournalFile) -> None:
    for number in range(1_000):
        add(journal, entry(number))
    assert journal.entries.count(EntryFilter()) == 1_000
    found = journal.entries.page(journal.entries.find(EntryFilter()))
    assert len({e.id for e in found}) == 1_000
    assert journal.check().problems == ()


def test_the_same_id_twice_is_refused_and_replaces_nothing(journal: JournalFile) -> None:
    add(journal, entry(text="first"))
    with pytest.raises(Exception, match="UNIQUE"):
        add(journal, entry(text="second"))
    stored = journal.entries.get(entry().id)
    assert stored is not None
    assert stored.markdown == "first"


def test_a_removed_entry_is_out_of_sight_until_restored(journal: JournalFile) -> None:
    add(journal, entry(1, text="patient", competencies=("A1",), tags=("x",)), entry(2))
    with journal.transaction():
        journal.entries.set_removed(entry(1).id, is_removed=True)
    assert journal.entries.get(entry(1).id) is None
    assert journal.entries.key_of(entry(1).id) is None
    assert journal.entries.exists(entry(1).id)
    assert titles(journal, EntryFilter()) == ["Entry 2"]
    assert titles(journal, EntryFilter(query="patient")) == []
    assert journal.search.search("patient", 5) == ()
    assert (journal.entries.tags(), journal.entries.per_competency()) == ((), {})
    with journal.transaction():
        journal.entries.set_removed(entry(1).id, is_removed=False)
    assert titles(journal, EntryFilter(query="patient")) == ["Entry 1"]
    assert journal.entries.tags() == (("x", 1),)


def test_entries_come_newest_event_first_and_the_later_written_first_of_a_day(
    journal: JournalFile,
) -> None:
    add(
        journal,
        entry(1),
        entry(2, on=DAY + timedelta(days=3)),
        entry(3),
        entry(4, on=date(1999, 1, 1)),
    )
    assert titles(journal, EntryFilter()) == ["Entry 2", "Entry 3", "Entry 1", "Entry 4"]
    assert len(journal.entries.find(EntryFilter(), limit=2)) == 2


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (EntryFilter(module=1), [2, 1]),
        (EntryFilter(theme="T1"), [1]),
        (EntryFilter(competency="A1"), [2]),
        (EntryFilter(tag="board"), [3, 1]),
        (EntryFilter(tag="boar"), []),
        (EntryFilter(state=EntryState.DRAFT), [3]),
        (EntryFilter(sharing=(Sharing.COACH, Sharing.PORTFOLIO)), [3, 2]),
        (EntryFilter(sharing=(Sharing.PRIVATE,)), [1]),
        (EntryFilter(after=date(2026, 1, 13)), [3, 2]),
        (EntryFilter(before=date(2026, 1, 13)), [2, 1]),
        (EntryFilter(query="audit"), [3, 1]),
        (EntryFilter(query="audit", module=1), [1]),
        (EntryFilter(query="audit", tag="board", state=EntryState.DRAFT), [3]),
        (EntryFilter(query="!!!"), []),
        (EntryFilter(query="   "), [3, 2, 1]),
        (EntryFilter(module=9), []),
    ],
)
def test_entries_are_filtered(
    journal: JournalFile, wanted: EntryFilter, expected: list[int]
) -> None:
    add(
        journal,
        entry(1, "An audit", module=1, themes=("T1",), tags=("board", "x")),
        entry(
            2,
            "A visit",
            on=date(2026, 1, 13),
            module=1,
            competencies=("A1",),
            sharing=Sharing.COACH,
        ),
        entry(
            3,
            "Audits again",
            on=date(2026, 1, 14),
            tags=("board",),
            state=EntryState.DRAFT,
            sharing=Sharing.PORTFOLIO,
        ),
    )
    assert titles(journal, wanted) == [f"Entry {n}" for n in expected]
    assert journal.entries.count(wanted) == len(expected)


def test_many_hits_come_newest_event_first_though_written_last(journal: JournalFile) -> None:
    """Old events that are written (or brought in) last do not push new ones out of sight."""
    new = [entry(n, "the board", on=date(2026, 6, 1) + timedelta(days=n)) for n in range(20)]
    old = [entry(100 + n, "the board", on=date(2010, 1, 1)) for n in range(HITS + 50)]
    add(journal, *new, *old)
    found = journal.entries.find(EntryFilter(query="the boar"))
    assert len(found) == HITS
    assert [e.title for e in journal.entries.page(found[:20])] == [
        f"Entry {n}" for n in range(19, -1, -1)
    ]
    assert journal.entries.count(EntryFilter(query="board")) == HITS
    assert len(journal.entries.find(EntryFilter(query="board"), limit=30)) == 30


def test_a_list_shows_snippets_for_a_query_and_starts_without(journal: JournalFile) -> None:
    text = "It began quietly. " * 20 + "Then the **escalation** worked."
    add(journal, entry(1, text), entry(2, "Nothing of it", title="Escalation in a title"))
    keys = journal.entries.find(EntryFilter(query="escalat"))
    second, first = journal.entries.page(keys, "escalat")
    assert f"{HIT_START}escalation{HIT_END} worked." in first.preview
    assert "*" not in first.preview
    assert second.preview == "Nothing of it"
    (plain,) = journal.entries.page(keys[1:])
    assert plain.preview.startswith("It began quietly. It began")


def test_a_page_keeps_the_order_asked_for_and_leaves_out_what_is_gone(journal: JournalFile) -> None:
    add(journal, *(entry(n) for n in range(1, 5)))
    page = journal.entries.page((3, 99, 1), "what")
    assert [e.key for e in page] == [3, 1]
    assert journal.entries.page(()) == ()


def test_months_are_counted_newest_first(journal: JournalFile) -> None:
    add(journal, entry(1), entry(2), entry(3, on=date(2025, 12, 31)))
    assert journal.entries.months(EntryFilter()) == (("2026-01", 2), ("2025-12", 1))


def test_tags_are_listed_by_name_without_regard_to_case(journal: JournalFile) -> None:
    add(journal, entry(1, tags=("board", "Audit")), entry(2, tags=("board", "zebra")))
    assert journal.entries.tags() == (("Audit", 1), ("board", 2), ("zebra", 1))


def test_all_entries_are_walked_in_steps(journal: JournalFile) -> None:
    add(journal, *(entry(n, tags=(f"t{n}",)) for n in range(1, 8)))
    walked, after = [], 0
    while batch := journal.entries.list_all(after, limit=3):
        walked += [e for _key, e in batch]
        after = batch[-1][0]
    assert [e.title for e in walked] == [f"Entry {n}" for n in range(1, 8)]
    assert [e.tags for e in walked] == [(f"t{n}",) for n in range(1, 8)]
    assert journal.entries.ids_after(5, 10) == ((6, entry(6).id), (7, entry(7).id))


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=4), min_size=1, max_size=8))
def test_links_follow_every_change_in_order(steps: list[list[str]]) -> None:
    journal = JournalFile.in_memory(fixed_clock(), CountingIds())
    add(journal, entry())
    for step in steps:
        before = journal.entries.stored(entry().id)
        assert before is not None
        links = tuple(dict.fromkeys(step))
        with journal.transaction():
            journal.entries.update(entry(tags=links, themes=links, competencies=links), before)
        stored = journal.entries.get(entry().id)
        assert stored is not None
        assert (stored.tags, stored.themes, stored.competencies) == (links, links, links)
    journal.close()


def test_a_row_that_cannot_be_read_is_shown_so_and_hides_no_other(journal: JournalFile) -> None:
    with journal.transaction():
        for number in (1, 2, 3):
            journal.entries.add(entry(number))
    execute = journal._connection.execute
    execute("UPDATE entry SET state = '?' WHERE n = 1")
    execute("UPDATE entry SET held_on = 'once' WHERE n = 3")
    rows = {row.key: row for row in journal.entries.page((1, 2, 3))}
    assert [rows[n].is_readable for n in (1, 2, 3)] == [False, True, False]
    assert (rows[1].id, rows[1].on, rows[1].title) == (entry(1).id, entry(1).on, "")
    assert rows[3].on == date.min
    assert rows[2].title == "Entry 2"


def test_a_damaged_page_costs_the_rows_on_it_only(
    path: Path, opened: Callable[..., JournalFile]
) -> None:
    writer = opened(path)
    with writer.transaction():
        for number in range(1, 41):
            writer.entries.add(entry(number, f"text {number} " * 60))
    writer.close()
    data = bytearray(path.read_bytes())
    at = data.index(b"text 7 text 7")
    while data[at // 4096 * 4096] != 0x0D:
        at = data.index(b"text 7 text 7", at + 1)
    data[at // 4096 * 4096 : (at // 4096 + 1) * 4096] = bytes(4096)
    path.write_bytes(data)
    reader = opened(path, read_only=True)
    rows = {row.key: row for row in reader.entries.page(tuple(range(1, 41)), "text")}
    assert set(rows) == set(range(1, 41))
    assert not rows[7].is_readable
    assert rows[7].id == entry(7).id
    assert rows[30].is_readable
