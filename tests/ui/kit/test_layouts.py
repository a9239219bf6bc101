"""Layouts grow with the text size and give wrapped lines their height."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import AdaptiveRow, Column, Grid, PackedColumn, Row
from ahpjournal.ui.theme.theme import Theme


class Block(QWidget):
    """A widget of a fixed size."""

    def __init__(self, width: int = 100, height: int = 20) -> None:
        super().__init__()
        self.setFixedSize(QSize(width, height))


@pytest.mark.parametrize("kind", [Column, Row])
def test_gaps_and_margins_scale(qtbot: QtBot, theme: Theme, kind: type[Column] | type[Row]) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    layout = kind(frame, gap=8, margins=(1, 2, 3, 4))
    assert layout.spacing() == 8
    theme.apply_look(ThemeChoice.LIGHT, 200)
    assert layout.spacing() == 16
    margins = layout.contentsMargins()
    assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (2, 4, 6, 8)


def test_the_gaps_of_a_grid_scale(qtbot: QtBot, theme: Theme) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    grid = Grid(frame, gap=10, row_gap=4)
    theme.apply_look(ThemeChoice.LIGHT, 150)
    assert (grid.horizontalSpacing(), grid.verticalSpacing()) == (15, 6)


def test_flowing_widgets_go_on_in_the_next_line(qtbot: QtBot, theme: Theme) -> None:
    box = FlowBox(8)
    qtbot.addWidget(box)
    blocks = [Block() for _n in range(3)]
    for block in blocks:
        box.add(block)
    assert box.heightForWidth(316) == 20
    assert box.heightForWidth(315) == 48
    assert box.heightForWidth(50) == 76
    box.resize(220, 100)
    box.show()
    assert [b.pos().toTuple() for b in blocks] == [(0, 0), (108, 0), (0, 28)]


def test_a_hidden_widget_takes_no_room_in_a_flow(qtbot: QtBot, theme: Theme) -> None:
    box = FlowBox(8)
    qtbot.addWidget(box)
    first, second = Block(), Block()
    box.add(first)
    box.add(second)
    box.show()
    first.hide()
    assert box.heightForWidth(100) == 20
    assert box.sizeHint().width() == 100


def test_a_flow_can_be_emptied(qtbot: QtBot, theme: Theme) -> None:
    box = FlowBox(8)
    qtbot.addWidget(box)
    box.add(Block())
    box.clear()
    assert box.heightForWidth(100) == 0


def test_a_row_stacks_where_there_is_no_room(qtbot: QtBot, theme: Theme) -> None:
    left, right = QWidget(), QWidget()
    row = AdaptiveRow([left, right], stretch=(3, 1), stack_below=400, gap=10)
    qtbot.addWidget(row)
    row.resize(410, 100)
    row.show()
    states = [row.is_stacked]
    assert (left.width(), right.width()) == (300, 100)
    row.resize(399, 100)
    states.append(row.is_stacked)
    assert states == [False, True]
    qtbot.waitUntil(lambda: left.width() == right.width() == 399)


def test_a_row_stacks_earlier_where_the_text_is_larger(qtbot: QtBot, theme: Theme) -> None:
    row = AdaptiveRow([QWidget(), QWidget()], stack_below=400)
    qtbot.addWidget(row)
    row.resize(600, 100)
    row.show()
    states = [row.is_stacked]
    theme.apply_look(ThemeChoice.LIGHT, 200)
    states.append(row.is_stacked)
    assert states == [False, True]


def test_a_row_may_become_narrower_than_its_widgets_beside_each_other(
    qtbot: QtBot, theme: Theme
) -> None:
    row = AdaptiveRow([Block(300), Block(200)], stack_below=520)
    qtbot.addWidget(row)
    assert row.minimumSizeHint().width() == 300


def test_a_packed_column_keeps_spare_height_below(qtbot: QtBot, theme: Theme) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    column = PackedColumn(frame, gap=0)
    words = [Words("one"), Words("two")]
    for label in words:
        column.addWidget(label)
    frame.resize(200, 400)
    frame.show()
    assert words[1].geometry().bottom() < 60
    filler = QWidget()
    filler.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    column.addWidget(filler)
    filler.show()
    column.activate()
    assert filler.geometry().bottom() == 399
