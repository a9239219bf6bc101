"""The crowded journal is as crowded as it says."""

from collections import Counter
from contextlib import closing
from pathlib import Path

import pypdf

from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.portfolio import PortfolioKind
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


def test_no_heading_of_its_portfolio_is_left_alone_before_a_tall_chart(tmp_path: Path) -> None:
    with closing(crowded_journal()) as session:
        kind, path = PortfolioKind.PORTFOLIO, tmp_path / "crowded.pdf"
        content = session.portfolios.content(session.portfolios.suggested_selection(kind), kind)
        session.portfolios.write_pdf(session.gate.keeper().clear(content), path, SilentJob())
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages[2:]]
    headings = ("How sure I am", "What stands behind the ratings", "My view and that of others")
    for heading in headings:
        page = next(page for page in pages if heading in page)
        assert sum(f"Networks {n}" in page for n in range(1, 6)) > 1
