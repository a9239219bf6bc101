"""The cells of the calendar: a day, a month in small, and what the colours stand for."""

from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from ahpjournal.domain.search_days import month_of, week_of
from ahpjournal.text import _
from ahpjournal.ui.kit.dates import month_names
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Row
from ahpjournal.ui.kit.looks import follow_theme
from ahpjournal.ui.pages.find.state import CalendarState
from ahpjournal.ui.pages.find.words import counted_day, counted_month
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.theme.tokens import contrast

WEEKS, DAYS = 6, 7
_CELL = 40
_HEAT_FROM = (1, 2, 3, 5)
"""From how many reflections on a day has each step of colour after the palest."""


def heat_step(count: int) -> int:
    """Give which of the five colours a day with *count* reflections has."""
    return sum(1 for least in _HEAT_FROM if count >= least)


class DayCell(QAbstractButton):
    """One day: its number, and how many reflections it has in colour and as a number."""

    def __init__(self, theme: Theme) -> None:
        """Make an empty cell."""
        super().__init__()
        self._theme = theme
        self.day = date.min
        self.count = 0
        self.is_outside = False
        self.is_chosen = False
        self.is_today = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.updateGeometry)

    def show_day(self, day: date, count: int, state: CalendarState) -> None:
        """Show *day* with *count* reflections in the month of *state*."""
        self.day, self.count = day, count
        self.is_outside = (day.year, day.month) != (state.day.year, state.day.month)
        self.is_chosen, self.is_today = day == state.day, day == state.today
        words = counted_day(day, count)
        if self.is_today:
            words = _("{day}, today").format(day=words)
        self.setAccessibleName(words)
        self.setToolTip(words)
        reach = Qt.FocusPolicy.StrongFocus if self.is_chosen else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(reach)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_CELL), self._theme.px(_CELL))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(36), self._theme.px(36))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, c = self._theme, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        step = heat_step(self.count)
        fill = c.surface if self.is_outside and not self.count else c.heat[step]
        ink = c.text if contrast(c.text, fill) >= contrast(c.on_accent, fill) else c.on_accent
        painter.setPen(_edge(theme))
        if self.is_chosen:
            painter.setPen(QPen(QColor(c.text), 2))
        elif self.is_today:
            painter.setPen(QPen(QColor(c.accent), 2, Qt.PenStyle.DashLine))
        elif self.underMouse():
            painter.setPen(QPen(QColor(c.control), 1))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(area, theme.px(6), theme.px(6))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), 3))
            painter.drawRoundedRect(area, theme.px(6), theme.px(6))
        faint = c.text2 if self.is_outside and not self.count else ink
        painter.setFont(theme.font("small"))
        painter.setPen(QColor(faint))
        inner = area.adjusted(theme.px(6), theme.px(3), -theme.px(6), -theme.px(3))
        painter.drawText(
            inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, str(self.day.day)
        )
        if self.count:
            font = theme.font("strong")
            painter.setFont(font)
            where = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
            painter.drawText(inner, where, str(self.count))
        painter.end()


def _edge(theme: Theme) -> QPen:
    """Give the line around a cell: none, but where grounds are not to be told apart."""
    if theme.colours.outline > 1:
        return QPen(QColor(theme.colours.border), 1)
    return QPen(Qt.PenStyle.NoPen)


class MonthCell(QAbstractButton):
    """One month of the year: its days in small, and how many reflections it has."""

    def __init__(self, theme: Theme) -> None:
        """Make an empty cell."""
        super().__init__()
        self._theme = theme
        self.first = date.min
        self._state = CalendarState(date.min, date.min)
        self.count = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_month(self, first: date, state: CalendarState) -> None:
        """Show the month that begins on *first*, all that may have been in it."""
        self.first, self._state = first, state
        self.count = sum(
            count
            for counts in (state.days, state.weeks, state.months)
            for day, count in counts.items()
            if (day.year, day.month) == (first.year, first.month)
        )
        words = counted_month(first, self.count)
        self.setAccessibleName(words)
        self.setToolTip(words)
        is_chosen = first.month == state.day.month
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(92), self._theme.px(84))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(50), self._theme.px(84))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, c = self._theme, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = self.first.month == self._state.day.month
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(_edge(theme))
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 3))
        elif is_chosen:
            painter.setPen(QPen(QColor(c.text), 2))
        elif self.underMouse():
            painter.setPen(QPen(QColor(c.control), 1))
        painter.setBrush(QColor(c.surface))
        painter.drawRoundedRect(area, theme.px(6), theme.px(6))
        inner = area.adjusted(theme.px(7), theme.px(4), -theme.px(7), -theme.px(4)).toRect()
        painter.setFont(theme.font("caption"))
        painter.setPen(QColor(c.text if is_chosen else c.text2))
        name = month_names()[self.first.month - 1][:3]
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(inner, top | Qt.AlignmentFlag.AlignLeft, name)
        if self.count:
            painter.drawText(inner, top | Qt.AlignmentFlag.AlignRight, f"{self.count:,}")
        self._paint_days(painter, inner)
        painter.end()

    def _paint_days(self, painter: QPainter, inner: QRect) -> None:
        theme, c = self._theme, self._theme.colours
        top = inner.top() + theme.px(19)
        across, down = inner.width() / DAYS, (inner.bottom() - top) / WEEKS
        painter.setPen(Qt.PenStyle.NoPen)
        monday = week_of(self.first)[0]
        for number in range(1, month_of(self.first)[1].day + 1):
            day = self.first.replace(day=number)
            week, weekday = divmod((day - monday).days, DAYS)
            painter.setBrush(QColor(c.heat[heat_step(self._state.days.get(day, 0))]))
            box = QRectF(inner.left() + weekday * across, top + week * down, across, down)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -1.5, -1.5), 1.5, 1.5)


class HeatKey(QWidget):
    """What the colours stand for."""

    def __init__(self) -> None:
        """Make it."""
        super().__init__()
        row = Row(self, gap=6)
        row.addWidget(Words(_("On one day:"), "caption", "text2", wraps=False))
        for step, count in enumerate(("0", "1", "2", "3\u20134", "5+")):
            row.addWidget(_HeatBox(step))
            row.addWidget(Words(count, "caption", "text2", wraps=False))
        row.addStretch(1)


class _HeatBox(QWidget):
    def __init__(self, step: int) -> None:
        super().__init__()
        self._step = step
        self._theme = follow_theme(self._on_theme)

    def _on_theme(self) -> None:
        size = Theme.active().px(14)
        self.setFixedSize(size, size)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setPen(QPen(QColor(colours.control), 1))
        painter.setBrush(QColor(colours.heat[self._step]))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
