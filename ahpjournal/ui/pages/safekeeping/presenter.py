"""The safekeeping page is its cards: what the window tells it, each card hears. No Qt here."""

from collections.abc import Sequence
from typing import Protocol

from ahpjournal.ui.routes import Route


class CardPresenter(Protocol):
    """The Qt-free half of a card; it hears what a page's presenter hears."""

    def shown(self, route: Route) -> None:
        """Take note that the card is visible."""

    def hidden(self) -> None:
        """Take note that another page covers it."""

    def flush(self) -> bool:
        """Save what is being typed; tell whether everything is on disk."""

    def close(self) -> None:
        """Let go of the journal: the card will not be shown again."""


class SafekeepingDisplay(Protocol):
    """What the presenter needs of the view."""

    def show_card(self, card_id: str) -> None:
        """Bring the card of that id into view; an unknown one changes nothing."""


class SafekeepingPresenter:
    """Passes on what the window says to every card."""

    def __init__(self, display: SafekeepingDisplay, cards: Sequence[CardPresenter]) -> None:
        """Speak for *cards*, in their order."""
        self._display = display
        self._cards = tuple(cards)

    def shown(self, route: Route) -> None:
        """Tell every card; the route's record may name the card to bring into view."""
        for card in self._cards:
            card.shown(route)
        if route.record:
            self._display.show_card(route.record)

    def hidden(self) -> None:
        """Tell every card."""
        for card in self._cards:
            card.hidden()

    def flush(self) -> bool:
        """Let every card save; tell whether everything is on disk."""
        results = [card.flush() for card in self._cards]
        return all(results)

    def close(self) -> None:
        """Let every card go."""
        for card in self._cards:
            card.close()
