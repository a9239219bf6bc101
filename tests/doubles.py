"""Stand-ins that more than one folder of tests needs."""

from collections.abc import Callable
from typing import Any

from ahpjournal.domain.jobs import Job
from ahpjournal.services.jobs import InlineJobs


class HandTimer:
    """A timer that fires when the test says so."""

    def __init__(self, callback: Callable[[], None]) -> None:
        self._callback = callback
        self._is_active = False
        self.asked: list[int] = []

    def start(self, milliseconds: int) -> None:
        """Be ready to fire."""
        assert milliseconds > 0
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
    """Keeps jobs, and what is to be called after them, until the test lets them run."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[Job], Any], dict[str, Callable[..., None]]]] = []
        self.cancelled = 0

    def submit(self, work: Callable[[Job], Any], **callbacks: Callable[..., None]) -> "WaitingJobs":
        """Keep; gives itself as the ticket."""
        self.waiting.append((work, callbacks))
        return self

    def cancel(self) -> None:
        """Take note that a job is to stop."""
        self.cancelled += 1

    def tell(self, outcome: str, *values: object) -> None:
        """Call *outcome* of the last job, such as ``on_done``, with *values*."""
        self.waiting[-1][1][outcome](*values)

    def run_all(self) -> None:
        """Let every job run now."""
        for work, callbacks in self.waiting:
            InlineJobs().submit(work, **callbacks)
