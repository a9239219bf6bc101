"""A journal in memory with the shipped content, and doubles of what presenters are given."""

from collections.abc import Iterator
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
from tests.doubles import HandTimers


class FakeNavigator:
    """Remembers where one went."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def go(self, route: Route) -> None:
        """Take note."""
        self.routes.append(route)


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
def timers() -> HandTimers:
    """Give timers that fire when the test says so."""
    return HandTimers()
