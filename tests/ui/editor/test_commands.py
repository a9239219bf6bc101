import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ahpjournal.ui.editor.commands import Command, command_of, shortcut_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "command"),
    [
        (Qt.Key.Key_B, CTRL, Command.BOLD),
        (Qt.Key.Key_U, CTRL, Command.NOTHING),
        (Qt.Key.Key_Asterisk, CTRL | SHIFT, Command.BULLETS),
        (Qt.Key.Key_8, CTRL | SHIFT, Command.BULLETS),
        (Qt.Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier, Command.TICK),
        (Qt.Key.Key_B, NONE, None),
        (Qt.Key.Key_B, CTRL | ALT, None),
        (Qt.Key.Key_1, CTRL | ALT, Command.HEADING),
        (Qt.Key.Key_0, CTRL | ALT, Command.PARAGRAPH),
        (Qt.Key.Key_H, CTRL, None),
    ],
)
def test_keys_mean_commands(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, command: Command | None
) -> None:
    assert command_of(QKeyEvent(QEvent.Type.KeyPress, key, modifiers)) is command


@pytest.mark.usefixtures("theme")
def test_keys_are_told_for_the_commands_that_have_them() -> None:
    assert shortcut_of(Command.BOLD) == "Ctrl+B"
    assert shortcut_of(Command.TICK) == ""
