"""Where the backups of a journal go on this computer, and what lies there."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ahpjournal.domain.backups import Backup, OddFile
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.records import dataclass
from ahpjournal.settings import SettingsStore
from ahpjournal.storage.backup_folder import BACKUPS, list_backups

_NAMED_BY = 8


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
    backups, _odd = list_in(folders, journal_id)
    if journal_id:
        return backups
    return tuple(b for b in backups if b.journal_name == journal.name)


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


def list_in(
    folders: Iterable[Path | None], journal_id: str
) -> tuple[tuple[Backup, ...], tuple[OddFile, ...]]:
    """Give the backups of a journal in *folders*, newest first, and what else lies there.

    Without *journal_id* those of every journal. A folder out of reach has none.
    """
    backups: dict[Path, Backup] = {}
    odd: list[OddFile] = []
    for folder in folders:
        if folder is None:
            continue
        with suppress(ConditionError):
            found = list_backups(folder)
            mine = [b for b in found.backups if not journal_id or b.journal_id == journal_id]
            backups |= {b.path: b for b in mine}
            odd += found.odd
    ordered = sorted(backups.values(), key=lambda b: (b.made_at, b.path.name), reverse=True)
    return tuple(ordered), tuple(odd)


def is_within_reach(folder: Path) -> bool:
    """Tell whether *folder* is there and can be written to."""
    is_folder = os.path.isdir(folder)  # noqa: PTH112 - not to be looked at counts as missing
    return is_folder and os.access(folder, os.W_OK | os.X_OK)


def make_private(folder: Path) -> None:
    """Make the program's own *folder*, and the two above it, for their owner only.

    Raises:
        ConditionError: the disk refuses.
    """
    try:
        for place in (folder.parent.parent, folder.parent, folder):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(folder)) from error
