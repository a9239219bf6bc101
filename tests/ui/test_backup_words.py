"""How backups are spoken of."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from ahpjournal.domain.backups import Backup, BackupReason, OddFile
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.services.backups import BackupState
from ahpjournal.ui.backup_words import holds, moment_of, odd_words, reason_name, reminder_of

BACKUP = Backup(
    path=Path("/b/J 2026-06-24 0900 daily.ahpjournal"),
    made_at=datetime(2026, 6, 24, 9, 0, tzinfo=UTC),
    made_on=date(2026, 6, 24),
    reason=BackupReason.DAILY,
    journal_id="j",
    counts={"entries": 64, "actions": 1},
    words=10,
    size_bytes=585_728,
    schema_version=2,
    is_encrypted=False,
    is_checked=True,
)


def test_every_reason_has_words_of_its_own() -> None:
    assert len({reason_name(reason) for reason in BackupReason}) == len(BackupReason)


def test_a_backup_says_when_and_how_much() -> None:
    assert moment_of(BACKUP).startswith("24/06/2026, ")
    assert holds(BACKUP) == "64 reflections \u00b7 1 action \u00b7 586 kB"
    assert holds(replace(BACKUP, is_encrypted=True)).endswith("encrypted")
    assert holds(replace(BACKUP, counts={})) == "586 kB"


def test_what_is_odd_is_named_by_file() -> None:
    for code in ("missing", "damaged", "unreadable"):
        assert odd_words(OddFile(BACKUP.path, code)).startswith(BACKUP.path.name)


def test_nothing_is_said_while_all_is_well() -> None:
    assert reminder_of(BackupState()) is None
    overdue = reminder_of(BackupState(is_overdue=True))
    assert overdue is not None
    assert overdue.title == "No backup for a week"
    gone = ConditionError(ConditionCode.BACKUP_FOLDER_UNREACHABLE, "/stick")
    unreachable = reminder_of(BackupState(is_overdue=True, problem=gone))
    assert unreachable is not None
    assert "/stick" in unreachable.what_happened
