"""Paints rows of lists that are all of one height, with hits of a search set off."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ahpjournal.domain.search import HIT_END, HIT_START
from ahpjournal.ui.theme.theme import Theme

ROW = 92
GAP = 4
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """The ground of a row: what is chosen and where the keyboard is. Others paint on it."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        """Paint in the colours of *theme*."""
        super().__init__(view)
        self._theme = theme
        self.today = date.min

    def height(self) -> int:
        """Give the height of every row, at the present text size."""
        return self._theme.px(ROW)

    def paint_words(
        self, painter: QPainter, inner: QRect, index: Index, *, is_selected: bool
    ) -> None:
        """Paint what the row says into *inner*."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        area: QRect = option.rect.adjusted(0, 0, 0, -px(GAP))
        state: QStyle.StateFlag = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            if is_selected and state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(QColor(theme.colours.accent), 2))
            elif is_selected and theme.colours.outline > 1:
                painter.setPen(QPen(QColor(theme.colours.border), theme.colours.outline))
            fill = theme.colours.soft if is_selected else theme.colours.surface2
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), px(8), px(8))
        inner = area.adjusted(px(12), px(11), -px(12), -px(8))
        self.paint_words(painter, inner, index, is_selected=is_selected)
        painter.restore()

    def draw_line(
        self, painter: QPainter, area: QRect, top: int, font: QFont, colour: str, text: str
    ) -> int:
        """Draw *text* on one line of *area* from *top*; gives where the next line begins."""
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area.left(), top + metrics.ascent(), words)
        return top + metrics.height()

    def draw_marked(
        self, painter: QPainter, area: QRect, top: int, text: str, look: str = "small"
    ) -> int:
        """Draw *text* like draw_line, with what stands between HIT_START and HIT_END set off."""
        theme = self._theme
        normal, bold = theme.font(look), theme.font(look)
        bold.setWeight(QFont.Weight.DemiBold)
        colour = theme.colours.text if look == "strong" else theme.colours.text2
        text = " ".join(text.split())
        if HIT_START not in text:
            return self.draw_line(painter, area, top, normal, colour, text)
        metrics = QFontMetrics(normal)
        x, right = area.left(), area.right()
        for i, part in enumerate(text.replace(HIT_END, HIT_START).split(HIT_START)):
            is_hit = i % 2 == 1
            font = bold if is_hit else normal
            used = QFontMetrics(font)
            words = used.elidedText(part, Qt.TextElideMode.ElideRight, max(right - x, 0))
            width = used.horizontalAdvance(words)
            if is_hit and words:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.colours.soft))
                painter.drawRoundedRect(QRect(x - 1, top, width + 2, metrics.height()), 3, 3)
            painter.setFont(font)
            painter.setPen(QColor(theme.colours.soft_text if is_hit else colour))
            painter.drawText(x, top + metrics.ascent(), words)
            x += width
            if words != part or x >= right:
                break
        return top + metrics.height()
