"""Joins the cards of the safekeeping page. A new card is one line in cards()."""

from collections.abc import Callable

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.safekeeping import (
    backups_card,
    bin_card,
    copies_card,
    passphrase_card,
    place_card,
)
from ahpjournal.ui.pages.safekeeping.presenter import SafekeepingPresenter
from ahpjournal.ui.pages.safekeeping.view import SafekeepingView


@dataclass(frozen=True, slots=True)
class CardSpec:
    """A card the page can build; *id* is what a route's record calls it."""

    id: str
    build: Callable[[PageContext], Page]


def cards() -> tuple[CardSpec, ...]:
    """Give every card, from top to bottom.

    Each is two files: NAME_presenter.py (no Qt; shown, hidden, flush and close as a page's) and
    NAME_card.py, whose build_card(context) joins it with its widget.
    """
    return (
        CardSpec("place", place_card.build_card),
        CardSpec("passphrase", passphrase_card.build_card),
        CardSpec("backups", backups_card.build_card),
        CardSpec("bin", bin_card.build_card),
        CardSpec("copies", copies_card.build_card),
    )


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = SafekeepingView(context.theme)
    presenters = []
    for spec in cards():
        card = spec.build(context)
        view.add_card(spec.id, card.widget)
        presenters.append(card.presenter)
    return Page(view, SafekeepingPresenter(view, presenters))
