"""What a row of the list says."""

from datetime import date

from ahpjournal.domain.entries import EntrySummary, Precision
from ahpjournal.ui.pages.journal.list_model import row_title, spoken


def test_a_reflection_that_cannot_be_read_says_so() -> None:
    lost = EntrySummary(1, "id", date.min, Precision.DAY, "", "", is_readable=False)
    assert row_title(lost) == "This reflection cannot be read"
    assert spoken(lost) == "This reflection cannot be read"
    dated = EntrySummary(1, "id", date(2026, 1, 12), Precision.DAY, "", "", is_readable=False)
    assert spoken(dated) == "This reflection cannot be read, Mon 12 January 2026"


def test_a_reflection_without_a_title_is_called_by_its_first_words() -> None:
    assert row_title(EntrySummary(1, "id", date.min, Precision.DAY, " ", "First\nmore")) == "First"
    bare = EntrySummary(1, "id", date.min, Precision.DAY, "", "")
    assert row_title(bare) == "Reflection without a title"
