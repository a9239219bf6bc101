"""Ranked search over everything written (FTS5, bm25 within the newest hits)."""

from datetime import date

from ahpjournal.domain.markdown import one_line
from ahpjournal.domain.search import SearchHit, SearchKind
from ahpjournal.storage.driver import Database
from ahpjournal.storage.query_text import match_expression

RANKED = 1_000
"""Hits that are ranked, newest rows first: scoring every hit is the only slow part."""

_SOURCES = ((SearchKind.ENTRY, "entry", "held_on"), (SearchKind.ACTION, "action", "due_on"))


class SearchRepository:
    """Finds entries and actions by their words."""

    def __init__(self, db: Database) -> None:
        """Search *db*."""
        self._db = db

    def search(self, typed: str, limit: int) -> tuple[SearchHit, ...]:
        """Give at most *limit* hits, best first; an entry and an action rank side by side."""
        expression = match_expression(typed)
        if not expression or limit < 1:
            return ()
        hits: list[tuple[float, SearchHit]] = []
        for kind, table, day in _SOURCES:
            cursor = self._db.conn.execute(_statement(table, day), (expression, limit))
            for uid, title, held, score, snippet in cursor:
                on = date.fromisoformat(held) if held else None
                hits.append((score, SearchHit(uid, kind, title, on, one_line(snippet))))
        hits.sort(key=lambda pair: pair[0])
        return tuple(hit for _score, hit in hits[:limit])


def _statement(table: str, day: str) -> str:
    return (
        f"SELECT e.uid, e.title, e.{day} AS held, rank AS score,"
        f" snippet({table}_fts, -1, char(2), char(3), '\u2026', 16)"
        f" FROM {table}_fts JOIN {table} e ON e.n = {table}_fts.rowid"
        f" WHERE {table}_fts MATCH ?1 AND e.deleted_at IS NULL AND {table}_fts.rowid >="
        f" coalesce((SELECT min(r) FROM (SELECT rowid AS r FROM {table}_fts"
        f" WHERE {table}_fts MATCH ?1 ORDER BY rowid DESC LIMIT {RANKED})), 0)"
        " ORDER BY rank LIMIT ?2"
    )
