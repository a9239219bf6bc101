"""Checking a journal from end to end."""

from dataclasses import dataclass

from ahpjournal.storage.driver import Database, Error
from ahpjournal.storage.migrations import verify


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: *problems* are codes, *counts* are live records by kind."""

    problems: tuple[str, ...]
    counts: dict[str, int]

    @property
    def is_ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def counts(db: Database) -> dict[str, int]:
    """Count live records by kind."""
    found = {}
    for kind, table in (("entries", "entry"), ("actions", "action"), ("sittings", "sitting")):
        row = db.conn.execute(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL").fetchone()
        found[kind] = int(row[0])
    found["ratings"] = int(db.conn.execute("SELECT count(*) FROM rating").fetchone()[0])
    found["tags"] = int(db.conn.execute("SELECT count(DISTINCT tag) FROM entry_tag").fetchone()[0])
    return found


def check_database(db: Database, *, can_write: bool) -> CheckReport:
    """Check pages, foreign keys, triggers and (where writing is possible) the search indexes."""
    problems = []
    try:
        if db.conn.execute("PRAGMA integrity_check(20)").fetchall() != [("ok",)]:
            problems.append("pages")
        problems += [p for p in verify(db) if can_write or not p.startswith("search-index")]
    except Error:
        problems.append("pages")
    if "pages" in problems:
        return CheckReport(tuple(problems), {})
    return CheckReport(tuple(problems), counts(db))
