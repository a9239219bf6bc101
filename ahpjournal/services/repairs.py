"""Making a repaired copy of a damaged journal; the damaged one is only read."""

from pathlib import Path

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.jobs import Job
from ahpjournal.services.protection import NO_KEY, Key
from ahpjournal.storage.repair import LostRecord, RepairReport, repair


def repair_journal(
    path: Path, target: Path, *, clock: Clock, ids: Ids, job: Job, key: Key = NO_KEY
) -> RepairReport:
    """Read what can be read of the journal at *path* into a new one at *target*.

    An encrypted journal needs its *key* and becomes one with the same passphrase and code.

    Raises:
        ConditionError: the journal is in use or nothing of it can be read, or there is something
            at *target* already, or no room for it. Neither file was changed.
        Cancelled: the user stopped it; nothing is left behind.
    """
    return repair(path, target, clock, ids, job, key)


__all__ = ["LostRecord", "RepairReport", "repair_journal"]
