"""A list of rows of one height with headings between them.

Every row has the same height, and so has every heading; where a row lies follows from how many
headings are above it. So fifty thousand rows are laid out without touching one of them.
"""

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ahpjournal.ui.kit.row_painting import RowDelegate
from ahpjournal.ui.theme.theme import Theme

HEADING = 36
Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemView.ScrollHint
Move = QAbstractItemView.CursorAction


def first_rows(counts: Sequence[int]) -> tuple[int, ...]:
    """Give the row below each heading, if *counts* rows follow them."""
    return tuple(accumulate(counts[:-1], initial=0)) if counts else ()


class HeadedModel(QAbstractListModel):
    """Rows by number, and where headings stand among them."""

    @abstractmethod
    def heading_rows(self) -> Sequence[int]:
        """Give the rows that have a heading above them, in order."""

    @abstractmethod
    def heading_text(self, heading: int) -> str:
        """Give the words of a heading by its place among headings."""

    def heading_count(self, row: int) -> int:
        """Count the headings above row *row*, its own among them."""
        return bisect_right(self.heading_rows(), row)


class HeadedList(QListView):
    """Rows with headings between them.

    Signals:
        row_moved_to(object): the user went to the row with this index, by key or mouse.
    """

    row_moved_to = Signal(object)

    def __init__(
        self, name: str, model: HeadedModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        """Show *model*; *name* is what the list is called. Rows come with show_with()."""
        super().__init__(parent)
        # Qt lays items out at the first setter: what that needs comes before.
        self._theme = theme
        self._entries = model
        self._is_quiet = False
        self.rows: RowDelegate = RowDelegate(theme, self)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setModel(model)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._theme.changed.connect(self._on_theme)

    def show_with(self, rows: RowDelegate) -> None:
        """Paint rows by *rows*."""
        self.rows = rows
        self.setItemDelegate(rows)

    def select_row(self, row: int, *, is_shown: bool) -> None:
        """Select *row* without asking for it (-1 for none); bring it into view if *is_shown*."""
        self._is_quiet = True
        index = self._entries.index(row, 0)
        if row < 0:
            self.selectionModel().clear()
        else:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            if is_shown:
                self.scrollTo(index)
        self._is_quiet = False

    @override
    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        top = self._top(index.row()) - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._row_height())

    @override
    def indexAt(self, p: QPoint) -> QModelIndex:
        row = self._row_at(p.y() + self.verticalScrollBar().value())
        if row is None or not self.visualRect(self._entries.index(row, 0)).contains(p):
            return QModelIndex()
        return self._entries.index(row, 0)

    @override
    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        if not index.isValid():
            return
        bar, row = self.verticalScrollBar(), index.row()
        top = self._top(row)
        bottom, height = top + self._row_height(), self.viewport().height()
        if self._has_heading(row):
            top -= self._heading_height()
        if hint is Hint.PositionAtCenter:
            bar.setValue((top + bottom - height) // 2)
        elif top < bar.value() or hint is Hint.PositionAtTop:
            bar.setValue(top)
        elif bottom > bar.value() + height or hint is Hint.PositionAtBottom:
            bar.setValue(bottom - height)

    @override
    def moveCursor(self, cursorAction: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = self._entries.rowCount()
        if not count:
            return QModelIndex()
        page = max(1, self.viewport().height() // self._row_height() - 1)
        steps = {
            Move.MoveUp: -1, Move.MovePrevious: -1, Move.MoveDown: 1, Move.MoveNext: 1,
            Move.MovePageUp: -page, Move.MovePageDown: page, Move.MoveHome: -count,
            Move.MoveEnd: count,
        }  # fmt: skip
        present = self.currentIndex()
        row = present.row() + steps.get(cursorAction, 0) if present.isValid() else 0
        return self._entries.index(min(max(row, 0), count - 1), 0)

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def horizontalOffset(self) -> int:
        return 0

    @override
    def isIndexHidden(self, index: Index) -> bool:
        return False

    @override
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(self.indexAt(rect.center()), command)

    @override
    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    @override
    def doItemsLayout(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    @override
    def updateGeometries(self) -> None:
        count = self._entries.rowCount()
        whole = self._top(count - 1) + self._row_height() if count else 0
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(self._row_height() // 3)
        bar.setPageStep(height)
        bar.setRange(0, max(0, whole - height))

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        offset = self.verticalScrollBar().value()
        last = self._entries.rowCount() - 1
        row = self._row_at(e.rect().top() + offset) or 0
        point = self.viewport().mapFromGlobal(self.cursor().pos())
        pointed_at = point if self.viewport().underMouse() else None
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        while row <= last:
            index = self._entries.index(row, 0)
            rect = self.visualRect(index)
            if rect.top() - self._heading_height() > e.rect().bottom():
                break
            if self._has_heading(row):
                self._paint_heading(painter, row, rect)
            option.rect, option.state = rect, self._state(index, rect, pointed_at)
            self.rows.paint(painter, option, index)
            row += 1
        painter.end()

    def _on_theme(self) -> None:
        # Not connected to an overridden method: Qt would go on calling it after the view has gone.
        self.doItemsLayout()

    def _state(
        self, index: QModelIndex, rect: QRect, pointed_at: QPoint | None
    ) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_Enabled
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if self.hasFocus() and index == self.currentIndex():
            state |= QStyle.StateFlag.State_HasFocus
        if pointed_at is not None and rect.contains(pointed_at):
            state |= QStyle.StateFlag.State_MouseOver
        return state

    def _paint_heading(self, painter: QPainter, row: int, rect: QRect) -> None:
        theme = self._theme
        font = theme.font("caption")
        font.setWeight(font.Weight.DemiBold)
        words = self._entries.heading_text(self._entries.heading_count(row) - 1)
        painter.setFont(font)
        painter.setPen(QColor(theme.colours.text2))
        place = rect.top() - theme.px(10) - QFontMetrics(font).descent()
        painter.drawText(rect.left() + theme.px(12), place, words)

    def _row_height(self) -> int:
        return self.rows.height()

    def _heading_height(self) -> int:
        return self._theme.px(HEADING)

    def _top(self, row: int) -> int:
        return row * self._row_height() + self._entries.heading_count(row) * self._heading_height()

    def _row_at(self, y: int) -> int | None:
        """Give the row at *y*, or the one below a heading there; None if there are no rows."""
        count = self._entries.rowCount()
        if not count:
            return None
        firsts = self._entries.heading_rows()
        heading = self._heading_height()

        def start(number: int) -> int:
            return firsts[number] * self._row_height() + number * heading

        above = bisect_right(range(len(firsts)), y, key=start)
        if not above:
            return min(max(y // self._row_height(), 0), count - 1)
        inside = max(y - start(above - 1) - heading, 0) // self._row_height()
        return min(firsts[above - 1] + inside, count - 1)

    def _has_heading(self, row: int) -> bool:
        return self._entries.heading_count(row) > self._entries.heading_count(row - 1)

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_quiet:
            self.row_moved_to.emit(current)
