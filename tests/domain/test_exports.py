"""The record of what left shows no words by accident."""

from datetime import UTC, datetime

from ahpjournal.domain.exports import ExportedItem, ExportRecord


def test_no_title_and_no_name_shows_in_a_log() -> None:
    record = ExportRecord(
        "id",
        "coach",
        datetime(2026, 7, 1, tzinfo=UTC),
        "Coach.pdf",
        10,
        1,
        "sha",
        for_whom="Moira",
        items=(ExportedItem("entry", "e1", "The budget room"),),
        form={"fields": [{"words": "The budget room"}]},
    )
    assert "Moira" not in repr(record)
    assert "budget" not in repr(record)
