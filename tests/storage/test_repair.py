"""A repaired copy holds what could be read, says what could not, and leaves the original alone."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError
from ahpjournal.domain.jobs import Progress, SilentJob
from ahpjournal.domain.programme import Attendance, Module
from ahpjournal.domain.ratings import (
    EvidenceKind,
    EvidenceLink,
    Rater,
    Rating,
    Sitting,
    SittingKind,
)
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.key_slots import unlock
from ahpjournal.storage.keys import SQLITE_HEADER, keys_path
from ahpjournal.storage.repair import RepairReport, repair
from ahpjournal.storage.salvage import PAGE
from tests.builders import MOMENT, PASSPHRASE, CountingIds, action, entry

Open = Callable[..., JournalFile]
Mend = Callable[[], RepairReport]
OWN_MODULE = Module(
    7, "Ours", attendance=Attendance.MISSED, aims=("To see",), competencies=("A1",), is_removed=True
)
SITTING = "30000000-0000-7000-8000-000000000001"


def rating(number: int) -> Rating:
    return Rating(
        id=f"40000000-0000-7000-8000-{number:012d}",
        sitting=SITTING,
        competency="A1",
        level=3,
        rated_at=MOMENT,
        confidence=70,
        because="seen twice",
        rater=Rater.SELF,
        corrects=None,
        pack_id="small",
        pack_version="1",
        evidence=(
            EvidenceLink(EvidenceKind.ENTRY, entry(number).id),
            EvidenceLink(EvidenceKind.ATTACHMENT, "gone"),
        ),
    )


@pytest.fixture
def filled(path: Path, opened: Open) -> Path:
    """Give a journal at rest with something of every kind."""
    journal = opened(path)
    with journal.transaction():
        for number in range(1, 31):
            journal.entries.add(entry(number, f"text {number} " * 60, tags=("calm",)))
        journal.actions.add(action(1, entries=(entry(1).id,)))
        journal.sittings.add(
            Sitting(SITTING, SittingKind.AD_HOC, MOMENT.date(), competencies=("A1",))
        )
        for number in (1, 2):
            journal.sittings.append(rating(number))
        journal.settings.put("view", "all")
        journal.modules.save(OWN_MODULE)
    journal.close()
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "Repaired.ahpjournal"


@pytest.fixture
def mend(filled: Path, target: Path, clock: FixedClock, ids: CountingIds) -> Mend:
    """Give what repairs the journal, and makes sure that it stayed as it was."""

    def run() -> RepairReport:
        before = filled.read_bytes()
        report = repair(filled, target, clock, ids, SilentJob())
        assert filled.read_bytes() == before
        assert sorted(p.name for p in target.parent.iterdir()) == [filled.name, target.name]
        return report

    return run


def change(path: Path, *statements: str) -> None:
    """Write to the file behind the program's back."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA writable_schema = ON")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def contents(journal: JournalFile) -> dict[str, Any]:
    return {
        "entries": journal.entries.list_all(),
        "actions": journal.actions.list_all(),
        "sittings": journal.sittings.list_all(),
        "ratings": journal.sittings.ratings(),
        "view": journal.settings.get("view"),
        "modules": journal.modules.list_all(),
    }


def test_of_a_sound_journal_everything_arrives(
    filled: Path, target: Path, mend: Mend, opened: Open
) -> None:
    report = mend()
    assert report.before == report.after
    assert report.after == {
        "entries": 30,
        "actions": 1,
        "sittings": 1,
        "ratings": 2,
        "attachments": 0,
    }
    assert (report.lost, report.mended, report.is_certain) == ((), (), True)
    old, new = opened(filled, read_only=True), opened(target)
    assert contents(new) == contents(old)
    assert new.journal_id == old.journal_id == report.journal_id
    assert new.settings.meta("node") != old.settings.meta("node")
    assert new.settings.meta("hlc") == old.settings.meta("hlc")
    assert new.check().is_ok
    assert len(new.search.search("text", 99)) == 30
    assert target.stat().st_mode & 0o777 == 0o600


def test_what_was_lost_is_named_with_its_date(
    filled: Path, target: Path, mend: Mend, opened: Open
) -> None:
    data = bytearray(filled.read_bytes())
    at = data.index(b"text 7 text 7")
    while data[at // PAGE * PAGE] != 0x0D:
        at = data.index(b"text 7 text 7", at + 1)
    data[at // PAGE * PAGE : (at // PAGE + 1) * PAGE] = os.urandom(PAGE)
    filled.write_bytes(data)
    report = mend()
    assert entry(7).id in {lost.id for lost in report.lost}
    assert {lost.on for lost in report.lost} == {"2026-01-12"}
    assert report.before["entries"] == 30
    assert report.after["entries"] == 30 - len(report.lost)
    assert opened(target).check().is_ok


def test_a_ruined_search_index_is_made_anew(
    filled: Path, target: Path, mend: Mend, opened: Open
) -> None:
    change(filled, "UPDATE entry_fts_data SET block = x'00ff00ff'")
    report = mend()
    assert (report.lost, report.mended) == ((), ())
    assert len(opened(target).search.search("text", 99)) == 30


def test_an_entry_whose_layout_is_unreadable_keeps_its_text_and_becomes_private(
    filled: Path, target: Path, mend: Mend, opened: Open
) -> None:
    change(filled, "UPDATE entry SET layout = '[{', sharing = 'portfolio' WHERE n = 5")
    report = mend()
    assert [record.id for record in report.mended] == [entry(5).id]
    kept = opened(target).entries.get(entry(5).id)
    assert kept is not None
    assert kept.markdown == ("text 5 " * 60)
    assert kept.sharing.value == "private"
    assert kept.tags == ("calm",)


def test_ratings_are_kept_though_their_sitting_is_lost(
    filled: Path, target: Path, mend: Mend, opened: Open
) -> None:
    change(filled, "DELETE FROM sitting")
    report = mend()
    assert report.after["ratings"] == 2
    journal = opened(target)
    assert [r.because for r in journal.sittings.ratings()] == ["seen twice"] * 2
    assert [s.id for s in journal.sittings.list_all()] == [SITTING]
    assert journal.check().is_ok


def test_damage_that_may_hide_more_is_said(filled: Path, mend: Mend) -> None:
    data = bytearray(filled.read_bytes())
    data[100:PAGE] = os.urandom(PAGE - 100)
    filled.write_bytes(data)
    report = mend()
    assert report.before["entries"] is None
    assert report.after["entries"] == 30
    assert not report.is_certain


def test_nothing_readable_leaves_nothing_behind(
    filled: Path, target: Path, clock: FixedClock, ids: CountingIds
) -> None:
    filled.write_bytes(b"SQLite format 3\x00" + os.urandom(9 * PAGE))
    with pytest.raises(ConditionError) as caught:
        repair(filled, target, clock, ids, SilentJob())
    assert caught.value.code is ConditionCode.NOTHING_READABLE
    assert [p.name for p in target.parent.iterdir()] == [filled.name]


def test_nothing_is_written_over(
    filled: Path, target: Path, clock: FixedClock, ids: CountingIds
) -> None:
    target.write_text("precious")
    with pytest.raises(ConditionError) as caught:
        repair(filled, target, clock, ids, SilentJob())
    assert caught.value.code is ConditionCode.ALREADY_EXISTS
    assert target.read_text() == "precious"


def test_a_journal_that_is_being_written_is_left_alone(
    filled: Path, target: Path, clock: FixedClock, ids: CountingIds, opened: Open
) -> None:
    opened(filled)
    with pytest.raises(ConditionError) as caught:
        repair(filled, target, clock, ids, SilentJob())
    assert caught.value.code is ConditionCode.IN_USE


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda p: p.unlink(), ConditionCode.MISSING),
        (lambda p: (p.unlink(), p.mkdir()), ConditionCode.NOT_A_FILE),
        (lambda p: p.write_bytes(b""), ConditionCode.NOT_A_JOURNAL),
        (
            lambda p: (p.write_bytes(b"\1" * 9999), p.with_name(p.name + ".keys").touch()),
            ConditionCode.ENCRYPTED,
        ),
    ],
)
def test_what_cannot_be_repaired_is_said_as_when_opening(
    filled: Path,
    target: Path,
    clock: FixedClock,
    ids: CountingIds,
    make: Callable[[Path], object],
    code: ConditionCode,
) -> None:
    make(filled)
    with pytest.raises(ConditionError) as caught:
        repair(filled, target, clock, ids, SilentJob())
    assert caught.value.code is code


def test_a_repair_that_is_stopped_leaves_nothing(
    filled: Path, target: Path, clock: FixedClock, ids: CountingIds
) -> None:
    class Stopped:
        def report(self, progress: Progress) -> None:
            """Take no notice."""

        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        repair(filled, target, clock, ids, Stopped())
    assert [p.name for p in target.parent.iterdir()] == [filled.name]


def test_an_encrypted_journal_becomes_one_with_the_same_passphrase_and_code(
    encrypted: Path, target: Path, clock: FixedClock, ids: CountingIds, opened: Open
) -> None:
    key = unlock(encrypted, PASSPHRASE)
    journal = opened(encrypted, key=key)
    with journal.transaction():
        for number in range(1, 31):
            journal.entries.add(entry(number))
    code = journal.protection().code
    journal.close()
    with pytest.raises(ConditionError) as caught:
        repair(encrypted, target, clock, ids, SilentJob())
    assert caught.value.code is ConditionCode.ENCRYPTED
    data = bytearray(encrypted.read_bytes())
    data[500] ^= 1
    encrypted.write_bytes(data)
    keys_path(encrypted).unlink()
    with pytest.raises(ConditionError) as caught:
        repair(encrypted, target, clock, ids, SilentJob())
    assert caught.value.code is ConditionCode.KEYS_MISSING
    report = repair(encrypted, target, clock, ids, SilentJob(), key)
    assert report.after["entries"] == 30
    assert target.read_bytes()[:16] != SQLITE_HEADER
    repaired = opened(target, key=unlock(target, PASSPHRASE))
    assert repaired.check().is_ok
    assert repaired.protection().code == code
