"""A session over a journal in memory, and a listener to its news."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession, create_journal, memory_journal, open_journal
from ahpjournal.settings import SettingsStore
from tests.builders import CountingIds, content, entry, fixed_clock
from tests.services.backed_up import Open


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


@pytest.fixture
def places(tmp_path: Path) -> BackupPlaces:
    """Give the places for backups of a temporary home."""
    return BackupPlaces(tmp_path / "home", SettingsStore(tmp_path / "home"))


@pytest.fixture
def opened(clock: FixedClock, places: BackupPlaces) -> Iterator[Open]:
    """Give what makes or opens a journal that is backed up."""
    sessions: list[JournalSession] = []

    def open_(path: Path) -> JournalSession:
        step = open_journal if path.exists() else create_journal
        sessions.append(
            step(path, clock=clock, ids=TimeOrderedIds(clock), content=content(), places=places)
        )
        return sessions[-1]

    yield open_
    for session in sessions:
        session.close()


@pytest.fixture
def journal(opened: Open, tmp_path: Path) -> JournalSession:
    """Give a journal with one entry."""
    session = opened(tmp_path / "J.ahpjournal")
    session.entries.save(entry(1))
    return session
