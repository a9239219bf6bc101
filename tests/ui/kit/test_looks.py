"""A look is put on once: before a widget is shown there is nothing to take off."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit.looks import set_look, set_tone
from ahpjournal.ui.theme.theme import Theme

Show = pytest.FixtureRequest
DRESSED = Qt.WidgetAttribute.WA_WState_Polished


def test_a_look_chosen_before_showing_is_there_when_shown(qtbot: QtBot, theme: Theme) -> None:
    plain, bold = QLabel("a"), QLabel("a")
    for label in (plain, bold):
        qtbot.addWidget(label)
    set_look(bold, "h1")
    assert not bold.testAttribute(DRESSED)
    for label in (plain, bold):
        label.show()
    assert bold.testAttribute(DRESSED)
    assert bold.font().pixelSize() > plain.font().pixelSize()


def test_a_look_chosen_after_showing_holds_at_once(qtbot: QtBot, theme: Theme) -> None:
    label = QLabel("a")
    qtbot.addWidget(label)
    set_tone(label, "bad")
    label.show()
    before = label.font().pixelSize()
    set_look(label, "h1")
    assert label.font().pixelSize() > before
