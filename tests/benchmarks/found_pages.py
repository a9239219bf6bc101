"""The pages that find and list entries, over a journal of any size, as a window shows them."""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generated import START, make_journal
from PySide6.QtWidgets import QApplication, QWidget

from ahpjournal.bootstrap import load_content
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.services.session import JournalSession, open_journal
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.routes import Route
from ahpjournal.ui.running import make_qt_application
from ahpjournal.ui.theme.theme import Theme

SIZE = (1100, 760)


class NoNavigator:
    """Goes nowhere."""

    def go(self, route: Route) -> None:
        """Stay."""


class HeldTimer:
    """Never fires: the benchmark says when typing has paused."""

    def __init__(self, callback: Callable[[], None]) -> None:
        self.callback = callback

    def start(self, milliseconds: int) -> None:
        """Wait."""

    def stop(self) -> None:
        """Wait no more."""

    def is_active(self) -> bool:
        """Tell that it waits for nothing."""
        return False


class HeldTimers:
    """Keeps the timers it makes."""

    def __init__(self) -> None:
        self.made: list[HeldTimer] = []

    def single_shot(self, callback: Callable[[], None]) -> HeldTimer:
        """Make a timer."""
        self.made.append(HeldTimer(callback))
        return self.made[-1]


@contextmanager
def journal_session(description: str, *, writes: bool = False) -> Iterator[JournalSession]:
    """Open the journal that the arguments name (--journal), or make one (--entries).

    Only one that *writes* may be changed; of a journal that is named, it is a copy then.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--journal", type=Path)
    parser.add_argument("--entries", type=int, default=50_000)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, clock = wish.journal, FixedClock(START)
        if path is None:
            path = Path(folder) / "Journal.ahpjournal"
            clock = make_journal(path, wish.entries)
        elif writes:
            path = Path(shutil.copy(wish.journal, folder))
        content = load_content()
        session = open_journal(
            path, clock=clock, ids=TimeOrderedIds(clock), content=content, read_only=not writes
        )
        try:
            print(f"{session.entries.count():,} entries")
            yield session
        finally:
            session.close()


def make_application() -> tuple[QApplication, Theme]:
    """Start Qt without a screen."""
    application = make_qt_application(["bench", "-platform", "offscreen"])
    return application, Theme(ThemeChoice.LIGHT, 100, application)


def shown(widget: QWidget) -> QWidget:
    """Show *widget* at the size of a page."""
    widget.resize(*SIZE)
    widget.show()
    QApplication.processEvents()
    return widget


def cpu(act: Callable[[], object]) -> float:
    """Give the processor time that *act* takes, in milliseconds."""
    started = time.process_time()
    act()
    return (time.process_time() - started) * 1000


def p95(times: list[float]) -> float:
    """Give the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
