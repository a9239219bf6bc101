"""How much processor time the packaged program takes to open its window, beside the one in .venv.

Both are started on the same journal and the same, unseen screen, and left alone until they rest;
processor time is read from the system, so nothing in the program is different from any other day.
Bar: 1.25 x. Build it first: python3 packaging/build.py app.
"""

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from generated import make_journal

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

import smoke  # noqa: E402

BAR = 1.25


def measure(command: list[str], home: Path) -> float:
    """Give the processor time, in seconds, until the window on a journal rests."""
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "AHPJOURNAL_HOME": str(home)}
    process = subprocess.Popen(
        command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        used = smoke.processor_seconds_when_settled(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=smoke.PATIENCE)
    return used


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, default=ROOT / "dist/ahpjournal/ahpjournal")
    parser.add_argument("--entries", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    wish = parser.parse_args()
    if not wish.program.exists():
        print(f"There is no {wish.program}: build it with packaging/build.py app")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "packaged.ahpjournal"
        make_journal(journal, wish.entries)
        cases = {
            ".venv": [sys.executable, "-m", "ahpjournal", str(journal)],
            "packaged": [str(wish.program), str(journal)],
        }
        found: dict[str, list[float]] = {name: [] for name in cases}
        for _round in range(wish.rounds + 1):
            for name, command in cases.items():
                found[name].append(measure(command, Path(folder)))
    middle = {name: statistics.median(runs[1:]) for name, runs in found.items()}
    for name, cpu in middle.items():
        print(f"{name:<10} CPU {cpu * 1000:6.0f} ms")
    ratio = middle["packaged"] / middle[".venv"]
    print(f"packaged / .venv  {ratio:.2f}  (bar {BAR})")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
