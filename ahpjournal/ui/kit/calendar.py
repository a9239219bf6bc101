"""A month to pick a day from, Monday first, in the theme's colours."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from ahpjournal.text import _
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.looks import follow_theme
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme

_WIDTH = 308
_HEIGHT = 288


class CalendarPopup(QFrame):
    """A calendar that opens below a field and closes when a day is picked.

    Signals:
        picked(object): the user chose this datetime.date.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Make it for *parent*, hidden."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("look", "popup")
        self.setAccessibleName(_("Calendar"))
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(
            QCalendarWidget.HorizontalHeaderFormat.ShortDayNames
        )
        self.calendar.activated.connect(self._on_picked)
        self.calendar.clicked.connect(self._on_picked)
        column = Column(self, gap=0, margins=(8, 8, 8, 8))
        column.addWidget(self.calendar)
        self._theme = follow_theme(self._on_theme)

    def open_at(self, place: QPoint, day: date | None) -> None:
        """Show the month of *day*, or the present one, with its corner at *place* on the screen."""
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.show()
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = max(screen.left(), min(place.x(), screen.right() - self.width()))
        top = max(screen.top(), min(place.y(), screen.bottom() - self.height()))
        self.move(left, top)
        self.calendar.setFocus()

    def _on_picked(self, chosen: QDate) -> None:
        if not self.isVisible():
            return
        self.hide()
        self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))

    def _on_theme(self) -> None:
        theme = Theme.active()
        c = theme.colours
        self.calendar.setFixedSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        plain = QTextCharFormat()
        plain.setForeground(QColor(c.text))
        for day in Qt.DayOfWeek:
            self.calendar.setWeekdayTextFormat(day, plain)
        head = QTextCharFormat()
        head.setForeground(QColor(c.text3))
        head.setBackground(QColor(c.surface))
        self.calendar.setHeaderTextFormat(head)
        size = theme.px(theme.sizes.icon)
        for name, icon, words in (
            ("qt_calendar_prevmonth", "chevron-left", _("Earlier month")),
            ("qt_calendar_nextmonth", "chevron-right", _("Later month")),
        ):
            for button in self.calendar.findChildren(QToolButton, name):
                button.setIcon(icons.icon(icon, c.text2, size))
                button.setIconSize(QSize(size, size))
                button.setAccessibleName(words)
                button.setToolTip(words)
