"""Earlier versions of records, packed small.

A version is kept whole, or as its difference from a whole one of the same record (zlib with the
whole one as preset dictionary): a text that was edited ten times takes little more room than once.
Each carries a check sum; one that does not match is damaged, and its neighbours are not.
"""

import zlib
from collections.abc import Iterable
from dataclasses import field

from ahpjournal.domain.clock import parse_timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import (
    COALESCE,
    RecordKind,
    Version,
    VersionReason,
    to_keep,
)
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.driver import Error
from ahpjournal.storage.rows import Row
from ahpjournal.storage.snapshots import KIND_OF, TABLES, Snapshot, SnapshotRepository, Stored
from ahpjournal.storage.writing import Writing

PER_WHOLE = 16
"""So many versions refer to one that is kept whole."""
THIN_EVERY = 8
_INSERT = (
    "INSERT OR IGNORE INTO version (kind, record, hlc, made_at, reason, base, crc, body)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_WINDOW = 32_768
_LEVEL = 6


@dataclass(slots=True)
class Edge:
    """Up to which reading of the hybrid clock other copies may hold the states of this one."""

    reading: str = field(default="")


class VersionRepository:
    """Keeps versions of records as they are written over, and gives them back."""

    def __init__(self, writing: Writing, snapshots: SnapshotRepository, edge: Edge) -> None:
        """Keep states up to *edge* whenever they are written over, later ones when due."""
        self._writing = writing
        self._snapshots = snapshots
        self._edge = edge

    def keep_before(self, table: str, uid: str, reason: VersionReason | None) -> None:
        """Keep the present state of a record that is about to change, if it is due.

        With a *reason* it always is.
        """
        kind = KIND_OF[table]
        found = self._due(table, uid, reason)
        if found is not None:
            record, stored = found
            self.keep(kind, record, stored, reason or VersionReason.EDIT)

    def packed_before(self, table: str, uid: str) -> tuple[object, ...] | None:
        """Give what put() keeps of the present state of a record that is to change.

        None if it is not due. Nothing is written: many records can be made ready before the file
        is held.
        """
        found = self._due(table, uid, None)
        if found is None:
            return None
        record, stored = found
        reason = VersionReason.EDIT
        return self._packed(KIND_OF[table], record, stored.reading, stored.snapshot, reason)

    def put(self, packed: Iterable[tuple[object, ...]]) -> None:
        """Keep versions that packed_before() gave; thinning waits for the next change of each."""
        self._writing.execute_many(_INSERT, packed)

    def _due(self, table: str, uid: str, reason: VersionReason | None) -> tuple[str, Stored] | None:
        """Give the id and the present state of a record if that is to be kept as a version."""
        kind = KIND_OF[table]
        identity = TABLES[kind].identity or f"'{kind.value}'"
        row = self._writing.one(
            f"SELECT {identity} AS record, hlc, created_at, updated_at FROM {table} WHERE uid = ?",
            (uid,),
        )
        if row is None:
            return None
        record, is_shared = str(row["record"]), row["hlc"] <= self._edge.reading
        if reason is None and not is_shared and not self._is_due(kind, record, row):
            return None
        stored = self._snapshots.present(kind, record)
        return (record, stored) if stored is not None else None

    def keep(self, kind: RecordKind, record: str, stored: Stored, reason: VersionReason) -> None:
        """Keep *stored*, the state of a record, as a version; one that is kept stays as it is."""
        self.add(kind, record, stored.reading, stored.snapshot, reason)
        count = self._count(kind, record)
        if count > THIN_EVERY and count % THIN_EVERY == 0:
            self.thin(kind, record)

    def add(
        self,
        kind: RecordKind,
        record: str,
        reading: str,
        snapshot: Snapshot,
        reason: VersionReason,
    ) -> bool:
        """Add a version; tells whether it was not there yet. A pinned reason replaces another."""
        row = self._packed(kind, record, reading, snapshot, reason)
        added = self._writing.execute(_INSERT, row)
        if not added and reason.is_pinned:
            self.pin(kind, record, reading, reason)
        return bool(added)

    def _packed(
        self,
        kind: RecordKind,
        record: str,
        reading: str,
        snapshot: Snapshot,
        reason: VersionReason,
    ) -> tuple[object, ...]:
        base = self._base(kind, record)
        packed = snapshot.pack()
        body = _deflate(packed, self._whole(kind, record, base) if base else b"")
        made = (kind.value, record, reading, snapshot.made_at, reason.value)
        return (*made, base or None, zlib.crc32(packed), body)

    def pin(self, kind: RecordKind, record: str, reading: str, reason: VersionReason) -> None:
        """Give a version a *reason* that keeps it, unless it has one."""
        self._writing.execute(
            "UPDATE version SET reason = ? WHERE kind = ? AND record = ? AND hlc = ?"
            " AND reason = 'edit'",
            (reason.value, kind.value, record, reading),
        )

    def list_of(self, kind: RecordKind, record: str) -> tuple[Version, ...]:
        """Give the versions of a record, newest first."""
        if not self._is_there():
            return ()
        rows = self._writing.all(
            "SELECT kind, record, hlc, made_at, reason FROM version"
            " WHERE kind = ? AND record = ? ORDER BY hlc DESC",
            (kind.value, record),
        )
        return tuple(_version(row) for row in rows)

    def readings(self, kind: RecordKind) -> dict[str, dict[str, VersionReason]]:
        """Give the readings and reasons of every version by record."""
        found: dict[str, dict[str, VersionReason]] = {}
        if not self._is_there():
            return found
        rows = self._writing.connection.execute(
            "SELECT record, hlc, reason FROM version WHERE kind = ?", (kind.value,)
        )
        for record, reading, reason in rows:
            found.setdefault(record, {})[reading] = VersionReason(reason)
        return found

    def read(self, kind: RecordKind, record: str, reading: str) -> Snapshot:
        """Give the state that a version holds.

        Raises:
            ConditionError: there is no such version (MISSING), or it is damaged (DAMAGED).
        """
        row = self._writing.one(
            "SELECT base, crc, body FROM version WHERE kind = ? AND record = ? AND hlc = ?",
            (kind.value, record, reading),
        )
        if row is None:
            raise ConditionError(ConditionCode.MISSING)
        whole = self._whole(kind, record, row["base"]) if row["base"] else b""
        packed = _inflate(row["body"], whole)
        if zlib.crc32(packed) != row["crc"]:
            raise ConditionError(ConditionCode.DAMAGED)
        return Snapshot.unpack(packed)

    def copy_all(self, kind: RecordKind, record: str, other: "VersionRepository") -> int:
        """Take over every version of a record that has none here, as they are packed there."""
        rows = other._writing.all(  # noqa: SLF001 - the same class in the other copy
            "SELECT kind, record, hlc, made_at, reason, base, crc, body FROM version"
            " WHERE kind = ? AND record = ? ORDER BY n",
            (kind.value, record),
        )
        for row in rows:
            self._writing.append("version", row)
        return len(rows)

    def thin(self, kind: RecordKind, record: str) -> int:
        """Let go of the versions that age has made too many; gives how many."""
        versions = self.list_of(kind, record)
        kept = to_keep(versions, self._writing.clock.now())
        gone = [v.reading for v in versions if v.reading not in kept]
        if gone:
            self._drop(kind, record, gone)
        return len(gone)

    def erase(self, kind: RecordKind, record: str) -> None:
        """Take away every version of a record."""
        self._writing.execute(
            "DELETE FROM version WHERE kind = ? AND record = ?", (kind.value, record)
        )

    def _drop(self, kind: RecordKind, record: str, gone: Iterable[str]) -> None:
        """Take versions away; those that refer to one of them are packed anew."""
        dropped = set(gone)
        rows = self._writing.all(
            "SELECT hlc, base, reason FROM version WHERE kind = ? AND record = ? ORDER BY hlc",
            (kind.value, record),
        )
        moved = [r for r in rows if r["base"] in dropped and r["hlc"] not in dropped]
        states = [(r, self.read(kind, record, r["hlc"])) for r in moved]
        for reading in dropped | {r["hlc"] for r in moved}:
            self._writing.execute(
                "DELETE FROM version WHERE kind = ? AND record = ? AND hlc = ?",
                (kind.value, record, reading),
            )
        for row, snapshot in states:
            self.add(kind, record, row["hlc"], snapshot, VersionReason(row["reason"]))

    def _is_due(self, kind: RecordKind, record: str, row: Row) -> bool:
        """Tell whether a new stretch of writing begins, or this one has gone on for long."""
        kept = self._writing.one(
            "SELECT made_at FROM version WHERE kind = ? AND record = ? ORDER BY hlc DESC LIMIT 1",
            (kind.value, record),
        )
        try:
            saved = parse_timestamp(row["updated_at"])
            since = parse_timestamp(kept["made_at"] if kept is not None else row["created_at"])
        except ValueError:
            return True
        return self._writing.clock.now() - saved >= COALESCE or saved - since >= COALESCE

    def _base(self, kind: RecordKind, record: str) -> str:
        """Give the reading of the whole version that the next one refers to; empty for none."""
        row = self._writing.one(
            "SELECT v.hlc, (SELECT count(*) FROM version d WHERE d.kind = v.kind"
            " AND d.record = v.record AND d.base = v.hlc) AS uses FROM version v"
            " WHERE v.kind = ? AND v.record = ? AND v.base IS NULL ORDER BY v.hlc DESC LIMIT 1",
            (kind.value, record),
        )
        return row["hlc"] if row is not None and row["uses"] < PER_WHOLE else ""

    def _whole(self, kind: RecordKind, record: str, reading: str) -> bytes:
        row = self._writing.one(
            "SELECT body FROM version WHERE kind = ? AND record = ? AND hlc = ? AND base IS NULL",
            (kind.value, record, reading),
        )
        if row is None:
            raise ConditionError(ConditionCode.DAMAGED)
        return _inflate(row["body"], b"")

    def _count(self, kind: RecordKind, record: str) -> int:
        row = self._writing.one(
            "SELECT count(*) AS n FROM version WHERE kind = ? AND record = ?", (kind.value, record)
        )
        return int(row["n"]) if row is not None else 0

    def _is_there(self) -> bool:
        """Tell whether the file keeps versions: one of an older schema, read only, does not."""
        try:
            self._writing.connection.execute("SELECT 1 FROM version LIMIT 1").fetchone()
        except Error as error:
            if "no such table" in str(error):
                return False
            raise
        return True


def _version(row: Row) -> Version:
    try:
        return Version(
            RecordKind(row["kind"]),
            row["record"],
            row["hlc"],
            parse_timestamp(row["made_at"]),
            VersionReason(row["reason"]),
        )
    except ValueError as error:
        raise ConditionError(ConditionCode.DAMAGED) from error


def _deflate(packed: bytes, whole: bytes) -> bytes:
    if not whole:
        return zlib.compress(packed, _LEVEL)
    packer = zlib.compressobj(_LEVEL, zdict=whole[-_WINDOW:])
    return packer.compress(packed) + packer.flush()


def _inflate(body: bytes, whole: bytes) -> bytes:
    unpacker = zlib.decompressobj(zdict=whole[-_WINDOW:]) if whole else zlib.decompressobj()
    try:
        return unpacker.decompress(body) + unpacker.flush()
    except zlib.error as error:
        raise ConditionError(ConditionCode.DAMAGED) from error
