"""Bringing the changes of another copy of the same journal into this one.

The rule: the versions of both are united, and of every record the state with the highest reading
of the hybrid logical clock is current. So it does not matter which copy is brought into which, in
what order, or how often. What was erased for good stays erased. If neither copy knew the other's
state of a record, that is a disagreement: the state that is not current stays as a version that
never thins out, the links of both are kept, and the owner is told.
"""

from collections.abc import Callable, Mapping
from dataclasses import field

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind, VersionReason
from ahpjournal.domain.merging import Disagreement, MergeReport
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.bin import BinRepository
from ahpjournal.storage.conflicts import ConflictRepository
from ahpjournal.storage.contents import ContentRepository
from ahpjournal.storage.setting import SettingRepository
from ahpjournal.storage.snapshots import TABLES, SnapshotRepository, Stored
from ahpjournal.storage.versions import VersionRepository
from ahpjournal.storage.writing import Writing

AHEAD_MS = 24 * 60 * 60 * 1000
"""A copy whose clock reads this much later than ours is reported."""
_STEP = 100

_RATING = (
    *("uid", "sitting", "competency", "level", "confidence", "because", "rater", "rated_at"),
    *("corrects", "pack_id", "pack_version", "created_at", "hlc"),
)


@dataclass(frozen=True, slots=True)
class Copy:
    """One side of a merge: what its repositories are."""

    writing: Writing
    snapshots: SnapshotRepository
    versions: VersionRepository
    bin: BinRepository
    settings: SettingRepository
    conflicts: ConflictRepository
    contents: ContentRepository


@dataclass(slots=True)
class Merge:
    """One merge of *theirs* into *ours*, inside a transaction of ours.

    *step* is called with how many records are done and how many there are.
    """

    ours: Copy
    theirs: Copy
    step: Callable[[int, int], None]
    report: MergeReport = field(default_factory=MergeReport)
    _done: int = field(default=0)
    _total: int = field(default=0)

    def run(self) -> MergeReport:
        """Do it."""
        erased = self._erase()
        found = {kind: self.theirs.snapshots.readings(kind) for kind in TABLES}
        self._total = sum(len(records) for records in found.values())
        for kind, records in found.items():
            gone = {r for k, r in erased if k is kind}
            if kind is RecordKind.ATTACHMENT:
                gone |= self._attachments_of({r for k, r in erased if k is RecordKind.ENTRY})
            self._merge_kind(kind, records, gone)
        if self.report.erased:
            self.ours.contents.drop_unused()
        self._merge_ratings()
        self._merge_settings()
        self._merge_conflicts(erased)
        self._observe(found)
        return self.report

    def _erase(self) -> set[tuple[RecordKind, str]]:
        ours, theirs = self.ours.bin.erased(), self.theirs.bin.erased()
        for (kind, record), reading in theirs.items():
            if (kind, record) not in ours:
                self.ours.bin.note_erased(kind, record, reading)
                self.report.count(self.report.erased, kind.value)
                self.ours.bin.sweep(kind, record)
        return {*ours, *theirs}

    def _merge_kind(self, kind: RecordKind, records: Mapping[str, str], erased: set[str]) -> None:
        present = self.ours.snapshots.readings(kind)
        our_versions = self.ours.versions.readings(kind)
        their_versions = self.theirs.versions.readings(kind)
        for record, reading in records.items():
            self._done += 1
            if self._done % _STEP == 0:
                self.step(self._done, self._total)
            if record in erased:
                continue
            known, foreign = our_versions.get(record, {}), their_versions.get(record, {})
            if record not in present:
                self._add(kind, record, reading, has_versions=bool(foreign))
                continue
            kept = self._merge_record(kind, record, (present[record], reading), known, foreign)
            self._unite(kind, record, {**known, **kept}, foreign)

    def _add(self, kind: RecordKind, record: str, reading: str, *, has_versions: bool) -> None:
        stored = self._their_state(kind, record)
        if kind is RecordKind.ATTACHMENT:
            self.ours.contents.take_over(stored.snapshot.values["sha256"], self.theirs.contents)
        self.ours.snapshots.add(kind, record, stored.snapshot, reading)
        self.report.count(self.report.new, kind.value)
        if has_versions:
            copied = self.ours.versions.copy_all(kind, record, self.theirs.versions)
            self.report.versions += copied

    def _attachments_of(self, entries: set[str]) -> set[str]:
        """Give the ids of their attachments of *entries*."""
        rows = self.theirs.writing.all("SELECT uid, entry FROM attachment") if entries else []
        return {row["uid"] for row in rows if row["entry"] in entries}

    def _merge_record(
        self,
        kind: RecordKind,
        record: str,
        readings: tuple[str, str],
        known: Mapping[str, VersionReason],
        foreign: Mapping[str, VersionReason],
    ) -> dict[str, VersionReason]:
        """Settle which state is current; gives the versions of ours that were added."""
        ours, theirs = readings
        if ours == theirs or theirs in known:
            return {}
        here, there = self._our_state(kind, record), self._their_state(kind, record)
        is_newer = theirs > ours
        disagrees = ours not in foreign and not here.snapshot.says_the_same(there.snapshot)
        reason = VersionReason.MERGE if disagrees else VersionReason.EDIT
        loser, winner = (here, there) if is_newer else (there, here)
        comes_along = is_newer and ours in foreign
        if not comes_along:
            self.ours.versions.add(kind, record, loser.reading, loser.snapshot, reason)
        if is_newer:
            self.ours.snapshots.replace(kind, record, here, there.snapshot, theirs)
        self.report.count(self.report.updated if is_newer else self.report.older, kind.value)
        added = {} if comes_along else {loser.reading: reason}
        if disagrees:
            self._note(kind, record, winner, loser)
            added |= self._unite_links(kind, record, winner, loser)
        return added

    def _note(self, kind: RecordKind, record: str, winner: Stored, loser: Stored) -> None:
        title = TABLES[kind].name_in(winner.snapshot.values)
        found = Disagreement(kind, record, winner.reading, loser.reading, title)
        self.ours.conflicts.add(found)
        self.report.disagreements.append(found)

    def _unite_links(
        self, kind: RecordKind, record: str, winner: Stored, loser: Stored
    ) -> dict[str, VersionReason]:
        """Give the current state the links of both sides, as a state of its own."""
        united = winner.snapshot.with_links_of(loser.snapshot)
        if united.pack() == winner.snapshot.pack():
            return {}
        self._observe_reading(winner.reading)
        self.ours.versions.add(kind, record, winner.reading, winner.snapshot, VersionReason.EDIT)
        present = self._our_state(kind, record)
        reading = self.ours.writing.stamp()["hlc"]
        self.ours.snapshots.replace(kind, record, present, united, reading)
        return {winner.reading: VersionReason.EDIT}

    def _unite(
        self,
        kind: RecordKind,
        record: str,
        known: Mapping[str, VersionReason],
        foreign: Mapping[str, VersionReason],
    ) -> None:
        if all(
            reading in known and known[reading] is reason for reading, reason in foreign.items()
        ):
            return
        if not known:
            self.report.versions += self.ours.versions.copy_all(kind, record, self.theirs.versions)
            self.report.versions -= self.ours.versions.thin(kind, record)
            return
        stored = self.ours.snapshots.present(kind, record)
        current = stored.reading if stored is not None else ""
        has_new = False
        for reading, reason in sorted(foreign.items()):
            if reading in known or reading == current:
                if reason.is_pinned and not known.get(reading, reason).is_pinned:
                    self.ours.versions.pin(kind, record, reading, reason)
                continue
            snapshot = self.theirs.versions.read(kind, record, reading)
            self.ours.versions.add(kind, record, reading, snapshot, reason)
            self.report.versions += 1
            has_new = True
        if has_new:
            self.report.versions -= self.ours.versions.thin(kind, record)

    def _merge_ratings(self) -> None:
        """Unite the ledgers; a sitting that has ratings is not in the bin."""
        columns = ", ".join(_RATING)
        ours = {row["uid"] for row in self.ours.writing.all("SELECT uid FROM rating")}
        for row in self.theirs.writing.all(f"SELECT {columns} FROM rating ORDER BY n"):
            if row["uid"] not in ours:
                self.ours.writing.append("rating", row)
                self.report.count(self.report.new, "rating")
        for row in self.theirs.writing.all("SELECT * FROM rating_evidence"):
            if row["rating"] not in ours:
                self.ours.writing.append("rating_evidence", row)
        self.ours.writing.execute(
            "UPDATE sitting SET deleted_at = NULL WHERE deleted_at IS NOT NULL"
            " AND uid IN (SELECT sitting FROM rating)"
        )

    def _merge_settings(self) -> None:
        ours = self.ours.settings.readings()
        for key, (reading, value) in self.theirs.settings.readings().items():
            if (reading, value) > ours.get(key, ("", "")):
                self.ours.settings.set(key, value, reading)
                self.report.settings += 1

    def _merge_conflicts(self, erased: set[tuple[RecordKind, str]]) -> None:
        for found, settled_at in self.theirs.conflicts.all():
            if (found.kind, found.record) not in erased:
                self.ours.conflicts.add(found, settled_at)

    def _observe(self, found: Mapping[RecordKind, Mapping[str, str]]) -> None:
        """Let the next reading here be later than every one there."""
        newest = max((r for records in found.values() for r in records.values()), default="")
        if newest:
            self._observe_reading(newest)
            wall = int(self.ours.writing.clock.now().timestamp() * 1000)
            self.report.clock_ahead = int(newest.split("-", 1)[0]) - wall > AHEAD_MS

    def _observe_reading(self, reading: str) -> None:
        writing = self.ours.writing
        try:
            writing.hybrid.observe(reading)
        except ValueError as error:
            raise ConditionError(ConditionCode.DAMAGED) from error
        writing.last_reading = max(writing.last_reading, reading)

    def _our_state(self, kind: RecordKind, record: str) -> Stored:
        return _present(self.ours, kind, record)

    def _their_state(self, kind: RecordKind, record: str) -> Stored:
        return _present(self.theirs, kind, record)


def _present(copy: Copy, kind: RecordKind, record: str) -> Stored:
    stored = copy.snapshots.present(kind, record)
    if stored is None:
        raise ConditionError(ConditionCode.DAMAGED)
    return stored
