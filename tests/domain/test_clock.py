from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.clock import (
    FixedClock,
    HybridClock,
    SystemClock,
    parse_timestamp,
    timestamp,
)
from tests.builders import MOMENT, fixed_clock

moments = st.datetimes(timezones=st.just(UTC))


def test_the_system_clock_tells_utc_and_a_local_day_near_it() -> None:
    clock = SystemClock()
    now = clock.now()
    assert now.tzinfo is UTC
    assert abs((clock.today() - now.date()).days) <= 1


def test_a_fixed_clock_stands_until_it_is_moved() -> None:
    clock = FixedClock(MOMENT)
    assert clock.now() == clock.now() == MOMENT
    clock.advance(timedelta(days=1, minutes=5))
    assert clock.now() == MOMENT + timedelta(days=1, minutes=5)
    assert clock.today().isoformat() == "2026-01-13"


def test_a_timestamp_is_utc_with_milliseconds() -> None:
    summer = timezone(timedelta(hours=1))
    assert (
        timestamp(datetime(2026, 6, 24, 9, 0, 0, 7_999, tzinfo=summer))
        == "2026-06-24T08:00:00.007Z"
    )


@given(moments)
def test_a_timestamp_reads_back_to_the_millisecond(moment: datetime) -> None:
    text = timestamp(moment)
    back = parse_timestamp(text)
    assert moment - back < timedelta(milliseconds=1)
    assert back <= moment
    assert timestamp(back) == text


@given(moments, moments)
def test_timestamps_sort_as_the_moments_do(one: datetime, other: datetime) -> None:
    if timestamp(one) < timestamp(other):
        assert one < other


def test_a_moment_without_an_offset_counts_as_utc() -> None:
    assert parse_timestamp("2026-01-12T09:30:00") == MOMENT


def test_a_moment_with_an_offset_is_turned_into_utc() -> None:
    assert parse_timestamp("2026-01-12T10:30:00+01:00") == MOMENT


def test_what_is_no_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid"):
        parse_timestamp("yesterday")


def test_readings_grow_while_the_clock_stands_and_when_it_goes_back() -> None:
    clock = fixed_clock()
    hybrid = HybridClock(clock, "node")
    readings = [hybrid.tick() for _ in range(3)]
    clock.advance(timedelta(hours=-3))
    readings.append(hybrid.tick())
    clock.advance(timedelta(hours=9))
    readings.append(hybrid.tick())
    assert readings == sorted(set(readings))


def test_a_hundred_thousand_readings_in_one_millisecond_still_sort() -> None:
    hybrid = HybridClock(fixed_clock(), "node")
    first = [hybrid.tick() for _ in range(99_999)]
    more = [hybrid.tick() for _ in range(3)]
    readings = [first[0], first[-1], *more]
    assert readings == sorted(set(readings))
    assert len({len(reading) for reading in readings}) == 1


@given(st.lists(st.integers(min_value=-10_000, max_value=10_000), max_size=20))
def test_a_reading_is_always_later_than_any_seen(steps: list[int]) -> None:
    ours, theirs = FixedClock(MOMENT), FixedClock(MOMENT)
    mine, other = HybridClock(ours, "a"), HybridClock(theirs, "b")
    for step in steps:
        theirs.advance(timedelta(milliseconds=step))
        seen = other.tick()
        mine.observe(seen)
        assert mine.tick() > seen


@pytest.mark.parametrize("reading", ["", "abc", "1-2", "x-y-z"])
def test_a_reading_of_another_form_is_refused(reading: str) -> None:
    with pytest.raises(ValueError, match=r"unpack|invalid literal"):
        HybridClock(fixed_clock(), "a").observe(reading)


def test_the_lead_tells_a_clock_that_was_set_back() -> None:
    clock = FixedClock(datetime(2026, 6, 24, 9, 0, tzinfo=UTC))
    hybrid = HybridClock(clock, "node")
    assert hybrid.lead() < timedelta(0)
    hybrid.tick()
    assert hybrid.lead() == timedelta(0)
    clock.advance(timedelta(days=-2))
    assert hybrid.lead() == timedelta(days=2)
