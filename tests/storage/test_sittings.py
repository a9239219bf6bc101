from dataclasses import replace
from datetime import date, timedelta

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.ratings import (
    EvidenceKind,
    EvidenceLink,
    Rater,
    Rating,
    Sitting,
    SittingKind,
)
from ahpjournal.storage.driver import Error
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import HOSTILE, MOMENT

BASELINE = Sitting("s1", SittingKind.BASELINE, date(2026, 1, 12), None, ("A1", "B1"))
RESTS_ON = (
    EvidenceLink(EvidenceKind.ENTRY, "e1"),
    EvidenceLink(EvidenceKind.ACTION, "a1"),
    EvidenceLink(EvidenceKind.ATTACHMENT, "f1"),
)
FIRST = Rating("r1", "s1", "A1", 2, MOMENT, 70, HOSTILE, Rater.SELF, None, "small", "1", RESTS_ON)


def fill(journal: JournalFile) -> None:
    with journal.transaction():
        journal.sittings.add(BASELINE)
        journal.sittings.append(FIRST)


def test_a_sitting_is_kept_finished_and_taken_away(journal: JournalFile) -> None:
    with journal.transaction():
        journal.sittings.add(BASELINE)
    assert journal.sittings.get("s1") == BASELINE
    finished = replace(BASELINE, finished_at=MOMENT)
    with journal.transaction():
        journal.sittings.update(finished)
    assert journal.sittings.list_all() == (finished,)
    with journal.transaction():
        journal.sittings.remove("s1")
    assert (journal.sittings.get("s1"), journal.sittings.list_all()) == (None, ())


def test_sittings_come_by_date(journal: JournalFile) -> None:
    days = [date(2026, 6, 1), date(2026, 1, 1), date(2026, 3, 1)]
    with journal.transaction():
        for number, day in enumerate(days):
            journal.sittings.add(replace(BASELINE, id=f"s{number}", on=day))
    assert [s.id for s in journal.sittings.list_all()] == ["s1", "s2", "s0"]


def test_a_rating_comes_back_as_it_was(journal: JournalFile) -> None:
    fill(journal)
    assert journal.sittings.ratings() == (FIRST,)


def test_ratings_are_given_by_sitting_and_competency_oldest_first(journal: JournalFile) -> None:
    fill(journal)
    later = replace(FIRST, id="r2", competency="B1", rated_at=MOMENT + timedelta(minutes=1))
    again = replace(FIRST, id="r3", level=None, corrects="r1", rated_at=MOMENT + timedelta(hours=1))
    earlier = replace(FIRST, id="r0", sitting="s0", rated_at=MOMENT - timedelta(days=9))
    with journal.transaction():
        for rating in (again, later):
            journal.sittings.append(rating)
        journal.sittings.add(replace(BASELINE, id="s0"))
        journal.sittings.append(earlier)
    assert [r.id for r in journal.sittings.ratings()] == ["r0", "r1", "r2", "r3"]
    assert [r.id for r in journal.sittings.ratings("s1")] == ["r1", "r2", "r3"]
    assert [r.id for r in journal.sittings.ratings("s1", "A1")] == ["r1", "r3"]
    assert [r.id for r in journal.sittings.ratings(competency="B1")] == ["r2"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE rating SET level = 5",
        "UPDATE rating SET because = '' WHERE uid = 'r1'",
        "UPDATE OR IGNORE rating SET level = 5",
        "DELETE FROM rating",
        "DELETE FROM rating WHERE uid = 'r1'",
        "DELETE FROM sitting",
        "REPLACE INTO rating SELECT * FROM rating",
        "UPDATE rating_evidence SET record = 'x'",
        "UPDATE OR REPLACE rating_evidence SET position = 0",
        "DELETE FROM rating_evidence",
        "DELETE FROM rating_evidence WHERE rating = 'r1'",
        "REPLACE INTO rating_evidence SELECT * FROM rating_evidence",
    ],
)
def test_no_statement_changes_the_ledger(journal: JournalFile, statement: str) -> None:
    fill(journal)
    with pytest.raises(Error):
        journal._connection.execute(statement)
    assert journal.sittings.ratings() == (FIRST,)


def test_a_rating_needs_its_sitting_and_what_it_corrects(journal: JournalFile) -> None:
    fill(journal)
    for rating in (
        replace(FIRST, id="r2", sitting="nowhere"),
        replace(FIRST, id="r2", corrects="r9"),
    ):
        with pytest.raises(Error, match="FOREIGN KEY"), journal.transaction():
            journal.sittings.append(rating)
    assert journal.sittings.ratings() == (FIRST,)


def test_a_version_reading_is_kept_with_every_rating(
    journal: JournalFile, clock: FixedClock
) -> None:
    fill(journal)
    clock.advance(timedelta(seconds=-60))
    with journal.transaction():
        journal.sittings.append(replace(FIRST, id="r2"))
    readings = [row[0] for row in journal._connection.execute("SELECT hlc FROM rating ORDER BY n")]
    assert readings == sorted(set(readings))
