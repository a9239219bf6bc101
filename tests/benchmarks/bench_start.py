"""How long the program takes from its process to the first page, beside a bare window.

Both are children of this process on the same interpreter and the same, unseen screen. A child
ends when its window has been shown and the queue of events behind it has been worked off; it
gives its processor time, step by step, and the time since it was started. The program is started
as its own command starts it. The encrypted journal is opened with the key that its passphrase
gives: deriving that is slow on purpose. Bars: processor time 1.5 x the bare window's; with 50,000
entries 1.1 x an empty journal.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

FLOOR_BAR, SIZE_BAR = 1.5, 1.1
CHILD = "--child"
STARTED = "AHPJOURNAL_BENCH_STARTED"
LAST, WALL = "settling", "wall"


Marks = dict[str, float]
"""Seconds of processor time at the end of each step, and "wall", the time of the whole."""


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
        home = Path(folder)
        empty, full, locked = (home / f"{name}.ahpjournal" for name in ("empty", "full", "locked"))
        make_journal(empty, 0)
        key = make_locked(locked)
        if wish.journal is None:
            make_journal(full, wish.entries)
        cases: dict[str, list[str]] = {
            "bare window": [],
            "empty": [str(empty)],
            "full": [str(wish.journal or full)],
            "encrypted": [str(locked), key],
        }
        found: dict[str, list[Marks]] = {name: [] for name in cases}
        for _round in range(wish.rounds + 1):
            for name, arguments in cases.items():
                found[name].append(measure(arguments, home))
    middle = {name: medians(runs[1:]) for name, runs in found.items()}  # the first warms the disk
    for name, marks in middle.items():
        print(f"{name:<12} CPU {marks[LAST] * 1000:6.0f} ms   wall {marks[WALL] * 1000:6.0f} ms")
        before = 0.0
        for step, at in marks.items():
            if step != WALL:
                print(f"    {step:<28} {(at - before) * 1000:6.0f} ms")
                before = at
    floor, least, most, locked_cpu = (middle[name][LAST] for name in cases)
    print(f"empty / bare window      {least / floor:.2f}  (bar {FLOOR_BAR})")
    print(f"encrypted / bare window  {locked_cpu / floor:.2f}  (bar {FLOOR_BAR})")
    print(f"full / empty             {most / least:.2f}  (bar {SIZE_BAR})")
    is_quick = max(least, locked_cpu) / floor <= FLOOR_BAR
    return 0 if is_quick and most / least <= SIZE_BAR else 1


def make_locked(path: Path) -> str:
    """Make an encrypted, empty journal; gives its key in hexadecimal digits."""
    from ahpjournal.domain.clock import SystemClock
    from ahpjournal.domain.ids import TimeOrderedIds
    from ahpjournal.domain.passphrases import Passphrase
    from ahpjournal.storage.journal_file import JournalFile

    clock = SystemClock()
    passphrase = Passphrase("a passphrase for measuring")
    journal = JournalFile.create(path, clock, TimeOrderedIds(clock), passphrase=passphrase)
    key = journal.key.raw.hex()
    journal.close()
    return key


def medians(runs: list[Marks]) -> Marks:
    """Give the medians of every step."""
    import statistics

    return {step: statistics.median(run[step] for run in runs) for step in runs[0]}


def measure(arguments: list[str], home: Path) -> Marks:
    """Start one child and give what it took."""
    import json
    import subprocess

    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "AHPJOURNAL_HOME": str(home)}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    variables[STARTED] = repr(time.monotonic())
    out = subprocess.run(
        [sys.executable, __file__, CHILD, *arguments],
        env=variables,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return {str(step): float(at) for step, at in json.loads(out).items()}


MARKS: Marks = {}


def mark(step: str) -> None:
    """Note the processor time at the end of a step."""
    MARKS[step] = time.process_time()


def finish() -> None:
    """Say what it took and end at once."""
    mark(LAST)
    MARKS[WALL] = time.monotonic() - float(os.environ[STARTED])
    import json

    print(json.dumps(MARKS), flush=True)
    os._exit(0)


def when_settled(after: Any, turns: int = 3) -> None:
    """Finish when the events behind *after* have been worked off."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, after, lambda: when_settled(after, turns - 1) if turns else finish())


def bare_window() -> int:
    """Show a window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    mark("loading")
    app = QApplication([])
    window = QMainWindow()
    window.show()
    when_settled(window)
    return app.exec()


def program(journal: str, key: str = "") -> int:
    """Open the program on *journal*, as its own command does."""
    from ahpjournal.__main__ import main as start

    when_loaded("ahpjournal.ui.app", lambda module: watch(module.WindowApplication, key))
    sys.argv = ["ahpjournal", journal]
    return start()


def when_loaded(name: str, act: Callable[[Any], None]) -> None:
    """Call *act* with the module of that name once it is loaded."""
    from importlib.util import find_spec

    class Finder:
        def find_spec(self, wanted: str, *_where: object) -> Any:
            if wanted != name:
                return None
            sys.meta_path.remove(self)
            spec: Any = find_spec(name)
            load = spec.loader.exec_module

            def exec_module(module: Any) -> None:
                load(module)
                act(module)

            spec.loader.exec_module = exec_module
            return spec

    sys.meta_path.insert(0, Finder())


def watch(application: Any, key: str) -> None:
    """Note the steps of the window's application; open the journal with *key*, if there is one."""
    start, show, arrive = application.start, application._show, application._arrive

    def noted_start(self: Any) -> None:
        mark("loading and Qt")
        if key:
            from ahpjournal.storage.keys import Key

            self._show(self._journals.open(Path(sys.argv[1]), key=Key(bytes.fromhex(key))))
        else:
            start(self)

    def noted_show(self: Any, *arguments: Any, **options: Any) -> None:
        mark("opening the journal")
        show(self, *arguments, **options)
        mark("the window")

    def noted_arrive(self: Any, *arguments: Any) -> None:
        arrive(self, *arguments)
        mark("the page")
        when_settled(self)

    application.start = noted_start
    application._show, application._arrive = noted_show, noted_arrive


def child(arguments: list[str]) -> int:
    """Show the window that *arguments* ask for: a journal's, or a bare one."""
    return program(*arguments) if arguments else bare_window()


if __name__ == "__main__":
    sys.exit(child(sys.argv[2:]) if sys.argv[1:2] == [CHILD] else main())
