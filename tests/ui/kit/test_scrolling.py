"""Bringing a part of a page into view."""

from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit.scrolling import show_part, show_part_soon
from ahpjournal.ui.theme.theme import Theme


def test_a_part_below_the_fold_comes_into_view(qtbot: QtBot, theme: Theme) -> None:
    area, body = QScrollArea(), QWidget()
    column = QVBoxLayout(body)
    labels = [QLabel(str(number)) for number in range(60)]
    for label in labels:
        column.addWidget(label)
    area.setWidget(body)
    qtbot.addWidget(area)
    area.resize(200, 200)
    area.show()
    bar = area.verticalScrollBar()
    show_part(labels[-1])
    assert bar.value() > 0
    bar.setValue(0)
    show_part_soon(labels[-1])
    qtbot.waitUntil(lambda: bar.value() > 0)
