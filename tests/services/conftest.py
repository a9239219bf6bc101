"""A session over a journal in memory, and a listener to its news."""

from collections.abc import Iterator

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession, memory_journal
from tests.builders import CountingIds, content, fixed_clock


@pytest.fixture
def clock() -> FixedClock:
    return fixed_clock()


@pytest.fixture
def session(clock: FixedClock) -> Iterator[JournalSession]:
    opened = memory_journal(clock=clock, ids=CountingIds(), content=content())
    yield opened
    opened.close()


@pytest.fixture
def news(session: JournalSession) -> list[Topic]:
    """Give the list that every topic published from now on lands in."""
    heard: list[Topic] = []
    session.feed.subscribe(heard.append)
    return heard
