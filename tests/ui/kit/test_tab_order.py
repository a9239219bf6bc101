"""The order of the Tab key follows the layouts, however late a control was made."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.tab_order import first_stop, order_tabs, text_in_hand
from tests.ui.keyboard import tab_names


def button(name: str) -> QPushButton:
    made = QPushButton(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def walked(window: QWidget) -> list[str]:
    """Give the names of the stops from the first on, once put in order."""
    QCoreApplication.processEvents()
    order_tabs(window)
    first = first_stop(window)
    assert first is not None
    first.setFocus()
    return tab_names(window)


def test_what_is_put_between_later_comes_between(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    flow = FlowBox()
    column.addWidget(button("first"))
    column.addWidget(flow)
    column.addWidget(button("last"))
    show(qtbot, window)
    for name in ("one", "two"):
        flow.add(button(name))
    row = QHBoxLayout()
    row.addWidget(button("three"))
    column.insertLayout(2, row)
    assert walked(window) == ["first", "one", "two", "three", "last"]


def test_a_grid_is_read_line_by_line(qtbot: QtBot) -> None:
    window = QWidget()
    grid = QGridLayout(window)
    for name, row, column in (("d", 1, 1), ("b", 0, 1), ("c", 1, 0), ("a", 0, 0)):
        grid.addWidget(button(name), row, column)
    show(qtbot, window)
    assert walked(window) == ["a", "b", "c", "d"]


def test_scrolled_and_stacked_parts_stand_where_they_are(qtbot: QtBot) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    area, stack, text = QScrollArea(), QStackedWidget(), QTextEdit()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    text.setAccessibleName("text")
    text.setTabChangesFocus(True)
    body, frame = QWidget(), QFrame()
    inner = QVBoxLayout(body)
    row.addWidget(text)
    row.addWidget(stack)
    row.insertWidget(0, area)
    stack.addWidget(frame)
    stack.addWidget(button("shown"))
    stack.setCurrentIndex(1)
    QVBoxLayout(frame).addWidget(QLineEdit())
    inner.addWidget(button("scrolled"))
    area.setWidget(body)
    show(qtbot, window)
    assert walked(window) == ["scrolled", "text", "shown"]


def test_the_text_in_hand_is_the_one_that_was_written_in(qtbot: QtBot) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    one, other, text = QTextEdit(), QTextEdit(), button("a")
    for part in (one, other, text):
        layout.addWidget(part)
    show(qtbot, window)
    text.setFocus()
    assert text_in_hand(window) is None
    other.setFocus()
    assert text_in_hand(window) is other
    other.setReadOnly(True)
    assert text_in_hand(window) is None
    text.setFocus()
    assert text_in_hand(window) is None


def test_the_first_stop_is_one_that_can_be_used(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    buttons = [button(name) for name in ("off", "hidden", "mouse", "good")]
    for one in buttons:
        column.addWidget(one)
    buttons[0].setEnabled(False)
    buttons[1].hide()
    buttons[2].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    qtbot.addWidget(window)
    assert first_stop(window) is buttons[3]
    assert first_stop(buttons[3]) is None
