"""When nobody is there: minutes without use, and gaps that only sleep makes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.clock import FixedClock
from ahpjournal.ui.lock.idleness import LOOK_SECONDS, Idleness
from ahpjournal.ui.lock.reasons import LockReason

START = datetime(2026, 6, 24, 9, 0, tzinfo=UTC)
STEP = timedelta(seconds=LOOK_SECONDS)


def looks(idleness: Idleness, clock: FixedClock, count: int) -> list[LockReason | None]:
    """Look *count* times, as often as one should."""
    found = []
    for _look in range(count):
        clock.advance(STEP)
        found.append(idleness.look())
    return found


def test_it_is_time_after_the_minutes_and_not_before() -> None:
    clock = FixedClock(START)
    idleness = Idleness(clock, 5)
    assert looks(idleness, clock, 19) == [None] * 19
    assert looks(idleness, clock, 1) == [LockReason.IDLE]


def test_use_begins_the_minutes_again() -> None:
    clock = FixedClock(START)
    idleness = Idleness(clock, 5)
    looks(idleness, clock, 19)
    idleness.used()
    assert looks(idleness, clock, 19) == [None] * 19
    assert looks(idleness, clock, 1) == [LockReason.IDLE]


def test_other_minutes_hold_at_once() -> None:
    clock = FixedClock(START)
    idleness = Idleness(clock, 60)
    looks(idleness, clock, 20)
    idleness.set_minutes(5)
    assert looks(idleness, clock, 1) == [LockReason.IDLE]


def test_a_gap_means_that_the_computer_slept() -> None:
    clock = FixedClock(START)
    idleness = Idleness(clock, 60)
    looks(idleness, clock, 3)
    clock.advance(timedelta(minutes=2))
    assert idleness.look() is LockReason.SLEEP


@given(st.lists(st.integers(min_value=-86_400, max_value=86_400), max_size=40))
def test_however_the_clock_jumps_the_minutes_end(jumps: list[int]) -> None:
    clock = FixedClock(START)
    idleness = Idleness(clock, 5)
    for seconds in jumps:
        clock.advance(timedelta(seconds=seconds))
        idleness.look()
    assert LockReason.IDLE in looks(idleness, clock, 21)
