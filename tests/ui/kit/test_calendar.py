"""A month to pick a day from."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.kit.calendar import CalendarPopup
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.theme.tokens import DARK


@pytest.fixture
def popup(qtbot: QtBot, theme: Theme) -> Iterator[CalendarPopup]:
    frame = QWidget()
    qtbot.addWidget(frame)
    yield CalendarPopup(frame)
    frame.close()


def test_a_day_that_is_picked_is_told_once_and_the_calendar_closes(
    qtbot: QtBot, popup: CalendarPopup
) -> None:
    told: list[date] = []
    popup.picked.connect(told.append)
    popup.open_at(QPoint(10, 10), date(2026, 6, 24))
    assert popup.calendar.selectedDate() == QDate(2026, 6, 24)
    popup.calendar.clicked.emit(QDate(2026, 7, 1))
    popup.calendar.activated.emit(QDate(2026, 7, 1))
    assert told == [date(2026, 7, 1)]
    assert not popup.isVisible()


def test_weeks_begin_on_monday_and_weekends_are_not_red(theme: Theme, popup: CalendarPopup) -> None:
    theme.apply_look(ThemeChoice.DARK, 100)
    assert popup.calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    weekend: QTextCharFormat = popup.calendar.weekdayTextFormat(Qt.DayOfWeek.Sunday)
    assert weekend.foreground().color().name().upper() == DARK.text


def test_it_stays_on_the_screen(popup: CalendarPopup) -> None:
    popup.open_at(QPoint(100_000, 100_000), date(2026, 6, 24))
    assert popup.screen().availableGeometry().contains(popup.geometry())
    popup.hide()


def test_its_arrows_have_names_and_pictures(popup: CalendarPopup) -> None:
    names = {
        button.accessibleName(): button.icon().isNull()
        for button in popup.calendar.findChildren(QToolButton)
        if button.objectName() in {"qt_calendar_prevmonth", "qt_calendar_nextmonth"}
    }
    assert names == {"Earlier month": False, "Later month": False}


def test_it_grows_with_the_text(theme: Theme, popup: CalendarPopup) -> None:
    before = popup.calendar.width()
    theme.apply_look(ThemeChoice.LIGHT, 200)
    assert popup.calendar.width() == 2 * before
