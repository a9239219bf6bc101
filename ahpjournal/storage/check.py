"""Checking a journal from end to end."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.attachments import AttachmentRepository
from ahpjournal.storage.contents import ContentRepository
from ahpjournal.storage.driver import Database, Error
from ahpjournal.storage.entries import EntryRepository
from ahpjournal.storage.errors import UNREADABLE
from ahpjournal.storage.migrations import INDEXED, missing_parts

_SEARCH_INDEX = "fts5:"
_COUNTED = (
    ("entries", "entry"),
    ("actions", "action"),
    ("sittings", "sitting"),
    ("replies", "reply"),
    ("exports", "export"),
    ("templates", "template"),
    ("prompts", "prompt"),
    ("searches", "saved_search"),
)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class CheckProblem:
    """Something wrong: what kind and where.

    Kinds are pages, foreign-keys, schema, search-index, record and attachment.
    """

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; *counts* are live records by kind, none if they cannot be counted."""

    problems: tuple[CheckProblem, ...]
    counts: dict[str, int]

    @property
    def is_ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def counts(db: Database) -> dict[str, int]:
    """Count live records by kind."""
    found = {}
    for kind, table in _COUNTED:
        row = db.conn.execute(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL").fetchone()
        found[kind] = int(row[0])
    row = db.conn.execute(
        "SELECT count(*) FROM attachment a JOIN entry e ON e.uid = a.entry"
        " WHERE a.deleted_at IS NULL AND e.deleted_at IS NULL"
    ).fetchone()
    found["attachments"] = int(row[0])
    found["ratings"] = int(db.conn.execute("SELECT count(*) FROM rating").fetchone()[0])
    found["tags"] = int(db.conn.execute("SELECT count(DISTINCT tag) FROM entry_tag").fetchone()[0])
    return found


def check_database(
    db: Database, *, can_write: bool, is_encrypted: bool = False
) -> tuple[CheckProblem, ...]:
    """Check pages, foreign keys, structure and search indexes; reads only.

    The pages of an encrypted journal each carry a seal, which finds what SQLite overlooks.

    Whether a search index agrees with the texts can be asked only where writing is possible;
    elsewhere it is checked in itself.
    """
    try:
        problems = [*(_seals(db) if is_encrypted else ()), *_pages(db), *_foreign_keys(db)]
        problems += [CheckProblem("schema", part) for part in missing_parts(db, is_newer=False)]
    except UNREADABLE:
        return (CheckProblem("pages"),)
    if can_write:
        problems += _search_indexes(db)
    return tuple(dict.fromkeys(problems))


def _seals(db: Database) -> Iterable[CheckProblem]:
    for (line,) in db.conn.execute("PRAGMA cipher_integrity_check").fetchall():
        yield CheckProblem("pages", str(line).splitlines()[0])


def _pages(db: Database) -> Iterable[CheckProblem]:
    for (line,) in db.conn.execute("PRAGMA integrity_check(20)").fetchall():
        if str(line).startswith(_SEARCH_INDEX):
            yield CheckProblem("search-index")
        elif line != "ok":
            yield CheckProblem("pages", str(line).splitlines()[0])


def _foreign_keys(db: Database) -> Iterable[CheckProblem]:
    tables = {str(row[0]) for row in db.conn.execute("PRAGMA foreign_key_check").fetchall()}
    return [CheckProblem("foreign-keys", table) for table in sorted(tables)]


def _search_indexes(db: Database) -> Iterable[CheckProblem]:
    for table in INDEXED:
        try:
            db.conn.execute(
                f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)"
            )
        except Error:
            yield CheckProblem("search-index", table)


def unreadable_records(
    entries: EntryRepository, others: Mapping[str, Callable[[], object]]
) -> Iterable[CheckProblem]:
    """Read every record, and name those that cannot be understood.

    *others* reads all records of each other kind.
    """
    after = 0
    while ids := entries.ids_after(after, _BATCH):
        if _is_damaged(partial(entries.list_all, after, _BATCH)):
            for _key, uid in ids:
                if _is_damaged(partial(entries.get, uid)):
                    yield CheckProblem("record", f"entry {uid}")
        after = ids[-1][0]
    for kind, read in others.items():
        if _is_damaged(read):
            yield CheckProblem("record", kind)


def damaged_attachments(
    attachments: AttachmentRepository, contents: ContentRepository
) -> Iterable[CheckProblem]:
    """Read every attachment, those in the bin too, and name those whose bytes are not as put in."""
    if _is_damaged(attachments.list_all):
        yield CheckProblem("record", "attachment")
        return
    sound: dict[str, bool] = {}
    for one in attachments.list_all():
        if one.sha256 not in sound:
            sound[one.sha256] = contents.is_sound(one.sha256)
        if not sound[one.sha256]:
            yield CheckProblem("attachment", one.id)


def _is_damaged(read: Callable[[], object]) -> bool:
    try:
        read()
    except ConditionError as error:
        if error.code is not ConditionCode.DAMAGED:
            raise
        return True
    return False
