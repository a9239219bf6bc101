"""Journals in memory and on disk for the tests of storage."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import CountingIds, fixed_clock


@pytest.fixture
def clock() -> FixedClock:
    return fixed_clock()


@pytest.fixture
def ids() -> CountingIds:
    return CountingIds()


@pytest.fixture
def journal(clock: FixedClock, ids: CountingIds) -> Iterator[JournalFile]:
    """Give an empty journal in memory."""
    opened = JournalFile.in_memory(clock, ids)
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path: Path, clock: FixedClock, ids: CountingIds) -> Path:
    """Give the place of an empty journal at rest."""
    place = tmp_path / "My journal.ahpjournal"
    JournalFile.create(place, clock, ids).close()
    return place


@pytest.fixture
def opened(clock: FixedClock, ids: CountingIds) -> Iterator[Callable[..., JournalFile]]:
    """Give what opens a journal; what the test leaves open is closed after it."""
    journals: list[JournalFile] = []

    def open_(path: Path, *, read_only: bool = False) -> JournalFile:
        journals.append(JournalFile.open(path, clock, ids, read_only=read_only))
        return journals[-1]

    yield open_
    for journal in journals:
        journal.close()
