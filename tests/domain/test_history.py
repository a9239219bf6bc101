"""When an earlier version is kept, and which of them age lets go of."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.history import (
    KEEP_ALL,
    RecordKind,
    Version,
    VersionReason,
    removes_much,
    to_keep,
)

NOW = datetime(2026, 6, 24, 12, 0, tzinfo=UTC)


def version(age: timedelta, reason: VersionReason = VersionReason.EDIT) -> Version:
    made_at = NOW - age
    reading = f"{int(made_at.timestamp() * 1000):015d}-00000-node"
    return Version(RecordKind.ENTRY, "e1", reading, made_at, reason)


@pytest.mark.parametrize(
    ("before", "after", "much"),
    [
        ("A short line of text that goes.", "", True),
        ("A short line of text that goes.", "A short line of text that goes on.", False),
        ("A short line of text that goes.", "A short line of text", False),
        ("Under twenty", "", False),
        ("x" * 2000, "x" * 1400, True),
        ("x" * 2000, "x" * 1600, False),
        ("The whole page was written.", "zzzzzzzzzzzzzzzzzzzzzzzzzz.", True),
        ("", "Something new", False),
    ],
)
def test_removing_much_of_a_text_is_noticed(before: str, after: str, much: bool) -> None:
    assert removes_much(before, after) is much


@given(st.text(max_size=300), st.text(max_size=60), st.integers(0, 300))
def test_putting_something_in_removes_nothing(text: str, more: str, place: int) -> None:
    assert not removes_much(text, text[:place] + more + text[place:])


@given(st.text(min_size=21, max_size=3000))
def test_wiping_a_page_always_counts(text: str) -> None:
    assert removes_much(text, "")


def test_everything_of_the_last_week_stays() -> None:
    versions = [version(KEEP_ALL - timedelta(minutes=10 * n)) for n in range(50)]
    assert to_keep(versions, NOW) == {v.reading for v in versions}


def test_older_ones_thin_to_the_last_of_a_day_and_then_of_a_week() -> None:
    daily = [version(timedelta(days=30, hours=h)) for h in range(6)]
    weekly = [version(timedelta(days=200 + d)) for d in range(21)]
    kept = to_keep([*daily, *weekly], NOW)
    assert len(kept & {v.reading for v in daily}) == 1
    assert daily[0].reading in kept
    assert 3 <= len(kept & {v.reading for v in weekly}) <= 4


@given(
    st.lists(
        st.tuples(st.integers(0, 800), st.sampled_from(VersionReason)),
        unique_by=lambda v: v[0],
        max_size=60,
    )
)
def test_thinning_keeps_what_is_pinned_and_is_done_once(
    ages: list[tuple[int, VersionReason]],
) -> None:
    versions = [version(timedelta(days=days), reason) for days, reason in ages]
    kept = to_keep(versions, NOW)
    assert kept >= {v.reading for v in versions if v.reason.is_pinned}
    rest = [v for v in versions if v.reading in kept]
    assert to_keep(rest, NOW) == kept
    if versions:
        assert max(v.reading for v in versions) in kept


@given(
    st.lists(st.integers(0, 800), unique=True, max_size=60),
    st.lists(st.booleans(), min_size=60, max_size=60),
)
def test_copies_that_thinned_apart_agree_when_united(ages: list[int], sides: list[bool]) -> None:
    versions = [version(timedelta(days=days)) for days in ages]
    one = [v for v, side in zip(versions, sides, strict=False) if side]
    other = [v for v, side in zip(versions, sides, strict=False) if not side]
    thinned = [v for part in (one, other) for v in part if v.reading in to_keep(part, NOW)]
    assert to_keep(thinned, NOW) == to_keep(versions, NOW)
