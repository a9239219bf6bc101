"""What a release promises for ever: files it wrote can be opened by every later one."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import EntryFilter
from ahpjournal.storage import migrations
from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.database import Database, Migrations, database_of
from ahpjournal.storage.driver import Error
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.migrations import (
    MIGRATIONS,
    m0001_initial,
    m0002_history,
    m0003_material,
    migrate,
    missing_parts,
    present_shape,
    shape,
    statements,
    verify,
)
from ahpjournal.storage.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.builders import CountingIds

SAMPLES = Path(__file__).parents[1] / "data" / "journals"
FROZEN = (
    "bf38b7ba10544164bd5be9e3c54bfdbef546eaa51c207e1bae33ef54027323e8",
    "4d6a060326652246f36246afb1632f151eba026268222eda90937a2582936d61",
    "8a9ec8ae9cc66dd81f0156308b3a352bb0d00dfad5d48729844cfeca2ac6244a",
)
"""Of each migration: the hash of the schema that it and those before it make."""


@pytest.fixture
def db() -> Iterator[Database]:
    connection = open_connection(None)
    made = database_of(connection)
    migrate(made)
    yield made
    connection.close()


def test_a_migrated_file_says_what_it_is(db: Database) -> None:
    facts = [
        db.conn.execute(f"PRAGMA {n}").fetchone()[0] for n in ("application_id", "user_version")
    ]
    assert facts == [APPLICATION_ID, SCHEMA_VERSION]
    assert APPLICATION_ID.to_bytes(4, "big") == b"AHP1"
    assert verify(db) == []
    assert missing_parts(db, is_newer=False) == ()


def test_every_table_is_strict(db: Database) -> None:
    loose = db.conn.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
        " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
    ).fetchall()
    assert loose == []


def test_a_released_migration_is_never_edited() -> None:
    connection = open_connection(None)
    db = database_of(connection)
    made = []
    for migration in MIGRATIONS._migrations:
        MIGRATIONS.apply(db, stop_before=_name_after(migration.name))
        rows = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name"
        )
        text = "\n".join(row[0] for row in rows)
        made.append(hashlib.sha256(text.encode()).hexdigest())
    connection.close()
    assert tuple(made) == FROZEN


def _name_after(name: str) -> str | None:
    names = [migration.name for migration in MIGRATIONS._migrations]
    return next(iter(names[names.index(name) + 1 :]), None)


def test_migrating_again_changes_nothing(db: Database) -> None:
    before = shape(db)
    migrate(db)
    assert shape(db) == before == present_shape()


def test_foreign_keys_are_on_after_migrating(db: Database) -> None:
    with pytest.raises(Error, match="FOREIGN KEY"):
        db.conn.execute("INSERT INTO entry_theme VALUES (99, 'T1', 0)")


@pytest.mark.parametrize("is_raised", [True, False])
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_raised: bool
) -> None:
    """Either it raises half-way, or it forgets a trigger and its check finds that."""

    def half(_db: Database) -> None:
        _db.conn.execute("CREATE TABLE half (a TEXT) STRICT")
        _db.conn.execute("DROP TRIGGER rating_no_delete")
        if is_raised:
            raise OSError("half-way")

    file = tmp_path / "x.db"
    connection = open_connection(file, create=True)
    db = database_of(connection)
    migrate(db)
    before = shape(db)
    planned = Migrations("journal")
    planned()(m0001_initial)
    planned()(m0002_history)
    planned()(m0003_material)
    planned(name="m0004_half")(half)
    monkeypatch.setattr(migrations, "MIGRATIONS", planned)
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", 4)
    with pytest.raises(OSError if is_raised else RuntimeError):
        migrate(db)
    assert shape(db) == before
    assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    connection.close()


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = [int(m.name[1:5]) for m in MIGRATIONS._migrations]
    assert numbers == list(range(1, SCHEMA_VERSION + 1))


def test_a_script_is_cut_into_statements_with_triggers_whole() -> None:
    script = """
CREATE TABLE a (
  b TEXT);
CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;
CREATE TRIGGER u BEFORE UPDATE ON a
  BEGIN SELECT 2; END;
CREATE INDEX i ON a (b);
"""
    assert [s.split()[1] + s.split()[2] for s in statements(script)] == [
        "TABLEa",
        "TRIGGERt",
        "TRIGGERu",
        "INDEXi",
    ]


def test_damage_to_the_structure_is_named(db: Database) -> None:
    db.conn.execute("DROP TRIGGER entry_fts_update")
    db.conn.execute("PRAGMA foreign_keys = OFF")
    db.conn.execute("INSERT INTO entry_theme VALUES (99, 'T1', 0)")
    db.conn.execute("INSERT INTO entry_fts (rowid, title) VALUES (5, 'not in the table')")
    db.conn.execute("CREATE TABLE extra (a TEXT) STRICT")
    assert set(verify(db)) == {"triggers", "foreign-keys", "search-index-entry"}
    assert missing_parts(db, is_newer=False) == ("table extra", "trigger entry_fts_update")


@pytest.mark.parametrize("table", ["rating", "rating_evidence"])
def test_a_connection_with_settings_of_its_own_cannot_replace_a_rating(
    tmp_path: Path, table: str
) -> None:
    copy = tmp_path / "x.ahpjournal"
    shutil.copyfile(SAMPLES / f"schema-{SCHEMA_VERSION}.ahpjournal", copy)
    connection = open_connection(copy)
    connection.execute("PRAGMA recursive_triggers = OFF")
    connection.execute(
        "INSERT INTO rating_evidence SELECT uid, 'entry', 'e', 0 FROM rating LIMIT 1"
    )
    with pytest.raises(Error, match="never changed"):
        connection.execute(f"REPLACE INTO {table} SELECT * FROM {table}")
    connection.close()


def test_a_newer_file_may_have_more_but_not_less(db: Database) -> None:
    db.conn.execute("CREATE TABLE more (a TEXT) STRICT")
    db.conn.execute("ALTER TABLE entry ADD COLUMN more TEXT")
    assert missing_parts(db, is_newer=True) == ()
    db.conn.execute("ALTER TABLE module RENAME COLUMN notes TO remarks")
    assert missing_parts(db, is_newer=True) == ("table module",)


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.ahpjournal")), ids=lambda p: p.stem)
def test_files_of_every_release_open(
    sample: Path, tmp_path: Path, clock: FixedClock, ids: CountingIds
) -> None:
    copy = tmp_path / sample.name
    shutil.copyfile(sample, copy)
    journal = JournalFile.open(copy, clock, ids)
    assert journal.schema_version == SCHEMA_VERSION
    assert journal.check().problems == ()
    held = {"entries": 3, "actions": 2, "sittings": 1, "ratings": 2, "tags": 2}
    assert {kind: count for kind, count in journal.counts().items() if count} == held
    keys = journal.entries.find(EntryFilter())
    assert [e.title for e in journal.entries.page(keys)] == ["Third", "Second", "First"]
    assert journal.profiles.get().name == "Asha Example"
    assert [hit.title for hit in journal.search.search("escalation", 5)] == [
        "Second",
        "Agree a route",
    ]
    journal.close()


def test_there_is_a_file_of_every_schema() -> None:
    found = sorted(path.stem for path in SAMPLES.glob("*.ahpjournal"))
    assert found == [f"schema-{version}" for version in range(1, SCHEMA_VERSION + 1)]
