"""Where one was in a page: which field, which letter, how far it was scrolled."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit.cards import ScrollPage
from ahpjournal.ui.places import Place, WidgetPlaces
from ahpjournal.ui.theme.theme import Theme


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> ScrollPage:
    made = ScrollPage(theme)
    qtbot.addWidget(made)
    for number in range(12):
        field = QLineEdit(f"field {number}")
        field.setMinimumHeight(80)
        made.content.addWidget(field)
    made.content.addWidget(QPlainTextEdit("some text"))
    made.resize(500, 300)
    made.show()
    return made


def test_one_is_back_in_the_same_field_at_the_same_letter(qtbot: QtBot, page: ScrollPage) -> None:
    fields = page.findChildren(QLineEdit)
    places = WidgetPlaces(page, lambda: "an id")
    fields[7].setFocus()
    fields[7].setCursorPosition(3)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 200)
    page.verticalScrollBar().setValue(200)
    place = places.place()
    assert (place.record, place.cursor, place.scroll) == ("an id", 3, 200)
    fields[0].setFocus()
    fields[7].setCursorPosition(0)
    places.go_back(place)
    assert page.focusWidget() is fields[7]
    assert fields[7].cursorPosition() == 3
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() == 200)


@pytest.mark.parametrize("part", ["", "9999", "nonsense"])
def test_a_place_that_is_gone_moves_nothing(page: ScrollPage, part: str) -> None:
    fields = page.findChildren(QLineEdit)
    fields[2].setFocus()
    WidgetPlaces(page).go_back(Place("", part, 4, 0))
    assert page.focusWidget() is fields[2]


def test_a_cursor_behind_a_shorter_text_goes_to_its_end(page: ScrollPage) -> None:
    area = page.findChildren(QPlainTextEdit)[0]
    places = WidgetPlaces(page)
    area.setFocus()
    cursor = area.textCursor()
    cursor.setPosition(9)
    area.setTextCursor(cursor)
    place = places.place()
    area.setPlainText("some")
    places.go_back(place)
    assert area.textCursor().position() == 4


def test_a_place_has_no_words_in_it(page: ScrollPage) -> None:
    page.findChildren(QLineEdit)[1].setFocus()
    assert "field" not in repr(WidgetPlaces(page).place())
