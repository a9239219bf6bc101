from pathlib import Path

import pytest

from ahpjournal.storage.connection import (
    CACHE_KIB,
    guard_schema,
    open_connection,
    settle_durability,
    unguard_schema,
)
from ahpjournal.storage.database import database_of
from ahpjournal.storage.driver import Connection, Error


def pragma(connection: Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x.db"


def test_a_connection_has_the_settings_that_were_measured(file: Path) -> None:
    connection = open_connection(file, create=True)
    settle_durability(connection, is_shared=False)
    found = {
        name: pragma(connection, name)
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "cache_size")
    }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "cache_size": -CACHE_KIB,
    }
    assert (pragma(connection, "trusted_schema"), pragma(connection, "busy_timeout")) == (0, 5000)
    connection.close()


def test_a_shared_place_gets_a_rollback_journal(file: Path) -> None:
    connection = open_connection(file, create=True, alone=True)
    settle_durability(connection, is_shared=True)
    assert (pragma(connection, "journal_mode"), pragma(connection, "synchronous")) == ("delete", 3)
    connection.execute("CREATE TABLE t (a)")
    reader = open_connection(file, read_only=True)
    assert reader.execute("SELECT count(*) FROM t").fetchone() == (0,)
    reader.close()
    connection.close()


def test_nothing_is_made_where_nothing_is(file: Path) -> None:
    with pytest.raises(Error):
        open_connection(file)
    with pytest.raises(Error):
        open_connection(file, read_only=True)
    assert not file.exists()


def test_a_reader_cannot_write(file: Path) -> None:
    made = open_connection(file, create=True)
    made.execute("CREATE TABLE t (a)")
    made.close()
    for tidies in (False, True):
        reader = open_connection(file, read_only=True, tidies=tidies)
        with pytest.raises(Error):
            reader.execute("INSERT INTO t VALUES (1)")
        reader.close()


@pytest.mark.parametrize(
    "name", ["a?b", "a#b", "100%25", "a b", "\u0175 \u4e2d", "a&mode=ro", "'", "file:x"]
)
def test_any_file_name_is_opened_as_it_is(tmp_path: Path, name: str) -> None:
    place = tmp_path / f"{name}.db"
    connection = open_connection(place, create=True)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert [found.name for found in tmp_path.iterdir()] == [place.name]


def test_a_guarded_schema_cannot_be_changed(file: Path) -> None:
    connection = open_connection(file, create=True)
    db = database_of(connection)
    connection.execute("CREATE TABLE entry (a TEXT) STRICT")
    guard_schema(connection)
    for statement in (
        "CREATE TABLE entires (a)",
        "CREATE TEMP TABLE entires (a)",
        "DROP TABLE entry",
        "ALTER TABLE entry ADD COLUMN b",
        "CREATE INDEX i ON entry (a)",
        "CREATE TRIGGER t AFTER INSERT ON entry BEGIN SELECT 1; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE VIRTUAL TABLE f USING fts5 (a)",
    ):
        with pytest.raises(Error, match="not authorized"):
            connection.execute(statement)
    with pytest.raises(Error):
        db.table("entires").insert({"a": "b"})
    connection.execute("INSERT INTO entry VALUES ('x')")
    unguard_schema(connection)
    connection.execute("CREATE TABLE allowed (a)")
    connection.close()
