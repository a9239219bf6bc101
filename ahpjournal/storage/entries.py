"""Journal entries with their links and tags."""

from collections.abc import Iterable, Sequence
from typing import Any

from ahpjournal.domain.clock import timestamp
from ahpjournal.domain.entries import Entry, EntryFilter, EntryState, EntrySummary
from ahpjournal.storage.query_text import match_expression
from ahpjournal.storage.rows import Row, clean, entry_row, iso, to_entry, to_summary
from ahpjournal.storage.writing import Writing

HITS = 2_000
PREVIEW = 240
_LINKS = (("entry_theme", "theme"), ("entry_competency", "competency"))


class EntryRepository:
    """Entries by id, and lists of them by row number ("key")."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def get(self, entry_id: str) -> Entry | None:
        """Give one entry that is not removed."""
        row = self._row(entry_id)
        return self._entry(row) if row is not None and row["deleted_at"] is None else None

    def list_all(self, after_key: int = 0, limit: int = 500) -> tuple[tuple[int, Entry], ...]:
        """Give up to *limit* entries with row numbers above *after_key*, for walking over all."""
        rows = self._writing.all(
            "SELECT * FROM entry WHERE n > ? AND deleted_at IS NULL ORDER BY n LIMIT ?",
            (after_key, limit),
        )
        return tuple((row["n"], self._entry(row)) for row in rows)

    def key_of(self, entry_id: str) -> int | None:
        """Give the row number of an entry that is not removed."""
        row = self._writing.one(
            "SELECT n FROM entry WHERE uid = ? AND deleted_at IS NULL", (entry_id,)
        )
        return int(row["n"]) if row is not None else None

    def exists(self, entry_id: str) -> bool:
        """Tell whether an entry with this id was ever stored here, removed or not."""
        return self._row(entry_id) is not None

    def add(self, entry: Entry) -> None:
        """Store a new entry with its links."""
        created = timestamp(entry.created_at) if entry.created_at is not None else None
        n = self._writing.insert("entry", entry_row(entry), created)
        self._write_links(n, entry, is_new=True)

    def update(self, entry: Entry, before: Entry) -> None:
        """Store what has changed since *before*."""
        row = self._row(entry.id)
        if row is None:
            return
        new, old = entry_row(entry), entry_row(before)
        changed = {k: v for k, v in new.items() if old[k] != v}
        self._writing.update("entry", row["n"], changed)
        if (entry.themes, entry.competencies, entry.tags) != (
            before.themes,
            before.competencies,
            before.tags,
        ):
            self._write_links(row["n"], entry, is_new=False)

    def set_removed(self, entry_id: str, *, is_removed: bool) -> None:
        """Put an entry into the bin, or take it out."""
        row = self._row(entry_id)
        if row is not None:
            moment = timestamp(self._writing.clock.now()) if is_removed else None
            self._writing.update("entry", row["n"], {"deleted_at": moment})

    def restamp(self, entry: Entry) -> None:
        """Put the times of *entry* back as they were when it was written elsewhere."""
        if entry.updated_at is not None:
            self._writing.db.execute(
                "UPDATE entry SET updated_at = ? WHERE uid = ?",
                (timestamp(entry.updated_at), entry.id),
            )

    def find(self, wanted: EntryFilter, limit: int | None = None) -> tuple[int, ...]:
        """Give the keys of entries, newest event first; with a query at most HITS."""
        conditions, parameters = _conditions(wanted)
        source = "entry e"
        if wanted.query.strip():
            expression = match_expression(wanted.query)
            if not expression:
                return ()
            source = "entry_fts JOIN entry e ON e.n = entry_fts.rowid"
            conditions.insert(0, "entry_fts MATCH ?")
            parameters.insert(0, expression)
            limit = min(limit or HITS, HITS)
        sql = f"SELECT e.n FROM {source} WHERE {' AND '.join(conditions)} ORDER BY e.held_on DESC, e.n DESC"
        if limit is not None:
            sql += f" LIMIT {int(limit)}"
        cursor = self._writing.db.conn.execute(sql, parameters)
        return tuple(row[0] for row in cursor)

    def count(self, wanted: EntryFilter) -> int:
        """Count entries."""
        conditions, parameters = _conditions(wanted)
        if wanted.query.strip():
            return len(self.find(wanted))
        sql = f"SELECT count(*) FROM entry e WHERE {' AND '.join(conditions)}"
        return int(self._writing.db.conn.execute(sql, parameters).fetchone()[0])

    def page(self, keys: Sequence[int], query: str = "") -> tuple[EntrySummary, ...]:
        """Give what a list shows of *keys*, in their order; keys that are gone are left out."""
        expression = match_expression(query) if query.strip() else ""
        marks = ",".join(str(int(key)) for key in keys)
        columns = "e.n, e.uid, e.held_on, e.on_precision, e.title, e.module, e.state, e.sharing"
        if expression:
            sql = (
                f"SELECT {columns}, snippet(entry_fts, 1, char(2), char(3), '\u2026', 16) AS preview"
                " FROM entry_fts JOIN entry e ON e.n = entry_fts.rowid"
                f" WHERE entry_fts MATCH ? AND entry_fts.rowid IN ({marks})"
            )
            rows = self._writing.all(sql, (expression,))
        else:
            sql = f"SELECT {columns}, substr(ltrim(e.body, char(10)), 1, {PREVIEW}) AS preview FROM entry e WHERE e.n IN ({marks})"
            rows = self._writing.all(sql)
        found = {row["n"]: to_summary(row) for row in rows}
        return tuple(found[key] for key in keys if key in found)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Give every tag in use with the number of its entries, by name."""
        rows = self._writing.all(
            "SELECT t.name, count(*) AS uses FROM tag t JOIN entry_tag l ON l.tag = t.n"
            " JOIN entry e ON e.n = l.entry WHERE e.deleted_at IS NULL"
            " GROUP BY t.n ORDER BY t.name COLLATE NOCASE"
        )
        return tuple((row["name"], row["uses"]) for row in rows)

    def per_competency(self) -> dict[str, int]:
        """Count entries by linked competency."""
        rows = self._writing.all(
            "SELECT competency, count(*) AS uses FROM entry_competency l"
            " JOIN entry e ON e.n = l.entry WHERE e.deleted_at IS NULL GROUP BY competency"
        )
        return {row["competency"]: row["uses"] for row in rows}

    def _row(self, entry_id: str) -> Row | None:
        return self._writing.one("SELECT * FROM entry WHERE uid = ?", (entry_id,))

    def _entry(self, row: Row) -> Entry:
        themes, competencies = (
            self._writing.links(table, "entry", value, row["n"]) for table, value in _LINKS
        )
        tags = self._writing.all(
            "SELECT t.name FROM entry_tag l JOIN tag t ON t.n = l.tag WHERE l.entry = ? ORDER BY l.position",
            (row["n"],),
        )
        return to_entry(row, themes, competencies, (tag["name"] for tag in tags))

    def _write_links(self, n: int, entry: Entry, *, is_new: bool) -> None:
        write = self._writing.link if is_new else self._writing.relink
        write("entry_theme", "entry", "theme", n, entry.themes)
        write("entry_competency", "entry", "competency", n, entry.competencies)
        write("entry_tag", "entry", "tag", n, tuple(self._tag_keys(entry.tags)))

    def _tag_keys(self, names: Iterable[str]) -> Iterable[int]:
        for name in names:
            word = clean(name).strip()
            if not word:
                continue
            row = self._writing.one("SELECT n FROM tag WHERE name = ?", (word,))
            if row is not None:
                yield int(row["n"])
            else:
                yield self._writing.insert_row("tag", {"name": word})


def _conditions(wanted: EntryFilter) -> tuple[list[str], list[Any]]:
    conditions = ["e.deleted_at IS NULL"]
    parameters: list[Any] = []

    def need(condition: str, *values: object) -> None:
        conditions.append(condition)
        parameters.extend(values)

    if wanted.module is not None:
        need("e.module = ?", wanted.module)
    if wanted.state is not None:
        need("e.state = ?", EntryState(wanted.state).value)
    if wanted.sharing:
        need(
            f"e.sharing IN ({','.join('?' * len(wanted.sharing))})",
            *(s.value for s in wanted.sharing),
        )
    if wanted.after is not None:
        need("e.held_on >= ?", iso(wanted.after))
    if wanted.before is not None:
        need("e.held_on <= ?", iso(wanted.before))
    if wanted.theme:
        need("e.n IN (SELECT entry FROM entry_theme WHERE theme = ?)", wanted.theme)
    if wanted.competency:
        need("e.n IN (SELECT entry FROM entry_competency WHERE competency = ?)", wanted.competency)
    if wanted.tag:
        need(
            "e.n IN (SELECT l.entry FROM entry_tag l JOIN tag t ON t.n = l.tag WHERE t.name = ?)",
            wanted.tag,
        )
    return conditions, parameters
