"""What a screen reader meets in a chart: its name, its sentence, and each mark with its words."""

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ahpjournal.charts.dumbbell import dumbbell_chart
from ahpjournal.charts.scene import ChartScene, Measure
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.ui.charts.chart_widget import ChartWidget
from ahpjournal.ui.theme.theme import Theme
from tests.charts.reports import report

TWO = report([{0: 2, 1: 3}, {0: 4, 1: 3}], count=2)
SIX = report([{0: 2, 1: 3}, {0: 4, 1: 3}], count=6)


def show(chart: ChartWidget, progress: ProgressReport) -> None:
    """Show a chart of *progress*."""

    def make(width: float, height: float, measure: Measure) -> ChartScene:
        return dumbbell_chart(progress, width, height, measure)

    chart.show_chart(make)


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> ChartWidget:
    """Give a chart of two competencies, shown."""
    made = ChartWidget("Change since the start", theme)
    qtbot.addWidget(made)
    made.resize(640, 420)
    show(made, TWO)
    made.show()
    return made


def spoken(chart: ChartWidget) -> list[str]:
    """Give what each child of the chart is called."""
    interface = QAccessible.queryAccessibleInterface(chart)
    children = (interface.child(i) for i in range(interface.childCount()))
    return [child.text(QAccessible.Text.Name) for child in children]


def test_each_mark_is_a_child_with_its_words(chart: ChartWidget) -> None:
    interface = QAccessible.queryAccessibleInterface(chart)
    assert interface.role() == QAccessible.Role.Chart
    assert interface.text(QAccessible.Text.Name) == "Change since the start"
    scene = chart.scene
    assert scene is not None
    assert interface.text(QAccessible.Text.Description) == scene.summary
    assert spoken(chart) == [mark.says for mark in scene.marks]


def test_a_child_knows_its_chart_and_lies_in_it(chart: ChartWidget) -> None:
    interface = QAccessible.queryAccessibleInterface(chart)
    child = interface.child(1)
    assert child.parent().role() == QAccessible.Role.Chart
    assert interface.indexOfChild(child) == 1
    assert interface.rect().contains(child.rect())


def test_another_chart_in_its_place_has_its_own_marks(chart: ChartWidget) -> None:
    for progress, count in ((SIX, 6), (TWO, 2), (SIX, 6)) * 8:
        show(chart, progress)
        gc.collect()
        assert len(spoken(chart)) == count


def test_arrow_keys_lead_from_mark_to_mark(chart: ChartWidget) -> None:
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    interface = QAccessible.queryAccessibleInterface(chart)
    assert chart.scene is not None
    assert interface.text(QAccessible.Text.Description) == chart.scene.summary
