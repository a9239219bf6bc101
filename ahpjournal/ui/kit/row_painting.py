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
        self._faces: dict[tuple[str, bool], _Face] = {}
        self.today = date.min
        theme.changed.connect(self._on_theme)

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
        # Nothing is saved and restored: each part sets the pen and the font it draws with.
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

    def draw_line(
        self, painter: QPainter, area: QRect, top: int, style: str, colour: str, text: str
    ) -> int:
        """Draw *text* on one line of *area* from *top*; gives where the next line begins."""
        face = self._face(style)
        painter.setPen(QColor(colour))
        face.draw(painter, area.left(), top, area.width(), text)
        return top + face.height

    def draw_marked(
        self, painter: QPainter, area: QRect, top: int, text: str, style: str = "small"
    ) -> int:
        """Draw *text* like draw_line, with what stands between HIT_START and HIT_END set off."""
        colours = self._theme.colours
        colour = colours.text if style == "strong" else colours.text2
        text = " ".join(text.split())
        if HIT_START not in text:
            return self.draw_line(painter, area, top, style, colour, text)
        normal, bold = self._face(style), self._face(style, is_hit=True)
        x, right = area.left(), area.right()
        for i, part in enumerate(text.replace(HIT_END, HIT_START).split(HIT_START)):
            if not part:
                continue
            if i % 2 == 0:
                painter.setPen(QColor(colour))
                x += normal.draw(painter, x, top, right - x, part)
            else:
                width = min(bold.metrics.horizontalAdvance(part), max(right - x, 0))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.soft))
                painter.drawRoundedRect(QRect(x - 1, top, width + 2, normal.height), 3, 3)
                painter.setPen(QColor(colours.soft_text))
                x += bold.draw(painter, x, top, right - x, part)
            if x >= right:
                break
        return top + normal.height

    def _face(self, style: str, *, is_hit: bool = False) -> "_Face":
        face = self._faces.get((style, is_hit))
        if face is None:
            font = self._theme.font(style)
            if is_hit:
                font.setWeight(QFont.Weight.DemiBold)
            face = self._faces[style, is_hit] = _Face(font)
        return face

    def _on_theme(self) -> None:
        self._faces.clear()


class _Face:
    """A font with its measures, which cost as much to ask for as a word to draw."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self.height = self.metrics.height()
        self._ascent = self.metrics.ascent()

    def draw(self, painter: QPainter, x: int, top: int, room: int, text: str) -> int:
        """Draw *text* from *x* below *top*, shortened to *room*; gives the width used or *room*."""
        width = self.metrics.horizontalAdvance(text)
        if width > room:
            text = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
            width = max(room, 0)
        painter.setFont(self.font)
        painter.drawText(x, top + self._ascent, text)
        return width
