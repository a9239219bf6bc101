"""Journals in memory and on disk for the tests of storage."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.storage import key_slots
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.keys import NO_KEY, Key
from tests.builders import PASSPHRASE, CountingIds, fixed_clock


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
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch new passphrases as little as is allowed, so that tests need not wait."""
    monkeypatch.setattr(key_slots, "MEMORY_KIB", 19_456)
    monkeypatch.setattr(key_slots, "ITERATIONS", 2)


@pytest.fixture
def encrypted(tmp_path: Path, clock: FixedClock, ids: CountingIds, quick_keys: None) -> Path:
    """Give the place of an empty encrypted journal at rest; PASSPHRASE opens it."""
    place = tmp_path / "My journal.ahpjournal"
    JournalFile.create(place, clock, ids, passphrase=PASSPHRASE).close()
    return place


@pytest.fixture
def opened(clock: FixedClock, ids: CountingIds) -> Iterator[Callable[..., JournalFile]]:
    """Give what opens a journal; what the test leaves open is closed after it."""
    journals: list[JournalFile] = []

    def open_(path: Path, *, read_only: bool = False, key: Key = NO_KEY) -> JournalFile:
        journals.append(JournalFile.open(path, clock, ids, read_only=read_only, key=key))
        return journals[-1]

    yield open_
    for journal in journals:
        journal.close()
