"""The bin as it is seen: what can be done is there, what cannot is not offered."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.domain.bin import BinItem
from ahpjournal.domain.history import RecordKind
from ahpjournal.ui.kit.row_list import RowList
from ahpjournal.ui.pages.safekeeping.bin_card import BinCard
from ahpjournal.ui.pages.safekeeping.bin_presenter import BinState
from ahpjournal.ui.theme.theme import Theme

TODAY = date(2026, 6, 24)
ITEMS = tuple(
    BinItem(kind, str(n), title, "How it began", datetime(2026, 6, 12, 12, n, tzinfo=UTC))
    for n, (kind, title) in enumerate(
        [(RecordKind.ENTRY, "Ward round"), (RecordKind.ACTION, "Ask"), (RecordKind.ENTRY, "")]
    )
)


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> BinCard:
    made = BinCard()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def button(card: BinCard, words: str) -> QPushButton:
    """Find a button by its name."""
    return next(b for b in card.findChildren(QPushButton) if b.accessibleName().startswith(words))


def rows(card: BinCard) -> RowList:
    """Give the list."""
    return card.findChildren(RowList)[0]


def test_an_empty_bin_says_what_lands_there(card: BinCard) -> None:
    card.render_state(BinState((), frozenset(), TODAY))
    assert not rows(card).isVisible()
    assert not button(card, "Bring back").isVisible()


def test_items_say_what_they_are_and_when_they_went(card: BinCard) -> None:
    card.render_state(BinState(ITEMS, frozenset(), TODAY))
    spoken = [
        str(rows(card).rows_model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for n in range(3)
    ]
    assert spoken[0] == "Ward round, Reflection, removed 12/06/2026 \u00b7 How it began"
    assert spoken[1].startswith("Ask, Action")
    assert spoken[2].startswith("Reflection without a title")


def test_buttons_wait_for_a_tick(card: BinCard, qtbot: QtBot) -> None:
    card.render_state(BinState(ITEMS, frozenset(), TODAY, may_erase=True))
    assert not button(card, "Bring back").isEnabled()
    with qtbot.waitSignal(card.ticked) as told:
        rows(card).setFocus()
        qtbot.keyClick(rows(card), Qt.Key.Key_Space)
    assert told.args == [frozenset("0")]
    card.render_state(BinState(ITEMS, frozenset("0"), TODAY, may_erase=True))
    for words in ("Bring back", "Erase for good"):
        assert button(card, words).isEnabled()
    card.render_state(BinState(ITEMS, frozenset("0"), TODAY, is_read_only=True))
    assert not button(card, "Bring back").isEnabled()


def test_the_number_is_asked_in_the_card(card: BinCard, qtbot: QtBot) -> None:
    card.render_state(BinState(ITEMS, frozenset("012"), TODAY, may_erase=True, is_asking=True))
    erase = button(card, "Back up, then erase")
    assert erase.isVisible()
    with qtbot.waitSignal(card.erase_many_requested) as typed:
        qtbot.keyClicks(card._number.line, "3")
        qtbot.keyClick(card._number.line, Qt.Key.Key_Return)
    assert typed.args == ["3"]
    wrong = BinState(ITEMS, frozenset("012"), TODAY, is_asking=True, number_is_wrong=True)
    card.render_state(wrong)
    assert "another number" in card._number.line.accessibleDescription()


def test_every_control_has_a_name(card: BinCard) -> None:
    card.render_state(BinState(ITEMS, frozenset("0"), TODAY, may_erase=True, is_asking=True))
    for control in card.findChildren(QWidget):
        if control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert control.accessibleName(), type(control).__name__
