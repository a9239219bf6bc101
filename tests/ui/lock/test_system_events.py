"""What the system says is passed on; where it says nothing, nothing breaks."""

import ctypes

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication

from ahpjournal.ui.lock import system_events
from ahpjournal.ui.lock.system_events import SystemEvents, WindowsEars, ears_of


@pytest.fixture
def told(qapp: QApplication) -> list[str]:
    """Give a list that fills with what is told."""
    return []


@pytest.fixture
def events(told: list[str]) -> SystemEvents:
    """Give events that fill the list."""
    made = SystemEvents()
    made.lock_due.connect(told.append)
    return made


def test_going_to_sleep_and_a_locked_screen_lock_and_waking_does_not(
    events: SystemEvents, told: list[str]
) -> None:
    events.on_sleep(True)
    events.on_sleep(False)
    events.on_screen_saver(True)
    events.on_screen_saver(False)
    events.on_session_locked()
    assert told == ["sleep", "screen", "screen"]


@pytest.mark.parametrize(
    ("message", "wparam", "expected"),
    [
        (system_events.WM_WTSSESSION_CHANGE, system_events.WTS_SESSION_LOCK, ["screen"]),
        (system_events.WM_WTSSESSION_CHANGE, system_events.WTS_REMOTE_DISCONNECT, ["screen"]),
        (system_events.WM_WTSSESSION_CHANGE, 8, []),  # unlocked
        (system_events.WM_POWERBROADCAST, system_events.PBT_APMSUSPEND, ["sleep"]),
        (system_events.WM_POWERBROADCAST, 7, []),  # resumed
        (0x0200, 7, []),  # the mouse has moved
    ],
)
def test_windows_messages_are_understood(
    events: SystemEvents, told: list[str], message: int, wparam: int, expected: list[str]
) -> None:
    ears = WindowsEars(events)
    raw = (ctypes.c_size_t * 8)()
    fields = system_events.Message.from_buffer(raw)
    fields.message, fields.wparam = message, wparam
    kind = QByteArray(b"windows_generic_MSG")
    assert ears.nativeEventFilter(kind, ctypes.addressof(raw)) == (False, 0)
    assert told == expected


def test_messages_of_other_systems_are_not_looked_at(events: SystemEvents, told: list[str]) -> None:
    assert WindowsEars(events).nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert told == []


@pytest.mark.parametrize("system", ["win32", "linux", "darwin", "freebsd14"])
def test_listening_begins_and_ends_on_every_system(events: SystemEvents, system: str) -> None:
    ears = ears_of(system, events)
    ears.start(0)
    ears.stop()
    ears.stop()


def test_listening_twice_is_listening_once(events: SystemEvents, told: list[str]) -> None:
    events.start(0)
    events.start(0)
    events.on_session_locked()
    events.stop()
    events.stop()
    assert told == ["screen"]
