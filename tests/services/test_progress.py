from dataclasses import replace
from datetime import date

import pytest

from ahpjournal.charts.words import short_sitting_label
from ahpjournal.domain.plans import ActionState
from ahpjournal.domain.progress import ProgressFilter
from ahpjournal.domain.ratings import Sitting, SittingKind
from ahpjournal.services.progress import sitting_label
from ahpjournal.services.session import JournalSession
from tests.builders import action, entry


def test_a_report_follows_the_ledger_and_counts_evidence(session: JournalSession) -> None:
    for kind, level in ((SittingKind.BASELINE, 2), (SittingKind.END, 4)):
        sitting = session.ratings.start(kind)
        session.ratings.rate(sitting.id, "A1", level)
        session.ratings.finish(sitting.id)
    session.entries.save(entry(1, competencies=("A1",)))
    removed = session.entries.save(entry(2, competencies=("A1",)))
    session.entries.remove(removed.id)
    session.plans.save(action(1, state=ActionState.DONE, competencies=("A1", "B1")))
    session.plans.save(action(2, state=ActionState.DOING, competencies=("A1",)))
    report = session.progress.report()
    rows = {row.competency.id: row for row in report.competencies}
    assert (rows["A1"].baseline, rows["A1"].now, rows["A1"].change) == (2, 4, 2)
    assert [rows[c].evidence for c in ("A1", "A2", "B1")] == [2, 0, 1]
    assert report.top == 5


def test_a_sitting_under_way_changes_nothing_yet(session: JournalSession) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    session.ratings.rate(sitting.id, "A1", 2)
    assert not session.progress.report().has_baseline


@pytest.mark.parametrize("kind", SittingKind)
def test_every_kind_of_sitting_has_a_name_and_a_short_one(kind: SittingKind) -> None:
    sitting = Sitting("s", kind, date(2026, 1, 12), 3)
    assert sitting_label(sitting)
    assert 0 < len(short_sitting_label(sitting)) <= 9


def test_a_module_sitting_is_named_by_its_number() -> None:
    sitting = Sitting("s", SittingKind.MODULE, date(2026, 1, 12), 3)
    assert (sitting_label(sitting), short_sitting_label(sitting)) == ("Module 3", "M3")
    assert sitting_label(replace(sitting, kind=SittingKind.BASELINE)) == "Baseline"


def test_evidence_and_reflections_by_day_are_counted(session: JournalSession) -> None:
    session.entries.save(entry(1, competencies=("A1",)))
    session.entries.save(entry(2, competencies=("A1",)))
    session.entries.remove(session.entries.save(entry(3, competencies=("A1",))).id)
    first, *_rest = session.progress.evidence(ProgressFilter(area="A"))
    assert (first.competency.id, first.entries) == ("A1", 2)
    assert session.progress.entries_by_day() == {entry().on: 2}
