"""What the tests of faults share."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ahpjournal.storage import key_slots

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - folders in it are made by tempfile


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give an empty folder, in memory where the system has such a place.

    Killing a process, or damaging a file, is the same there; only waiting for the disk is not.
    """
    place = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="ahpjournal-faults-", dir=place) as name:
        yield Path(name)


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch new passphrases as little as is allowed, so that tests need not wait."""
    monkeypatch.setattr(key_slots, "MEMORY_KIB", 19_456)
    monkeypatch.setattr(key_slots, "ITERATIONS", 2)
