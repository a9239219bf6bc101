"""Records as plain text."""

from datetime import UTC, datetime

from ahpjournal.domain.entries import Section
from ahpjournal.domain.plans import ProgressNote
from ahpjournal.services.record_texts import action_text, entry_text
from tests.builders import action, entry, models


def test_a_reflection_reads_as_title_and_sections() -> None:
    gibbs = next(m for m in models() if m.id == "gibbs")
    sections = (
        Section("description", "We met."),
        Section("feelings", ""),
        Section("old", "Kept text", heading="An earlier stage"),
    )
    assert entry_text(entry(sections=sections), gibbs) == (
        "# Entry 1\n\n## Description\n\nWe met.\n\n## An earlier stage\n\nKept text"
    )
    assert entry_text(entry(title="", sections=(Section("text", "Words"),)), models()[0]) == "Words"


def test_an_action_reads_as_title_and_what_is_filled_in() -> None:
    noted = ProgressNote(datetime(2026, 1, 12, tzinfo=UTC), "Rang her.")
    text = action_text(action(why="To be heard.", notes=(noted,)))
    assert text == "# Action 1\n\n## Why\n\nTo be heard.\n\n## Notes\n\nRang her."
