"""Paints a row of the journal's list."""

from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from typing_extensions import override

from ahpjournal.domain.entries import EntryState, EntrySummary, Precision, Sharing
from ahpjournal.text import _
from ahpjournal.ui.kit.dates import format_day, format_event
from ahpjournal.ui.kit.row_painting import Index, RowDelegate
from ahpjournal.ui.pages.journal.list_model import SUMMARY, row_title
from ahpjournal.ui.theme import icons

_MARK = 14


class EntryDelegate(RowDelegate):
    """Title, a line of text with hits in bold, date and module; all rows are of one height."""

    @override
    def paint_words(
        self, painter: QPainter, inner: QRect, index: Index, *, is_selected: bool
    ) -> None:
        one = index.data(SUMMARY)
        if not isinstance(one, EntrySummary):
            return
        theme, px = self._theme, self._theme.px
        text = row_title(one)
        top = self.draw_line(painter, inner, inner.top(), "strong", theme.colours.text, text)
        top = self.draw_marked(painter, inner, top + px(4), one.preview)
        self._foot(painter, inner, top + px(5), one, is_selected=is_selected)

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
        self.draw_line(painter, line, top, "caption", colour, "  \u00b7  ".join(parts))

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
