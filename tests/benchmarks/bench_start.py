"""How long the program takes from its process to the first page, beside a bare window.

Both are children of this process on the same interpreter and the same, unseen screen. A child
ends when its window has been shown and the queue of events behind it has been worked off; it
gives its processor time and the time since it was started. Bars: processor time 1.5 x the bare
window's; with 50,000 entries 1.1 x an empty journal.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

FLOOR_BAR, SIZE_BAR = 1.5, 1.1
CHILD = "--child"
STARTED = "AHPJOURNAL_BENCH_STARTED"


def main() -> int:
    """Measure, print and judge."""
    import argparse
    import tempfile

    from generated import make_journal

    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--journal", type=Path)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder) / "empty.ahpjournal", Path(folder) / "full.ahpjournal"
        make_journal(empty, 0)
        if wish.journal is None:
            make_journal(full, wish.entries)
        cases = {"bare window": None, "empty": empty, "full": wish.journal or full}
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
        for _round in range(wish.rounds + 1):
            for name, path in cases.items():
                found[name].append(measure(path, Path(folder)))
    middle = {name: medians(runs[1:]) for name, runs in found.items()}  # the first warms the disk
    for name, (cpu, wall) in middle.items():
        print(f"{name:<12} CPU {cpu * 1000:6.0f} ms   wall {wall * 1000:6.0f} ms")
    floor, least, most = (middle[name][0] for name in cases)
    print(f"empty / bare window  {least / floor:.2f}  (bar {FLOOR_BAR})")
    print(f"full / empty         {most / least:.2f}  (bar {SIZE_BAR})")
    return 0 if least / floor <= FLOOR_BAR and most / least <= SIZE_BAR else 1


def medians(runs: list[tuple[float, float]]) -> tuple[float, float]:
    """Give the medians of processor and wall time."""
    import statistics

    return statistics.median(r[0] for r in runs), statistics.median(r[1] for r in runs)


def measure(path: Path | None, folder: Path) -> tuple[float, float]:
    """Start one child and give its processor and wall time in seconds."""
    import subprocess

    kind = [] if path is None else [str(path)]
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "AHPJOURNAL_HOME": str(folder)}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    variables[STARTED] = repr(time.monotonic())
    out = subprocess.run(
        [sys.executable, __file__, CHILD, *kind],
        env=variables,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    cpu, wall = out.split()
    return float(cpu), float(wall)


def finish() -> None:
    """Say what it took and end at once."""
    wall = time.monotonic() - float(os.environ[STARTED])
    print(time.process_time(), wall, flush=True)
    os._exit(0)


def when_settled(after: Any, turns: int = 3) -> None:
    """Finish when the events behind *after* have been worked off."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, after, lambda: when_settled(after, turns - 1) if turns else finish())


def bare_window() -> int:
    """Show a window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.show()
    when_settled(window)
    return app.exec()


def program(journal: Path) -> int:
    """Open the program on *journal*."""
    from ahpjournal import bootstrap
    from ahpjournal.ui.app import WindowApplication

    original = WindowApplication._show

    def show(self: WindowApplication, *arguments: Any, **options: Any) -> None:
        original(self, *arguments, **options)
        when_settled(self)

    WindowApplication._show = show  # type: ignore[method-assign]
    return bootstrap.run(journal, is_demo=False, qt_arguments=["ahpjournal"])


def child(arguments: list[str]) -> int:
    """Show the window that *arguments* ask for: a journal's, or a bare one."""
    return program(Path(arguments[0])) if arguments else bare_window()


if __name__ == "__main__":
    sys.exit(child(sys.argv[2:]) if sys.argv[1:2] == [CHILD] else main())
