"""Boxes to tick answer to the whole row, wrap their words, and look ticked."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.kit.choices import CheckBox, RadioButton
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.theme.tokens import LIGHT

LONG = "My self-ratings, then and now, with charts and tables, and the reason I gave for each"


@pytest.mark.parametrize("kind", [CheckBox, RadioButton])
def test_a_click_on_the_words_counts(
    qtbot: QtBot, theme: Theme, kind: type[CheckBox] | type[RadioButton]
) -> None:
    choice = kind(LONG)
    qtbot.addWidget(choice)
    choice.resize(300, choice.heightForWidth(300))
    choice.show()
    where = QPoint(200, choice.height() - 4)
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton, pos=where)
    assert choice.isChecked()


@pytest.mark.parametrize("kind", [CheckBox, RadioButton])
@pytest.mark.parametrize("size", [100, 200])
def test_words_wrap_to_the_width(
    qtbot: QtBot, theme: Theme, kind: type[CheckBox] | type[RadioButton], size: int
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, size)
    choice = kind(LONG)
    qtbot.addWidget(choice)
    wide = choice.sizeHint()
    assert choice.heightForWidth(wide.width()) == wide.height()
    narrow = wide.width() // 3
    assert choice.heightForWidth(narrow) >= 2.5 * choice.fontMetrics().height()
    assert choice.minimumSizeHint().width() < narrow


def test_a_tick_box_says_what_it_is_and_how_it_stands(qtbot: QtBot, theme: Theme) -> None:
    box = CheckBox("", name="Choose this reflection")
    qtbot.addWidget(box)
    spoken = QAccessible.queryAccessibleInterface(box)
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == "Choose this reflection"
    assert spoken.role() is QAccessible.Role.CheckBox
    assert box.text() == ""


def test_other_words_are_shown_and_spoken(qtbot: QtBot, theme: Theme) -> None:
    box = CheckBox("One")
    qtbot.addWidget(box)
    box.set_text("Research & audit")
    assert box.accessibleName() == "Research & audit"
    assert box.text() == "Research && audit"


def test_a_ticked_box_is_filled_and_an_empty_one_has_an_outline(qtbot: QtBot, theme: Theme) -> None:
    box = CheckBox("Done")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    image = box.grab().toImage()
    assert image.pixelColor(9, 14).name().upper() == LIGHT.surface
    box.setChecked(True)
    image = box.grab().toImage()
    assert image.pixelColor(8, 10).name().upper() == LIGHT.accent


def test_space_ticks(qtbot: QtBot, theme: Theme) -> None:
    box = CheckBox("Done")
    qtbot.addWidget(box)
    box.show()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()


def test_options_that_belong_together_exclude_each_other(qtbot: QtBot, theme: Theme) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    column = QVBoxLayout(frame)
    light, dark = RadioButton("Light"), RadioButton("Dark")
    column.addWidget(light)
    column.addWidget(dark)
    frame.show()
    light.setChecked(True)
    dark.setChecked(True)
    assert not light.isChecked()
    middle = dark.height() // 2
    assert dark.grab().toImage().pixelColor(14, middle).name().upper() == LIGHT.accent
    assert light.grab().toImage().pixelColor(14, middle).name().upper() == LIGHT.surface
