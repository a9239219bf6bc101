"""Paints a row of the journal's list."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ahpjournal.domain.entries import EntryState, EntrySummary, Precision, Sharing
from ahpjournal.domain.search import HIT_END, HIT_START
from ahpjournal.text import _
from ahpjournal.ui.kit.dates import format_day, format_event
from ahpjournal.ui.pages.journal.list_model import SUMMARY, row_title
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme

ROW = 92
GAP = 4
_MARK = 14
Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """Title, a line of text with hits in bold, date and module; all rows are of one height."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        """Paint in the colours of *theme*."""
        super().__init__(view)
        self._theme = theme
        self.today = date.min

    def height(self) -> int:
        """Give the height of every row, at the present text size."""
        return self._theme.px(ROW)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one = index.data(SUMMARY)
        if not isinstance(one, EntrySummary):
            return
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
        title = theme.font("strong")
        top = self._line(painter, inner, inner.top(), title, theme.colours.text, row_title(one))
        top = self._snippet(painter, inner, top + px(4), one)
        self._foot(painter, inner, top + px(5), one, is_selected=is_selected)
        painter.restore()

    def _line(
        self, painter: QPainter, area: QRect, top: int, font: QFont, colour: str, text: str
    ) -> int:
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area.left(), top + metrics.ascent(), words)
        return top + metrics.height()

    def _snippet(self, painter: QPainter, area: QRect, top: int, one: EntrySummary) -> int:
        theme = self._theme
        normal, bold = theme.font("small"), theme.font("small")
        bold.setWeight(QFont.Weight.DemiBold)
        text = " ".join(one.preview.split())
        if HIT_START not in text:
            return self._line(painter, area, top, normal, theme.colours.text2, text)
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
            painter.setPen(QColor(theme.colours.soft_text if is_hit else theme.colours.text2))
            painter.drawText(x, top + metrics.ascent(), words)
            x += width
            if words != part or x >= right:
                break
        return top + metrics.height()

    def _foot(
        self, painter: QPainter, area: QRect, top: int, one: EntrySummary, *, is_selected: bool
    ) -> None:
        colours = self._theme.colours
        is_exact = one.on_precision is Precision.DAY
        parts = [
            format_day(one.on, self.today) if is_exact else format_event(one.on, one.on_precision)
        ]
        if one.on == date.min:
            parts = []
        if one.module is not None:
            parts.append(_("Module {number}").format(number=one.module))
        colour = colours.soft_text if is_selected else colours.text2
        room = self._marks(painter, area, top, one)
        line = QRect(area.left(), area.top(), max(area.width() - room, 0), area.height())
        font = self._theme.font("caption")
        self._line(painter, line, top, font, colour, "  \u00b7  ".join(parts))

    def _marks(self, painter: QPainter, area: QRect, top: int, one: EntrySummary) -> int:
        """Paint at the right what is left to do, and for whom it is; gives the width used."""
        theme = self._theme
        font = theme.font("caption")
        metrics = QFontMetrics(font)
        right = area.right() + 1
        if one.sharing is not Sharing.PRIVATE:
            size = theme.px(_MARK)
            right -= size
            name = "users" if one.sharing is Sharing.COACH else "file-text"
            mark = icons.pixmap(name, theme.colours.text2, size)
            painter.drawPixmap(right, top + (metrics.height() - size) // 2, mark)
            right -= theme.px(6)
        if one.attachments:
            count, size = str(one.attachments), theme.px(_MARK)
            right -= metrics.horizontalAdvance(count)
            painter.setFont(font)
            painter.setPen(QColor(theme.colours.text2))
            painter.drawText(right, top + metrics.ascent(), count)
            right -= size + theme.px(2)
            mark = icons.pixmap("paperclip", theme.colours.text2, size)
            painter.drawPixmap(right, top + (metrics.height() - size) // 2, mark)
            right -= theme.px(8)
        if one.state is EntryState.DRAFT:
            words = _("Finish later")
            width = metrics.horizontalAdvance(words)
            right -= width
            painter.setFont(font)
            painter.setPen(QColor(theme.colours.warn))
            painter.drawText(right, top + metrics.ascent(), words)
            right -= theme.px(8)
        return area.right() + 1 - right
