"""Checking a journal from end to end."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.attachments import AttachmentRepository
from ahpjournal.storage.contents import ContentRepository
from ahpjournal.storage.driver import Connection, Error
from ahpjournal.storage.entries import EntryRepository
from ahpjournal.storage.errors import UNREADABLE
from ahpjournal.storage.schema import INDEXED

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


def counts(connection: Connection) -> dict[str, int]:
    """Count live records by kind."""

    def number(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    found = {
        kind: number(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL")
        for kind, table in _COUNTED
    }
    found["attachments"] = number(
        "SELECT count(*) FROM attachment a JOIN entry e ON e.uid = a.entry"
        " WHERE a.deleted_at IS NULL AND e.deleted_at IS NULL"
    )
    found["ratings"] = number("SELECT count(*) FROM rating")
    found["tags"] = number("SELECT count(DISTINCT tag) FROM entry_tag")
    return found


def check_database(
    connection: Connection, *, can_write: bool, is_encrypted: bool = False
) -> tuple[CheckProblem, ...]:
    """Check pages, foreign keys, structure and search indexes; reads only.

    The pages of an encrypted journal each carry a seal, which finds what SQLite overlooks.

    Whether a search index agrees with the texts can be asked only where writing is possible;
    elsewhere it is checked in itself.
    """
    from ahpjournal.storage.database import database_of
    from ahpjournal.storage.migrations import missing_parts

    try:
        problems = [*(_seals(connection) if is_encrypted else ())]
        problems += [*_pages(connection), *_foreign_keys(connection)]
        parts = missing_parts(database_of(connection), is_newer=False)
        problems += [CheckProblem("schema", part) for part in parts]
    except UNREADABLE:
        return (CheckProblem("pages"),)
    if can_write:
        problems += _search_indexes(connection)
    return tuple(dict.fromkeys(problems))


def _seals(connection: Connection) -> Iterable[CheckProblem]:
    for (line,) in connection.execute("PRAGMA cipher_integrity_check").fetchall():
        yield CheckProblem("pages", str(line).splitlines()[0])


def _pages(connection: Connection) -> Iterable[CheckProblem]:
    for (line,) in connection.execute("PRAGMA integrity_check(20)").fetchall():
        if str(line).startswith(_SEARCH_INDEX):
            yield CheckProblem("search-index")
        elif line != "ok":
            yield CheckProblem("pages", str(line).splitlines()[0])


def _foreign_keys(connection: Connection) -> Iterable[CheckProblem]:
    tables = {str(row[0]) for row in connection.execute("PRAGMA foreign_key_check").fetchall()}
    return [CheckProblem("foreign-keys", table) for table in sorted(tables)]


def _search_indexes(connection: Connection) -> Iterable[CheckProblem]:
    for table in INDEXED:
        try:
            connection.execute(
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
