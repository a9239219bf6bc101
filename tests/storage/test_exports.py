"""Records of exports come back as they were kept."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.exports import ExportedItem, ExportRecord
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import HOSTILE, CountingIds, fixed_clock

RECORD = ExportRecord(
    id="00000000-0000-7000-8000-0000abcd1234",
    kind="coach",
    made_at=datetime(2026, 6, 24, 9, tzinfo=UTC),
    file_name="Coach.pdf",
    size=1000,
    pages=24,
    sha256="ab" * 32,
    for_whom=HOSTILE.strip(),
    journal_state="hlc",
    items=(ExportedItem("entry", "e1", HOSTILE), ExportedItem("ratings")),
    form={"fields": [{"name": "fb_a_b_c", "words": "What?"}]},
)


@pytest.fixture
def journal() -> JournalFile:
    return JournalFile.in_memory(fixed_clock(), CountingIds())


def kept(journal: JournalFile, *records: ExportRecord) -> None:
    with journal.transaction():
        for record in records:
            journal.exports.add(record)


def timeless(record: ExportRecord | None) -> ExportRecord | None:
    return replace(record, created_at=None, updated_at=None) if record is not None else None


def test_a_record_comes_back_as_it_was(journal: JournalFile) -> None:
    kept(journal, RECORD)
    assert timeless(journal.exports.get(RECORD.id)) == RECORD
    assert journal.exports.exists(RECORD.id)
    assert journal.counts()["exports"] == 1


def test_the_newest_comes_first(journal: JournalFile) -> None:
    later = replace(RECORD, id="x", made_at=datetime(2026, 7, 1, tzinfo=UTC))
    kept(journal, RECORD, later)
    assert [record.id for record in journal.exports.list_all()] == ["x", RECORD.id]


def test_one_is_found_by_the_end_of_its_id(journal: JournalFile) -> None:
    kept(journal, RECORD)
    assert [r.id for r in journal.exports.ending_with("abcd1234")] == [RECORD.id]
    assert journal.exports.ending_with("%") == ()
    assert journal.exports.ending_with("deadbeef") == ()


def test_one_that_cannot_be_understood_is_said_to_be_damaged(journal: JournalFile) -> None:
    kept(journal, RECORD)
    journal._connection.execute("UPDATE export SET items = 'odd'")
    with pytest.raises(ConditionError) as caught:
        journal.exports.list_all()
    assert caught.value.code is ConditionCode.DAMAGED
    assert any(p.detail == "export" for p in journal.check().problems)


def test_times_of_elsewhere_can_be_put_back(journal: JournalFile) -> None:
    kept(journal, RECORD)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with journal.transaction():
        journal.exports.restamp(replace(RECORD, updated_at=moment))
    found = journal.exports.get(RECORD.id)
    assert found is not None
    assert found.updated_at == moment
