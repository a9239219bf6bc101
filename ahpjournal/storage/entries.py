"""Journal entries with their links and tags."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from ahpjournal.domain.clock import parse_timestamp, timestamp
from ahpjournal.domain.entries import Entry, EntryFilter, EntrySummary
from ahpjournal.domain.errors import ConditionError
from ahpjournal.domain.history import VersionReason, removes_much
from ahpjournal.domain.markdown import one_line
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.attachments import attachment_counts
from ahpjournal.storage.entry_queries import HITS, count_query, find_query, months_query
from ahpjournal.storage.errors import UNREADABLE
from ahpjournal.storage.query_text import match_expression
from ahpjournal.storage.rows import (
    Row,
    entry_row,
    settled_entry,
    to_entry,
    to_summary,
    unreadable_summary,
)
from ahpjournal.storage.writing import Writing

FEW = 500
"""Up to so many hits of a search are looked up one by one."""

_SUMMARY = "e.n, e.uid, e.held_on, e.on_precision, e.module, e.sharing, e.state, e.title"
_KINDS = ("theme", "competency", "tag", "linked")
_LINKS = """
SELECT 'theme' AS kind, entry, position, theme AS linked FROM entry_theme WHERE {0}
UNION ALL SELECT 'competency', entry, position, competency FROM entry_competency WHERE {0}
UNION ALL SELECT 'tag', l.entry, l.position, t.name FROM entry_tag l JOIN tag t ON t.n = l.tag
  WHERE {0} UNION ALL SELECT 'linked', entry, position, other FROM entry_link WHERE {0}
ORDER BY 2, 1, 3"""

Links = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it lies in the file, with its row number, removed or not."""

    key: int
    entry: Entry
    is_removed: bool


class EntryRepository:
    """Entries by id, and lists of them by row number ("key")."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def get(self, entry_id: str) -> Entry | None:
        """Give one entry that is not removed."""
        stored = self.stored(entry_id)
        return stored.entry if stored is not None and not stored.is_removed else None

    def stored(self, entry_id: str) -> StoredEntry | None:
        """Give what was ever stored under this id, removed or not."""
        row = self._writing.one("SELECT * FROM entry WHERE uid = ?", (entry_id,))
        if row is None:
            return None
        links = self._links("entry = ?1", (row["n"],)).get(row["n"], {})
        return StoredEntry(row["n"], _entry(row, links), row["deleted_at"] is not None)

    def list_all(self, after_key: int = 0, limit: int = 500) -> tuple[tuple[int, Entry], ...]:
        """Give up to *limit* entries with row numbers above *after_key*, for walking over all."""
        rows = self._writing.all(
            "SELECT * FROM entry WHERE n > ? AND deleted_at IS NULL ORDER BY n LIMIT ?",
            (after_key, limit),
        )
        if not rows:
            return ()
        links = self._links("entry > ?1 AND entry <= ?2", (after_key, rows[-1]["n"]))
        return tuple((row["n"], _entry(row, links.get(row["n"], {}))) for row in rows)

    def ids_after(self, after_key: int, limit: int) -> tuple[tuple[int, str], ...]:
        """Give up to *limit* row numbers above *after_key* with their ids."""
        rows = self._writing.all(
            "SELECT n, uid FROM entry WHERE n > ? AND deleted_at IS NULL ORDER BY n LIMIT ?",
            (after_key, limit),
        )
        return tuple((row["n"], row["uid"]) for row in rows)

    def key_of(self, entry_id: str) -> int | None:
        """Give the row number of an entry that is not removed."""
        row = self._writing.one(
            "SELECT n FROM entry WHERE uid = ? AND deleted_at IS NULL", (entry_id,)
        )
        return int(row["n"]) if row is not None else None

    def exists(self, entry_id: str) -> bool:
        """Tell whether an entry with this id was ever stored here, removed or not."""
        return (
            self._writing.one("SELECT 1 AS found FROM entry WHERE uid = ?", (entry_id,)) is not None
        )

    def add(self, entry: Entry) -> Entry:
        """Store a new entry with its links; gives it as stored."""
        entry = settled_entry(entry)
        created = timestamp(entry.created_at) if entry.created_at is not None else None
        row = self._writing.insert("entry", entry_row(entry), created)
        self._writing.link("entry_theme", "entry", "theme", row["n"], entry.themes)
        self._writing.link("entry_competency", "entry", "competency", row["n"], entry.competencies)
        self._writing.link("entry_tag", "entry", "tag", row["n"], self._tag_keys(entry.tags))
        self._writing.link("entry_link", "entry", "other", row["n"], entry.linked)
        return replace(
            entry,
            created_at=parse_timestamp(row["created_at"]),
            updated_at=parse_timestamp(row["updated_at"]),
        )

    def update(
        self, entry: Entry, before: StoredEntry, reason: VersionReason | None = None
    ) -> Entry:
        """Store what has changed since *before*; gives the entry as stored.

        Nothing is written if nothing has. With a *reason*, or when much of the text goes, what
        was there is kept as a version.
        """
        entry = replace(
            settled_entry(entry),
            created_at=before.entry.created_at,
            updated_at=before.entry.updated_at,
        )
        if entry == before.entry:
            return before.entry
        old = entry_row(before.entry)
        changed = {name: value for name, value in entry_row(entry).items() if old[name] != value}
        if reason is None and "body" in changed and removes_much(old["body"], changed["body"]):
            reason = VersionReason.LARGE_REMOVAL
        stamp = self._writing.update("entry", entry.id, changed, reason)
        relink, key = self._writing.relink, before.key
        if entry.themes != before.entry.themes:
            relink("entry_theme", "entry", "theme", key, entry.themes)
        if entry.competencies != before.entry.competencies:
            relink("entry_competency", "entry", "competency", key, entry.competencies)
        if entry.tags != before.entry.tags:
            relink("entry_tag", "entry", "tag", key, self._tag_keys(entry.tags))
        if entry.linked != before.entry.linked:
            relink("entry_link", "entry", "other", key, entry.linked)
        return replace(entry, updated_at=parse_timestamp(stamp["updated_at"]))

    def set_removed(self, entry_id: str, *, is_removed: bool) -> None:
        """Put an entry into the bin, or take it out."""
        moment = timestamp(self._writing.clock.now()) if is_removed else None
        self._writing.update("entry", entry_id, {"deleted_at": moment})

    def restamp(self, entry: Entry) -> None:
        """Put the times of *entry* back as they were when it was written elsewhere."""
        if entry.updated_at is not None:
            self._writing.execute(
                "UPDATE entry SET updated_at = ? WHERE uid = ?",
                (timestamp(entry.updated_at), entry.id),
            )

    def find(self, wanted: EntryFilter, limit: int | None = None) -> tuple[int, ...]:
        """Give the keys of entries, newest event first; with a query at most HITS."""
        if not wanted.query.strip():
            return self._keys(*find_query(wanted, limit))
        expression = match_expression(wanted.query)
        if not expression:
            return ()
        limit = min(limit or HITS, HITS)
        few = self._keys(
            "SELECT rowid FROM entry_fts WHERE entry_fts MATCH ? LIMIT ?", [expression, FEW + 1]
        )
        if len(few) <= FEW:
            return self._keys(*find_query(wanted, limit, keys=few))
        return self._keys(*find_query(wanted, limit, expression=expression))

    def count(self, wanted: EntryFilter) -> int:
        """Count entries; with a query no further than HITS."""
        if wanted.query.strip():
            return len(self.find(wanted))
        return self._keys(*count_query(wanted))[0]

    def months(self, wanted: EntryFilter) -> tuple[tuple[str, int], ...]:
        """Count entries by month (as YYYY-MM), newest first, without regard to a query."""
        sql, parameters = months_query(wanted)
        rows = self._writing.connection.execute(sql, parameters)
        return tuple([(row[0], int(row[1])) for row in rows])

    def page(self, keys: Sequence[int], query: str = "") -> tuple[EntrySummary, ...]:
        """Give what a list shows of *keys*, in their order; keys that are gone are left out."""
        if not keys:
            return ()
        marks = ",".join(str(int(key)) for key in keys)
        snippets: dict[int, str] = {}
        if query.strip():
            with suppress(*UNREADABLE):  # then the row's own beginning is shown
                snippets = self._snippets(keys, marks, match_expression(query))
        found = {}
        for row in self._summary_rows(keys, marks):
            key = row["n"]
            try:
                found[key] = to_summary({**row, "preview": snippets.get(key, row.get("preview"))})
            except ConditionError:
                found[key] = unreadable_summary(row)
        with suppress(*UNREADABLE):  # a reflection shows without its sign
            for key, count in attachment_counts(self._writing, keys).items():
                if key in found:
                    found[key] = replace(found[key], attachments=count)
        return tuple(found[key] for key in keys if key in found)

    def _summary_rows(self, keys: Sequence[int], marks: str) -> list[Row]:
        """Read rows at once; if one of them cannot be read, each by itself."""
        sql = f"SELECT {_SUMMARY}, e.preview FROM entry e WHERE e.n"
        try:
            return self._writing.all(f"{sql} IN ({marks})")
        except UNREADABLE:
            found = (self._summary_row(sql, key) for key in keys)
            return [row for row in found if row is not None]

    def _summary_row(self, sql: str, key: int) -> Row | None:
        with suppress(*UNREADABLE):
            return self._writing.one(f"{sql} = ?", (key,))
        ids = "SELECT uid FROM entry INDEXED BY sqlite_autoindex_entry_1 WHERE n = ?"
        with suppress(*UNREADABLE):
            row = self._writing.one(ids, (key,))
            return {"n": key, "uid": row["uid"] if row is not None else ""}
        return {"n": key, "uid": ""}

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Give every tag in use with the number of its entries, by name."""
        rows = self._writing.all(
            "SELECT t.name, count(*) AS uses FROM entry_tag l JOIN tag t ON t.n = l.tag"
            " WHERE l.entry NOT IN (SELECT n FROM entry WHERE deleted_at IS NOT NULL)"
            " GROUP BY l.tag"
        )
        found = ((str(row["name"]), int(row["uses"])) for row in rows)
        return tuple(sorted(found, key=lambda tag: (tag[0].casefold(), tag[0])))

    def per_day(self) -> dict[date, int]:
        """Count entries by the day of their event."""
        rows = self._writing.all(
            "SELECT held_on, count(*) AS uses FROM entry WHERE deleted_at IS NULL GROUP BY held_on"
        )
        return {date.fromisoformat(row["held_on"]): int(row["uses"]) for row in rows}

    def per_competency(self) -> dict[str, int]:
        """Count entries by linked competency."""
        rows = self._writing.all(
            "SELECT competency, count(*) AS uses FROM entry_competency INDEXED BY"
            " entry_competency_by WHERE entry NOT IN"
            " (SELECT n FROM entry WHERE deleted_at IS NOT NULL) GROUP BY competency"
        )
        return {row["competency"]: row["uses"] for row in rows}

    def _keys(self, sql: str, parameters: Sequence[object]) -> tuple[int, ...]:
        return tuple([row[0] for row in self._writing.connection.execute(sql, parameters)])

    def _snippets(self, keys: Sequence[int], marks: str, expression: str) -> dict[int, str]:
        if not expression:
            return {}
        # "+rowid" keeps the index from being asked anew for every key.
        rows = self._writing.all(
            "SELECT rowid AS n, snippet(entry_fts, 1, char(2), char(3), '\u2026', 16) AS snippet"
            " FROM entry_fts WHERE entry_fts MATCH ? AND rowid BETWEEN ? AND ?"
            f" AND +rowid IN ({marks})",
            (expression, min(keys), max(keys)),
        )
        return {row["n"]: one_line(row["snippet"]) for row in rows}

    def _links(self, condition: str, parameters: tuple[int, ...]) -> dict[int, Links]:
        found: dict[int, Links] = {}
        for row in self._writing.all(_LINKS.format(condition), parameters):
            links = found.setdefault(row["entry"], {kind: [] for kind in _KINDS})
            links[row["kind"]].append(row["linked"])
        return found

    def _tag_keys(self, names: Iterable[str]) -> Iterable[int]:
        for name in names:
            row = self._writing.one("SELECT n FROM tag WHERE name = ?", (name,))
            yield int(row["n"]) if row is not None else self._writing.append("tag", {"name": name})


def _entry(row: Row, links: Links) -> Entry:
    return to_entry(row, *(links.get(kind, ()) for kind in _KINDS))
