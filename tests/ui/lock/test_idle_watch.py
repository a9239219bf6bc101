"""The watch hears keys and the mouse, and tells when it is time."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.domain.clock import FixedClock
from ahpjournal.ui.lock.idle_watch import IdleWatch


@pytest.fixture
def clock() -> FixedClock:
    """Give a clock that the test moves on."""
    return FixedClock(datetime(2026, 6, 24, 9, 0, tzinfo=UTC))


def test_a_key_keeps_it_open_and_silence_locks(
    qtbot: QtBot, qapp: QApplication, clock: FixedClock
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    watch = IdleWatch(qapp, clock)
    told: list[str] = []
    watch.lock_due.connect(told.append)
    watch.start(5)
    for step in range(40):
        clock.advance(timedelta(seconds=15))
        if step < 20:
            qtbot.keyClick(widget, Qt.Key.Key_A)
        watch.look()
        if told:
            break
    assert told == ["idle"]
    assert step == 39
    watch.stop()
    assert not watch.is_watching
    clock.advance(timedelta(hours=1))
    watch.look()
    assert told == ["idle"]


def test_sleep_is_told(qapp: QApplication, clock: FixedClock) -> None:
    watch = IdleWatch(qapp, clock)
    told: list[str] = []
    watch.lock_due.connect(told.append)
    watch.start(60)
    clock.advance(timedelta(minutes=10))
    watch.look()
    assert told == ["sleep"]
    watch.stop()
