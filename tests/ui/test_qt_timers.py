"""Qt's timers fire once and can be stopped."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ahpjournal.ui.qt_timers import QtTimers


def test_a_timer_fires_once(qtbot: QtBot) -> None:
    fired = list[int]()
    parent = QObject()
    timer = QtTimers(parent).single_shot(lambda: fired.append(1))
    timer.start(1)
    assert timer.is_active()
    qtbot.waitUntil(lambda: fired == [1])
    assert not timer.is_active()


def test_a_stopped_timer_does_not_fire(qtbot: QtBot) -> None:
    fired = list[int]()
    parent = QObject()
    timers = QtTimers(parent)
    stopped, other = (
        timers.single_shot(lambda: fired.append(1)),
        timers.single_shot(lambda: fired.append(2)),
    )
    stopped.start(1)
    stopped.stop()
    other.start(10)
    qtbot.waitUntil(lambda: fired == [2])
