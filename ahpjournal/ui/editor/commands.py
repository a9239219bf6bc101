"""What one can do to text, and the keys for it."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ahpjournal.ui.editor.blocks import BlockKind

_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_CTRL = Qt.KeyboardModifier.ControlModifier
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Command(Enum):
    """A command of the text edit."""

    NOTHING = auto()
    UNDO = auto()
    REDO = auto()
    BOLD = auto()
    ITALIC = auto()
    LINK = auto()
    PARAGRAPH = auto()
    HEADING = auto()
    SUBHEADING = auto()
    BULLETS = auto()
    NUMBERS = auto()
    CHECKS = auto()
    QUOTE = auto()
    DEEPER = auto()
    BACK = auto()
    TICK = auto()
    PASTE_PLAIN = auto()

    @property
    def kind(self) -> BlockKind:
        """The kind of paragraph that the command makes."""
        return _KINDS.get(self, BlockKind.PARAGRAPH)


_KINDS = {
    Command.HEADING: BlockKind.HEADING,
    Command.SUBHEADING: BlockKind.SUBHEADING,
    Command.BULLETS: BlockKind.BULLET,
    Command.NUMBERS: BlockKind.NUMBER,
    Command.CHECKS: BlockKind.TODO,
    Command.QUOTE: BlockKind.QUOTE,
}
_KEYS = {
    (Qt.Key.Key_B, _CTRL): Command.BOLD,
    (Qt.Key.Key_I, _CTRL): Command.ITALIC,
    (Qt.Key.Key_K, _CTRL): Command.LINK,
    (Qt.Key.Key_U, _CTRL): Command.NOTHING,
    (Qt.Key.Key_0, _CTRL_ALT): Command.PARAGRAPH,
    (Qt.Key.Key_1, _CTRL_ALT): Command.HEADING,
    (Qt.Key.Key_2, _CTRL_ALT): Command.SUBHEADING,
    (Qt.Key.Key_Z, _CTRL): Command.UNDO,
    (Qt.Key.Key_Y, _CTRL): Command.REDO,
    (Qt.Key.Key_Z, _CTRL_SHIFT): Command.REDO,
    (Qt.Key.Key_V, _CTRL_SHIFT): Command.PASTE_PLAIN,
    (Qt.Key.Key_BracketRight, _CTRL): Command.DEEPER,
    (Qt.Key.Key_BracketLeft, _CTRL): Command.BACK,
    (Qt.Key.Key_Return, _CTRL): Command.TICK,
    (Qt.Key.Key_Enter, _CTRL): Command.TICK,
    # With Shift, the digits of British and American keyboards arrive as the signs above them.
    (Qt.Key.Key_7, _CTRL_SHIFT): Command.NUMBERS,
    (Qt.Key.Key_Ampersand, _CTRL_SHIFT): Command.NUMBERS,
    (Qt.Key.Key_8, _CTRL_SHIFT): Command.BULLETS,
    (Qt.Key.Key_Asterisk, _CTRL_SHIFT): Command.BULLETS,
    (Qt.Key.Key_9, _CTRL_SHIFT): Command.CHECKS,
    (Qt.Key.Key_ParenLeft, _CTRL_SHIFT): Command.CHECKS,
    (Qt.Key.Key_Q, _CTRL_SHIFT): Command.QUOTE,
}
_SHOWN = {
    Command.UNDO: "Ctrl+Z",
    Command.REDO: "Ctrl+Y",
    Command.BOLD: "Ctrl+B",
    Command.ITALIC: "Ctrl+I",
    Command.LINK: "Ctrl+K",
    Command.PARAGRAPH: "Ctrl+Alt+0",
    Command.HEADING: "Ctrl+Alt+1",
    Command.SUBHEADING: "Ctrl+Alt+2",
    Command.BULLETS: "Ctrl+Shift+8",
    Command.NUMBERS: "Ctrl+Shift+7",
    Command.CHECKS: "Ctrl+Shift+9",
    Command.QUOTE: "Ctrl+Shift+Q",
}


def command_of(event: QKeyEvent) -> Command | None:
    """Give the command that a key press means; None if it is for the text edit itself."""
    modifiers = event.modifiers() & _MODIFIERS
    return _KEYS.get((Qt.Key(event.key()), modifiers))


def shortcut_of(command: Command) -> str:
    """Give the keys of *command* as this computer's users write them; empty if it has none."""
    keys = _SHOWN.get(command, "")
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
