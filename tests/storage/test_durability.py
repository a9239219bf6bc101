"""What was acknowledged is there after the program is killed at any moment."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ahpjournal.storage.journal_file import JournalFile

Open = Callable[..., JournalFile]

SAVE = """
import sys
from pathlib import Path
from dataclasses import replace
from ahpjournal.domain.clock import SystemClock
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import action, entry

clock = SystemClock()
journal = JournalFile.open(Path(sys.argv[1]), clock, TimeOrderedIds(clock))
number = int(sys.argv[2])
while True:
    number += 1
    made = entry(number, f"text {number} " * 60, tags=(f"t{number % 7}",), competencies=("A1",))
    with journal.transaction():
        journal.entries.add(made)
        journal.actions.add(action(number, entries=(made.id,)))
    print(number, 0, flush=True)
    stored = journal.entries.stored(made.id)
    with journal.transaction():
        journal.entries.update(replace(made, title="second"), stored)
    print(number, 1, flush=True)
"""


def killed(path: Path, first: int, seconds: float) -> list[tuple[int, int]]:
    """Save in a loop, kill it, and give what it said was saved: number and which save."""
    with subprocess.Popen(
        [sys.executable, "-c", SAVE, str(path), str(first)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as saver:
        assert saver.stdout is not None
        said = [saver.stdout.readline()]
        time.sleep(seconds)
        saver.send_signal(signal.SIGKILL)
        said += saver.stdout.readlines()
    whole = [line.split() for line in said if line.endswith("\n")]
    return [(int(number), int(which)) for number, which in whole]


@pytest.mark.slow
def test_every_acknowledged_save_survives_kill_minus_nine(path: Path, opened: Open) -> None:
    generator = random.Random(20260112)  # noqa: S311 - moments of killing, not secrets
    first = 0
    saved: dict[int, int] = {}
    for _round in range(8):
        saved.update(killed(path, first, generator.uniform(0.0, 0.12)))
        journal = opened(path)
        assert journal.check().problems == ()
        found = {e.id: e for _key, e in journal.entries.list_all(limit=100_000)}
        for number, which in saved.items():
            kept = found[f"10000000-0000-7000-8000-{number:012d}"]
            assert kept.title == "second" if which else kept.title in {f"Entry {number}", "second"}
            assert kept.tags == (f"t{number % 7}",)
        assert journal.counts()["actions"] == len(found)
        first = len(found) + 10
        journal.close()
    assert len(saved) > 8
