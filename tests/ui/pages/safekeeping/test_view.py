"""The safekeeping page: cards below each other, one of them brought into view on request."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit.cards import Card
from ahpjournal.ui.pages.safekeeping.view import SafekeepingView
from ahpjournal.ui.theme.theme import Theme


def test_a_card_asked_for_is_brought_into_view_and_gets_the_keyboard(
    qtbot: QtBot, theme: Theme
) -> None:
    view = SafekeepingView(theme)
    qtbot.addWidget(view)
    buttons = []
    for name in ("first", "second", "third"):
        card = Card(name)
        card.setMinimumHeight(500)
        button = QPushButton(name)
        card.body.addWidget(button)
        buttons.append(button)
        view.add_card(name, card)
    view.resize(900, 400)
    view.show()
    view.activateWindow()
    view.show_card("second")
    qtbot.waitUntil(buttons[1].hasFocus)
    assert buttons[1].visibleRegion().boundingRect() == buttons[1].rect()
    view.show_card("no such card")
    assert buttons[1].hasFocus()
