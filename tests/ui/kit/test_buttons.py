"""Buttons answer to keys, speak their names, and show where the focus is."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.theme.tokens import LIGHT

Show = Callable[..., QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Give a function that shows widgets in an active window."""
    frames: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        frame = QWidget()
        frames.append(frame)
        column = QVBoxLayout(frame)
        for widget in widgets:
            column.addWidget(widget)
        qtbot.addWidget(frame)
        frame.show()
        frame.activateWindow()
        qtbot.waitUntil(frame.isActiveWindow)
        return frame

    return show


def colour_at(widget: QWidget, x: int, y: int) -> str:
    image: QImage = widget.grab().toImage()
    return image.pixelColor(QPoint(x, y)).name().upper()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("kind", ["words", "picture"])
def test_enter_and_space_press_a_button(
    qtbot: QtBot, theme: Theme, shown: Show, key: Qt.Key, kind: str
) -> None:
    button = Button("Save") if kind == "words" else IconButton("save", "Save")
    shown(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_a_disabled_button_is_not_pressed(qtbot: QtBot, theme: Theme, shown: Show) -> None:
    button = Button("Save")
    button.setEnabled(False)
    shown(button)
    with qtbot.assertNotEmitted(button.clicked):
        button.click()


def test_an_ampersand_is_shown_and_spoken(qtbot: QtBot, theme: Theme) -> None:
    button = Button("Research & audit")
    qtbot.addWidget(button)
    assert button.text() == "Research && audit"
    assert button.accessibleName() == "Research & audit"
    assert button.shortcut().isEmpty()


def test_a_picture_button_speaks_its_name_and_tells_its_keys(qtbot: QtBot, theme: Theme) -> None:
    button = IconButton("bold", "Bold", shortcut="Ctrl+B", checkable=True)
    qtbot.addWidget(button)
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == "Bold"
    assert button.toolTip() == "Bold (Ctrl+B)"
    assert not button.icon().isNull()


@pytest.mark.parametrize("look", ["primary", "secondary", "quiet", "danger", "chip", "tag"])
def test_the_focus_ring_is_the_accent_and_two_pixels(
    qtbot: QtBot, theme: Theme, shown: Show, look: str
) -> None:
    button = Button("Continue self-rating", look)
    other = Button("Other")
    shown(other, button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    middle = button.height() // 2
    assert colour_at(button, 1, middle) == LIGHT.accent
    assert colour_at(button, button.width() // 2, 0) == LIGHT.accent
    assert colour_at(button, button.width() // 2, 1) == LIGHT.accent
    other.setFocus(Qt.FocusReason.TabFocusReason)
    if look != "primary":
        assert colour_at(button, 1, middle) != LIGHT.accent


def test_the_ring_of_a_filled_button_is_set_off(qtbot: QtBot, theme: Theme, shown: Show) -> None:
    button = Button("Continue", "primary")
    shown(Button("Other"), button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert colour_at(button, 3, button.height() // 2) == LIGHT.on_accent


def test_a_click_needs_no_ring(qtbot: QtBot, theme: Theme, shown: Show) -> None:
    button, other = Button("Other look"), Button("Other")
    shown(other, button)
    other.setFocus(Qt.FocusReason.TabFocusReason)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert colour_at(button, 1, button.height() // 2) == LIGHT.surface


@pytest.mark.parametrize("size", [100, 150, 200])
def test_buttons_are_as_high_as_the_tokens_say(
    qtbot: QtBot, theme: Theme, shown: Show, size: int
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, size)
    words, chip, picture = Button("Save"), Button("All", "chip"), IconButton("save", "Save")
    shown(words, chip, picture)
    assert words.height() == theme.px(36)
    assert chip.height() == theme.px(30)
    assert picture.size().toTuple() == (theme.px(34), theme.px(34))


def test_a_chip_has_room_for_its_heavier_words(qtbot: QtBot, theme: Theme, shown: Show) -> None:
    chip = Button("This module", "chip")
    shown(chip)
    before = chip.width()
    chip.setChecked(True)
    assert chip.sizeHint().width() == before


def test_a_button_follows_the_theme(qtbot: QtBot, theme: Theme, shown: Show) -> None:
    button = Button("Save", "primary", "save")
    shown(button)
    before = button.icon().cacheKey()
    theme.apply_look(ThemeChoice.DARK, 100)
    assert button.icon().cacheKey() != before
    assert colour_at(button, 6, 4) == theme.colours.accent


def test_a_picture_can_be_taken_off_again(qtbot: QtBot, theme: Theme) -> None:
    button = Button("Save", icon="save")
    qtbot.addWidget(button)
    button.set_icon("")
    assert button.icon().isNull()


def test_words_of_the_user_end_in_an_ellipsis_where_it_is_narrow(
    qtbot: QtBot, theme: Theme
) -> None:
    link = Button("The deadline that had already gone, and what I did about it", "quiet")
    qtbot.addWidget(link)
    assert link.minimumSizeHint().width() == theme.px(150)
    link.resize(link.sizeHint())
    link.grab()
    assert link.toolTip() == ""
    link.resize(160, link.height())
    link.grab()
    assert link.toolTip() == link.accessibleName()


def test_our_own_words_on_a_button_are_never_cut_off(qtbot: QtBot, theme: Theme) -> None:
    button = Button("Choose another folder for the journal", "primary")
    qtbot.addWidget(button)
    assert button.minimumSizeHint() == button.sizeHint()
