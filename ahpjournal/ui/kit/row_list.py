"""A list of two-line rows, as many as there are; a row can be the current one, or be ticked."""

from collections.abc import Iterable, Sequence
from dataclasses import field

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.kit.choices import paint_box
from ahpjournal.ui.theme.theme import Theme

ROW = 56
_BOX = 18
_LEAD = 12
_TICK_LEAD = 5
"""Boxes of rows stand below that of a box to tick above the list."""
_DATA = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: *title* in strong letters, *detail* below it."""

    id: str
    title: str = field(repr=False)
    detail: str = field(default="", repr=False)


class RowListModel(QAbstractListModel):
    """Rows and which of them are ticked.

    Signals:
        ticks_changed: other rows are ticked.
    """

    ticks_changed = Signal()

    def __init__(self, parent: QWidget, *, may_tick: bool) -> None:
        """Start empty."""
        super().__init__(parent)
        self._may_tick = may_tick
        self._rows: tuple[ListRow, ...] = ()
        self._ticked: set[str] = set()

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """The rows, from top to bottom."""
        return self._rows

    @property
    def ticked(self) -> frozenset[str]:
        """Ids of the rows that are ticked."""
        return frozenset(self._ticked)

    def show_rows(self, rows: tuple[ListRow, ...]) -> bool:
        """Show *rows*; tells whether they are others than before. Rows that go lose their tick."""
        if rows == self._rows:
            return False
        self.beginResetModel()
        self._rows = rows
        self._ticked &= {row.id for row in rows}
        self.endResetModel()
        return True

    def tick(self, ids: Iterable[str]) -> None:
        """Tick the rows of *ids* and no others."""
        known = {row.id for row in self._rows}
        wanted = set(ids) & known
        if wanted == self._ticked:
            return
        self._ticked = wanted
        self._tell(0, len(self._rows) - 1)

    def toggle(self, row: int) -> None:
        """Tick a row, or take its tick off."""
        if self._may_tick and 0 <= row < len(self._rows):
            self._ticked ^= {self._rows[row].id}
            self._tell(row, row)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(
            self.index(first, 0), self.index(last, 0), [int(Qt.ItemDataRole.CheckStateRole)]
        )
        self.ticks_changed.emit()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._may_tick else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == _DATA:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and self._may_tick:
            is_ticked = row.id in self._ticked
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(words for words in (row.title, row.detail) if words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.detail or None
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        wanted = Qt.CheckState(value) is Qt.CheckState.Checked
        if wanted != (self._rows[index.row()].id in self._ticked):
            self.toggle(index.row())
        return True


class RowDelegate(QStyledItemDelegate):
    """Paints title and detail, and a box where rows can be ticked."""

    def __init__(self, view: QListView, *, may_tick: bool) -> None:
        """Paint in the colours of the present theme."""
        super().__init__(view)
        self._may_tick = may_tick
        self.is_ring_shown = False

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, Theme.active().px(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_DATA)
        if not isinstance(row, ListRow):
            return
        theme = Theme.active()
        colours, px = theme.colours, theme.px
        area: QRect = option.rect.adjusted(0, px(1), 0, -px(1))
        state: QStyle.StateFlag = option.state
        is_current = bool(state & QStyle.StateFlag.State_Selected) and not self._may_tick
        is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, state, is_marked=is_current or is_ticked)
        lead = px(_TICK_LEAD if self._may_tick else _LEAD)
        inner = area.adjusted(lead, px(8), -px(_LEAD), -px(6))
        if self._may_tick:
            side = px(_BOX)
            top = area.y() + (area.height() - side) / 2
            paint_box(painter, QRectF(inner.x(), top, side, side), is_on=is_ticked)
            inner = inner.adjusted(side + px(_LEAD), 0, 0, 0)
        title = theme.font("body")
        title.setWeight(title.Weight.DemiBold)
        detail = theme.font("caption")
        heights = QFontMetrics(title).height(), QFontMetrics(detail).height()
        spare = inner.height() - heights[0] - (heights[1] if row.detail else 0)
        inner.adjust(0, max(0, spare // 2), 0, 0)
        ink = colours.soft_text if is_current or is_ticked else colours.text
        _paint_line(painter, inner, title, ink, row.title)
        inner.adjust(0, heights[0], 0, 0)
        soft_ink = colours.soft_text if is_current or is_ticked else colours.text2
        _paint_line(painter, inner, detail, soft_ink, row.detail)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, area: QRect, state: QStyle.StateFlag, *, is_marked: bool
    ) -> None:
        theme = Theme.active()
        colours, px = theme.colours, theme.px
        has_ring = self.is_ring_shown and bool(state & QStyle.StateFlag.State_HasFocus)
        is_under_mouse = bool(state & QStyle.StateFlag.State_MouseOver)
        if not (is_marked or is_under_mouse or has_ring):
            return
        painter.setPen(Qt.PenStyle.NoPen)
        if has_ring:
            painter.setPen(QPen(QColor(colours.accent), 2))
        elif is_marked and colours.outline > 1:
            painter.setPen(QPen(QColor(colours.border), colours.outline))
        fill = colours.soft if is_marked else colours.surface2 if is_under_mouse else ""
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), px(8), px(8))


class RowList(QListView):
    """Rows to choose from, or to tick: by a click, with Space, or all with Ctrl+A.

    Signals:
        row_chosen(str): another row is the current one; only where rows cannot be ticked.
        ticks_changed(object): ids of the rows that are ticked now, a frozenset.
    """

    row_chosen = Signal(str)
    ticks_changed = Signal(object)

    def __init__(self, name: str, *, may_tick: bool = False, most_rows: int = 0) -> None:
        """Make an empty list, called *name*; *most_rows* limits its height (0: it fills)."""
        super().__init__()
        self._may_tick = may_tick
        self._most_rows = most_rows
        self._is_filling = False
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.rows_model = RowListModel(self, may_tick=may_tick)
        self.setModel(self.rows_model)
        self._delegate = RowDelegate(self, may_tick=may_tick)
        self.setItemDelegate(self._delegate)
        self.rows_model.ticks_changed.connect(self._on_ticks)
        self.selectionModel().currentChanged.connect(self._on_current)
        self._theme = Theme.active()
        self._theme.changed.connect(self._on_theme)
        self._fit()

    def show_rows(self, rows: Sequence[ListRow], chosen: str = "") -> None:
        """Show *rows*, that of the id *chosen* as the current one."""
        self._is_filling = True
        has_changed = self.rows_model.show_rows(tuple(rows))
        place = next((i for i, row in enumerate(rows) if row.id == chosen), -1)
        if place >= 0 and self.currentIndex().row() != place:
            self.setCurrentIndex(self.rows_model.index(place, 0))
        elif place < 0 and not self._may_tick:
            self.selectionModel().setCurrentIndex(
                QModelIndex(), QItemSelectionModel.SelectionFlag.Clear
            )
        self._is_filling = False
        if has_changed:
            self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._may_tick and event.key() == Qt.Key.Key_Space:
            self.rows_model.toggle(self.currentIndex().row())
            return
        is_all = event.key() == Qt.Key.Key_A and event.modifiers() == _CONTROL
        if self._may_tick and is_all:
            self.rows_model.tick(row.id for row in self.rows_model.rows)
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._may_tick and event.button() is Qt.MouseButton.LeftButton:
            index = self.indexAt(event.position().toPoint())
            if index.isValid() and index == self.currentIndex():
                self.rows_model.toggle(index.row())
            return
        super().mouseReleaseEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._delegate.is_ring_shown = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows_model.rows and self._may_tick:
            self.setCurrentIndex(self.rows_model.index(0, 0))

    def _on_ticks(self) -> None:
        self.ticks_changed.emit(self.rows_model.ticked)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = current.data(_DATA)
        if isinstance(row, ListRow) and not self._is_filling and not self._may_tick:
            self.row_chosen.emit(row.id)

    def _on_theme(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._fit()

    def _fit(self) -> None:
        if self._most_rows:
            shown = max(1, min(self._most_rows, len(self.rows_model.rows)))
            self.setFixedHeight(shown * self._theme.px(ROW) + 2)


_CONTROL = Qt.KeyboardModifier.ControlModifier


def _paint_line(painter: QPainter, area: QRect, font: QFont, colour: str, words: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    short = painter.fontMetrics().elidedText(
        " ".join(words.split()), Qt.TextElideMode.ElideRight, area.width()
    )
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, short)
