"""Autosave: after a pause, and never later than the limit, and again after a failure."""

import pytest

from ahpjournal.ui.autosave import AT_MOST_LONG_MS, AT_MOST_MS, PAUSE_MS, Autosave
from tests.doubles import HandTimers


class Disk:
    """Saves, or fails when told to."""

    def __init__(self) -> None:
        self.saves = 0
        self.works = True

    def save(self) -> bool:
        """Count."""
        self.saves += 1
        return self.works


def test_typing_restarts_the_pause_but_not_the_limit() -> None:
    timers, disk = HandTimers(), Disk()
    autosave = Autosave(timers, disk.save)
    pause, limit = timers.made
    autosave.touch()
    autosave.touch()
    assert pause.asked == [PAUSE_MS, PAUSE_MS]
    assert limit.asked == [AT_MOST_MS]
    assert AT_MOST_MS < 1_000
    assert autosave.is_pending


def test_a_very_long_text_is_saved_less_often_while_one_writes_on() -> None:
    timers, disk = HandTimers(), Disk()
    autosave = Autosave(timers, disk.save)
    pause, limit = timers.made
    autosave.touch(is_long=True)
    assert (pause.asked, limit.asked) == ([PAUSE_MS], [AT_MOST_LONG_MS])


def test_flushing_saves_once_and_stops_both_timers() -> None:
    timers, disk = HandTimers(), Disk()
    autosave = Autosave(timers, disk.save)
    assert autosave.flush()
    assert disk.saves == 0
    autosave.touch()
    assert autosave.flush()
    assert disk.saves == 1
    assert not any(timer.is_active() for timer in timers.made)
    assert not autosave.is_pending


def test_a_failed_save_stays_pending_and_is_tried_again() -> None:
    timers, disk = HandTimers(), Disk()
    disk.works = False
    autosave = Autosave(timers, disk.save)
    autosave.touch()
    assert not autosave.flush()
    assert autosave.is_pending
    assert timers.made[1].is_active()
    disk.works = True
    assert autosave.flush()


def test_forgetting_drops_what_is_pending() -> None:
    timers, disk = HandTimers(), Disk()
    autosave = Autosave(timers, disk.save)
    autosave.touch()
    autosave.forget()
    assert autosave.flush()
    assert disk.saves == 0


def test_a_fault_while_saving_does_not_end_the_retries() -> None:
    timers = HandTimers()
    outcomes = [False]

    def save() -> bool:
        if not outcomes[0]:
            raise ZeroDivisionError
        return True

    autosave = Autosave(timers, save)
    autosave.touch()
    with pytest.raises(ZeroDivisionError):
        autosave.flush()
    assert autosave.is_pending
    assert any(timer.is_active() for timer in timers.made)
    outcomes[0] = True
    timers.pass_time()
    assert not autosave.is_pending
