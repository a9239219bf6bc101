"""Watches the keyboard and the mouse of the whole program while an encrypted journal is open."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from typing_extensions import override

from ahpjournal.domain.clock import Clock
from ahpjournal.ui.lock.idleness import LOOK_SECONDS, Idleness

_USE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.HoverMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Tells when nobody has used the program for some minutes, or the computer has slept.

    Signals:
        lock_due(str): lock now, for this reason (a LockReason).
    """

    lock_due = Signal(str)

    def __init__(self, app: QCoreApplication, clock: Clock) -> None:
        """Watch *app* once started."""
        super().__init__()
        self._app = app
        self._clock = clock
        self._idleness: Idleness | None = None
        self._was_used = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_SECONDS * 1000)
        self._timer.timeout.connect(self.look)

    @property
    def is_watching(self) -> bool:
        """Whether it watches."""
        return self._idleness is not None

    def start(self, minutes: int) -> None:
        """Watch from now on; *minutes* without use are too many."""
        if self._idleness is None:
            self._app.installEventFilter(self)
        self._idleness = Idleness(self._clock, minutes)
        self._was_used = False
        self._timer.start()

    def set_minutes(self, minutes: int) -> None:
        """Let *minutes* without use be too many from now on."""
        if self._idleness is not None:
            self._idleness.set_minutes(minutes)

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        if self._idleness is not None:
            self._app.removeEventFilter(self)
            self._idleness = None

    def look(self) -> None:
        """Look now whether it is time; happens by itself every quarter of a minute."""
        if self._idleness is None:
            return
        if self._was_used:
            self._was_used = False
            self._idleness.used()
        reason = self._idleness.look()
        if reason is not None:
            self.lock_due.emit(reason.value)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Only a mark is set here: this runs for every event of the program.
        if event.type() in _USE:
            self._was_used = True
        return False
