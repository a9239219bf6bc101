"""The table twin of a chart: heads and numbers in sight, however narrow the card is."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ahpjournal.charts.scene import ChartTable
from ahpjournal.ui.charts.chart_table import ChartTableView, in_two_lines
from ahpjournal.ui.theme.theme import Theme

HEADER = ("Competency", "Start (Jan 2026)", "Start, looking back", "Now (Jun 2026)", "Change")
ROWS = (("Values under performance and financial pressure", "2", "2", "3", "+1"),)


@pytest.mark.parametrize("width", [480, 1000])
def test_every_head_and_number_is_in_sight(qtbot: QtBot, theme: Theme, width: int) -> None:
    view = ChartTableView("Change, as a table", theme)
    qtbot.addWidget(view)
    view.resize(width, 300)
    view.show_table(ChartTable(HEADER, ROWS))
    view.show()
    QApplication.processEvents()
    header = view.horizontalHeader()
    assert header.length() <= view.viewport().width()
    for column in range(1, len(HEADER)):
        assert view.columnWidth(column) >= header.sectionSizeHint(column)
    assert view.height() >= header.height() + view.rowHeight(0)


def test_a_name_breaks_over_lines_where_there_is_little_room(qtbot: QtBot, theme: Theme) -> None:
    view = ChartTableView("Change, as a table", theme)
    qtbot.addWidget(view)
    heights = []
    for width in (1000, 480):
        view.resize(width, 300)
        view.show_table(ChartTable(HEADER, ROWS))
        view.show()
        QApplication.processEvents()
        heights.append(view.rowHeight(0))
    assert heights[0] < heights[1]


@pytest.mark.parametrize(
    ("words", "broken"),
    [
        ("Now", "Now"),
        ("Competency", "Competency"),
        ("Start (Jan 2026)", "Start\n(Jan 2026)"),
        ("Start, looking back", "Start,\nlooking back"),
    ],
)
def test_a_long_head_stands_on_two_lines(words: str, broken: str) -> None:
    assert in_two_lines(words) == broken
