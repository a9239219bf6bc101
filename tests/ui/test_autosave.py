"""Autosave: after a pause, and never later than the limit, and again after a failure."""

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


def test_a_fault_in_saving_is_a_failure_and_nothing_is_forgotten(
    logged_faults: list[BaseException],
) -> None:
    timers, fault = HandTimers(), ValueError("what was typed")
    faults: list[ValueError] = [fault]

    def save() -> bool:
        if faults:
            raise faults.pop()
        return True

    told: list[bool] = []
    autosave = Autosave(timers, save, lambda: told.append(True))
    autosave.touch()
    timers.made[0].fire()
    assert logged_faults == [fault]
    assert told == [True]
    assert (autosave.is_pending, autosave.has_failed) == (True, True)
    assert timers.made[1].is_active()
    timers.made[1].fire()
    assert (autosave.is_pending, autosave.has_failed) == (False, False)
    logged_faults.clear()


def test_only_what_is_pending_has_failed() -> None:
    timers, disk = HandTimers(), Disk()
    disk.works = False
    autosave = Autosave(timers, disk.save)
    autosave.touch()
    seen = [autosave.has_failed]
    autosave.flush()
    seen.append(autosave.has_failed)
    autosave.forget()
    autosave.touch()
    seen.append(autosave.has_failed)
    assert seen == [False, True, False]
