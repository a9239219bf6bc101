"""Qt's timers for autosave and debounced search."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class QtTimer:
    """A single-shot QTimer."""

    def __init__(self, callback: Callable[[], None], parent: QObject) -> None:
        """Call *callback* when the time has come, as long as *parent* lives."""
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(callback)

    def start(self, milliseconds: int) -> None:
        """Fire once after *milliseconds* from now."""
        self._timer.start(milliseconds)

    def stop(self) -> None:
        """Do not fire."""
        self._timer.stop()

    def is_active(self) -> bool:
        """Tell whether it is going to fire."""
        return self._timer.isActive()


class QtTimers:
    """Makes timers that live as long as a widget."""

    def __init__(self, parent: QObject) -> None:
        """Give *parent* to every timer made."""
        self._parent = parent

    def single_shot(self, callback: Callable[[], None]) -> QtTimer:
        """Make a timer that calls *callback*."""
        return QtTimer(callback, self._parent)
