"""Copies of one journal: whatever happens in them, merging agrees and loses nothing."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import Section
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.merging import MergeReport
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Module
from ahpjournal.domain.ratings import EvidenceKind, EvidenceLink, Rating, Sitting, SittingKind
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.snapshots import TABLES
from tests.builders import CountingIds, action, entry, fixed_clock

COPIES = 3
IDS = tuple(f"0190a1b2-0000-7000-8000-00000000000{n}" for n in range(4))


def quiet(_done: int, _total: int) -> None:
    """Take no notice."""


class Copies:
    """Copies of one journal in memory, each with a clock of its own."""

    def __init__(self, count: int = COPIES) -> None:
        self.clocks = [fixed_clock() for _ in range(count)]
        self.ids = CountingIds()
        self.journals = [JournalFile.in_memory(clock, self.ids) for clock in self.clocks]
        for journal in self.journals[1:]:
            journal.journal_id = self.journals[0].journal_id

    def close(self) -> None:
        for journal in self.journals:
            journal.close()

    def merge(self, into: int, source: int, *, dry_run: bool = False) -> MergeReport:
        return self.journals[into].merge(self.journals[source], quiet, dry_run=dry_run)

    def write(self, copy: int, record: str, text: str, tag: str = "") -> None:
        journal = self.journals[copy]
        before = journal.entries.stored(record)
        new = replace(entry(), id=record, sections=(Section("text", text),))
        with journal.transaction():
            if before is None:
                journal.entries.add(replace(new, tags=(tag,) if tag else ()))
            else:
                tags = (*before.entry.tags, tag) if tag else before.entry.tags
                changed = replace(before.entry, sections=new.sections, tags=tags)
                journal.entries.update(changed, before)

    def remove(self, copy: int, record: str, *, is_removed: bool) -> None:
        journal = self.journals[copy]
        if journal.entries.exists(record):
            with journal.transaction():
                journal.entries.set_removed(record, is_removed=is_removed)

    def erase(self, copy: int, record: str) -> None:
        with self.journals[copy].transaction():
            self.journals[copy].bin.erase(RecordKind.ENTRY, record)

    def content(self, copy: int) -> object:
        """Give everything a person could see of a copy, without the readings of the clock."""
        journal = self.journals[copy]
        found: dict[object, object] = {}
        for kind in TABLES:
            for record in journal.snapshots.readings(kind):
                stored = journal.snapshots.present(kind, record)
                assert stored is not None
                found[kind, record] = stored.snapshot.content()
        ratings = sorted(rating.id for rating in journal.sittings.ratings())
        return found, ratings, sorted(journal.bin.erased()), journal.entries.tags()

    def texts(self, copy: int) -> set[str]:
        """Give every text of an entry that a copy holds, now or in a version."""
        journal = self.journals[copy]
        found = set()
        for record in journal.snapshots.readings(RecordKind.ENTRY):
            stored = journal.snapshots.present(RecordKind.ENTRY, record)
            assert stored is not None
            found.add(str(stored.snapshot.values["body"]))
            for version in journal.versions.list_of(RecordKind.ENTRY, record):
                state = journal.versions.read(RecordKind.ENTRY, record, version.reading)
                found.add(str(state.values["body"]))
        return found


@pytest.fixture
def copies() -> Iterator[Copies]:
    made = Copies()
    yield made
    made.close()


def test_what_is_new_there_comes_here(copies: Copies) -> None:
    copies.write(1, IDS[0], "From the other laptop", tag="home")
    report = copies.merge(0, 1)
    assert report.new == {"entry": 1}
    assert copies.content(0) == copies.content(1)
    assert not copies.merge(0, 1).has_changes


def test_a_later_state_takes_the_place_of_the_one_it_grew_from(copies: Copies) -> None:
    copies.write(0, IDS[0], "First")
    copies.merge(1, 0)
    copies.clocks[1].advance(timedelta(hours=1))
    copies.journals[1].note_copied()
    copies.write(1, IDS[0], "First, and more")
    report = copies.merge(0, 1)
    assert (report.updated, report.disagreements) == ({"entry": 1}, [])
    assert copies.content(0) == copies.content(1)
    assert copies.texts(0) == {"First", "First, and more"}


def test_two_changes_of_one_text_are_both_kept_and_listed(copies: Copies) -> None:
    copies.write(0, IDS[0], "Common")
    copies.merge(1, 0)
    for copy in (0, 1):
        copies.journals[copy].note_copied()
        copies.clocks[copy].advance(timedelta(hours=1 + copy))
    copies.write(0, IDS[0], "Written at work", tag="work")
    copies.write(1, IDS[0], "Written at home", tag="home")
    report = copies.merge(0, 1)
    assert [(d.record, d.title) for d in report.disagreements] == [(IDS[0], entry().title)]
    assert copies.texts(0) == {"Common", "Written at work", "Written at home"}
    stored = copies.journals[0].entries.get(IDS[0])
    assert stored is not None
    assert stored.markdown == "Written at home"
    assert set(stored.tags) == {"work", "home"}
    (listed,) = copies.journals[0].conflicts.open()
    losing = copies.journals[0].versions.read(RecordKind.ENTRY, IDS[0], listed.loser)
    assert losing.values["body"] == "Written at work"
    copies.merge(1, 0)
    assert copies.content(1) == copies.content(0)
    assert copies.journals[1].conflicts.open() == copies.journals[0].conflicts.open()
    with copies.journals[0].transaction():
        copies.journals[0].conflicts.settle(listed)
    assert copies.journals[0].conflicts.open() == ()
    copies.merge(0, 1)
    assert copies.journals[0].conflicts.open() == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  The ward round\nwas late", "The ward round was late"),
        ("Zanzibar " * 30, "Zanzibar " * 5 + "Zanzibar\u2026"),
        ("x" * 200, "x" * 60 + "\u2026"),
        ("", ""),
    ],
)
def test_a_reflection_without_a_title_is_called_by_its_first_words(
    copies: Copies, text: str, name: str
) -> None:
    copies.write(0, IDS[0], "before")
    copies.merge(1, 0)
    for copy, words in ((0, text), (1, "other words")):
        journal = copies.journals[copy]
        before = journal.entries.stored(IDS[0])
        assert before is not None
        new = replace(before.entry, title=" ", sections=(Section("text", words),))
        copies.clocks[copy].advance(timedelta(hours=2 - copy))
        with journal.transaction():
            journal.entries.update(new, before)
    report = copies.merge(1, 0)
    assert [found.title for found in report.disagreements] == [name]
    assert copies.journals[1].snapshots.title(RecordKind.ENTRY, IDS[0]) == name
    assert copies.journals[1].snapshots.title(RecordKind.SITTING, IDS[0]) == ""


def test_the_same_words_on_both_sides_are_no_disagreement(copies: Copies) -> None:
    copies.write(0, IDS[0], "The same")
    copies.write(1, IDS[0], "The same")
    assert copies.merge(0, 1).disagreements == []


def test_a_removal_that_came_later_wins_and_keeps_the_edit(copies: Copies) -> None:
    copies.write(0, IDS[0], "Kept")
    copies.merge(1, 0)
    copies.journals[0].note_copied()
    copies.write(0, IDS[0], "Kept and edited")
    copies.clocks[1].advance(timedelta(hours=1))
    copies.remove(1, IDS[0], is_removed=True)
    copies.merge(0, 1)
    assert copies.journals[0].entries.get(IDS[0]) is None
    assert [item.id for item in copies.journals[0].bin.list_all()] == [IDS[0]]
    assert "Kept and edited" in copies.texts(0)


def test_what_was_erased_stays_erased_in_every_copy(copies: Copies) -> None:
    copies.write(0, IDS[0], "A name typed by mistake")
    copies.merge(1, 0)
    copies.erase(0, IDS[0])
    copies.clocks[1].advance(timedelta(hours=1))
    copies.write(1, IDS[0], "A name typed by mistake, and more")
    assert copies.merge(1, 0).erased == {"entry": 1}
    copies.merge(0, 1)
    for copy in (0, 1):
        assert not copies.journals[copy].entries.exists(IDS[0])
        assert copies.texts(copy) == set()


def test_ledgers_are_united_and_a_sitting_with_ratings_is_not_removed(copies: Copies) -> None:
    day = copies.clocks[0].today()
    with copies.journals[0].transaction():
        copies.journals[0].sittings.add(Sitting("s1", SittingKind.BASELINE, day))
    copies.merge(1, 0)
    now = copies.clocks[0].now()
    with copies.journals[0].transaction():
        copies.journals[0].sittings.append(Rating("r1", "s1", "A1", 3, now))
        link = EvidenceLink(EvidenceKind.ENTRY, IDS[0])
        second = Rating("r2", "s1", "A1", 2, now, corrects="r1", evidence=(link,))
        copies.journals[0].sittings.append(second)
    copies.clocks[1].advance(timedelta(hours=1))
    with copies.journals[1].transaction():
        copies.journals[1].sittings.remove("s1")
    copies.merge(1, 0)
    copies.merge(0, 1)
    assert copies.content(0) == copies.content(1)
    assert [r.corrects for r in copies.journals[1].sittings.ratings()] == [None, "r1"]
    assert copies.journals[1].sittings.ratings()[1].evidence == (link,)
    assert [s.id for s in copies.journals[0].sittings.list_all()] == ["s1"]


def test_profile_modules_actions_and_settings_come_along(copies: Copies) -> None:
    one, other = copies.journals[:2]
    with one.transaction():
        one.profiles.save(Profile(name="Asha"))
        one.modules.save(Module(1, title="Mine"))
        one.settings.put("k", "early")
    copies.clocks[1].advance(timedelta(hours=1))
    copies.write(1, IDS[0], "Linked")
    with other.transaction():
        other.profiles.save(Profile(name="Asha Example"))
        other.modules.save(Module(1, title="Mine too"))
        other.actions.add(replace(action(), entries=(IDS[0],)))
        other.settings.put("k", "late")
    copies.merge(0, 1)
    copies.merge(1, 0)
    assert copies.content(0) == copies.content(1)
    assert one.profiles.get().name == "Asha Example"
    assert [module.title for module in one.modules.list_all()] == ["Mine too"]
    assert [a.entries for a in one.actions.list_all()] == [(IDS[0],)]
    assert one.settings.get("k") == other.settings.get("k") == "late"


def test_a_dry_run_says_the_same_and_changes_nothing(copies: Copies) -> None:
    copies.write(0, IDS[0], "Here")
    copies.write(1, IDS[0], "There")
    copies.write(1, IDS[1], "Only there")
    before = copies.content(0)
    tried = copies.merge(0, 1, dry_run=True)
    assert copies.content(0) == before
    assert copies.journals[0].conflicts.open() == ()
    done = copies.merge(0, 1)
    assert tried.is_dry_run
    assert (tried.new, tried.updated, tried.older) == (done.new, done.updated, done.older)
    assert len(tried.disagreements) == len(done.disagreements) == 1


def test_stopping_half_way_changes_nothing(copies: Copies) -> None:
    for number in range(120):
        copies.write(1, f"0190a1b2-0000-7000-8000-{number:012d}", "Text")

    def stop(_done: int, _total: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        copies.journals[0].merge(copies.journals[1], stop)
    assert copies.journals[0].counts()["entries"] == 0


def test_a_clock_that_is_far_ahead_is_reported(copies: Copies) -> None:
    copies.clocks[1].advance(timedelta(hours=23))
    copies.write(1, IDS[0], "Soon")
    assert not copies.merge(0, 1).clock_ahead
    copies.clocks[1].advance(timedelta(hours=2))
    copies.write(1, IDS[1], "Tomorrow")
    assert copies.merge(0, 1).clock_ahead
    copies.write(0, IDS[1], "Written afterwards is later all the same")
    assert copies.merge(1, 0).updated == {"entry": 1}


def test_another_journal_is_refused(clock: FixedClock, ids: CountingIds) -> None:
    one, other = JournalFile.in_memory(clock, ids), JournalFile.in_memory(clock, ids)
    with pytest.raises(ConditionError) as caught:
        one.merge(other, quiet)
    assert caught.value.code is ConditionCode.ANOTHER_JOURNAL
    one.close()
    other.close()


def test_copies_of_a_file_name_their_readings_apart(
    path: Path, opened: Callable[..., JournalFile]
) -> None:
    copy = path.with_name("Copy.ahpjournal")
    shutil.copyfile(path, copy)
    one, other = opened(path), opened(copy)
    for journal, text in ((one, "One"), (other, "Other")):
        with journal.transaction():
            journal.entries.add(replace(entry(), sections=(Section("text", text),)))
    readings = {j.snapshots.readings(RecordKind.ENTRY)[entry().id] for j in (one, other)}
    assert len(readings) == 2
    assert len(one.merge(other, quiet).disagreements) == 1


CHANGES = st.lists(
    st.tuples(
        st.integers(0, COPIES - 1),
        st.sampled_from(["write", "write", "write", "tag", "remove", "restore", "erase", "merge"]),
        st.sampled_from(IDS),
        st.text("abc \u0175\u0645\U0001f600", min_size=1, max_size=40),
        st.integers(0, 90),
    ),
    max_size=25,
)


def _happen(copies: Copies, changes: list[tuple[int, str, str, str, int]]) -> dict[str, set[str]]:
    """Let *changes* happen; gives every text that was ever stored, by record."""
    written: dict[str, set[str]] = {record: set() for record in IDS}
    for copy, what, record, text, minutes in changes:
        copies.clocks[copy].advance(timedelta(minutes=minutes))
        copies.journals[copy].note_copied()
        is_erased = (RecordKind.ENTRY, record) in copies.journals[copy].bin.erased()
        if what in {"write", "tag"} and not is_erased:
            copies.write(copy, record, text, tag=text.strip() if what == "tag" else "")
            written[record].add(text)
        elif what in {"remove", "restore"}:
            copies.remove(copy, record, is_removed=what == "remove")
        elif what == "erase":
            copies.erase(copy, record)
        elif what == "merge":
            copies.merge(copy, (copy + 1) % COPIES)
    return written


def _exchange(copies: Copies) -> None:
    for _round in range(3):
        for into in range(COPIES):
            for source in range(COPIES):
                if into != source:
                    copies.merge(into, source)


@given(CHANGES)
def test_copies_agree_in_the_end_and_no_text_is_lost(
    changes: list[tuple[int, str, str, str, int]],
) -> None:
    copies = Copies()
    try:
        written = _happen(copies, changes)
        _exchange(copies)
        contents = [copies.content(copy) for copy in range(COPIES)]
        assert contents[0] == contents[1] == contents[2]
        erased = {record for _kind, record in copies.journals[0].bin.erased()}
        wanted = {t for record, texts in written.items() if record not in erased for t in texts}
        for copy in range(COPIES):
            assert copies.texts(copy) >= wanted
            again = copies.merge(copy, (copy + 1) % COPIES)
            assert not again.has_changes
    finally:
        copies.close()


@given(CHANGES)
def test_it_does_not_matter_which_copy_is_brought_into_which(
    changes: list[tuple[int, str, str, str, int]],
) -> None:
    one, other = Copies(), Copies()
    try:
        for copies in (one, other):
            _happen(copies, changes)
        one.merge(0, 1)
        other.merge(1, 0)
        assert one.content(0) == other.content(1)
        before = one.content(0)
        assert not one.merge(0, 1).has_changes
        assert one.content(0) == before
    finally:
        one.close()
        other.close()
