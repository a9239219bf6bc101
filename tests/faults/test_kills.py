"""Killed at any moment, the program loses nothing that it said was saved.

A few rounds of each; `dev.py bench faults` runs a thousand.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import run_kills
from tests.faults.activities import activities
from tests.faults.kills import MAY_LOSE_SECONDS

ROUNDS = {"saving": 6, "typing": 1, "making": 4, "migrating": 4, "merging": 3, "repairing": 3}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["plain", "encrypted"])
@pytest.mark.parametrize("name", [activity.name for activity in activities()])
def test_what_was_acknowledged_survives_a_kill_in_the_middle_of(
    folder: Path, name: str, kind: str
) -> None:
    outcome = subprocess.run(
        [sys.executable, run_kills.__file__, name, str(ROUNDS.get(name, 3)), str(folder), kind],
        capture_output=True,
        text=True,
        check=False,
        cwd=run_kills.ROOT,
    )
    assert outcome.returncode in {0, 1}, outcome.stderr
    figures = json.loads(outcome.stdout.splitlines()[-1])
    assert figures["problems"] == []
    assert figures["lost"] == 0
    assert figures["most_seconds"] <= MAY_LOSE_SECONDS
    assert figures["kills"] + figures["ended_first"] == ROUNDS.get(name, 3)
