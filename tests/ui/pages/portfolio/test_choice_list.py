"""Things to tick: rows stay what they are, and long lists come in parts."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.pages.portfolio.choice_list import PART, ChoiceItem, ChoiceList, ChoiceRow
from ahpjournal.ui.theme.theme import Theme


def items(count: int, *, chosen: int = -1) -> list[ChoiceItem]:
    return [ChoiceItem(f"id{i}", f"Title {i}", "detail", i == chosen) for i in range(count)]


@pytest.fixture
def choices(qtbot: QtBot, theme: Theme) -> ChoiceList:
    made = ChoiceList("Nothing here.", may_read=True)
    qtbot.addWidget(made)
    made.resize(500, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def rows(choices: ChoiceList) -> list[ChoiceRow]:
    return [row for row in choices.findChildren(ChoiceRow) if not row.isHidden()]


def more(choices: ChoiceList) -> Button:
    return next(b for b in choices.findChildren(Button) if b.text().startswith("Show "))


def test_a_tick_tells_which_and_leaves_the_keyboard_where_it_is(
    qtbot: QtBot, choices: ChoiceList
) -> None:
    choices.show_items(items(3))
    tick = rows(choices)[1].tick
    tick.setFocus()
    with qtbot.waitSignal(choices.ticked) as told:
        qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert told.args == ["id1", True]
    choices.show_items(items(3, chosen=1))
    assert rows(choices)[1].tick is tick
    assert tick.hasFocus()
    assert [row.tick.isChecked() for row in rows(choices)] == [False, True, False]


def test_a_long_list_comes_in_parts_and_the_keyboard_goes_on(
    qtbot: QtBot, choices: ChoiceList
) -> None:
    choices.show_items(items(2 * PART + 3))
    assert len(rows(choices)) == PART
    assert more(choices).text() == f"Show {PART} more of {PART + 3}"
    more(choices).click()
    assert len(rows(choices)) == 2 * PART
    assert rows(choices)[PART].tick.hasFocus()
    assert more(choices).text() == "Show 3 more"
    more(choices).click()
    assert len(rows(choices)) == 2 * PART + 3
    choices.show_items(items(2))
    assert [row.tick.accessibleName() for row in rows(choices)] == ["Title 0", "Title 1"]


def test_a_row_can_be_read(qtbot: QtBot, choices: ChoiceList) -> None:
    choices.show_items(items(1))
    read = rows(choices)[0].findChild(Button)
    assert read is not None
    assert read.accessibleName() == "Read \u201cTitle 0\u201d"
    with qtbot.waitSignal(choices.read_requested) as told:
        read.click()
    assert told.args == ["id0"]
