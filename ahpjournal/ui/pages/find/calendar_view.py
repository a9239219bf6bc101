"""A month by day and a year by month, coloured by how much was written."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame
from typing_extensions import override

from ahpjournal.domain.search_days import month_of, week_of
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.dates import day_names, format_month
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column, Grid, Row
from ahpjournal.ui.pages.find.calendar_cells import DAYS, WEEKS, DayCell, HeatKey, MonthCell
from ahpjournal.ui.pages.find.calendar_days import other_day, other_month
from ahpjournal.ui.pages.find.state import CalendarState
from ahpjournal.ui.pages.find.words import reflections
from ahpjournal.ui.theme.theme import Theme

IN_A_ROW = 6
"""Months beside each other in the year."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MONTH_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class CalendarView(QFrame):
    """The month of the day that is looked at, and the whole year below.

    Arrow keys go from day to day, Page Up and Page Down from month to month (with Ctrl from year
    to year), Home and End to the ends of the week.

    Signals:
        day_chosen(object): the user looks at this datetime.date.
    """

    day_chosen = Signal(object)

    def __init__(self) -> None:
        """Make an empty calendar."""
        super().__init__()
        self._theme = Theme.active()
        self._state = CalendarState(date.min, date.min)
        self.setAccessibleName(_("Calendar"))
        column = Column(self, gap=10)
        self._month = Words("", "title", wraps=False)
        self._year = Words("", "title", wraps=False)
        self._vague = Words("", "small", "text2")
        self.cells = [DayCell(self._theme) for _place in range(WEEKS * DAYS)]
        self.months = [MonthCell(self._theme) for _month in range(12)]
        column.addLayout(self._month_head())
        column.addLayout(self._month_grid())
        column.addWidget(self._vague)
        column.addLayout(self._year_head())
        column.addLayout(self._year_grid())
        column.addWidget(HeatKey())
        column.addStretch(1)

    def _month_head(self) -> Row:
        head = Row(gap=4)
        today = Button(_("Today"), "quiet")
        earlier = IconButton("chevron-left", _("Earlier month"), self._theme, shortcut="PgUp")
        later = IconButton("chevron-right", _("Later month"), self._theme, shortcut="PgDn")
        today.clicked.connect(self._on_today)
        earlier.clicked.connect(self._on_earlier)
        later.clicked.connect(self._on_later)
        head.addWidget(self._month)
        head.addStretch(1)
        for button in (today, earlier, later):
            head.addWidget(button)
        return head

    def _month_grid(self) -> Grid:
        grid = Grid(gap=2, row_gap=2)
        for place, name in enumerate(day_names()):
            label = Words(name, "caption", "text3", wraps=False)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(label, 0, place)
        for place, cell in enumerate(self.cells):
            week, weekday = divmod(place, DAYS)
            grid.addWidget(cell, week + 1, weekday)
            cell.installEventFilter(self)
            cell.clicked.connect(self._on_day)
        return grid

    def _year_head(self) -> Row:
        head = Row(gap=4)
        before = IconButton("chevron-left", _("Earlier year"), self._theme)
        after = IconButton("chevron-right", _("Later year"), self._theme)
        before.clicked.connect(self._on_year_before)
        after.clicked.connect(self._on_year_after)
        head.addWidget(self._year)
        head.addStretch(1)
        head.addWidget(before)
        head.addWidget(after)
        return head

    def _year_grid(self) -> Grid:
        grid = Grid(gap=4, row_gap=4)
        for place, month in enumerate(self.months):
            grid.addWidget(month, place // IN_A_ROW, place % IN_A_ROW)
            month.installEventFilter(self)
            month.clicked.connect(self._on_month)
        return grid

    def render_state(self, state: CalendarState) -> None:
        """Show *state*; the keyboard stays on the day that is looked at."""
        had_keyboard = any(cell.hasFocus() for cell in self.cells)
        had_month = any(month.hasFocus() for month in self.months)
        self._state = state
        self._month.setText(format_month(state.day))
        self._year.setText(str(state.day.year))
        first = week_of(month_of(state.day)[0])[0]
        for place, cell in enumerate(self.cells):
            day = other_day(first, place)
            cell.show_day(day, state.days.get(day, 0), state)
            if had_keyboard and cell.is_chosen:
                cell.setFocus(Qt.FocusReason.OtherFocusReason)
        for number, month in enumerate(self.months, start=1):
            month.show_month(date(state.day.year, number, 1), state)
            if had_month and number == state.day.month:
                month.setFocus(Qt.FocusReason.OtherFocusReason)
        self._vague.setText(_vague_words(state))
        self._vague.setVisible(bool(self._vague.text()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            day = self._stepped(watched, event)
            if day is not None:
                self.day_chosen.emit(day)
                return True
        return super().eventFilter(watched, event)

    def _stepped(self, watched: object, event: QKeyEvent) -> date | None:
        key, day = Qt.Key(event.key()), self._state.day
        if key in _MONTH_STEPS:
            is_year = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            return other_month(day, _MONTH_STEPS[key] * (12 if is_year else 1))
        if isinstance(watched, MonthCell):
            step = {**_STEPS, Qt.Key.Key_Up: -IN_A_ROW, Qt.Key.Key_Down: IN_A_ROW}.get(key)
            return other_month(day, step) if step is not None else None
        if key in _STEPS:
            return other_day(day, _STEPS[key])
        if key is Qt.Key.Key_Home:
            return week_of(day)[0]
        if key is Qt.Key.Key_End:
            return week_of(day)[1]
        return None

    def _on_day(self) -> None:
        cell = self.sender()
        if isinstance(cell, DayCell):
            self.day_chosen.emit(cell.day)

    def _on_month(self) -> None:
        month = self.sender()
        if isinstance(month, MonthCell):
            self.day_chosen.emit(
                other_month(self._state.day, month.first.month - self._state.day.month)
            )

    def _on_earlier(self) -> None:
        self.day_chosen.emit(other_month(self._state.day, -1))

    def _on_later(self) -> None:
        self.day_chosen.emit(other_month(self._state.day, 1))

    def _on_year_before(self) -> None:
        self.day_chosen.emit(other_month(self._state.day, -12))

    def _on_year_after(self) -> None:
        self.day_chosen.emit(other_month(self._state.day, 12))

    def _on_today(self) -> None:
        self.day_chosen.emit(self._state.today)


def _vague_words(state: CalendarState) -> str:
    """Say what lies in the month but on none of its days."""
    first, last = month_of(state.day)
    weeks = sum(
        count
        for monday, count in state.weeks.items()
        if first <= other_day(monday, 6) and monday <= last
    )
    months = state.months.get(first, 0)
    parts = []
    if weeks:
        parts.append(_("by the week: {count}").format(count=reflections(weeks)))
    if months:
        parts.append(_("by the month: {count}").format(count=reflections(months)))
    if not parts:
        return ""
    return _("Without an exact day, {what}").format(what="; ".join(parts))
