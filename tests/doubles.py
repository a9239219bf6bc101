"""Stand-ins that more than one folder of tests needs."""

from collections.abc import Callable
from typing import Any

from ahpjournal.domain.jobs import Job
from ahpjournal.services.jobs import FinishedTicket


class HandTimer:
    """A timer that fires when the test says so."""

    def __init__(self, callback: Callable[[], None]) -> None:
        self._callback = callback
        self._is_active = False
        self.asked: list[int] = []

    def start(self, milliseconds: int) -> None:
        """Be ready to fire."""
        self.asked.append(milliseconds)
        self._is_active = True

    def stop(self) -> None:
        """Do not fire."""
        self._is_active = False

    def is_active(self) -> bool:
        """Tell whether it is ready."""
        return self._is_active

    def fire(self) -> None:
        """Fire, if started."""
        if self._is_active:
            self._is_active = False
            self._callback()


class HandTimers:
    """Keeps every timer made."""

    def __init__(self) -> None:
        self.made: list[HandTimer] = []

    def single_shot(self, callback: Callable[[], None]) -> HandTimer:
        """Make a timer."""
        timer = HandTimer(callback)
        self.made.append(timer)
        return timer

    def pass_time(self) -> None:
        """Let every started timer fire once."""
        for timer in tuple(self.made):
            timer.fire()


class WaitingJobs:
    """Keeps jobs until the test lets them run."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[Any], Any], dict[str, Callable[..., None]]]] = []

    def submit(
        self, work: Callable[[Job], Any], **callbacks: Callable[..., None]
    ) -> FinishedTicket:
        """Keep."""
        self.waiting.append((work, callbacks))
        return FinishedTicket()
