"""What a coach said stands beside the reflection."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.ui.pages.journal.coach_card import CoachCard
from ahpjournal.ui.pages.journal.state import CoachSaid
from ahpjournal.ui.theme.theme import Theme


def test_it_shows_only_where_something_was_said(qtbot: QtBot, theme: Theme) -> None:
    assert theme is not None
    card = CoachCard()
    qtbot.addWidget(card)
    card.show_said(())
    assert card.isHidden()
    card.show_said((CoachSaid("r1", "Moira, read on 23/04/2026", ("You waited.",)),))
    assert not card.isHidden()
    (button,) = card.findChildren(QPushButton)
    with qtbot.waitSignal(card.reply_requested) as asked:
        button.click()
    assert asked.args == ["r1"]
    card.show_said(())
    assert card.isHidden()
