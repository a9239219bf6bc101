"""Coming to the front when the same journal is opened a second time, and asking for it."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from ahpjournal.services.one_writer import ask_to_show, is_asked, take_request

LOOK_MS, PATIENCE_MS = 100, 2_000
"""How often to look for an answer, and when to give up."""


class ShowRequests(QObject):
    """Hears requests to show the journal that is open here.

    Signals:
        asked: come to the front.
    """

    asked = Signal()

    def __init__(self) -> None:
        """Hear nothing yet."""
        super().__init__()
        self._path: Path | None = None
        self._watcher: QFileSystemWatcher | None = None

    def listen(self, path: Path | None) -> None:
        """Hear requests for the journal at *path*; None hears no more."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        self._path = path
        if path is not None:
            self._watcher = QFileSystemWatcher([str(path.parent)], self)
            self._watcher.directoryChanged.connect(self._on_changed)
            self._on_changed()

    def _on_changed(self) -> None:
        if self._path is not None and is_asked(self._path) and take_request(self._path):
            self.asked.emit()


class ShowAsker(QObject):
    """Asks the window that has a journal open to come to the front.

    Signals:
        answered: it did.
        unanswered: nobody heard.
    """

    answered = Signal()
    unanswered = Signal()

    def __init__(self, path: Path, parent: QObject) -> None:
        """Ask for the journal at *path* once started."""
        super().__init__(parent)
        self._path = path
        self._left = PATIENCE_MS // LOOK_MS
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Ask, and wait for an answer."""
        if ask_to_show(self._path):
            self._timer.start()
        else:
            QTimer.singleShot(0, self, self.unanswered.emit)

    def _look(self) -> None:
        self._left -= 1
        if not is_asked(self._path):
            self._timer.stop()
            self.answered.emit()
        elif self._left <= 0:
            self._timer.stop()
            take_request(self._path)
            self.unanswered.emit()
