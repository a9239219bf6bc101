"""Hears from the system that the computer goes to sleep or its screen is locked.

Where the system does not tell, nothing happens here: the gap in the clock (idleness.py) and the
minutes without use still lock.
"""

import ctypes
import sys
from typing import Any, Protocol, TypeAlias

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, Signal, Slot
from typing_extensions import override

from ahpjournal.ui.lock.reasons import LockReason

_LOGIN, _LOGIN_MANAGER = "org.freedesktop.login1", "org.freedesktop.login1.Manager"
_LOGIN_PATH, _LOGIN_SESSION = "/org/freedesktop/login1", "org.freedesktop.login1.Session"
_Names: TypeAlias = tuple[str, str, str, str, Any]
"""Service, path, interface and signal on a bus, and the slot that hears it."""
_SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
)
WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND, WTS_SESSION_LOCK, WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT = 4, 7, 2, 4


class SystemEvents(QObject):
    """Passes on what the system says.

    Signals:
        lock_due(str): lock now, for this reason (a LockReason).
    """

    lock_due = Signal(str)

    def __init__(self) -> None:
        """Hear nothing yet."""
        super().__init__()
        self._ears: Ears | None = None

    def start(self, window: int) -> None:
        """Listen; *window* is the system's own number of the program's window."""
        if self._ears is None:
            self._ears = ears_of(sys.platform, self)
            self._ears.start(window)

    def stop(self) -> None:
        """Listen no more."""
        if self._ears is not None:
            self._ears.stop()
            self._ears = None

    @Slot(bool)
    def on_sleep(self, is_beginning: bool) -> None:  # noqa: FBT001 - a signal of the system
        """Take note that the computer goes to sleep, or wakes."""
        if is_beginning:
            self.lock_due.emit(LockReason.SLEEP.value)

    @Slot(bool)
    def on_screen_saver(self, is_active: bool) -> None:  # noqa: FBT001 - a signal of the system
        """Take note that the screen is covered, or free again."""
        if is_active:
            self.lock_due.emit(LockReason.SCREEN.value)

    @Slot()
    def on_session_locked(self) -> None:
        """Take note that the session was locked."""
        self.lock_due.emit(LockReason.SCREEN.value)


class Ears(Protocol):
    """How one kind of system is heard."""

    def start(self, window: int) -> None:
        """Listen."""

    def stop(self) -> None:
        """Listen no more."""


class _Deaf:
    def start(self, window: int) -> None:
        """Hear nothing: this system is not known."""

    def stop(self) -> None:
        """Do nothing."""


def ears_of(system: str, events: SystemEvents) -> Ears:
    """Give what hears *system*, a value of sys.platform."""
    if system == "win32":
        return WindowsEars(events)
    if system.startswith("linux"):
        return DBusEars(events)
    return _Deaf()


class DBusEars:
    """Hears logind and the screen savers of the usual desktops."""

    def __init__(self, events: SystemEvents) -> None:
        """Pass on to *events*."""
        self._events = events
        self._heard: list[tuple[bool, _Names]] = []

    def start(self, window: int) -> None:  # noqa: ARG002 - sessions are heard without a window
        """Listen where there is a bus."""
        try:
            from PySide6.QtCore import SLOT
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return
        # The stubs ask for bytes; PySide itself takes only what SLOT gives, a str.
        sleep: Any = SLOT("on_sleep(bool)")
        saver: Any = SLOT("on_screen_saver(bool)")
        locked: Any = SLOT("on_session_locked()")
        wanted: list[tuple[bool, _Names]] = [
            (True, (_LOGIN, _LOGIN_PATH, _LOGIN_MANAGER, "PrepareForSleep", sleep)),
            (True, (_LOGIN, "", _LOGIN_SESSION, "Lock", locked)),
        ]
        wanted += [
            (False, (name, path, name, "ActiveChanged", saver)) for name, path in _SCREEN_SAVERS
        ]
        for is_system, names in wanted:
            bus = QDBusConnection.systemBus() if is_system else QDBusConnection.sessionBus()
            service, path, interface, signal, slot = names
            if bus.isConnected() and bus.connect(
                service, path, interface, signal, self._events, slot
            ):
                self._heard.append((is_system, names))

    def stop(self) -> None:
        """Listen no more."""
        if not self._heard:
            return
        from PySide6.QtDBus import QDBusConnection

        for is_system, (service, path, interface, signal, slot) in self._heard:
            bus = QDBusConnection.systemBus() if is_system else QDBusConnection.sessionBus()
            bus.disconnect(service, path, interface, signal, self._events, slot)
        self._heard.clear()


class Message(ctypes.Structure):
    """MSG of winuser.h, as far as it is looked at."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
    )


class WindowsEars(QAbstractNativeEventFilter):
    """Hears what Windows sends to the program's window when a session is locked or it sleeps."""

    def __init__(self, events: SystemEvents) -> None:
        """Pass on to *events*."""
        super().__init__()
        self._events = events
        self._window = 0

    def start(self, window: int) -> None:
        """Ask Windows to tell *window* about its session; without that, hear of sleep only."""
        from PySide6.QtCore import QCoreApplication

        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self)
        self._window = window if _register(window, is_wanted=True) else 0

    def stop(self) -> None:
        """Listen no more."""
        from PySide6.QtCore import QCoreApplication

        app = QCoreApplication.instance()
        if app is not None:
            app.removeNativeEventFilter(self)
        if self._window:
            _register(self._window, is_wanted=False)
            self._window = 0

    def hear(self, message: int, wparam: int) -> None:
        """Take note of one message to the window."""
        if message == WM_POWERBROADCAST and wparam == PBT_APMSUSPEND:
            self._events.on_sleep(True)
        elif message == WM_WTSSESSION_CHANGE and wparam in {
            WTS_SESSION_LOCK,
            WTS_CONSOLE_DISCONNECT,
            WTS_REMOTE_DISCONNECT,
        }:
            self._events.on_session_locked()

    @override
    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        kind = eventType.data() if isinstance(eventType, QByteArray) else eventType
        if bytes(kind).startswith(b"windows_"):
            found = Message.from_address(int(message))
            self.hear(found.message, found.wparam)
        return False, 0


def _register(window: int, *, is_wanted: bool) -> bool:
    """Ask Windows for news of the session, or no longer; tell whether it agreed."""
    load: Any = getattr(ctypes, "WinDLL", None)
    if load is None:
        return False
    try:
        terminal = load("wtsapi32")
    except OSError:
        return False
    if not is_wanted:
        return bool(terminal.WTSUnRegisterSessionNotification(ctypes.c_void_p(window)))
    this_session = ctypes.c_uint(0)
    return bool(terminal.WTSRegisterSessionNotification(ctypes.c_void_p(window), this_session))
