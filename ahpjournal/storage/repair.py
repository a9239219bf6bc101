"""Making a sound journal out of a damaged one, beside it; the damaged one is only read."""

import glob
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import Any

from ahpjournal.domain.clock import Clock, HybridClock, timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.connection import open_connection, settle_durability
from ahpjournal.storage.contents import ContentRepository
from ahpjournal.storage.creating import refuse_taken
from ahpjournal.storage.database import database_of
from ahpjournal.storage.disk import condition_of_system, sync_file, sync_folder
from ahpjournal.storage.driver import Connection, Error
from ahpjournal.storage.errors import conditions
from ahpjournal.storage.key_slots import SLOTS, KeySlots, parse_slots, slots_if_any, write_slots
from ahpjournal.storage.keys import NO_KEY, FileKind, Key, sniff
from ahpjournal.storage.location import is_shared_location
from ahpjournal.storage.lock import WriterLock
from ahpjournal.storage.mending import readable
from ahpjournal.storage.migrations import migrate
from ahpjournal.storage.opening import BESIDE
from ahpjournal.storage.salvage import Salvage, Table, present_tables
from ahpjournal.storage.writing import Writing

COUNTED = (
    ("entries", "entry", "deleted_at IS NULL"),
    ("actions", "action", "deleted_at IS NULL"),
    ("sittings", "sitting", "deleted_at IS NULL"),
    ("ratings", "rating", "1"),
    ("attachments", "attachment", "deleted_at IS NULL"),
)
_KINDS = frozenset({"entry", "action", "sitting", "rating", "attachment"})
_OWN_FACTS = frozenset({"node"})  # the repaired journal is a copy of its own


@dataclass(frozen=True, slots=True)
class LostRecord:
    """A record that could not be read: its kind, its id and its date as far as they are known."""

    kind: str
    id: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What a repair found and made, by kind of record.

    *before* counts the damaged journal's records, None where it does not tell. *lost* are records
    that could not be read; *mended* were read in part. *is_certain* is False where damage may hide
    records of which nothing is known.
    """

    before: dict[str, int | None]
    after: dict[str, int]
    lost: tuple[LostRecord, ...]
    mended: tuple[LostRecord, ...]
    is_certain: bool
    journal_id: str = ""


@dataclass(slots=True)
class _Found:
    """What came out while the new journal was filled."""

    lost: list[LostRecord] = field(default_factory=list)
    mended: list[LostRecord] = field(default_factory=list)
    is_certain: bool = True


def repair(
    path: Path, target: Path, clock: Clock, ids: Ids, job: Job, key: Key = NO_KEY
) -> RepairReport:
    """Read what can be read of the journal at *path* into a new one at *target*.

    The original and what lies beside it are never written. An encrypted journal becomes an
    encrypted one with the same key, and its key slots are copied.

    Raises:
        ConditionError: the original is in use or nothing of it can be read, or there is something
            at *target* already, or no room for it.
        Cancelled: the user stopped it; nothing is left behind.
    """
    kind = sniff(path)
    if kind in _REFUSED:
        raise ConditionError(_REFUSED[kind], str(path))
    if key.is_empty and kind is FileKind.ENCRYPTED:
        raise ConditionError(ConditionCode.ENCRYPTED, str(path))
    refuse_taken(target)
    lock = _hold(path)
    try:
        prefix = f".{target.name}.repair-"
        for left in target.parent.glob(f"{glob.escape(prefix)}*"):  # by one that was killed
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=prefix, dir=target.parent) as name:
            return _repair(path, target, Path(name), clock, ids, job, key)
    except OSError as error:
        raise condition_of_system(error, path) from error
    finally:
        if lock is not None:
            lock.release()


_REFUSED = {
    FileKind.MISSING: ConditionCode.MISSING,
    FileKind.FOLDER: ConditionCode.NOT_A_FILE,
    FileKind.NO_PERMISSION: ConditionCode.NO_PERMISSION,
    FileKind.EMPTY: ConditionCode.NOT_A_JOURNAL,
}


def _hold(path: Path) -> WriterLock | None:
    """Keep others from writing the original meanwhile, where a lock can be put beside it."""
    try:
        return WriterLock(path)
    except ConditionError as error:
        if error.code is not ConditionCode.READ_ONLY:
            raise
        return None


def _repair(
    path: Path, target: Path, folder: Path, clock: Clock, ids: Ids, job: Job, key: Key
) -> RepairReport:
    job.report(Progress(0, 0, JobStage.READING))
    salvage = Salvage(path, folder, key, job)
    try:
        if not salvage.is_readable():
            code = ConditionCode.NOTHING_READABLE
            if key.is_empty and sniff(path) is FileKind.KEYLESS:
                code = ConditionCode.KEYS_MISSING
            raise ConditionError(code, str(path))
        made = folder / "new.db"
        found = _Found()
        with conditions(target):
            before, after, journal_id = _fill(salvage, made, clock, ids, job, key, found)
            slots = _slots(path, made, key)
    finally:
        salvage.close()
    _put_in_place(made, target, slots)
    return RepairReport(
        before, after, tuple(found.lost), tuple(found.mended), found.is_certain, journal_id
    )


def _put_in_place(made: Path, target: Path, slots: KeySlots | None) -> None:
    refuse_taken(target)
    if slots is not None:
        write_slots(target, slots)
    sync_file(made)
    os.replace(made, target)
    sync_folder(target.parent)


def _slots(path: Path, made: Path, key: Key) -> KeySlots | None:
    """Find the key slots that go beside the new journal: those of the old, or its copy inside."""
    if key.is_empty:
        return None
    slots = slots_if_any(path)
    connection = open_connection(made, key=key)
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (SLOTS,)).fetchone()
        if slots is None and row is not None:
            with suppress(ConditionError):
                slots = parse_slots(str(row[0]))
        if slots is not None and row is None:
            connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (SLOTS, slots.text))
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
    return slots


def _fill(
    salvage: Salvage, made: Path, clock: Clock, ids: Ids, job: Job, key: Key, found: _Found
) -> tuple[dict[str, int | None], dict[str, int], str]:
    before = {kind: _count(salvage, table, condition) for kind, table, condition in COUNTED}
    os.close(os.open(made, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    connection = open_connection(made, key=key)
    try:
        settle_durability(connection, is_shared=is_shared_location(made))
        migrate(database_of(connection))
        connection.execute("BEGIN IMMEDIATE")
        for table in present_tables(connection):
            _copy_table(salvage, connection, table, job, found)
        _drop_incomplete(connection, clock, ids, found)
        journal_id = _complete_facts(connection, clock, ids)
        connection.execute("COMMIT")
        after = {
            kind: int(
                connection.execute(f"SELECT count(*) FROM {table} WHERE {condition}").fetchone()[0]
            )
            for kind, table, condition in COUNTED
        }
        job.report(Progress(0, 0, JobStage.CHECKING))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
    for ending in BESIDE:
        with suppress(FileNotFoundError):
            made.with_name(made.name + ending).unlink()
    return before, after, journal_id


def _count(salvage: Salvage, table: str, condition: str) -> int | None:
    counted = salvage.count(table, condition)
    return counted if counted is not None else len(salvage.ids(table)) or None


def _copy_table(
    salvage: Salvage, connection: Connection, table: Table, job: Job, found: _Found
) -> None:
    known = salvage.ids(table.name) if table.has_ids else {}
    total = salvage.count(table.name)
    arrived: set[str] = set()
    read = 0
    for values, is_whole in salvage.rows(table.name):
        job.check_cancelled()
        read += 1
        if read % 256 == 0:
            job.report(Progress(read, total or 0, JobStage.SAVING))
        record = LostRecord(
            table.name, str(values.get("uid", values.get("key", ""))), _date(values)
        )
        mended = readable(table.name, values)
        if mended is None or not _insert(connection, table, mended):
            if table.name in _KINDS or table.name in _LISTED:
                found.lost.append(record)
            continue
        arrived.add(record.id)
        if (mended != values or not is_whole) and table.has_ids:
            found.mended.append(record)
    _tell_missing(salvage, table, known, arrived, found)
    if total is None or (table.has_ids and total > 0 and not known):
        found.is_certain = False
    elif total > read:
        found.is_certain = found.is_certain and table.has_ids and len(known) >= total


def _tell_missing(
    salvage: Salvage, table: Table, known: Mapping[int, str], arrived: set[str], found: _Found
) -> None:
    """List the records that the index of ids knows and nothing else gave."""
    dates = salvage.dates() if table.name == "entry" else {}
    told = arrived | {record.id for record in found.lost if record.kind == table.name}
    found.lost += [
        LostRecord(table.name, uid, dates.get(number, ""))
        for number, uid in known.items()
        if uid not in told
    ]


_LISTED = frozenset({"profile", "module", "setting", "template", "prompt"})


def _insert(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Put a row into the new journal; tell whether it could be."""
    if table.name == "meta" and values.get("key") in _OWN_FACTS:
        return True
    names = [c.name for c in table.columns if c.name in values]
    if table.name == "rating":
        _hold_sitting(connection, values)
    if table.name == "attachment":
        _hold_entry(connection, values)
    sql = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    try:
        connection.execute(sql, tuple(values[name] for name in names))
    except (Error, OverflowError):
        return False
    return True


def _hold_sitting(connection: Connection, rating: Mapping[str, Any]) -> None:
    """Put a stand-in where the sitting of a rating was lost: no rating is dropped for that."""
    uid = rating.get("sitting")
    if connection.execute("SELECT 1 FROM sitting WHERE uid = ?", (uid,)).fetchone() is not None:
        return
    at = str(rating.get("created_at"))
    with suppress(Error):
        connection.execute(
            "INSERT INTO sitting (uid, created_at, updated_at, hlc, kind, held_on, competencies,"
            " finished_at) VALUES (?, ?, ?, ?, 'ad_hoc', ?, '[]', ?)",
            (uid, at, at, rating.get("hlc"), str(rating.get("rated_at"))[:10], at),
        )


def _hold_entry(connection: Connection, attachment: Mapping[str, Any]) -> None:
    """Put an empty entry where that of an attachment was lost: the file itself may be whole."""
    uid = attachment.get("entry")
    if connection.execute("SELECT 1 FROM entry WHERE uid = ?", (uid,)).fetchone() is not None:
        return
    at = str(attachment.get("created_at"))
    with suppress(Error):
        connection.execute(
            "INSERT INTO entry (uid, created_at, updated_at, hlc, held_on, on_precision, model,"
            " sharing, state, layout) VALUES (?, ?, ?, ?, ?, 'day', 'free', 'private', 'draft',"
            " '[]')",
            (uid, at, at, attachment.get("hlc"), at[:10]),
        )


def _drop_incomplete(connection: Connection, clock: Clock, ids: Ids, found: _Found) -> None:
    """Take out attachments of which bytes are missing or others, and name them as lost."""
    quiet = HybridClock(clock, "")
    writing = Writing(connection, clock, ids, quiet, lambda: None)
    contents = ContentRepository(writing)
    for row in writing.all("SELECT uid, sha256, created_at FROM attachment ORDER BY sha256"):
        if not contents.is_sound(row["sha256"]):
            found.lost.append(LostRecord("attachment", row["uid"], str(row["created_at"])[:10]))
            found.mended[:] = [m for m in found.mended if m.id != row["uid"]]
            writing.execute("DELETE FROM attachment WHERE uid = ?", (row["uid"],))
    contents.drop_unused()


def _complete_facts(connection: Connection, clock: Clock, ids: Ids) -> str:
    """Make sure that the new journal has every fact that names it; gives its id."""
    node = ids.new()[-12:]
    newest = max(
        str(connection.execute(f"SELECT coalesce(max(hlc), '') FROM {table}").fetchone()[0])
        for table in (
            "entry",
            "action",
            "sitting",
            "rating",
            "module",
            "profile",
            "version",
            "attachment",
        )
    )
    facts = {
        "journal_id": ids.new(),
        "created_at": timestamp(clock.now()),
        "hlc": newest,
        "node": node,
    }
    for name, value in facts.items():
        connection.execute("INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)", (name, value))
    connection.execute("UPDATE meta SET value = max(value, ?) WHERE key = 'hlc'", (newest,))
    row = connection.execute("SELECT value FROM meta WHERE key = 'journal_id'").fetchone()
    return str(row[0])


def _date(values: Mapping[str, Any]) -> str:
    for name in ("held_on", "rated_at", "created_at"):
        value = values.get(name)
        if isinstance(value, str):
            return value[:10]
    return ""
