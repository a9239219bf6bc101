"""A list with headings: where rows lie, and what keys do."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ahpjournal.ui.kit.headed_list import HEADING, HeadedList, HeadedModel
from ahpjournal.ui.kit.row_painting import ROW, RowDelegate
from ahpjournal.ui.theme.theme import Theme


class Numbers(HeadedModel):
    """A thousand rows; a heading above every hundredth."""

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 1000

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def heading_rows(self) -> tuple[int, ...]:
        return tuple(range(0, 1000, 100))

    @override
    def heading_text(self, heading: int) -> str:
        return f"Heading {heading}"


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> Iterator[HeadedList]:
    made = HeadedList("Numbers", Numbers(None), theme)
    made.show_with(RowDelegate(theme, made))
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def test_rows_lie_below_their_headings(view: HeadedList) -> None:
    model = view.model()
    assert view.visualRect(model.index(0, 0)).top() == HEADING
    assert view.visualRect(model.index(100, 0)).top() == 100 * ROW + 2 * HEADING
    assert view.indexAt(view.visualRect(model.index(2, 0)).center()).row() == 2
    view.grab()


def test_keys_walk_and_tell_where_they_are(qtbot: QtBot, view: HeadedList) -> None:
    view.setFocus()
    with qtbot.waitSignal(view.row_moved_to) as moved:
        QTest.keyClick(view, Qt.Key.Key_End)
    assert moved.args is not None
    assert moved.args[0].row() in {0, 999}
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == 999
    assert view.visualRect(view.currentIndex()).bottom() <= view.viewport().height() + 4


def test_a_row_can_be_chosen_without_a_word(qtbot: QtBot, view: HeadedList) -> None:
    with qtbot.assertNotEmitted(view.row_moved_to):
        view.select_row(500, is_shown=True)
        view.select_row(-1, is_shown=False)
    assert not view.currentIndex().isValid()
