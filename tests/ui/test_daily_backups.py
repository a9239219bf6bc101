"""Backups that nobody has to think of."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ahpjournal.bootstrap import workshop
from ahpjournal.domain.backups import BackupReason
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.feed import Topic
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.daily_backups import DailyBackups
from tests.builders import MOMENT
from tests.doubles import HandTimers


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MOMENT)


@pytest.fixture
def session(tmp_path: Path, clock: FixedClock) -> Iterator[JournalSession]:
    """Give a journal with one thought, that is backed up."""
    places = BackupPlaces(tmp_path, SettingsStore(tmp_path))
    made = workshop(clock, places).create(tmp_path / "J.ahpjournal")
    made.entries.quick_capture("a thought")
    yield made
    made.close()


@pytest.fixture
def timers() -> HandTimers:
    return HandTimers()


@pytest.fixture
def daily(timers: HandTimers) -> DailyBackups:
    return DailyBackups(InlineJobs(), timers)


def reasons(session: JournalSession) -> list[BackupReason]:
    return [b.reason for b in session.backups.state().backups]


def test_the_first_page_comes_first_then_the_backup_then_the_news(
    session: JournalSession, daily: DailyBackups, timers: HandTimers
) -> None:
    heard: list[Topic] = []
    session.feed.subscribe(heard.append)
    daily.begin(session)
    assert reasons(session) == []
    timers.pass_time()
    assert reasons(session) == [BackupReason.DAILY]
    assert heard == [Topic.BACKUPS]
    assert session.backups.seen.newest is not None


def test_a_window_that_stays_open_is_backed_up_day_after_day(
    session: JournalSession, daily: DailyBackups, timers: HandTimers, clock: FixedClock
) -> None:
    daily.begin(session)
    for day in range(3):
        for _half_hour in range(4):
            timers.pass_time()
            session.entries.quick_capture("another thought")
        assert len(reasons(session)) == day + 1
        clock.advance(timedelta(days=1))


def test_closing_backs_up_what_changed_since(
    session: JournalSession, daily: DailyBackups, timers: HandTimers
) -> None:
    daily.begin(session)
    timers.pass_time()
    session.entries.quick_capture("another thought")
    daily.end()
    timers.pass_time()
    session.close()
    daily.journal_closed(session.backups, was_read_only=True)
    assert reasons(session) == [BackupReason.DAILY]
    daily.journal_closed(session.backups, was_read_only=False)
    assert sorted(reasons(session)) == [BackupReason.CLOSE, BackupReason.DAILY]


@pytest.mark.parametrize("is_leaving", [False, True])
def test_what_stands_in_the_way_does_not_keep_the_window_open_and_is_shown_later(
    session: JournalSession,
    daily: DailyBackups,
    timers: HandTimers,
    monkeypatch: pytest.MonkeyPatch,
    is_leaving: bool,
) -> None:
    def refuse(*_arguments: object) -> None:
        raise ConditionError(ConditionCode.DISK_FULL, "/full")

    monkeypatch.setattr("ahpjournal.services.backups.make_backup", refuse)
    daily.begin(session)
    timers.pass_time()
    problem = session.backups.seen.problem
    assert problem is not None
    assert problem.code is ConditionCode.DISK_FULL
    if is_leaving:
        daily.leave()
    daily.end()
    session.close()
    daily.journal_closed(session.backups, was_read_only=False)
    assert session.backups.state().problem is not None
