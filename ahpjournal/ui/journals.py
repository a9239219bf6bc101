"""How the window opens journals: the composition root hands it in."""

from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ahpjournal.domain.clock import Clock, SystemClock
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.records import dataclass
from ahpjournal.services.protection import NO_KEY, Key
from ahpjournal.services.restoring import RestoreService
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.lock.ports import Protection, ServicesProtection

if TYPE_CHECKING:
    from ahpjournal.services.repairs import RepairReport


class OpenJournal(Protocol):
    """Opens the journal at a path; an encrypted one with its key."""

    def __call__(self, path: Path, *, read_only: bool = False, key: Key = NO_KEY) -> JournalSession:
        """Open it, or raise ConditionError."""


class RepairJournal(Protocol):
    """Makes a repaired copy of a journal that nobody has open."""

    def __call__(self, path: Path, target: Path, job: Job, key: Key = NO_KEY) -> "RepairReport":
        """Make it at *target*, or raise ConditionError; *path* is only read."""


@dataclass(frozen=True, slots=True)
class Journals:
    """How the window opens journals; given by the composition root.

    *start* opens the journal to begin with; each raises ConditionError when it cannot.
    """

    start: Callable[[], JournalSession]
    open: OpenJournal
    create: Callable[[Path], JournalSession]
    demo: Callable[[], JournalSession]
    starts_with_demo: bool = False
    restores: RestoreService = field(default_factory=lambda: RestoreService(SystemClock()))
    protection: Protection = field(default_factory=ServicesProtection)
    clock: Clock = field(default_factory=SystemClock)
    repair: RepairJournal | None = None
    """Makes a repaired copy of a damaged journal; None where that is not offered."""
