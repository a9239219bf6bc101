from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.ui.pages.find.calendar_days import other_day, other_month


@pytest.mark.parametrize(
    ("day", "step", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date.max, 1, date.max),
        (date.min, -1, date.min),
    ],
)
def test_other_months(day: date, step: int, expected: date) -> None:
    assert other_month(day, step) == expected


def test_other_days_stay_within_the_calendar() -> None:
    assert other_day(date(2026, 1, 31), 1) == date(2026, 2, 1)
    assert other_day(date.max, 1) == date.max


@given(st.dates(), st.integers(min_value=-30, max_value=30))
def test_any_step_gives_a_day(day: date, step: int) -> None:
    assert isinstance(other_month(day, step), date)
