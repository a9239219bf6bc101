"""A journal of every released schema comes up, is backed up first, and the older version is safe.

An older version is not here to be run. What it would look at is: the number of the schema, the
mark of the program, and every row of every table as it wrote them.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ahpjournal.bootstrap import backed_up_workshop
from ahpjournal.domain.backups import BackupReason
from ahpjournal.services.session import JournalSession
from ahpjournal.storage.driver import connect
from ahpjournal.storage.schema import APPLICATION_ID, SCHEMA_VERSION

FILES = Path(__file__).resolve().parents[1] / "data" / "journals"
OLDER = range(1, SCHEMA_VERSION)
Rows = dict[str, list[tuple[object, ...]]]


def read(path: Path) -> tuple[int, int, Rows]:
    """Give schema, mark and every row of a plain journal, as whoever opens it finds them."""
    connection = connect(f"file:{path}?mode=ro", uri=True)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        names = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        rows = {
            name: sorted(map(tuple, connection.execute(f"SELECT * FROM [{name}]")), key=repr)  # noqa: S608 - its own
            for name, _sql in names
        }
        rows[""] = sorted(map(tuple, names), key=repr)
    finally:
        connection.close()
    return version, mark, rows


@pytest.fixture(params=OLDER, ids=lambda schema: f"schema-{schema}")
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a copy of a journal of an older schema."""
    return Path(
        shutil.copy(FILES / f"schema-{request.param}.ahpjournal", tmp_path / "My.ahpjournal")
    )


@pytest.fixture
def upgraded(journal: Path, tmp_path: Path) -> Iterator[JournalSession]:
    """Open it with this version."""
    session = backed_up_workshop(tmp_path / "home").open(journal)
    yield session
    session.close()


def test_it_comes_up_with_everything_in_it(upgraded: JournalSession) -> None:
    assert upgraded.info().schema_version == SCHEMA_VERSION
    assert upgraded.info().counts["entries"] > 0
    assert upgraded.check().is_ok
    entries = upgraded.entries.draft(title="After the upgrade")
    upgraded.entries.save(entries)
    assert len(upgraded.search.search("upgrade")) == 1


def test_it_was_backed_up_first_and_the_backup_is_as_the_older_version_left_it(
    journal: Path, tmp_path: Path
) -> None:
    before = read(journal)
    session = backed_up_workshop(tmp_path / "home").open(journal)
    session.entries.save(session.entries.draft(title="Written by the newer version"))
    (backup,) = [
        b for b in session.backups.state().backups if b.reason is BackupReason.BEFORE_UPGRADE
    ]
    session.close()
    assert backup.is_checked
    assert backup.schema_version == before[0] < SCHEMA_VERSION
    version, mark, rows = read(backup.path)
    assert (version, mark) == (before[0], APPLICATION_ID)
    # Full-text indexes keep blocks of bytes of their own; what they stand for is in the tables.
    assert {n: r for n, r in rows.items() if "search" not in n and "_fts" not in n} == {
        n: r for n, r in before[2].items() if "search" not in n and "_fts" not in n
    }


def test_rolling_back_brings_the_older_journal_beside_the_newer(
    journal: Path, upgraded: JournalSession, tmp_path: Path
) -> None:
    schema = read(upgraded.backups.state().backups[0].path)[0]
    (backup,) = [
        b for b in upgraded.backups.state().backups if b.reason is BackupReason.BEFORE_UPGRADE
    ]
    target = tmp_path / "Older.ahpjournal"
    upgraded.backups.restore_beside(backup, target)
    assert read(target)[0] == schema < SCHEMA_VERSION
    assert journal.exists()


def test_no_backup_before_an_upgrade_is_ever_removed(
    upgraded: JournalSession,
) -> None:
    for number in range(12):
        upgraded.entries.save(upgraded.entries.draft(title=f"Entry {number}"))
        upgraded.backups.make(BackupReason.BY_HAND)
    reasons = [b.reason for b in upgraded.backups.state().backups]
    assert BackupReason.BEFORE_UPGRADE in reasons
