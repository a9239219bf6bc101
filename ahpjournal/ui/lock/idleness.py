"""Telling from the clock that nobody uses the program, or that the computer slept. No Qt here."""

from datetime import datetime, timedelta

from ahpjournal.domain.clock import Clock
from ahpjournal.ui.lock.reasons import LockReason

LOOK_SECONDS = 15
"""How often somebody should look."""
_SLEPT_FROM = timedelta(seconds=4 * LOOK_SECONDS)
"""A gap between two looks that only a sleeping computer, or one under great strain, makes."""


class Idleness:
    """Knows when the program was last used; look at it every LOOK_SECONDS."""

    def __init__(self, clock: Clock, minutes: int) -> None:
        """Begin now; *minutes* without use are too many."""
        self._clock = clock
        self._minutes = minutes
        self._last_look = self._last_use = clock.now()

    def set_minutes(self, minutes: int) -> None:
        """Let *minutes* without use be too many from now on."""
        self._minutes = minutes

    def used(self) -> None:
        """Take note that somebody is here."""
        self._last_use = self._clock.now()

    def look(self) -> LockReason | None:
        """Tell whether to lock now, and why."""
        now, before = self._clock.now(), self._last_look
        self._last_look = now
        if now - before >= _SLEPT_FROM:
            return LockReason.SLEEP
        if now < before:
            self._last_use = now  # the clock was set back: begin again
        return LockReason.IDLE if self._is_over(now) else None

    def _is_over(self, now: datetime) -> bool:
        return now - self._last_use >= timedelta(minutes=self._minutes)
