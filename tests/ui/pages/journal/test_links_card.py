"""Links as the card shows them, and the window that finds them."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.links import Linked, LinkKind, LinksOf
from ahpjournal.ui.pages.journal.links_card import LinksCard, LinkSearch, detail_of, title_of
from ahpjournal.ui.theme.theme import Theme

ENTRY = Linked(LinkKind.ENTRY, "e-1", "The budget room", date(2026, 2, 23), Precision.WEEK)
ACTION = Linked(LinkKind.ACTION, "a-1", "Agree a route", date(2026, 7, 5), is_open=True)


def buttons(card: LinksCard) -> dict[str, QAbstractButton]:
    return {b.accessibleName(): b for b in card.findChildren(QAbstractButton) if not b.isHidden()}


def test_a_link_is_opened_and_taken_off_and_a_mention_only_opened(
    qtbot: QtBot, theme: Theme
) -> None:
    card = LinksCard()
    qtbot.addWidget(card)
    card.render_links(LinksOf((ENTRY,), (ENTRY, ACTION)), may_write=True)
    heard: list[object] = []
    card.link_removed.connect(heard.append)
    card.link_opened.connect(heard.append)
    found = buttons(card)
    found["Take the link to \u201cThe budget room\u201d off"].click()
    found["The budget room, Week of 23/02/2026"].click()
    assert heard == [ENTRY, ENTRY]


def test_typing_finds_and_enter_links(qtbot: QtBot, theme: Theme) -> None:
    card = LinksCard()
    qtbot.addWidget(card)
    asked: list[str] = []

    def suggest(typed: str) -> tuple[Linked, ...]:
        asked.append(typed)
        return (ENTRY, ACTION) if typed != "zzz" else ()

    card.suggest_with(suggest)
    search = card.findChild(LinkSearch)
    assert search is not None
    heard: list[object] = []
    card.link_chosen.connect(heard.append)
    search.ask(card, suggest)
    line = search._field.line
    qtbot.keyClicks(line, "r")
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert heard == [ACTION]
    assert asked == ["", "r"]
    search.ask(card, suggest)
    qtbot.keyClicks(line, "zzz")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert heard == [ACTION]
    search.close()


def test_what_is_linked_is_said_in_words() -> None:
    assert title_of(Linked(LinkKind.ENTRY, "e", " ")) == "Reflection without a title"
    assert detail_of(ACTION) == "Action, due 05/07/2026"
    assert detail_of(Linked(LinkKind.ACTION, "a", "")) == "Action"
