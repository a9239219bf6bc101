"""Tags of reflections, changed in many of them at once."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import field

from ahpjournal.domain.errors import ConditionError
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.tags import Tags
from ahpjournal.storage.versions import VersionRepository
from ahpjournal.storage.writing import Writing

_TAGS = """
SELECT e.uid, t.name FROM entry e JOIN entry_tag l ON l.entry = e.n JOIN tag t ON t.n = l.tag
WHERE e.n IN (SELECT o.entry FROM entry_tag o JOIN tag w ON w.n = o.tag WHERE w.name = ?)
ORDER BY e.n, l.position"""

BATCH = 100
"""So many entries are changed in one transaction: a save waits for no more than these."""
_LEAST_PAUSE, _MOST_PAUSE = 0.005, 0.1
Changed = dict[str, tuple[Tags, Tags]]
"""The tags of entries before and after, by id."""


class _EntryChangedError(Exception):
    """An entry was changed elsewhere while its tags were made ready."""


@dataclass(frozen=True, slots=True)
class Retagging:
    """A change of one entry's tags made ready: *reading* is the state that it was made for."""

    n: int
    reading: str
    before: Tags = field(repr=False)
    tags: Tags = field(repr=False)
    version: tuple[object, ...] | None = field(default=None, repr=False)


class TagRepository:
    """Tags by name. A change of an entry's tags is a change of the entry, as merging sees it."""

    def __init__(self, writing: Writing, versions: VersionRepository) -> None:
        """Write tags; *versions* keep what entries were before."""
        self._writing = writing
        self._versions = versions

    def tagged(self, name: str) -> dict[str, Tags]:
        """Give the tags of every entry that has the tag *name*, in the bin or not, by id."""
        found: dict[str, Tags] = {}
        for row in self._writing.all(_TAGS, (name,)):
            found[row["uid"]] = (*found.get(row["uid"], ()), row["name"])
        return found

    def of_entry(self, entry_id: str) -> Tags | None:
        """Give the tags of one entry, in the bin or not; None if there is no such entry."""
        row = self._writing.one("SELECT n FROM entry WHERE uid = ?", (entry_id,))
        if row is None:
            return None
        rows = self._writing.all(
            "SELECT t.name FROM entry_tag l JOIN tag t ON t.n = l.tag WHERE l.entry = ?"
            " ORDER BY l.position",
            (row["n"],),
        )
        return tuple(found["name"] for found in rows)

    def make_ready(self, entry_id: str, after: Callable[[str, Tags], Tags]) -> Retagging | None:
        """Make ready that an entry gets the tags that *after* says for its id and those it has.

        None if it is not here, or has them already. What it was becomes a version if that is due.
        Nothing is written; the reading is taken first, so that put() notices a change since.
        """
        row = self._writing.one("SELECT n, hlc FROM entry WHERE uid = ?", (entry_id,))
        before = self.of_entry(entry_id)
        if row is None or before is None:
            return None
        wanted = after(entry_id, before)
        if wanted == before:
            return None
        version = self._versions.packed_before("entry", entry_id)
        return Retagging(row["n"], row["hlc"], before, wanted, version)

    def put(self, changes: Sequence[Retagging]) -> bool:
        """Make *changes* in the present transaction, which is not to be kept if this gives False.

        So it is if one of the entries has changed since its change was made ready.
        """
        writing = self._writing
        self._versions.put([one.version for one in changes if one.version is not None])
        stamps = [(writing.stamp(), one) for one in changes]
        changed = writing.execute_many(
            "UPDATE entry SET updated_at = ?, hlc = ? WHERE n = ? AND hlc = ?",
            [(at["updated_at"], at["hlc"], one.n, one.reading) for at, one in stamps],
        )
        if changed != len(changes):
            return False
        writing.execute_many("DELETE FROM entry_tag WHERE entry = ?", [(c.n,) for c in changes])
        keys = {name: self._key(name) for name in dict.fromkeys(t for c in changes for t in c.tags)}
        writing.execute_many(
            "INSERT INTO entry_tag (entry, tag, position) VALUES (?, ?, ?)",
            [(c.n, keys[name], place) for c in changes for place, name in enumerate(c.tags)],
        )
        return True

    def _key(self, name: str) -> int:
        row = self._writing.one("SELECT n FROM tag WHERE name = ?", (name,))
        return int(row["n"]) if row is not None else self._writing.append("tag", {"name": name})


@dataclass(frozen=True, slots=True)
class TagWriter:
    """Changes the tags of many entries in short transactions, each of them *transaction*.

    In between it lets others write. What is written is made ready before the file is held.
    """

    tags: TagRepository
    transaction: Callable[[], AbstractContextManager[None]]
    pauses: bool = True

    def change(
        self, entries: Sequence[str], after: Callable[[str, Tags], Tags], job: Job
    ) -> Changed:
        """Give each of *entries* the tags that *after* says for its id and the tags it has.

        Gives what has changed.

        Raises:
            ConditionError: the journal cannot be written.
            Cancelled: the user stopped it. In both cases what was changed is taken back, as far as
                the journal can be written.
        """
        changed: Changed = {}
        try:
            for start in range(0, len(entries), BATCH):
                job.check_cancelled()
                job.report(Progress(start, len(entries), JobStage.SAVING))
                changed |= self._batch(entries[start : start + BATCH], after)
        except BaseException:
            with suppress(ConditionError):
                self._take_back(changed)
            raise
        return changed

    def _take_back(self, changed: Changed) -> None:
        def before(entry: str, present: Tags) -> Tags:
            was, became = changed[entry]
            return was if present == became else present

        entries = tuple(changed)
        for start in range(0, len(entries), BATCH):
            self._batch(entries[start : start + BATCH], before)

    def _batch(self, entries: Sequence[str], after: Callable[[str, Tags], Tags]) -> Changed:
        with suppress(_EntryChangedError):
            changed, ready = self._made_ready(entries, after)
            began = time.monotonic()
            if ready:
                with self.transaction():
                    if not self.tags.put(ready):
                        raise _EntryChangedError
            self._pause(began)
            return changed
        # Somebody writes one of them just now: this time nobody else does.
        began = time.monotonic()
        with self.transaction():
            changed, ready = self._made_ready(entries, after)
            self.tags.put(ready)
        self._pause(began)
        return changed

    def _made_ready(
        self, entries: Sequence[str], after: Callable[[str, Tags], Tags]
    ) -> tuple[Changed, list[Retagging]]:
        changed: Changed = {}
        ready = []
        for entry in entries:
            one = self.tags.make_ready(entry, after)
            if one is not None:
                changed[entry] = (one.before, one.tags)
                ready.append(one)
        return changed, ready

    def _pause(self, began: float) -> None:
        if self.pauses:
            time.sleep(min(max(time.monotonic() - began, _LEAST_PAUSE), _MOST_PAUSE))
