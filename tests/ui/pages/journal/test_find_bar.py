"""The bar to find and replace words."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ahpjournal.ui.editor.finding import Wanted
from ahpjournal.ui.pages.journal import find_bar
from ahpjournal.ui.pages.journal.find_bar import FindBar


@pytest.fixture
def bar(qtbot: QtBot, theme: object) -> FindBar:
    """Give the bar, open to find."""
    made = FindBar()
    qtbot.addWidget(made)
    made.open_bar("risk", is_replacing=False, may_replace=True)
    return made


def test_it_begins_with_the_words_that_are_selected(bar: FindBar) -> None:
    assert bar.wanted() == Wanted("risk")
    bar.open_bar("", is_replacing=True, may_replace=True)
    assert bar.wanted() == Wanted("risk")
    assert bar.replacement.isVisible()


def test_a_journal_that_is_only_read_offers_no_replacing(bar: FindBar) -> None:
    bar.open_bar("risk", is_replacing=True, may_replace=False)
    assert not bar.replacement.isVisible()


def test_the_count_is_shown_and_spoken_once(bar: FindBar, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(find_bar, "say", lambda _widget, words: spoken.append(words))
    for at, count in ((1, 1_200), (1, 1_200), (0, 1), (0, 0)):
        bar.show_count(at, count)
    bar.show_replaced(3)
    assert spoken == ["1 of 1,200", "1 place", "Not found", "3 places changed"]
    assert "3 places changed" in {label.text() for label in bar.findChildren(QLabel)}
