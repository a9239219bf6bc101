"""Dates are written and read as in Britain, whatever the computer's own settings."""

import locale
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.entries import Precision
from ahpjournal.ui.kit.dates import (
    format_date,
    format_day,
    format_event,
    format_long,
    format_month,
    format_time,
    parse_date,
)

DAY = date(2026, 6, 24)


def test_a_date_is_day_month_year() -> None:
    assert format_date(DAY) == "24/06/2026"
    assert format_date(date(2026, 1, 3)) == "03/01/2026"


def test_a_long_date_names_the_day_and_the_month() -> None:
    assert format_long(DAY) == "Wed 24 June 2026"
    assert format_month(DAY) == "June 2026"


def test_a_short_date_has_a_year_only_where_it_is_another_one() -> None:
    assert format_day(DAY, date(2026, 12, 31)) == "24 Jun"
    assert format_day(DAY, date(2027, 1, 1)) == "24 Jun 2026"


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.DAY, "Wed 24 June 2026"),
        (Precision.WEEK, "Week of 24/06/2026"),
        (Precision.MONTH, "June 2026"),
    ],
)
def test_an_event_is_dated_no_more_exactly_than_its_owner_chose(
    precision: Precision, words: str
) -> None:
    assert format_event(DAY, precision) == words


def test_a_time_has_hours_and_minutes() -> None:
    moment = datetime(2026, 6, 24, 9, 5, tzinfo=UTC)
    assert format_time(moment) == moment.astimezone().strftime("%H:%M")


@pytest.mark.parametrize(
    "typed",
    [
        "24/06/2026",
        "24/6/2026",
        " 24 / 6 / 26 ",
        "24.06.2026",
        "24-6-2026",
        "24 6 2026",
        "2026-06-24",
        "24 June 2026",
        "24 jun 2026",
    ],
)
def test_a_date_is_read_in_every_usual_way(typed: str) -> None:
    assert parse_date(typed) == DAY


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_is_no_date(typed: str) -> None:
    assert parse_date(typed) is None


@pytest.mark.parametrize("typed", ["31/02/2026", "24/13/2026", "tomorrow", "24/06", "1 Foo 2026"])
def test_what_is_not_a_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_date(typed)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_what_is_written_is_read_again(day: date) -> None:
    assert parse_date(format_date(day)) == day


def test_the_locale_of_the_computer_does_not_matter() -> None:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, "C")
        assert format_long(DAY) == "Wed 24 June 2026"
    finally:
        locale.setlocale(locale.LC_TIME, before)


def test_dates_need_no_qt() -> None:
    code = "import sys, ahpjournal.ui.kit.dates; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
