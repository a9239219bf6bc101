"""What a file of 25 MB costs an encrypted journal in use: until it is in, opened and erased.

Meanwhile somebody writes: a save every 60 ms. Said are the longest save, and the longest time for
which the window's loop did not turn, each beside the same without a file. Bar: the window is never
held up for 100 ms longer than without.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ahpjournal.bootstrap import workshop
from ahpjournal.domain.attachments import MOST_BYTES
from ahpjournal.domain.entries import Entry
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services.attachments import AttachmentService, TakenIn
from ahpjournal.services.private_copies import PrivateCopies
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.qt_jobs import QtJobs

BAR_MS = 100.0
SAVE_EVERY_MS, LOOK_EVERY_MS = 60, 5
REST_S = 2.0


class Writer:
    """Saves an entry again and again, and notes how long the loop stands still."""

    def __init__(self, session: JournalSession, entry: Entry) -> None:
        self._session, self._entry = session, entry
        self.saves: list[float] = []
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timers = []
        for every, call in ((SAVE_EVERY_MS, self._save), (LOOK_EVERY_MS, self._look)):
            timer = QTimer()
            timer.setInterval(every)
            timer.timeout.connect(call)
            timer.start()
            self._timers.append(timer)

    def forget(self) -> None:
        """Begin anew."""
        self.saves.clear()
        self.gaps.clear()
        self._last = time.perf_counter()

    def line(self) -> str:
        """Give the figures in words."""
        save = statistics.median(self.saves) if self.saves else 0.0
        longest = max(self.saves, default=0.0)
        return (
            f"{len(self.saves)} saves, median {save:.1f} ms, longest {longest:.1f} ms;"
            f" the loop stood still for at most {max(self.gaps, default=0.0):.1f} ms"
        )

    def _save(self) -> None:
        began = time.perf_counter()
        text = f"Title at {began}"
        self._entry = self._session.entries.quick_capture(text, again=self._entry.id)
        self.saves.append((time.perf_counter() - began) * 1000)

    def _look(self) -> None:
        now = time.perf_counter()
        self.gaps.append(max(0.0, (now - self._last) * 1000 - LOOK_EVERY_MS))
        self._last = now


def main() -> int:
    """Measure, print and judge."""
    application = QApplication(["bench", "-platform", "offscreen"])
    folder = Path(tempfile.mkdtemp(prefix="ahpjournal-bench-"))
    jobs = QtJobs()
    made = workshop()
    session = made.create(folder / "J.ahpjournal", passphrase=Passphrase("seven herons, one weir"))
    copies = PrivateCopies(made.ids, lambda: folder / "opened")
    files = AttachmentService(session._journal, session.feed, made.ids, copies)
    try:
        entry = session.entries.quick_capture("A day at work")
        source = folder / "large.dat"
        source.write_bytes(os.urandom(MOST_BYTES))
        writer = Writer(session, entry)
        until = time.perf_counter() + REST_S
        turn(application, lambda: time.perf_counter() > until)
        print(f"without a file: {writer.line()}")
        floor = max(writer.gaps)
        worst = 0.0
        done: list[object] = []

        def run(name: str, work: Callable[..., object]) -> object:
            nonlocal worst
            done.clear()
            writer.forget()
            began = time.perf_counter()
            jobs.submit(
                work,
                on_done=done.append,
                on_error=_raise,
                on_cancelled=lambda: None,
                on_progress=lambda _progress: None,
            )
            turn(application, lambda: bool(done))
            seconds = time.perf_counter() - began
            print(f"{name}: {seconds:.2f} s; {writer.line()}")
            worst = max(worst, max(writer.gaps, default=0.0))
            return done[0]

        outcome = run("25 MB taken in", lambda job: files.take_in([source], job))
        assert isinstance(outcome, TakenIn)
        (attachment,) = files.add(entry.id, outcome.stored)
        run("opened as a copy", lambda job: files.open_copy(attachment, job))
        files.remove(attachment)
        session.bin.erase(session.bin.items(), back_up=lambda: None)
        run("erased", files.sweep)
    finally:
        jobs.shut_down()
        files.close()
        session.close()
        shutil.rmtree(folder)
    print(f"longest hold-up {worst:.1f} ms, without {floor:.1f} ms (bar: {BAR_MS:.0f} ms more)")
    return 0 if worst <= floor + BAR_MS else 1


def turn(application: QApplication, is_over: Callable[[], bool]) -> None:
    """Let the loop turn until *is_over*."""
    while not is_over():
        application.processEvents()
        time.sleep(0.001)


def _raise(error: Exception) -> None:
    raise error


if __name__ == "__main__":
    sys.exit(main())
