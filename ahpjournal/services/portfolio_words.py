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


def kind_line(kind: PortfolioKind) -> str:
    """Say in a sentence what a kind of document is for."""
    match kind:
        case PortfolioKind.COACH:
            return _(
                "For the next conversation: what changed, what you want to talk about, open"
                " actions, with boxes for your coach to answer in."
            )
        case PortfolioKind.PORTFOLIO:
            return _("The whole programme as you choose to show it, with all charts.")
        case PortfolioKind.ENTRY:
            return _("A single reflection on its own pages.")
        case PortfolioKind.NARRATIVE:
            return _("One page, written for people outside your profession.")
        case PortfolioKind.HCPC:
            return _("Your learning activities by date, as the HCPC asks for them.")
        case PortfolioKind.GOSC:
            return _("Your learning activities by date, as the GOsC asks for them.")
        case PortfolioKind.ARCHIVE:
            return _(
                "Pages to read, and the whole journal inside, encrypted: for you alone. It can be"
                " brought back on another computer."
            )
    assert_never(kind)


def pages_alone() -> str:
    """Say what decisions about findings do to an archive, and what they leave as it is."""
    return _(
        "What is decided about findings changes the pages only. The journal inside the archive"
        " stays as you wrote it, encrypted."
    )
