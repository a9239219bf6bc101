"""Time: the one place that reads the clock, and the hybrid logical clock of record versions."""

from dataclasses import field
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Protocol

from ahpjournal.domain.records import dataclass


class Clock(Protocol):
    """Where time comes from; tests hand in a fixed one."""

    def now(self) -> datetime:
        """Give the present moment in UTC."""

    def today(self) -> date:
        """Give the present date where the user is."""


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Give the present moment in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Give the present local date."""
        return datetime.now(UTC).astimezone().date()


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is moved on: for tests, the tour and the demo."""

    moment: datetime

    def now(self) -> datetime:
        """Give the moment the clock was set to."""
        return self.moment

    def today(self) -> date:
        """Give the date the clock was set to."""
        return self.moment.date()

    def advance(self, step: timedelta) -> None:
        """Move the clock on by *step*."""
        self.moment += step


class StoryClock:
    """A clock that runs on from a chosen moment: for the demo journal, whose story has its day."""

    def __init__(self, start: datetime, clock: Clock) -> None:
        """Start at *start* now, and run as fast as *clock*."""
        self._shift = start - clock.now()
        self._clock = clock

    def now(self) -> datetime:
        """Give the moment in the story."""
        return self._clock.now() + self._shift

    def today(self) -> date:
        """Give the local date in the story."""
        return self.now().astimezone().date()


def timestamp(moment: datetime) -> str:
    """Write *moment* as stored everywhere: UTC, ISO 8601, milliseconds, ``Z``."""
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="milliseconds") + "Z"


def parse_timestamp(text: str) -> datetime:
    """Read an ISO 8601 moment; one without an offset counts as UTC.

    Raises:
        ValueError: *text* is not a moment.
    """
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


_COUNTER_TOP = 99_999


@dataclass(slots=True)
class HybridClock:
    """Hybrid logical clock (Kulkarni et al. 2014): readings sort as text and never go backwards.

    A reading is ``milliseconds(15)-counter(5)-node``. *node* names the copy of the journal. Threads
    may share one.
    """

    clock: Clock
    node: str
    _milliseconds: int = field(default=0)
    _counter: int = field(default=0)
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def tick(self) -> str:
        """Give the reading for a new version."""
        wall = int(self.clock.now().timestamp() * 1000)
        with self._lock:
            if wall > self._milliseconds:
                self._milliseconds, self._counter = wall, 0
            elif self._counter < _COUNTER_TOP:
                self._counter += 1
            else:
                self._milliseconds, self._counter = self._milliseconds + 1, 0
            return f"{self._milliseconds:015d}-{self._counter:05d}-{self.node}"

    def lead(self) -> timedelta:
        """Tell how far the newest reading is ahead of the clock; negative if it is behind."""
        now = int(self.clock.now().timestamp() * 1000)
        return timedelta(milliseconds=self._milliseconds - now)

    def observe(self, reading: str) -> None:
        """Take note of a *reading* seen in the file, so that the next one is later.

        Raises:
            ValueError: *reading* does not have the form of a reading.
        """
        milliseconds, counter, _node = reading.split("-", 2)
        seen = (int(milliseconds), int(counter))
        with self._lock:
            self._milliseconds, self._counter = max((self._milliseconds, self._counter), seen)
