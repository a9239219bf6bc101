"""Ends a process in the middle of its work, again and again, and looks at what is left.

Each round forks a child that works and says what was acknowledged; at a random moment it gets
SIGKILL. Forking one process that has everything imported makes a round cost a fraction of a second.
Nothing here knows what pytest is: the quick tests and the long run share it.
"""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ahpjournal.domain.clock import SystemClock
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.protection import NO_KEY, Key, is_encrypted, unlock
from ahpjournal.services.session import JournalSession, create_journal, open_journal
from ahpjournal.settings import SettingsStore
from ahpjournal.storage import key_slots
from tests.builders import PASSPHRASE, content

Say = Callable[[str], None]
MAY_LOSE_SECONDS = 2.0
CLOCK = SystemClock()
IDS = TimeOrderedIds(CLOCK)


@dataclass(slots=True)
class Place:
    """Where a round works: a folder of its own, and what lasts over rounds."""

    folder: Path
    rng: random.Random
    is_encrypted: bool = False
    number: int = 0

    @property
    def journal(self) -> Path:
        """The journal that is worked on."""
        return self.folder / "Journal.ahpjournal"

    @property
    def passphrase(self) -> Passphrase | None:
        """What new journals are encrypted with."""
        return PASSPHRASE if self.is_encrypted else None

    @property
    def places(self) -> BackupPlaces:
        """Where backups go."""
        home = self.folder / "home"
        return BackupPlaces(home, SettingsStore(home))

    def clear(self) -> None:
        """Leave nothing in the folder."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()

    @contextmanager
    def opened(
        self, path: Path | None = None, *, key: Key | None = None, backs_up: bool = False
    ) -> Iterator[JournalSession]:
        """Open a journal, the one worked on unless told, with the services on it."""
        place = path or self.journal
        session = open_journal(
            place,
            clock=CLOCK,
            ids=IDS,
            content=content(),
            key=self.key(place) if key is None else key,
            places=self.places if backs_up else None,
        )
        try:
            yield session
        finally:
            session.close()

    def key(self, path: Path | None = None) -> Key:
        """Find the key of a journal, the one worked on unless told."""
        place = path or self.journal
        return unlock(place, PASSPHRASE) if is_encrypted(place) else NO_KEY

    def create(self) -> None:
        """Make an empty journal."""
        create_journal(
            self.journal, clock=CLOCK, ids=IDS, content=content(), passphrase=self.passphrase
        ).close()


@dataclass(frozen=True, slots=True)
class Said:
    """What the child said before it was ended, and when that was (monotonic seconds)."""

    lines: tuple[str, ...]
    killed_at: float

    @property
    def words(self) -> Iterator[list[str]]:
        """Give each line cut into words."""
        return (line.split() for line in self.lines)


@dataclass(slots=True)
class Verdict:
    """What a round showed. *lost* are acknowledged saves that are gone; *seconds* of typing."""

    acknowledged: int = 0
    lost: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Figures:
    """What all rounds of an activity showed."""

    activity: str
    kind: str
    kills: int = 0
    ended_first: int = 0
    acknowledged: int = 0
    lost: int = 0
    most_seconds: float = 0.0
    problems: list[str] = field(default_factory=list)

    def add(self, verdict: Verdict, *, was_killed: bool) -> None:
        """Count one round."""
        self.kills += was_killed
        self.ended_first += not was_killed
        self.acknowledged += verdict.acknowledged
        self.lost += verdict.lost
        self.most_seconds = max(self.most_seconds, verdict.seconds)
        self.problems += verdict.problems

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost and nothing was damaged."""
        return not self.lost and not self.problems and self.most_seconds <= MAY_LOSE_SECONDS


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to be killed in.

    *longest*: seconds after the first line within which it is killed; 0: as long as it takes.
    """

    name: str
    prepare: Callable[[Place], None]
    work: Callable[[Place, Say], None]
    look: Callable[[Place, Said], Verdict]
    longest: float
    weight: int = 10


def run(
    activity: Activity, kills: int, folder: Path, *, is_encrypted: bool, seed: int = 20_260_112
) -> Figures:
    """Kill *activity* *kills* times and give the figures."""
    rng = random.Random(f"{activity.name} {seed} {is_encrypted}")  # noqa: S311 - moments only
    place = Place(folder, rng, is_encrypted)
    figures = Figures(activity.name, "encrypted" if is_encrypted else "plain")
    longest = activity.longest or _measure(activity, place)
    for number in range(kills):
        place.number = number
        activity.prepare(place)
        said, was_killed = _round(activity, place, rng.uniform(0.0, longest))
        verdict = activity.look(place, said)
        verdict.problems += [line for line in said.lines if line.startswith("!")]
        figures.add(verdict, was_killed=was_killed)
    return figures


def _measure(activity: Activity, place: Place) -> float:
    """Let it run to its end once, and give how long that takes, in seconds."""
    activity.prepare(place)
    lines: list[str] = []
    moments: list[float] = []

    def say(line: str) -> None:
        lines.append(line)
        moments.append(time.monotonic())

    activity.work(place, say)
    verdict = activity.look(place, Said(tuple(lines), moments[-1]))
    assert not verdict.lost, f"{activity.name} does not work even if nobody disturbs it"
    assert not verdict.problems, verdict.problems
    return moments[-1] - moments[0]


def _round(activity: Activity, place: Place, wait: float) -> tuple[Said, bool]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(activity, place, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        first = pipe.readline()
        time.sleep(wait)
        killed_at = time.monotonic()
        os.kill(child, signal.SIGKILL)
        rest = pipe.readlines()
    _pid, status = os.waitpid(child, 0)
    lines = tuple(line.decode().rstrip("\n") for line in (first, *rest) if line.endswith(b"\n"))
    return Said(lines, killed_at), os.WIFSIGNALED(status)


def _work(activity: Activity, place: Place, writing: int) -> None:
    def say(line: str) -> None:
        os.write(writing, f"{line}\n".encode())

    try:
        activity.work(place, say)
    except BaseException as error:  # noqa: BLE001 - the child tells its parent, whatever it is
        say(f"! {type(error).__name__}: {error}")
    finally:
        os._exit(0)


def stretch_little() -> None:
    """Stretch new passphrases as little as is allowed: a thousand rounds need not wait for that."""
    key_slots.MEMORY_KIB, key_slots.ITERATIONS = 19_456, 2


def problems_of(session: JournalSession) -> list[str]:
    """Check a journal from end to end, and give what is wrong."""
    report = session.check()
    return [f"check: {problem.code} {problem.detail}" for problem in report.problems]
