"""Bringing in what was written in another copy of the journal, on another computer."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.merging import MergeReport
from ahpjournal.services.feed import ALL_TOPICS, ChangeFeed
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.keys import NO_KEY, Key
from ahpjournal.storage.migrations import SCHEMA_VERSION


class MergeService:
    """Merges copies into the open journal."""

    def __init__(self, journal: JournalFile, feed: ChangeFeed, clock: Clock, ids: Ids) -> None:
        """Work on *journal*."""
        self._journal = journal
        self._feed = feed
        self._clock = clock
        self._ids = ids

    def merge(
        self,
        other: Path,
        job: Job,
        *,
        back_up: Callable[[], None],
        dry_run: bool = False,
        key: Key = NO_KEY,
    ) -> MergeReport:
        """Bring the changes of the copy at *other* in; it is only read.

        Before anything is changed here, *back_up* is called. With *dry_run* nothing is changed.

        Raises:
            InputError: *other* is the open journal itself (SAME_FILE).
            ConditionError: *other* cannot be read or is another journal, the backup could not be
                made, or this journal cannot be written; nothing was changed.
            Cancelled: the user stopped it; nothing was changed.
        """
        if self._journal.path is not None and _is_same(other, self._journal.path):
            raise InputError(InputCode.SAME_FILE, other.name)
        job.report(Progress(0, 0, JobStage.CHECKING))
        with tempfile.TemporaryDirectory(prefix="ahpjournal-merge-") as folder:
            copy = self._open(other, Path(folder), key)
            try:
                report = self._run(copy, job, back_up, dry_run=dry_run)
            finally:
                copy.close()
        if not dry_run and report.has_changes:
            self._feed.publish(ALL_TOPICS)
        return report

    def _run(
        self, copy: JournalFile, job: Job, back_up: Callable[[], None], *, dry_run: bool
    ) -> MergeReport:
        self._journal.refuse_other(copy)
        if not dry_run:
            back_up()

        def step(done: int, total: int) -> None:
            job.check_cancelled()
            job.report(Progress(done, total, JobStage.SAVING))

        with copy.reading():
            return self._journal.merge(copy, step, dry_run=dry_run)

    def _open(self, other: Path, folder: Path, key: Key) -> JournalFile:
        """Open a copy to read; one of an older version is brought up to date in *folder* first."""
        copy = JournalFile.open(other, self._clock, self._ids, read_only=True, key=key)
        if copy.schema_version >= SCHEMA_VERSION:
            return copy
        upgraded = folder / other.name
        try:
            copy.copy_to(upgraded)
        finally:
            copy.close()
        return JournalFile.open(upgraded, self._clock, self._ids, key=key)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
