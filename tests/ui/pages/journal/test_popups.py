"""The small windows below a button: what they offer can be read and hit."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.packs import default_pack
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.pages.journal.popups import LinkOption, LinkPicker
from ahpjournal.ui.theme.theme import Theme

SMALLEST = 24
"""Pixels of the window that a thing to press is high, at the least."""


@pytest.fixture
def below(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    """Give something for a small window to stand below."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(400, 40)
    widget.show()
    yield widget
    widget.hide()


@pytest.mark.parametrize("percent", [100, 150])
def test_what_can_be_added_is_shown_whole_in_rows_that_can_be_hit(
    below: QWidget, theme: Theme, percent: int
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, percent)
    names = [f"Competency: {one.name}" for one in default_pack().competencies]
    picker = LinkPicker(below)
    picker.ask(below, [LinkOption("competency", name, name) for name in names])
    shown = picker.findChild(QListView)
    assert isinstance(shown, QListView)
    assert shown.sizeHintForRow(0) >= SMALLEST
    assert shown.sizeHintForColumn(0) <= shown.viewport().width()
    picker.close()
