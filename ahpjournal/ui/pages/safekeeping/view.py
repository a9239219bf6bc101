"""The safekeeping page: a head and one card below the other."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ahpjournal.text import _
from ahpjournal.ui.kit.cards import ScrollPage, page_head
from ahpjournal.ui.theme.theme import Theme

_CONTENT_MAX = 960


class SafekeepingView(ScrollPage):
    """Cards from top to bottom; each renders its own state."""

    def __init__(self, theme: Theme) -> None:
        """Make the page without cards."""
        super().__init__(theme, _CONTENT_MAX)
        head, _title, _line = page_head(
            _("Safekeeping"),
            _("Where your journal is, and what keeps it safe. Nothing here needs a network."),
        )
        self.content.addLayout(head)
        self.content.addStretch(1)
        self._cards: dict[str, QWidget] = {}

    def add_card(self, card_id: str, card: QWidget) -> None:
        """Put *card* below the others; routes name it by *card_id*."""
        self._cards[card_id] = card
        self.content.insertWidget(self.content.count() - 1, card)

    def show_card(self, card_id: str) -> None:
        """Bring the card of that id into view and the keyboard into it."""
        card = self._cards.get(card_id)
        if card is None:
            return
        # The cards have their heights only once the page has been laid out.
        QTimer.singleShot(0, card, lambda: self._reach(card))

    def _reach(self, card: QWidget) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + card.mapTo(self, card.rect().topLeft()).y())
        first = next((c for c in card.findChildren(QWidget) if _takes_keyboard(c)), None)
        if first is not None:
            first.setFocus()


def _takes_keyboard(control: QWidget) -> bool:
    takes_tab = bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and control.isEnabled() and control.isVisible()
