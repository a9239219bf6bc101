"""What the tests of faults share."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ahpjournal import bootstrap
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.storage import key_slots
from ahpjournal.ui.app import WindowApplication
from ahpjournal.ui.editor.rich_text import RichTextEdit
from ahpjournal.ui.journals import Journals
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.theme.theme import Theme

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


class Desk:
    """A running window over journals in a temporary home, and hands for its keyboard."""

    def __init__(self, qtbot: QtBot, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._qtbot = qtbot
        self._patch = patch
        self.folder = folder
        self.workshop = bootstrap.workshop()
        self.first = folder / "First.ahpjournal"
        self.start_with: Callable[[], JournalSession] = self._start
        self.running: WindowApplication | None = None

    def open(self) -> MainWindow:
        """Start the program and wait for its window."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        journals = Journals(
            self.start_with,
            self.workshop.open,
            self.workshop.create,
            self.workshop.memory,
        )
        self.running = WindowApplication(
            app, journals, SettingsStore(self.folder / "home"), Theme.active()
        )
        self._patch.setattr(self.running._dialogs, "choose", _stay)
        self.running.start()
        self._qtbot.waitUntil(lambda: self.window is not None)
        window = self.window
        assert window is not None
        return window

    @property
    def window(self) -> MainWindow | None:
        """The window, once a journal is open."""
        return self.running.window if self.running is not None else None

    def write(self, text: str) -> RichTextEdit:
        """Begin a reflection and type *text* into it."""
        assert self.window is not None
        self.window.go(Route(PageId.JOURNAL, RouteAction.NEW))
        edit = self.edit()
        self._qtbot.keyClicks(edit, text)
        return edit

    def edit(self) -> RichTextEdit:
        """Give the field in which a reflection is written."""
        assert self.window is not None
        page = self.window.page_widget(PageId.JOURNAL)
        return next(e for e in page.findChildren(RichTextEdit) if e.isVisible())

    def close(self) -> None:
        """End the program."""
        if self.running is not None:
            self.running.shut_down()
            self.running = None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _start(self) -> JournalSession:
        if self.first.exists():
            return self.workshop.open(self.first)
        return self.workshop.create(self.first)


@pytest.fixture
def desk(qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Give the program, not yet started; asked to choose, it gets the safe answer."""
    made = Desk(qtbot, folder, monkeypatch)
    yield made
    made.close()


def _stay(_title: str, _text: str, choices: tuple[str, ...]) -> int:
    return len(choices) - 1
