"""What an organisation does not allow is refused by the services, whoever asks."""

from pathlib import Path

import pytest

from ahpjournal.bootstrap import workshop
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.portfolio import PortfolioKind
from ahpjournal.policy import Policies


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
