"""A toolbar is one stop of the Tab key; the status line says how saving stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.kit.toolbar import StatusLine, Toolbar
from ahpjournal.ui.theme.theme import Theme


def make_toolbar(qtbot: QtBot) -> Toolbar:
    toolbar = Toolbar("Text")
    for icon, name in (("bold", "Bold"), ("italic", "Italic"), ("list", "List"), ("link", "Link")):
        toolbar.add(IconButton(icon, name))
    qtbot.addWidget(toolbar)
    return toolbar


@pytest.fixture
def tools(qtbot: QtBot, theme: Theme) -> Toolbar:
    toolbar = make_toolbar(qtbot)
    toolbar.show()
    toolbar.activateWindow()
    qtbot.waitUntil(toolbar.isActiveWindow)
    return toolbar


def stops(toolbar: Toolbar) -> list[str]:
    policy = Qt.FocusPolicy
    return [
        b.accessibleName()
        for b in toolbar.findChildren(IconButton)
        if b.focusPolicy() is not policy.NoFocus
    ]


def test_a_toolbar_is_one_stop(tools: Toolbar) -> None:
    assert tools.accessibleName() == "Text"
    assert stops(tools) == ["Bold"]


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ([Qt.Key.Key_Right], "Italic"),
        ([Qt.Key.Key_Left], "Link"),
        ([Qt.Key.Key_End, Qt.Key.Key_Right], "Bold"),
        ([Qt.Key.Key_End, Qt.Key.Key_Home], "Bold"),
    ],
)
def test_keys_move_within_it_and_it_remembers_where(
    qtbot: QtBot, tools: Toolbar, keys: list[Qt.Key], name: str
) -> None:
    tools.findChildren(IconButton)[0].setFocus(Qt.FocusReason.TabFocusReason)
    for key in keys:
        focused = next(b for b in tools.findChildren(IconButton) if b.hasFocus())
        qtbot.keyClick(focused, key)
    focused = next(b for b in tools.findChildren(IconButton) if b.hasFocus())
    assert focused.accessibleName() == name
    assert stops(tools) == [name]


def test_what_is_off_is_passed_over(qtbot: QtBot, tools: Toolbar) -> None:
    buttons = tools.findChildren(IconButton)
    buttons[1].setEnabled(False)
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(buttons[0], Qt.Key.Key_Right)
    assert buttons[2].hasFocus()


def test_the_stop_is_a_button_that_can_be_used(qtbot: QtBot, theme: Theme) -> None:
    tools = make_toolbar(qtbot)
    first, second, third, _fourth = tools.findChildren(IconButton)
    first.hide()
    assert stops(tools) == ["Italic"]
    second.setEnabled(False)
    assert stops(tools) == ["List"]
    first.show()
    assert stops(tools) == ["List"]
    third.setEnabled(False)
    assert stops(tools) == ["Bold"]


def test_buttons_that_are_off_from_the_start_hold_no_stop(qtbot: QtBot, theme: Theme) -> None:
    toolbar = Toolbar("Text")
    qtbot.addWidget(toolbar)
    first = IconButton("bold", "Bold")
    first.setEnabled(False)
    toolbar.add(first)
    toolbar.add(IconButton("italic", "Italic"))
    assert stops(toolbar) == ["Italic"]


def test_the_keyboard_stays_in_the_toolbar_when_its_button_goes_off(
    qtbot: QtBot, tools: Toolbar
) -> None:
    first, second, third, fourth = tools.findChildren(IconButton)
    second.setFocus(Qt.FocusReason.TabFocusReason)
    second.setEnabled(False)
    assert third.hasFocus()
    assert stops(tools) == ["List"]
    fourth.setFocus(Qt.FocusReason.TabFocusReason)
    fourth.setEnabled(False)
    assert first.hasFocus()


def test_the_toolbar_takes_the_keyboard_at_its_stop(qtbot: QtBot, tools: Toolbar) -> None:
    first, second, _third, _fourth = tools.findChildren(IconButton)
    first.hide()
    assert tools.take_keyboard()
    assert second.hasFocus()
    for button in tools.findChildren(IconButton):
        button.setEnabled(False)
    assert not tools.take_keyboard()


def test_the_status_line_says_how_saving_stands(qtbot: QtBot, theme: Theme) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.resize(900, 40)
    line.show()
    line.show_status("Saved at 10:42")
    line.show_fact("168 words")
    line.show_advice("Do not include names that identify a patient")
    words = [label.text() for label in line.findChildren(QLabel) if label.isVisible()]
    assert words[1:] == [
        "Saved at 10:42",
        "168 words",
        "Do not include names that identify a patient",
    ]
    line.show_status("Not saved: the disk is full", "bad")
    bad = next(label for label in line.findChildren(QLabel) if label.text().startswith("Not"))
    assert bad.property("tone") == "bad"
    line.show_status("", "")
    pictures = [label for label in line.findChildren(QLabel) if not label.pixmap().isNull()]
    assert not any(picture.isVisible() for picture in pictures)


def test_advice_that_is_too_long_for_its_line_goes_on_below(qtbot: QtBot, theme: Theme) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    line.show_status("Saved at 10:42")
    advice = "Do not include names or anything else that identifies a patient or a colleague"
    line.show_advice(advice)
    line.resize(420, line.heightForWidth(420))
    label = next(label for label in line.findChildren(QLabel) if label.text() == advice)
    assert label.wordWrap()
    assert label.heightForWidth(label.width()) <= label.height()
    assert label.height() > label.fontMetrics().height() * 1.5
