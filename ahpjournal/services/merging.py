"""Bringing in what was written in another copy of the journal, on another computer."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.merging import MergeReport
from ahpjournal.domain.records import dataclass
from ahpjournal.services.protection import is_encrypted
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.keys import NO_KEY, Key
from ahpjournal.storage.schema import SCHEMA_VERSION

_MAY_NOT_BE_WRITTEN = frozenset(
    {ConditionCode.READ_ONLY, ConditionCode.NO_PERMISSION, ConditionCode.DISK_FULL}
)


@dataclass(frozen=True, slots=True)
class Merger:
    """Merges copies of journals at rest, on any thread: it opens both files for itself."""

    clock: Clock
    ids: Ids

    def bring_together(
        self,
        journal: Path,
        other: Path,
        job: Job,
        *,
        back_up: Callable[[], None],
        dry_run: bool,
        key: Key,
        other_key: Key | None,
    ) -> MergeReport:
        """Merge as below; without *other_key*, *key* is tried: copies of a journal share theirs.

        Raises:
            InputError: both are the same file (SAME_FILE).
            ConditionError: as below; a copy that *key* does not open is ENCRYPTED.
            Cancelled: the user stopped it; nothing was changed.
        """
        is_tried = other_key is None and not key.is_empty and is_encrypted(other)
        theirs = key if is_tried else other_key or NO_KEY
        try:
            return self.merge(
                journal, other, job, back_up=back_up, dry_run=dry_run, key=key, other_key=theirs
            )
        except ConditionError as error:
            if is_tried and error.code is ConditionCode.DAMAGED and Path(error.path) == other:
                # What our key cannot read looks damaged.
                raise ConditionError(ConditionCode.ENCRYPTED, str(other)) from error
            raise

    def merge(
        self,
        journal: Path,
        other: Path,
        job: Job,
        *,
        back_up: Callable[[], None],
        dry_run: bool = False,
        key: Key = NO_KEY,
        other_key: Key = NO_KEY,
    ) -> MergeReport:
        """Bring the changes of the copy at *other* into *journal*; *other* is only read.

        *key* and *other_key* open them if they are encrypted; each stays as it is. Before
        anything is changed, *back_up* is called. With *dry_run* nothing is changed.

        Raises:
            InputError: both are the same file (SAME_FILE).
            ConditionError: one of them cannot be used, *other* was written by a newer version
                (TOO_NEW), they are no copies of each other (ANOTHER_JOURNAL), or the backup could
                not be made; nothing was changed.
            Cancelled: the user stopped it; nothing was changed.
        """
        if _is_same(other, journal):
            raise InputError(InputCode.SAME_FILE, other.name)
        job.report(Progress(0, 0, JobStage.CHECKING))
        with tempfile.TemporaryDirectory(prefix="ahpjournal-merge-") as folder:
            theirs = self._open_other(other, Path(folder), other_key)
            try:
                ours = self._open_ours(journal, Path(folder), key, dry_run=dry_run)
                try:
                    return self._run(ours, theirs, job, back_up, dry_run=dry_run)
                finally:
                    ours.close()
            finally:
                theirs.close()

    def _run(
        self,
        ours: JournalFile,
        theirs: JournalFile,
        job: Job,
        back_up: Callable[[], None],
        *,
        dry_run: bool,
    ) -> MergeReport:
        if theirs.journal_id != ours.journal_id:
            raise ConditionError(ConditionCode.ANOTHER_JOURNAL, str(theirs.path or ""))
        if not dry_run:
            back_up()

        def step(done: int, total: int) -> None:
            job.check_cancelled()
            job.report(Progress(done, total, JobStage.SAVING))

        with theirs.reading():
            return ours.merge(theirs, step, dry_run=dry_run)

    def _open_ours(self, journal: Path, folder: Path, key: Key, *, dry_run: bool) -> JournalFile:
        """Open the journal; for a dry run as a copy in *folder* where opening it would change it.

        So it is with one of an older version, and it serves one that may not be written too.
        """
        if not dry_run:
            return JournalFile.open(journal, self.clock, self.ids, key=key)
        reader = JournalFile.open(journal, self.clock, self.ids, read_only=True, key=key)
        try:
            if reader.schema_version >= SCHEMA_VERSION:
                try:
                    return JournalFile.open(journal, self.clock, self.ids, key=key)
                except ConditionError as error:
                    if error.code not in _MAY_NOT_BE_WRITTEN:
                        raise
            copy = folder / "ours" / journal.name
            copy.parent.mkdir()
            reader.copy_to(copy)
        finally:
            reader.close()
        return JournalFile.open(copy, self.clock, self.ids, key=key)

    def _open_other(self, other: Path, folder: Path, key: Key) -> JournalFile:
        """Open a copy to read; one of an older version is brought up to date in *folder* first."""
        theirs = JournalFile.open(other, self.clock, self.ids, read_only=True, key=key)
        version = theirs.schema_version
        if version > SCHEMA_VERSION:
            # What this version does not know would be left out without a word.
            theirs.close()
            raise ConditionError(ConditionCode.TOO_NEW, str(other), version=version)
        if version == SCHEMA_VERSION:
            theirs.hold_still()
            return theirs
        upgraded = folder / other.name
        try:
            theirs.copy_to(upgraded)
        finally:
            theirs.close()
        return JournalFile.open(upgraded, self.clock, self.ids, key=key)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
