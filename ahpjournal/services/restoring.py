"""Ways back from a backup: beside the journal, or in its place, which is kept."""

from pathlib import Path

from ahpjournal.domain.backups import Backup, BackupReason, PutBack
from ahpjournal.domain.clock import Clock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.records import dataclass
from ahpjournal.services.backup_places import BackupPlaces, backups_near
from ahpjournal.services.backups import BackupService
from ahpjournal.storage.backups import read_present, verify_backup
from ahpjournal.storage.keys import NO_KEY, Key
from ahpjournal.storage.restoring import restore_beside, restore_in_place, undo_restore

# The present journal cannot be copied through the database: its files are kept as they are.
_KEPT_AS_IT_IS = frozenset(
    {
        ConditionCode.DAMAGED,
        ConditionCode.BACKUP_UNSOUND,
        ConditionCode.NOT_A_JOURNAL,
        ConditionCode.ENCRYPTED,
        ConditionCode.NOT_ENCRYPTED,
        ConditionCode.WRONG_PASSPHRASE,
        ConditionCode.KEYS_MISSING,
        ConditionCode.KEYS_DAMAGED,
        ConditionCode.MISSING,
        ConditionCode.TOO_NEW,
    }
)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A journal in whose place a backup was put.

    *before* is the backup of what was there; None if that could not be read, for then only its
    files are kept, in *put_back.aside*, as they were.
    """

    put_back: PutBack
    before: Backup | None


@dataclass(frozen=True, slots=True)
class RestoreService:
    """Ways back for a journal that is closed, or does not open.

    An encrypted backup whose key is not known is compared with its note and brought back as it is,
    with its key slots; it opens with its passphrase afterwards. Without *places* none is found.
    """

    clock: Clock
    places: BackupPlaces | None = None

    def near(self, journal: Path) -> tuple[Backup, ...]:
        """Give the backups of the journal that lies, or lay, at *journal*, newest first."""
        return backups_near(journal, self.places)

    def beside(
        self, backup: Path, target: Path, job: Job | None = None, key: Key | None = None
    ) -> Backup:
        """Bring the *backup* back as a journal of its own at *target*.

        Raises:
            ConditionError: something is there, the folder refuses, or the backup is not sound.
        """
        return restore_beside(backup, target, key, job)

    def put_back(
        self, backup: Backup, journal: Path, job: Job | None = None, key: Key | None = None
    ) -> Replaced:
        """Put *backup* in the place of the closed *journal*, which *key* opens if known.

        The backup is read from end to end first; then the present state is backed up, or, if it
        cannot be read, only kept as it is: whatever was there moves into a folder beside.

        Raises:
            ConditionError: the journal is open somewhere, the backup is not sound or is of another
                journal, or there is no room; the journal is as it was.
        """
        backup_key = key if backup.is_encrypted else NO_KEY
        verify_backup(backup.path, backup_key, job)
        before = self._back_up_present(backup, journal, job, key or NO_KEY)
        done = restore_in_place(journal, backup.path, backup_key, self.clock.now(), job)
        return Replaced(done, before)

    def undo(self, aside: Path, journal: Path) -> PutBack:
        """Bring back what a restore set *aside*; what is there now goes aside in its turn.

        Raises:
            ConditionError: the journal is open somewhere, or nothing lies there.
        """
        return undo_restore(journal, aside, self.clock.now())

    def _back_up_present(
        self, backup: Backup, journal: Path, job: Job | None, key: Key
    ) -> Backup | None:
        try:
            journal_id = read_present(journal, key).journal_id
        except ConditionError as error:
            if error.code not in _KEPT_AS_IT_IS:
                raise
            return None
        if backup.journal_id and journal_id != backup.journal_id:
            raise ConditionError(ConditionCode.ANOTHER_JOURNAL, str(backup.path))
        if self.places is None:
            return None
        service = BackupService(journal, journal_id, key, self.clock, self.places)
        try:
            return service.make(BackupReason.BEFORE_RESTORE, job).backup
        except ConditionError as error:
            if error.code not in _KEPT_AS_IT_IS:
                raise
            return None
