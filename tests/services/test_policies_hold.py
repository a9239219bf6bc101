"""What an organisation does not allow is refused by the services, whoever asks."""

from dataclasses import replace
from pathlib import Path

import pytest

from ahpjournal.bootstrap import workshop
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.portfolio import PortfolioKind
from ahpjournal.policy import Policies
from ahpjournal.services.portfolios import FinishedPdf


def test_only_allowed_documents_are_made(tmp_path: Path) -> None:
    policies = Policies(allowed_export_kinds=frozenset({"coach"}))
    session = workshop(policies=policies).create_demo(tmp_path / "My.ahpjournal")
    try:
        portfolios = session.portfolios
        assert portfolios.content(portfolios.saved_selection()).kind is PortfolioKind.COACH
        kind = PortfolioKind.PORTFOLIO
        with pytest.raises(ConditionError) as caught:
            portfolios.content(portfolios.suggested_selection(kind), kind)
        assert caught.value.code is ConditionCode.NOT_ALLOWED_HERE
        with pytest.raises(ConditionError) as caught:
            session.transfer.export_json(tmp_path / "all.json", SilentJob())
        assert caught.value.code is ConditionCode.NOT_ALLOWED_HERE
        assert not (tmp_path / "all.json").exists()
    finally:
        session.close()


def test_no_whole_journal_leaves_unprotected_where_a_passphrase_is_wanted(tmp_path: Path) -> None:
    policies = Policies(requires_passphrase=True)
    session = workshop(policies=policies).create_demo(tmp_path / "My.ahpjournal")
    try:
        portfolios = session.portfolios
        archive = FinishedPdf(PortfolioKind.ARCHIVE, "", b"%PDF-", 1)
        coach = replace(archive, kind=PortfolioKind.COACH)
        for refused in (
            lambda: session.transfer.export_json(tmp_path / "all.json", SilentJob()),
            lambda: portfolios.save_pdf(archive, tmp_path / "all.pdf"),
            lambda: portfolios.require_protection(PortfolioKind.ARCHIVE, ""),
        ):
            with pytest.raises(ConditionError) as caught:
                refused()
            assert caught.value.code is ConditionCode.PROTECTED_COPY_ONLY
        assert {path.suffix for path in tmp_path.iterdir()}.isdisjoint({".json", ".pdf"})
        portfolios.save_pdf(replace(archive, password="a password"), tmp_path / "all.pdf")
        portfolios.save_pdf(coach, tmp_path / "coach.pdf")
    finally:
        session.close()
