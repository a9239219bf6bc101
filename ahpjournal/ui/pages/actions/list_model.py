"""The list of actions."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ahpjournal.text import _
from ahpjournal.ui.action_words import due_words, state_name
from ahpjournal.ui.pages.actions.presenter import ActionRow
from ahpjournal.ui.theme.theme import Theme

ACTION_ID = Qt.ItemDataRole.UserRole
_ROW = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class ActionListModel(QAbstractListModel):
    """Actions as given by the presenter."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: tuple[ActionRow, ...] = ()

    def show_rows(self, rows: tuple[ActionRow, ...]) -> None:
        """Show *rows*; rows that stay in place are repainted only."""
        if [r.id for r in rows] == [r.id for r in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        one = self._rows[index.row()]
        title = one.title or _("Action without a title")
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == ACTION_ID:
            return one.id
        if role == _ROW:
            return one
        if role == Qt.ItemDataRole.AccessibleTextRole:
            due, _tone = due_words(one.due_on, one.due)
            return ", ".join(t for t in (title, state_name(one.state), due) if t)
        return None


class ActionDelegate(QStyledItemDelegate):
    """Paints title, state and due date."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Paint in the colours of *theme*."""
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.px(70))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one = index.data(_ROW)
        if not isinstance(one, ActionRow):
            return
        colours, px = self._theme.colours, self._theme.px
        area: QRect = option.rect.adjusted(0, px(2), 0, -px(2))
        state: QStyle.StateFlag = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            if is_selected and state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(QColor(colours.soft if is_selected else colours.surface2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), px(8), px(8))
        inner = area.adjusted(px(12), px(11), -px(12), -px(8))
        title = self._theme.font("body")
        title.setWeight(title.Weight.DemiBold)
        painter.setFont(title)
        painter.setPen(QColor(colours.text if one.state.is_open else colours.text3))
        metrics = QFontMetrics(title)
        words = metrics.elidedText(
            one.title or _("Action without a title"), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
        small = self._theme.font("caption")
        painter.setFont(small)
        due, tone = due_words(one.due_on, one.due)
        line = inner.adjusted(0, metrics.height() + px(4), 0, 0)
        painter.setPen(QColor(colours.soft_text if is_selected else colours.text2))
        name = state_name(one.state)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)
        if due:
            width = QFontMetrics(small).horizontalAdvance(name + "  \u00b7  ")
            tones = {"bad": colours.bad, "warn": colours.warn}
            painter.drawText(
                line.adjusted(width - QFontMetrics(small).horizontalAdvance("\u00b7  "), 0, 0, 0),
                0,
                "\u00b7",
            )
            painter.setPen(QColor(tones.get(tone, colours.text2)))
            painter.drawText(
                line.adjusted(width, 0, 0, 0),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
                due,
            )
        painter.restore()
