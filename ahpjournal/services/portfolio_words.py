"""The documents by their names for people."""

from typing import assert_never

from ahpjournal.domain.portfolio import PortfolioKind
from ahpjournal.text import _


def kind_name(kind: PortfolioKind) -> str:
    """Name a kind of document."""
    match kind:
        case PortfolioKind.COACH:
            return _("Coach conversation")
        case PortfolioKind.PORTFOLIO:
            return _("Portfolio")
        case PortfolioKind.ENTRY:
            return _("Reflection")
        case PortfolioKind.NARRATIVE:
            return _("Narrative page")
        case PortfolioKind.HCPC:
            return _("HCPC CPD profile")
        case PortfolioKind.GOSC:
            return _("GOsC CPD record")
        case PortfolioKind.ARCHIVE:
            return _("Archive")
    assert_never(kind)
