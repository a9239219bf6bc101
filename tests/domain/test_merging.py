"""What a merge says of itself."""

from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.merging import Disagreement, MergeReport


def test_a_merge_that_only_found_older_states_has_no_changes() -> None:
    report = MergeReport()
    assert not report.has_changes
    report.count(report.older, "entry")
    assert not report.has_changes
    report.count(report.new, "entry")
    report.count(report.new, "entry")
    assert report.new == {"entry": 2}
    assert report.has_changes


def test_titles_stay_out_of_what_a_log_would_show() -> None:
    found = Disagreement(RecordKind.ENTRY, "id", "w", "l", title="Private")
    assert "Private" not in repr(found)
