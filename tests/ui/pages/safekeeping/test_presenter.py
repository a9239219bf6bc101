"""Safekeeping passes everything on to its cards, in order."""

from ahpjournal.ui.pages.safekeeping.presenter import SafekeepingPresenter
from ahpjournal.ui.routes import PageId, Route


class FakeCard:
    """Remembers what it heard."""

    def __init__(self, *, can_save: bool = True) -> None:
        self.heard: list[str] = []
        self.can_save = can_save

    def shown(self, route: Route) -> None:
        """Take note."""
        self.heard.append("shown")

    def hidden(self) -> None:
        """Take note."""
        self.heard.append("hidden")

    def flush(self) -> bool:
        """Take note."""
        self.heard.append("flush")
        return self.can_save

    def close(self) -> None:
        """Take note."""
        self.heard.append("close")


class FakeDisplay:
    """Remembers the card brought into view."""

    def __init__(self) -> None:
        self.cards: list[str] = []

    def show_card(self, card_id: str) -> None:
        """Take note."""
        self.cards.append(card_id)


def test_every_card_hears_what_the_page_hears() -> None:
    cards = [FakeCard(), FakeCard()]
    page = SafekeepingPresenter(FakeDisplay(), cards)
    page.shown(Route(PageId.SAFEKEEPING))
    page.hidden()
    page.close()
    for card in cards:
        assert card.heard == ["shown", "hidden", "close"]


def test_a_card_that_cannot_save_does_not_keep_the_others_from_saving() -> None:
    cards = [FakeCard(can_save=False), FakeCard()]
    page = SafekeepingPresenter(FakeDisplay(), cards)
    assert not page.flush()
    assert cards[1].heard == ["flush"]
    cards[0].can_save = True
    assert page.flush()


def test_a_route_may_name_the_card_to_show() -> None:
    display = FakeDisplay()
    page = SafekeepingPresenter(display, [])
    page.shown(Route(PageId.SAFEKEEPING))
    assert display.cards == []
    page.shown(Route(PageId.SAFEKEEPING, record="place"))
    assert display.cards == ["place"]
