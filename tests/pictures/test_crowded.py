"""The crowded journal is as crowded as it says."""

from collections import Counter
from contextlib import closing

from ahpjournal.domain.ratings import SittingKind
from tests.pictures.crowded import COMPETENCIES, POINTS, RATED, SITTINGS, crowded_journal


def test_forty_sittings_of_twelve_on_a_scale_of_ten() -> None:
    with closing(crowded_journal()) as session:
        report = session.progress.report()
        asked = Counter(len(s.competencies) for s in report.sittings)
        assert len(report.competencies) == COMPETENCIES == 30
        assert report.top == POINTS == 10
        assert asked == {RATED: SITTINGS - 2, COMPETENCIES: 2}
        assert {level for row in report.competencies for level in (row.now,)} <= {
            None,
            *range(1, 11),
        }
        assert all(
            row.baseline is not None or row.lookback is not None for row in report.competencies
        )
        assert any(s.kind is SittingKind.LOOKBACK for s in session.ratings.sittings())
