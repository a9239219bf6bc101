"""A copy of what cannot be saved: for its owner's eyes, and never over a journal."""

from pathlib import Path

import pytest

from ahpjournal import bootstrap
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.ui.unsaved import UnsavedText, write_copy

TEXTS = (UnsavedText("Journal", "The huddle\n\nwent quiet."), UnsavedText("Actions", "Ring her"))


def test_every_text_is_in_the_copy_under_its_name(tmp_path: Path) -> None:
    target = tmp_path / "copy.md"
    write_copy(target, TEXTS)
    text = target.read_text(encoding="utf-8")
    assert "## Journal\n\nThe huddle\n\nwent quiet." in text
    assert "## Actions\n\nRing her" in text
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_journal_is_never_written_over(tmp_path: Path) -> None:
    journal = tmp_path / "x.ahpjournal"
    bootstrap.workshop().create(journal).close()
    before = journal.read_bytes()
    with pytest.raises(ConditionError) as raised:
        write_copy(journal, TEXTS)
    assert raised.value.code is ConditionCode.IS_A_JOURNAL
    assert journal.read_bytes() == before


def test_a_text_is_not_part_of_its_repr() -> None:
    assert "huddle" not in repr(TEXTS)
