"""Backups without being asked: where they go, when they are made, and the way back."""

import json
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ahpjournal.domain.backups import (
    Backup,
    BackupReason,
    OddFile,
    PutBack,
    has_state,
    is_due,
    is_overdue,
    newest,
    rotate,
)
from ahpjournal.domain.clock import Clock, parse_timestamp, timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job, SilentJob
from ahpjournal.output_file import whole_file
from ahpjournal.settings import SettingsStore
from ahpjournal.storage.backup_folder import (
    BACKUPS,
    list_backups,
    protect_backup,
    refresh_keys,
    remove_backup,
    tidying,
)
from ahpjournal.storage.backups import Present, make_backup, read_present, verify_backup
from ahpjournal.storage.keys import NO_KEY, FileKind, Key, sniff
from ahpjournal.storage.rekeying import encrypt_like
from ahpjournal.storage.restoring import (
    restore_beside,
    restore_in_place,
    set_aside,
    undo_restore,
)

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
_SEALED = frozenset({FileKind.ENCRYPTED, FileKind.KEYLESS})
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
class BackupPlaces:
    """Where backups go on this computer: the program's folder, and the owner's if there is one."""

    home: Path
    settings: SettingsStore

    def folder_of(self, journal_id: str) -> Path:
        """Give the program's own folder for the backups of a journal."""
        return self.home / BACKUPS / journal_id[:_NAMED_BY]

    @property
    def minimum_days(self) -> int:
        """For how many days the organisation wants every backup kept; 0 for no wish."""
        return self.settings.policies.minimum_retention_days

    def own_folder(self) -> Path | None:
        """Give the folder that the owner chose; None if there is none."""
        chosen = self.settings.current.backup_folder
        return Path(chosen) if chosen else None


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


@dataclass(frozen=True, slots=True)
class Protected:
    """What became of plain backups when the journal got a passphrase: done, and still plain."""

    done: int
    left: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """A journal in whose place a backup was put.

    *before* is the backup of what was there; None if that could not be read, for then only its
    files are kept, in *put_back.aside*, as they were.
    """

    put_back: PutBack
    before: Backup | None


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
        if own is not None and not _is_within_reach(own):
            problem = ConditionError(ConditionCode.BACKUP_FOLDER_UNREACHABLE, str(own))
        reachable = own is not None and _is_within_reach(own)
        return BackupState(
            backups,
            odd,
            folder=own if reachable else self._places.folder_of(self._journal_id),
            own_folder=own,
            problem=problem,
            is_overdue=self._is_overdue(backups),
            aside=set_aside(self._path),
        )

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

    def put_back(self, backup: Backup, job: Job | None = None) -> Replaced:
        """Put *backup* in the place of the journal, which must be closed by now.

        Raises:
            ConditionError: see the function of this name; the journal is as it was.
        """
        return put_back(self._journal(), backup, self._key, self._clock, self._places, job)

    def put_aside(self) -> tuple[Path, ...]:
        """Give the folders in which restores kept what they replaced, the last one last."""
        return set_aside(self._path) if self._path is not None else ()

    def undo_put_back(self, aside: Path) -> PutBack:
        """Bring back what a restore set *aside*; the journal must be closed by now.

        Raises:
            ConditionError: see the function of this name; the journal is as it was.
        """
        return undo_put_back(self._journal(), aside, self._clock)

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

    def protect_all(self, job: Job | None = None) -> Protected:
        """Encrypt the plain backups within reach, after the journal got its passphrase.

        So are the journals that restores kept aside. What cannot be encrypted stays as it is, and
        is named.
        """
        done, left = self._protect_aside(job)
        for backup in self._listed()[0] if self.is_available else ():
            if backup.is_encrypted:
                continue
            try:
                protect_backup(backup, self._key, self._journal(), job)
            except ConditionError:
                left.append(backup.path)
            else:
                done += 1
        return Protected(done, tuple(left))

    def refresh_keys(self) -> tuple[Path, ...]:
        """Let the present passphrase open the encrypted backups within reach.

        So it does the journals that restores kept aside: each can still be brought back. Gives
        those whose slots could not be written; those of another key are left as they are.
        """
        backups = self._listed()[0] if self.is_available else ()
        copies = [backup.path for backup in backups if backup.is_encrypted]
        copies += [kept for kept in self._kept_aside() if sniff(kept) in _SEALED]
        left = []
        for copy in copies:
            try:
                refresh_keys(copy, self._key, self._journal())
            except ConditionError:
                left.append(copy)
        return tuple(left)

    def keep_protected(self, job: Job | None = None) -> None:
        """Bring the backups within reach to what protects the journal now; mostly nothing is to do.

        A plain one of an encrypted journal is encrypted, and the present passphrase opens each: a
        drive that was away when the passphrase was set or changed catches up when it is back. What
        cannot be brought up is tried again the next time.
        """
        if not self._key.is_empty:
            self.protect_all(job)
            self.refresh_keys()

    def _kept_aside(self) -> tuple[Path, ...]:
        """Give the journals that restores kept when they put a backup in place of this one."""
        if self._path is None:
            return ()
        return tuple(folder / self._path.name for folder in set_aside(self._path))

    def _protect_aside(self, job: Job | None) -> tuple[int, list[Path]]:
        """Encrypt the plain journals that restores kept; count them, and name those left plain."""
        done, left = 0, []
        for kept in self._kept_aside():
            kind = sniff(kept)
            if kind in _SEALED or kind is FileKind.EMPTY:
                continue
            try:
                encrypt_like(kept, self._journal(), self._key, job or SilentJob())
            except ConditionError:
                left.append(kept)
            else:
                done += 1
        return done, left

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
                    code = ConditionCode.BACKUP_FOLDER_UNREACHABLE
                    warning = ConditionError(code, str(own))
        folder = self._places.folder_of(self._journal_id)
        _make_private(folder)
        return replace(self._make_and_rotate(folder, reason, job), warning=warning)

    def _make_and_rotate(
        self, folder: Path, reason: BackupReason, job: Job | None
    ) -> BackupOutcome:
        if not _is_within_reach(folder):
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
        return _list_all(folders, self._journal_id)

    def _in_target(self) -> tuple[Backup, ...]:
        """Give the backups in the folder that the next one goes to."""
        if self._places is None:
            return ()
        own = self._places.own_folder()
        ours = self._places.folder_of(self._journal_id)
        folder = own if own is not None and _is_within_reach(own) else ours
        return _list_all((folder,), self._journal_id)[0]

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
            _make_private(note.parent)
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


def backups_near(
    journal: Path, places: BackupPlaces | None, journal_id: str = ""
) -> tuple[Backup, ...]:
    """Give the backups of a journal that may not open, newest first.

    Without *journal_id* they are told by the journal's name.
    """
    if places is None:
        return ()
    folders: list[Path | None] = [places.own_folder()]
    with suppress(OSError):
        folders += sorted((places.home / BACKUPS).iterdir())
    backups, _odd = _list_all(folders, journal_id)
    if journal_id:
        return backups
    return tuple(b for b in backups if b.journal_name == journal.name)


def bring_back(backup: Path, target: Path, job: Job | None = None, key: Key = NO_KEY) -> Backup:
    """Bring the backup at *backup* back as a journal of its own at *target*.

    Raises:
        ConditionError: something is there, the folder refuses, or the backup is not sound.
    """
    return restore_beside(backup, target, key, job)


@dataclass(frozen=True, slots=True)
class RestoreService:
    """Ways back for a journal that does not open, without its passphrase.

    An encrypted backup is compared with its note and brought back as it is, with its key slots; it
    opens with its passphrase afterwards. Nothing is offered without *places*.
    """

    clock: Clock
    places: BackupPlaces | None = None

    def near(self, journal: Path) -> tuple[Backup, ...]:
        """Give the backups of the journal that lies, or lay, at *journal*, newest first."""
        return backups_near(journal, self.places)

    def beside(self, backup: Backup, target: Path, job: Job) -> Path:
        """Bring *backup* back as a journal of its own at *target*.

        Raises:
            ConditionError: something is there, the folder refuses, or the backup is not sound.
        """
        restore_beside(backup.path, target, None, job)
        return target

    def in_place(self, journal: Path, backup: Backup, job: Job) -> Path:
        """Put *backup* in the place of *journal*; what is there moves into a folder beside.

        Raises:
            ConditionError: as for `put_back`; the journal is as it was.
        """
        put_back(journal, backup, None, self.clock, self.places, job)
        return journal


def put_back(
    journal: Path,
    backup: Backup,
    key: Key | None,
    clock: Clock,
    places: BackupPlaces | None,
    job: Job | None = None,
) -> Replaced:
    """Put *backup* in the place of the closed journal at *journal*, which *key* opens if known.

    The backup is read from end to end first; then the present state is backed up, or, if it cannot
    be read, only kept as it is: whatever was there moves into a folder beside.

    Raises:
        ConditionError: the journal is open somewhere, the backup is not sound or is of another
            journal, or there is no room; the journal is as it was.
    """
    backup_key = key if backup.is_encrypted else NO_KEY
    verify_backup(backup.path, backup_key, job)
    before = _back_up_present(journal, backup, key or NO_KEY, clock, places, job)
    return Replaced(restore_in_place(journal, backup.path, backup_key, clock.now(), job), before)


def _back_up_present(
    journal: Path,
    backup: Backup,
    key: Key,
    clock: Clock,
    places: BackupPlaces | None,
    job: Job | None,
) -> Backup | None:
    try:
        journal_id = read_present(journal, key).journal_id
    except ConditionError as error:
        if error.code not in _KEPT_AS_IT_IS:
            raise
        return None
    if backup.journal_id and journal_id != backup.journal_id:
        raise ConditionError(ConditionCode.ANOTHER_JOURNAL, str(backup.path))
    if places is None:
        return None
    service = BackupService(journal, journal_id, key, clock, places)
    try:
        return service.make(BackupReason.BEFORE_RESTORE, job).backup
    except ConditionError as error:
        if error.code not in _KEPT_AS_IT_IS:
            raise
        return None


def undo_put_back(journal: Path, aside: Path, clock: Clock) -> PutBack:
    """Bring back what a restore set *aside*; what is there now goes aside in its turn.

    Raises:
        ConditionError: the journal is open somewhere, or nothing lies there.
    """
    return undo_restore(journal, aside, clock.now())


def refuse_folder(folder: Path) -> None:
    """Make sure that backups can be written into *folder*.

    Raises:
        ConditionError: it is missing or refuses.
    """
    if not os.path.isdir(folder):  # noqa: PTH112 - not to be looked at counts as missing
        raise ConditionError(ConditionCode.FOLDER_MISSING, str(folder))
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".ahpjournal-") as file:
            file.write(b"ahp journal")
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(folder)) from error


def _list_all(
    folders: Iterable[Path | None], journal_id: str
) -> tuple[tuple[Backup, ...], tuple[OddFile, ...]]:
    backups: dict[Path, Backup] = {}
    odd: list[OddFile] = []
    for folder in folders:
        if folder is None:
            continue
        with suppress(ConditionError):  # a folder out of reach has none to show
            found = list_backups(folder)
            mine = [b for b in found.backups if not journal_id or b.journal_id == journal_id]
            backups |= {b.path: b for b in mine}
            odd += found.odd
    ordered = sorted(backups.values(), key=lambda b: (b.made_at, b.path.name), reverse=True)
    return tuple(ordered), tuple(odd)


def _is_within_reach(folder: Path) -> bool:
    is_folder = os.path.isdir(folder)  # noqa: PTH112 - not to be looked at counts as missing
    return is_folder and os.access(folder, os.W_OK | os.X_OK)


def _make_private(folder: Path) -> None:
    try:
        for place in (folder.parent.parent, folder.parent, folder):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(folder)) from error
