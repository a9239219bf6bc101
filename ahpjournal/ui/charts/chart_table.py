"""The table twin of a chart."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget
from typing_extensions import override

from ahpjournal.charts.scene import ChartTable
from ahpjournal.ui.theme.theme import Theme

_ONE_LINE = 8
"""Letters that the head of a column has room for in one line."""
_NARROWEST_NAME = 110
_PADDING = 26
"""Of a cell, left and right together, with the frame that shows the keyboard."""
Index = QModelIndex | QPersistentModelIndex


class ChartTableModel(QAbstractTableModel):
    """Shows a chart's table."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self._table = ChartTable((), ())

    def show_table(self, table: ChartTable) -> None:
        """Show *table*."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table.rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._table.header)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > 0:
            return Qt.AlignmentFlag.AlignCenter
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return in_two_lines(self._table.header[section])
        return None


def in_two_lines(words: str) -> str:
    """Break a long head of a column where both lines come out shortest."""
    spaces = [i for i, letter in enumerate(words) if letter == " "]
    if len(words) <= _ONE_LINE or not spaces:
        return words
    middle = min(spaces, key=lambda i: max(i, len(words) - i - 1))
    return f"{words[:middle]}\n{words[middle + 1 :]}"


class ChartTableView(QTableView):
    """A table as high as its rows; names break over lines before numbers are out of sight."""

    def __init__(self, name: str, theme: Theme) -> None:
        """Start empty; *name* is its accessible name."""
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.setWordWrap(True)
        self._model = ChartTableModel(self)
        self.setModel(self._model)
        theme.changed.connect(self._fit)

    def show_table(self, table: ChartTable) -> None:
        """Show *table*."""
        self._model.show_table(table)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        self._fit_columns()
        for row in range(self._model.rowCount()):
            self.setRowHeight(row, self._height_of(row))
        rows = sum(self.rowHeight(row) for row in range(self._model.rowCount()))
        height = self.horizontalHeader().sizeHint().height() + rows + self._theme.px(16)
        self.setFixedHeight(height)

    def _fit_columns(self) -> None:
        """Give each number its room, the name what is left, and share out what is over."""
        count = self._model.columnCount()
        if not count:
            return
        header = self.horizontalHeader()
        wanted = [max(header.sectionSizeHint(i), self.sizeHintForColumn(i)) for i in range(count)]
        width = self.viewport().width()
        name = min(wanted[0], max(self._theme.px(_NARROWEST_NAME), width - sum(wanted[1:])))
        over = max(0, width - name - sum(wanted[1:]))
        self.setColumnWidth(0, name)
        for i in range(1, count):
            self.setColumnWidth(i, wanted[i] + over // (count - 1))

    def _height_of(self, row: int) -> int:
        """Give the height at which every name of *row* is whole; Qt forgets the padding."""
        header = self.horizontalHeader()
        lines = 0
        for column in range(self._model.columnCount()):
            words = str(self._model.data(self._model.index(row, column)))
            room = QRect(0, 0, header.sectionSize(column) - self._theme.px(_PADDING), 10_000)
            taken = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words)
            lines = max(lines, taken.height())
        return max(self._theme.px(32), lines + self._theme.px(10))
