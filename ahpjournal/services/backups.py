"""Backups without being asked: when they are made, and how a journal stands."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ahpjournal.domain.backups import (
    Backup,
    BackupReason,
    OddFile,
    has_state,
    is_due,
    is_overdue,
    newest,
    rotate,
)
from ahpjournal.domain.clock import Clock, parse_timestamp, timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.records import dataclass
from ahpjournal.output_file import whole_file
from ahpjournal.services.backup_places import (
    BackupPlaces,
    is_within_reach,
    list_in,
    make_private,
    refuse_folder,
)
from ahpjournal.services.backup_protection import encrypt_plain, renew_key_slots
from ahpjournal.storage.backup_folder import list_backups, remove_backup, tidying
from ahpjournal.storage.backups import Present, make_backup, read_present, verify_backup
from ahpjournal.storage.keys import NO_KEY, Key
from ahpjournal.storage.restoring import restore_beside, set_aside

_PROBLEM = "last-problem.json"
_NAMED_BY = 8
# Asked for or on the way out: the others are made right before something that may need them.
_ROTATING = frozenset({BackupReason.DAILY, BackupReason.CLOSE, BackupReason.BY_HAND})
_OUT_OF_REACH = frozenset(
    {
        ConditionCode.FOLDER_MISSING,
        ConditionCode.NO_PERMISSION,
        ConditionCode.READ_ONLY,
        ConditionCode.DRIVE_PROBLEM,
        ConditionCode.MISSING,
        ConditionCode.NOT_A_FILE,
    }
)


@dataclass(frozen=True, slots=True)
class BackupOutcome:
    """A backup that was made. *warning*: what kept it out of the owner's own folder.

    *is_rotation_held*: no older ones were removed, for this one is much smaller than the last.
    """

    backup: Backup
    warning: ConditionError | None = None
    is_rotation_held: bool = False


@dataclass(frozen=True, slots=True)
class BackupState:
    """How a journal stands: its backups in every folder within reach, newest first.

    *problem* is what stood in the way when a backup was last tried; *is_overdue*: what was written
    has gone without one for a week.
    """

    backups: tuple[Backup, ...] = ()
    odd: tuple[OddFile, ...] = ()
    folder: Path | None = None
    own_folder: Path | None = None
    problem: ConditionError | None = None
    is_overdue: bool = False
    aside: tuple[Path, ...] = ()
    """Folders in which restores kept the journals they replaced, the last one last."""

    @property
    def newest(self) -> Backup | None:
        """The backup that was made last."""
        return newest(self.backups)


class BackupService:
    """The backups of one journal. Every method opens the files for itself: any thread may call."""

    def __init__(
        self,
        path: Path | None,
        journal_id: str,
        key: Key,
        clock: Clock,
        places: BackupPlaces | None,
    ) -> None:
        """Look after the journal at *path*; nothing is done without a path or without *places*."""
        self._path = path
        self._journal_id = journal_id
        self._key = key
        self._clock = clock
        self._places = places
        self.seen = BackupState()
        """What state() found when it was last asked, which may have been on another thread."""
        self.refused: ConditionError | None = None
        """Why a backup was not put in the place of this journal, which was opened again."""

    @property
    def is_available(self) -> bool:
        """Whether this journal is backed up: one in memory and the demo are not."""
        return self._path is not None and self._places is not None

    def state(self) -> BackupState:
        """Look how the journal stands, in every folder; takes as long as the slowest drive."""
        self.seen = self._look()
        return self.seen

    def _look(self) -> BackupState:
        if self._path is None or self._places is None:
            return BackupState()
        backups, odd = self._listed()
        own = self._places.own_folder()
        problem = self._read_problem()
        if own is not None and not is_within_reach(own):
            problem = self._unreachable(own)
        reachable = own is not None and is_within_reach(own)
        return BackupState(
            backups,
            odd,
            folder=own if reachable else self._places.folder_of(self._journal_id),
            own_folder=own,
            problem=problem,
            is_overdue=self._is_overdue(backups),
            aside=set_aside(self._path),
        )

    def _unreachable(self, folder: Path) -> ConditionError:
        places = self._places
        is_set = places is not None and places.settings.policies.backup_folder is not None
        code = ConditionCode.BACKUP_FOLDER_UNREACHABLE
        return ConditionError(code, str(folder), is_set=is_set)

    def newest(self) -> Backup | None:
        """Give the backup that was made last; None if there is none within reach."""
        if self._path is None or self._places is None:
            return None
        return newest(b for b in self._listed()[0] if b.is_checked)

    def make(self, reason: BackupReason, job: Job | None = None) -> BackupOutcome:
        """Make a backup now, in the owner's folder or, if that cannot be reached, in ours.

        Raises:
            ConditionError: none could be made anywhere; it is shown again at the next start.
            Cancelled: the user stopped it.
        """
        try:
            outcome = self._make(reason, job)
        except ConditionError as error:
            self._keep_problem(error)
            raise
        self._keep_problem(outcome.warning)
        return outcome

    def make_in(self, folder: Path, job: Job | None = None) -> Backup:
        """Make a backup in a *folder* named for this time; nothing is removed there.

        Raises:
            ConditionError: the folder is missing, full or refuses, or the copy is not sound.
        """
        return make_backup(
            self._journal(), folder, self._key, BackupReason.BY_HAND, self._clock, job
        )

    def make_daily(self, job: Job | None = None) -> BackupOutcome | None:
        """Make today's backup if it is due: none was made today, and something has changed.

        Raises:
            ConditionError: none could be made anywhere.
            Cancelled: the user stopped it.
        """
        if not self.is_available:
            return None
        present, today = self._present(), self._clock.today()
        if present.is_untouched or not is_due(self._in_target(), today, present.mark):
            return None
        return self.make(BackupReason.DAILY, job)

    def make_on_close(self, job: Job | None = None) -> BackupOutcome | None:
        """Make a backup if something has changed since any was made.

        Raises:
            ConditionError: none could be made anywhere; it is shown at the next start.
            Cancelled: the user stopped it.
        """
        if not self.is_available:
            return None
        present = self._present()
        if present.is_untouched or has_state(self._in_target(), present.mark):
            return None
        return self.make(BackupReason.CLOSE, job)

    def verify(self, backup: Backup, job: Job | None = None) -> Backup:
        """Read *backup* from end to end.

        Raises:
            ConditionError: it is not as it was when it was made (BACKUP_UNSOUND).
        """
        return verify_backup(backup.path, self._key if backup.is_encrypted else NO_KEY, job)

    def restore_beside(self, backup: Backup, target: Path, job: Job | None = None) -> Backup:
        """Bring *backup* back as a journal of its own at *target*, never over anything.

        Raises:
            ConditionError: something is there, the folder refuses, or the backup is not sound.
        """
        key = self._key if backup.is_encrypted else NO_KEY
        return restore_beside(backup.path, target, key, job)

    def choose_folder(self, folder: Path | None) -> None:
        """Put backups into *folder* from now on; None for the program's own folder.

        Raises:
            ConditionError: nothing can be written there, or the organisation sets the folder.
        """
        if self._places is None:
            return
        if self._places.settings.policies.backup_folder is not None:
            raise ConditionError(ConditionCode.NOT_ALLOWED_HERE)
        if folder is not None:
            refuse_folder(folder)
        store = self._places.settings
        chosen = str(folder) if folder is not None else ""
        store.save(replace(store.current, backup_folder=chosen))

    def keep_protected(self, job: Job | None = None) -> tuple[Path, ...]:
        """Bring the backups within reach to what protects the journal now; mostly nothing is to do.

        A plain one of an encrypted journal is encrypted, and the present passphrase opens each; so
        it is with the journals that restores kept aside. A drive that was away when the passphrase
        was set or changed catches up when it is back. Gives what could not be brought up: it is as
        it was, and tried again the next time.
        """
        if self._path is None or self._key.is_empty:
            return ()
        backups = self._listed()[0]
        left = encrypt_plain(self._path, self._key, backups, job)
        return (*left, *renew_key_slots(self._path, self._key, backups))

    def _make(self, reason: BackupReason, job: Job | None) -> BackupOutcome:
        if self._places is None:
            raise ConditionError(ConditionCode.FOLDER_MISSING)
        own = self._places.own_folder()
        warning: ConditionError | None = None
        if own is not None:
            try:
                return self._make_and_rotate(own, reason, job)
            except ConditionError as error:
                if Path(error.path) != own:
                    raise  # the journal's own trouble
                warning = error
                if error.code in _OUT_OF_REACH:
                    warning = self._unreachable(own)
        folder = self._places.folder_of(self._journal_id)
        make_private(folder)
        return replace(self._make_and_rotate(folder, reason, job), warning=warning)

    def _make_and_rotate(
        self, folder: Path, reason: BackupReason, job: Job | None
    ) -> BackupOutcome:
        if not is_within_reach(folder):
            raise ConditionError(ConditionCode.FOLDER_MISSING, str(folder))
        with tidying(folder) as is_alone:
            made = make_backup(self._journal(), folder, self._key, reason, self._clock, job)
            if reason not in _ROTATING or not is_alone:
                return BackupOutcome(made)
            ours = [b for b in list_backups(folder).backups if b.journal_id == self._journal_id]
            days = self._places.minimum_days if self._places is not None else 0
            rotation = rotate(ours, self._clock.now(), days)
            for backup in rotation.removed:
                with suppress(ConditionError):  # one that cannot be removed is no harm
                    remove_backup(backup)
            return BackupOutcome(made, is_rotation_held=rotation.is_held)

    def _journal(self) -> Path:
        if self._path is None:
            raise ConditionError(ConditionCode.MISSING)
        return self._path

    def _present(self) -> Present:
        present = read_present(self._journal(), self._key)
        if present.journal_id != self._journal_id:
            raise ConditionError(ConditionCode.FILE_REPLACED, str(self._path))
        return present

    def _listed(self) -> tuple[tuple[Backup, ...], tuple[OddFile, ...]]:
        if self._places is None:
            return (), ()
        folders = (self._places.folder_of(self._journal_id), self._places.own_folder())
        return list_in(folders, self._journal_id)

    def _in_target(self) -> tuple[Backup, ...]:
        """Give the backups in the folder that the next one goes to."""
        if self._places is None:
            return ()
        own = self._places.own_folder()
        ours = self._places.folder_of(self._journal_id)
        folder = own if own is not None and is_within_reach(own) else ours
        return list_in((folder,), self._journal_id)[0]

    def _is_overdue(self, backups: Iterable[Backup]) -> bool:
        try:
            present = self._present()
            begun_on = parse_timestamp(present.begun_at).astimezone().date()
        except (ConditionError, ValueError):
            return False  # the journal has other trouble, which is shown elsewhere
        if present.is_untouched:
            return False
        return is_overdue(backups, self._clock.today(), present.mark, begun_on)

    def _keep_problem(self, problem: ConditionError | None) -> None:
        """Keep what stood in the way for the next start; nothing once a backup was made."""
        if self._places is None:
            return
        note = self._places.folder_of(self._journal_id) / _PROBLEM
        if problem is None:
            with suppress(OSError):
                note.unlink(missing_ok=True)
            return
        values = {
            "code": problem.code.value,
            "path": problem.path,
            "at": timestamp(self._clock.now()),
        }
        with suppress(ConditionError):
            make_private(note.parent)
            with whole_file(note) as file:
                file.write(json.dumps(values).encode())

    def _read_problem(self) -> ConditionError | None:
        if self._places is None:
            return None
        note = self._places.folder_of(self._journal_id) / _PROBLEM
        try:
            values = json.loads(note.read_bytes())
            return ConditionError(ConditionCode(values["code"]), str(values["path"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def back_up_before(
    journal: Path, key: Key, reason: BackupReason, clock: Clock, places: BackupPlaces
) -> BackupOutcome:
    """Make a backup of the journal at *journal* before something that may need it.

    The journal may be open or closed. Nothing older is removed on this occasion.

    Raises:
        ConditionError: none could be made; what was about to be done must not be done.
    """
    present = read_present(journal, key)
    return BackupService(journal, present.journal_id, key, clock, places).make(reason)
