from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.search_days import WORDS, month_of, period, week_of

TODAY = date(2026, 1, 14)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-06-24", date(2026, 6, 24), date(2026, 6, 24)),
        ("24/06/2026", date(2026, 6, 24), date(2026, 6, 24)),
        ("24.6.2026", date(2026, 6, 24), date(2026, 6, 24)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("today", TODAY, TODAY),
        ("Yesterday", date(2026, 1, 13), date(2026, 1, 13)),
        ("this-week", date(2026, 1, 12), date(2026, 1, 18)),
        ("last week", date(2026, 1, 5), date(2026, 1, 11)),
        ("this-month", date(2026, 1, 1), date(2026, 1, 31)),
        ("last-month", date(2025, 12, 1), date(2025, 12, 31)),
        ("this-year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last-year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_days_as_people_write_them(text: str, first: date, last: date) -> None:
    assert period(text, TODAY) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-13", "31/02/2026", "0000", "99999", "24/06", "2026-6-", "june"]
)
def test_what_is_no_day(text: str) -> None:
    assert period(text, TODAY) is None


@given(st.one_of(st.text(max_size=12), st.sampled_from(WORDS)), st.dates())
def test_any_text_on_any_day_gives_a_span_or_nothing(text: str, today: date) -> None:
    found = period(text, today)
    assert found is None or found[0] <= found[1]


@given(st.dates())
def test_weeks_begin_on_monday_and_months_on_the_first(day: date) -> None:
    monday, sunday = week_of(day)
    assert monday <= day <= sunday
    assert monday.weekday() == 0 or monday == date.min
    first, last = month_of(day)
    assert (first.day, first.month, last.month) == (1, day.month, day.month)
