"""Kills one activity some times and prints the figures as JSON: how the tests start it.

run_kills.py NAME KILLS FOLDER plain|encrypted
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.faults.activities import activities  # noqa: E402 - found from the root above
from tests.faults.kills import run, stretch_little  # noqa: E402


def main(arguments: Sequence[str]) -> int:
    """Do it; ends with 1 if anything was lost."""
    name, kills, folder, kind = arguments
    stretch_little()
    activity = next(found for found in activities() if found.name == name)
    figures = run(activity, int(kills), Path(folder), is_encrypted=kind == "encrypted")
    print(json.dumps(asdict(figures)))  # noqa: T201 - what it is started for
    return 0 if figures.is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
