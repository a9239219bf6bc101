"""Journals of earlier schemas, read where nothing may be written."""

import hashlib
import shutil
from pathlib import Path

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import EntryFilter
from ahpjournal.domain.history import RecordKind
from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.database import database_of
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.migrations import present_shape, shape
from ahpjournal.storage.older import lend_later_parts
from ahpjournal.storage.salvage import tables_of_this_version
from ahpjournal.storage.schema import INDEXED, SCHEMA_VERSION
from ahpjournal.storage.snapshots import TABLES
from tests.builders import CountingIds

SAMPLES = Path(__file__).parents[1] / "data" / "journals"
SCHEMAS = range(1, SCHEMA_VERSION + 1)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_table_and_column_of_today_can_be_read(tmp_path: Path, schema: int) -> None:
    copy = tmp_path / "old.ahpjournal"
    shutil.copyfile(SAMPLES / f"schema-{schema}.ahpjournal", copy)
    before = hashlib.sha256(copy.read_bytes()).digest()
    connection = open_connection(copy, read_only=True, immutable=True)
    lend_later_parts(connection)
    for table in tables_of_this_version():
        columns = ", ".join(column.name for column in table.columns)
        connection.execute(f"SELECT {columns} FROM {table.name}").fetchall()
    for index in INDEXED:
        found = connection.execute(f"SELECT rowid FROM {index}_fts WHERE {index}_fts MATCH 'zebra'")
        assert found.fetchall() == []
    connection.close()
    assert hashlib.sha256(copy.read_bytes()).digest() == before


def test_a_file_of_today_is_left_alone(tmp_path: Path) -> None:
    copy = tmp_path / "today.ahpjournal"
    shutil.copyfile(SAMPLES / f"schema-{SCHEMA_VERSION}.ahpjournal", copy)
    connection = open_connection(copy, read_only=True, immutable=True)
    lend_later_parts(connection)
    assert connection.execute("SELECT count(*) FROM sqlite_temp_master").fetchone() == (0,)
    assert shape(database_of(connection)) == present_shape()
    connection.close()


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_journal_of_any_schema_is_read_with_all_it_has(
    tmp_path: Path, clock: FixedClock, ids: CountingIds, schema: int
) -> None:
    copy = tmp_path / "old.ahpjournal"
    shutil.copyfile(SAMPLES / f"schema-{schema}.ahpjournal", copy)
    journal = JournalFile.open(copy, clock, ids, read_only=True)
    keys = journal.entries.find(EntryFilter())
    assert [e.title for e in journal.entries.page(keys)] == ["Third", "Second", "First"]
    assert next(hit.title for hit in journal.search.search("escalation", 5)) == "Second"
    readings = {kind: journal.snapshots.readings(kind) for kind in TABLES}
    for kind, records in readings.items():
        for record in records:
            assert journal.snapshots.present(kind, record) is not None
            journal.versions.list_of(kind, record)
    assert readings[RecordKind.REPLY] == {}
    assert len(journal.bin.list_all()) == 1
    assert journal.check().problems == ()
    journal.close()
