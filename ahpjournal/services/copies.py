"""Other copies of the open journal: what merging one would do, and doing it."""

from dataclasses import field
from pathlib import Path

from ahpjournal.domain.backups import BackupReason
from ahpjournal.domain.clock import Clock
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.merging import MergeReport
from ahpjournal.domain.records import dataclass
from ahpjournal.services.backups import BackupService
from ahpjournal.services.merging import Merger
from ahpjournal.services.protection import Key


@dataclass(frozen=True, slots=True)
class MergeOutcome:
    """What came of looking at another copy, or of merging it: a report, or why there is none.

    *other_key* opened it; None if none of its own was given.
    """

    other: Path
    report: MergeReport | None = None
    error: AhpJournalError | None = None
    other_key: Key | None = field(default=None, repr=False)


class CopyService:
    """The copies of one journal. What merges opens both files for itself, on any thread.

    *outcome* is what came of the last try, kept until its owner has seen it or the journal locks.
    """

    def __init__(
        self, path: Path | None, key: Key, clock: Clock, ids: Ids, backups: BackupService
    ) -> None:
        """Merge into the journal at *path*, which opens with *key*."""
        self._path = path
        self._key = key
        self._merger = Merger(clock, ids)
        self._backups = backups
        self.outcome: MergeOutcome | None = None

    @property
    def is_available(self) -> bool:
        """Whether copies can be merged: not where no backup is made before, as in the demo."""
        return self._path is not None and self._backups.is_available

    def bring_in(
        self, other: Path, job: Job, *, dry_run: bool, other_key: Key | None = None
    ) -> MergeReport:
        """Merge the copy at *other*, which is only read, after a backup; or say what that would do.

        The journal must be closed. Without *other_key* that of the journal is tried on the copy.

        Raises:
            InputError: both are the same file (SAME_FILE).
            ConditionError: one of them cannot be used, *other* needs a passphrase (ENCRYPTED) or is
                no copy (ANOTHER_JOURNAL), or the backup could not be made; nothing was changed.
            Cancelled: the user stopped it; nothing was changed.
        """

        def back_up() -> None:
            self._backups.make(BackupReason.BEFORE_MERGE, job)

        return self._merger.bring_together(
            self._path or Path(),
            other,
            job,
            back_up=back_up,
            dry_run=dry_run,
            key=self._key,
            other_key=other_key,
        )
