"""A repaired copy can be opened like any journal."""

from pathlib import Path

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.services.repairs import repair_journal
from ahpjournal.services.session import create_journal, open_journal
from tests.builders import CountingIds, content, entry


def test_a_repaired_journal_opens_and_holds_what_was_written(
    tmp_path: Path, clock: FixedClock
) -> None:
    ids = CountingIds()
    path, target = tmp_path / "x.ahpjournal", tmp_path / "y.ahpjournal"
    session = create_journal(path, clock=clock, ids=ids, content=content())
    saved = session.entries.save(entry(tags=("calm",)))
    assert session.warnings == ()
    session.close()
    report = repair_journal(path, target, clock=clock, ids=ids, job=SilentJob())
    assert report.after["entries"] == 1
    repaired = open_journal(target, clock=clock, ids=ids, content=content())
    assert repaired.entries.get(saved.id) == saved
    repaired.close()
