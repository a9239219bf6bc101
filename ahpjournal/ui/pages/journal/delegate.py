"""Paints a row of the journal's list."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ahpjournal.domain.entries import EntryState, EntrySummary, Precision, Sharing
from ahpjournal.domain.markdown import plain_text
from ahpjournal.domain.search import HIT_END, HIT_START
from ahpjournal.text import _
from ahpjournal.ui.kit.dates import format_day, format_event
from ahpjournal.ui.pages.journal.list_model import SUMMARY, row_title
from ahpjournal.ui.theme.theme import Theme

ROW = 84
Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """Title, a line of text with hits in bold, date and module; all rows are of one height."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        """Paint in the colours of *theme*."""
        super().__init__(view)
        self._theme = theme
        self.today = date.min

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.px(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one = index.data(SUMMARY)
        if not isinstance(one, EntrySummary):
            return
        theme, px = self._theme, self._theme.px
        area: QRect = option.rect.adjusted(0, px(2), 0, -px(2))
        state: QStyle.StateFlag = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            if is_selected and state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(QColor(theme.colours.accent), 2))
            fill = theme.colours.soft if is_selected else theme.colours.surface2
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), px(8), px(8))
        inner = area.adjusted(px(12), px(10), -px(12), -px(6))
        title = theme.font("body")
        title.setWeight(QFont.Weight.DemiBold)
        top = self._line(painter, inner, inner.top(), title, theme.colours.text, row_title(one))
        top = self._snippet(painter, inner, top + px(3), one)
        self._foot(painter, inner, top + px(4), one, is_selected=is_selected)
        painter.restore()

    def _line(
        self, painter: QPainter, area: QRect, top: int, font: QFont, colour: str, text: str
    ) -> int:
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        words = metrics.elidedText(
            " ".join(text.split()), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area.left(), top + metrics.ascent(), words)
        return top + metrics.height()

    def _snippet(self, painter: QPainter, area: QRect, top: int, one: EntrySummary) -> int:
        theme = self._theme
        normal, bold = theme.font("small"), theme.font("small")
        bold.setWeight(QFont.Weight.Bold)
        text = " ".join(plain_text(one.preview).split())
        if HIT_START not in text:
            return self._line(painter, area, top, normal, theme.colours.text2, text or " ")
        metrics = QFontMetrics(normal)
        x, right = area.left(), area.right()
        for i, part in enumerate(text.replace(HIT_END, HIT_START).split(HIT_START)):
            is_hit = i % 2 == 1
            font = bold if is_hit else normal
            used = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(theme.colours.soft_text if is_hit else theme.colours.text2))
            words = used.elidedText(part, Qt.TextElideMode.ElideRight, max(right - x, 0))
            painter.drawText(x, top + metrics.ascent(), words)
            x += used.horizontalAdvance(words)
            if words != part or x >= right:
                break
        return top + metrics.height()

    def _foot(  # noqa: PLR0913 - where and what to paint
        self,
        painter: QPainter,
        area: QRect,
        top: int,
        one: EntrySummary,
        *,
        is_selected: bool,
    ) -> None:
        colours = self._theme.colours
        if one.on_precision is Precision.DAY:
            when = format_day(one.on, self.today)
        else:
            when = format_event(one.on, one.on_precision)
        parts = [when]
        if one.module is not None:
            parts.append(_("Module {number}").format(number=one.module))
        if one.state is EntryState.DRAFT:
            parts.append(_("Finish later"))
        elif one.sharing is Sharing.COACH:
            parts.append(_("For coach"))
        elif one.sharing is Sharing.PORTFOLIO:
            parts.append(_("For portfolio"))
        colour = colours.soft_text if is_selected else colours.text2
        text = "  \u00b7  ".join(parts)
        font = self._theme.font("caption")
        self._line(painter, area, top, font, colour, text)
