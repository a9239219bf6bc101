"""A journal in memory with the shipped content, and doubles of what presenters are given."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.packs import (
    default_pack,
    load_professions,
    load_reflective_models,
    load_role_levels,
)
from ahpjournal.services.content import ProgrammeContent
from ahpjournal.services.session import JournalSession, memory_journal
from ahpjournal.ui.routes import Route


class FakeNavigator:
    """Remembers where one went."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def go(self, route: Route) -> None:
        """Take note."""
        self.routes.append(route)


class FakeTimer:
    """A timer that fires when the test says so."""

    def __init__(self, callback: Callable[[], None]) -> None:
        self._callback = callback
        self._is_active = False

    def start(self, milliseconds: int) -> None:
        """Be ready to fire."""
        assert milliseconds > 0
        self._is_active = True

    def stop(self) -> None:
        """Do not fire."""
        self._is_active = False

    def is_active(self) -> bool:
        """Tell whether it is ready."""
        return self._is_active

    def fire(self) -> None:
        """Fire, if started."""
        if self._is_active:
            self._is_active = False
            self._callback()


class FakeTimers:
    """Keeps every timer made."""

    def __init__(self) -> None:
        self.made: list[FakeTimer] = []

    def single_shot(self, callback: Callable[[], None]) -> FakeTimer:
        """Make a timer."""
        timer = FakeTimer(callback)
        self.made.append(timer)
        return timer

    def pass_time(self) -> None:
        """Let every started timer fire."""
        for timer in tuple(self.made):
            timer.fire()


@pytest.fixture
def clock() -> FixedClock:
    """Give a clock that stands on the demo's last day."""
    return FixedClock(datetime(2026, 6, 24, 9, 0, tzinfo=UTC))


@pytest.fixture
def session(clock: FixedClock) -> Iterator[JournalSession]:
    """Give an empty journal in memory."""
    content = ProgrammeContent(
        default_pack(), load_reflective_models(), load_professions(), load_role_levels()
    )
    opened = memory_journal(clock=clock, ids=TimeOrderedIds(clock), content=content)
    yield opened
    opened.close()


@pytest.fixture
def demo(session: JournalSession) -> JournalSession:
    """Give the journal with the demo content."""
    from ahpjournal.assets import resource_path

    session.transfer.import_json(resource_path("demo", "journal.json").read_bytes(), SilentJob())
    return session


@pytest.fixture
def navigator() -> FakeNavigator:
    """Give a navigator that remembers."""
    return FakeNavigator()


@pytest.fixture
def timers() -> FakeTimers:
    """Give timers that fire when the test says so."""
    return FakeTimers()
