"""Which backups are kept, and when the next is due."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.backups import (
    DAYS,
    LAST,
    MONTHS,
    WEEKS,
    Backup,
    BackupReason,
    has_state,
    is_due,
    is_much_smaller,
    is_overdue,
    newest,
    rotate,
)

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
MOST = LAST + DAYS + WEEKS + MONTHS


def made(moment: datetime, number: int = 0, entries: int = 100, **changes: Any) -> Backup:
    """Give a backup made at *moment*."""
    backup = Backup(
        path=Path(f"/b/{moment:%Y%m%dT%H%M%S} {number}.ahpjournal"),
        made_at=moment,
        made_on=moment.date(),
        reason=BackupReason.DAILY,
        journal_id="j",
        counts={"entries": entries, "actions": 0},
        words=entries * 100,
        size_bytes=1,
        schema_version=2,
        is_encrypted=False,
        is_checked=True,
        mark=f"{moment.isoformat()} {number}",
    )
    return replace(backup, **changes)


moments = st.integers(0, 500 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
several = st.lists(
    st.tuples(moments, st.sampled_from(BackupReason), st.integers(0, 400), st.booleans()),
    max_size=60,
).map(
    lambda rows: [
        made(moment, n, entries, reason=reason, is_checked=checked)
        for n, (moment, reason, entries, checked) in enumerate(rows)
    ]
)


@given(several, moments)
def test_whatever_happens_what_must_stay_stays(backups: list[Backup], now: datetime) -> None:
    rotation = rotate(backups, now)
    assert sorted(map(str, (b.path for b in rotation.kept + rotation.removed))) == sorted(
        str(b.path) for b in backups
    )
    ours = sorted(
        (b for b in backups if b.is_checked and b.made_at <= now),
        key=lambda b: (b.made_at, b.path.name),
    )
    kept = {b.path for b in rotation.kept}
    assert {b.path for b in ours[-LAST:]} <= kept
    for backup in rotation.removed:
        assert backup.is_checked
        assert backup.made_at <= now
        assert backup.reason is not BackupReason.BEFORE_UPGRADE
        later = ours[ours.index(backup) + 1]
        assert not is_much_smaller(later, backup)


@given(several, moments)
def test_rotating_again_removes_nothing_more(backups: list[Backup], now: datetime) -> None:
    kept = rotate(backups, now).kept
    assert rotate(kept, now).removed == ()


@given(several)
def test_a_clock_set_back_removes_nothing(backups: list[Backup]) -> None:
    assert rotate(backups, START - timedelta(days=1)).removed == ()


@given(st.lists(moments, min_size=1, max_size=200), moments)
def test_sound_backups_of_a_growing_journal_stay_few(times: list[datetime], now: datetime) -> None:
    backups = [made(moment, n) for n, moment in enumerate(sorted(times))]
    kept = rotate(backups, max(now, *times)).kept
    assert len(kept) <= MOST
    days = {b.made_on for b in backups}
    assert {b.made_on for b in kept} >= set(sorted(days)[-DAYS:])


def test_four_hundred_days_leave_some_twenty_backups_over_a_year() -> None:
    kept: tuple[Backup, ...] = ()
    most = 0
    for day in range(400):
        for hour, reason in ((0, BackupReason.DAILY), (8, BackupReason.CLOSE)):
            now = START + timedelta(days=day, hours=hour)
            kept = rotate((*kept, made(now, entries=day + 1, reason=reason)), now).kept
            most = max(most, len(kept))
    assert 20 <= len(kept) <= 30
    assert most <= 30
    assert kept[-1].made_on - kept[0].made_on >= timedelta(days=300)


def test_nothing_goes_while_the_newest_is_over_a_fifth_smaller() -> None:
    full = [made(START + timedelta(hours=n), n) for n in range(12)]
    emptied = made(START + timedelta(hours=13), entries=79)
    assert rotate(full, START + timedelta(days=1)).removed
    held = rotate([*full, emptied], START + timedelta(days=1))
    assert held.is_held
    assert held.removed == ()


def test_the_last_one_before_a_great_loss_is_kept_for_ever() -> None:
    full = [made(START + timedelta(hours=n), n) for n in range(12)]
    after = [made(START + timedelta(hours=13 + n), n, entries=10) for n in range(200)]
    kept = rotate([*full, *after], START + timedelta(days=20)).kept
    assert full[-1] in kept


@pytest.mark.parametrize(
    ("entries", "text", "smaller"),
    [(80, 10_000, False), (79, 10_000, True), (100, 7_999, True), (100, 8_000, False)],
)
def test_a_fifth_is_the_measure(entries: int, text: int, smaller: bool) -> None:
    now = made(START, entries=entries, words=text)
    assert is_much_smaller(now, made(START)) is smaller


def test_the_daily_one_is_due_once_a_day_and_only_after_a_change() -> None:
    yesterday = made(START, mark="then")
    today = (START + timedelta(days=1)).date()
    assert is_due([], today, "now")
    assert is_due([yesterday], today, "now")
    assert not is_due([yesterday], today, "then")
    assert not is_due([made(START + timedelta(days=1), mark="x")], today, "now")
    assert is_due([made(START + timedelta(days=1), is_checked=False)], today, "now")


def test_a_clock_set_back_does_not_hide_that_one_is_due() -> None:
    future = made(START + timedelta(days=400), mark="then")
    assert is_due([future], START.date(), "now")
    assert not is_due([future], START.date(), "then")


def test_a_week_of_changes_without_a_backup_is_told() -> None:
    begun = date(2026, 1, 5)
    assert not is_overdue([], begun + timedelta(days=6), "now", begun)
    assert is_overdue([], begun + timedelta(days=7), "now", begun)
    last = made(START, mark="then")
    assert is_overdue([last], begun + timedelta(days=7), "now", begun - timedelta(days=90))
    assert not is_overdue([last], begun + timedelta(days=70), "then", begun)


def test_the_newest_is_the_one_made_last() -> None:
    assert newest([]) is None
    assert newest([made(START + timedelta(1)), made(START)]) == made(START + timedelta(1))
    assert not has_state([made(START, mark="a", is_checked=False)], "a")
    assert made(START).records == 100


@given(several, moments, st.integers(0, 400))
def test_nothing_younger_than_the_organisation_wishes_goes(
    backups: list[Backup], now: datetime, days: int
) -> None:
    for backup in rotate(backups, now, days).removed:
        assert now - backup.made_at >= timedelta(days=days)
    without = {b.path for b in rotate(backups, now).kept}
    assert without <= {b.path for b in rotate(backups, now, days).kept}
