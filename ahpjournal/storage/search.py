"""Ranked search over everything written (FTS5, bm25 within the newest hits)."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.markdown import one_line
from ahpjournal.domain.search import (
    HIT_END,
    HIT_START,
    KIND_BITS,
    DatedEntry,
    DayCount,
    Grouping,
    HitKey,
    SearchHit,
    SearchKind,
    Timeline,
    Wanted,
    hit_key,
    kind_of,
    number_of,
    parse,
    words_in,
)
from ahpjournal.storage.driver import Database
from ahpjournal.storage.query_text import expression_of, unwanted_expression
from ahpjournal.storage.search_sources import SOURCES, Condition, Source

RANKED = 600
"""Hits of a kind that are ranked, newest rows first: scoring every hit is the only slow part."""
_PREVIEW = 160
_NO_MODULE = 1 << 40
_BY_KIND = {source.kind: source for source in SOURCES}
_ENTRIES = _BY_KIND[SearchKind.ENTRY]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A search in the index's own words."""

    wanted: Wanted
    expression: str
    unwanted: str

    @property
    def finds_nothing(self) -> bool:
        """Whether words were asked for that no index can hold."""
        return bool(self.wanted.words) and not self.expression and not self.unwanted


class SearchRepository:
    """Finds records of every kind by their words and what is known of them."""

    def __init__(self, db: Database) -> None:
        """Search *db*."""
        self._db = db

    def search(self, typed: str, limit: int) -> tuple[SearchHit, ...]:
        """Give at most *limit* hits for the words of *typed*, best first; none without words."""
        wanted = Wanted(words_in(parse(typed)))
        if not wanted.words or limit < 1:
            return ()
        return self.rows(self.find(wanted)[:limit], wanted)

    def find(self, wanted: Wanted) -> tuple[HitKey, ...]:
        """Give the keys of what is found, best first; newest first where no words are asked for.

        Of each kind the newest RANKED hits are ranked, and given; kinds rank side by side.
        """
        asked = _asked(wanted)
        if asked.finds_nothing:
            return ()
        if not asked.expression:
            return self.timeline(wanted, Grouping.MONTH).keys
        scored: list[tuple[int, float]] = []
        for place, source in enumerate(SOURCES):
            if source.can_meet(wanted):
                rows = self._db.conn.execute(*_ranked(source, asked))
                scored += [(n << KIND_BITS | place, score) for n, score in rows]
        scored.sort(key=itemgetter(1))
        return tuple([HitKey(key) for key, _score in scored])

    def timeline(self, wanted: Wanted, grouping: Grouping) -> Timeline:
        """Give the keys of all that is found, newest first, in groups."""
        asked = _asked(wanted)
        if asked.finds_nothing:
            return Timeline((), ())
        found: list[tuple[int, str, int]] = []
        for place, source in enumerate(SOURCES):
            if source.can_meet(wanted):
                sql, values = _conditions(source, asked)
                order = "r.held_on DESC, r.n DESC" if source is _ENTRIES else "r.n DESC"
                found += self._db.conn.execute(
                    f"SELECT r.n << {KIND_BITS} | {place}, coalesce({source.day}, ''),"
                    f" coalesce({source.module}, {_NO_MODULE}) FROM {source.rows} WHERE {sql}"
                    f" ORDER BY {order}",
                    values,
                ).fetchall()
        found.sort(key=itemgetter(1), reverse=True)
        if grouping is Grouping.MODULE:
            found.sort(key=itemgetter(2))
            named: Iterable[str] = ("" if row[2] == _NO_MODULE else str(row[2]) for row in found)
        else:
            named = (row[1][:7] for row in found)
        groups = tuple((name, sum(1 for _ in members)) for name, members in groupby(named))
        return Timeline(tuple([HitKey(row[0]) for row in found]), groups)

    def day_counts(self, wanted: Wanted, first: date, last: date) -> tuple[DayCount, ...]:
        """Count the entries found between two days by day and by how exactly they are dated."""
        rows = self._between(
            "r.held_on, r.on_precision, count(*)", wanted, first, last, "GROUP BY 1, 2"
        )
        found = []
        for held, precision, count in rows:
            with suppress(ValueError, TypeError):  # a damaged date has no day to stand on
                found.append(DayCount(date.fromisoformat(held), Precision(precision), count))
        return tuple(found)

    def dated_entries(self, wanted: Wanted, first: date, last: date) -> tuple[DatedEntry, ...]:
        """Give the entries found that lie between two days, newest first."""
        rows = self._between(
            "r.held_on, r.on_precision, r.n", wanted, first, last, "ORDER BY 1 DESC, 3 DESC"
        )
        found = []
        for held, precision, n in rows:
            with suppress(ValueError, TypeError):
                day, kind = date.fromisoformat(held), Precision(precision)
                found.append(DatedEntry(hit_key(SearchKind.ENTRY, n), day, kind))
        return tuple(found)

    def _between(
        self, columns: str, wanted: Wanted, first: date, last: date, end: str
    ) -> list[tuple[str, str, int]]:
        asked = _asked(wanted)
        if asked.finds_nothing or not _ENTRIES.can_meet(wanted):
            return []
        sql, values = _conditions(_ENTRIES, asked)
        rows = self._db.conn.execute(
            f"SELECT {columns} FROM entry r WHERE r.held_on BETWEEN ? AND ? AND {sql} {end}",
            (first.isoformat(), last.isoformat(), *values),
        )
        return list(rows)

    def span(self) -> tuple[date, date] | None:
        """Give the days of the first and the last entry; None if there are none."""
        row = self._db.conn.execute(
            "SELECT min(held_on), max(held_on) FROM entry WHERE deleted_at IS NULL"
        ).fetchone()
        with suppress(ValueError, TypeError):
            return date.fromisoformat(row[0]), date.fromisoformat(row[1])
        return None

    def rows(self, keys: Sequence[HitKey], wanted: Wanted) -> tuple[SearchHit, ...]:
        """Give what a list shows of *keys*, in their order; keys that are gone are left out."""
        asked = _asked(wanted)
        found: dict[int, SearchHit] = {}
        for source in SOURCES:
            numbers = [number_of(key) for key in keys if kind_of(key) is source.kind]
            if numbers:
                found.update((hit.key, hit) for hit in self._rows(source, numbers, asked))
        return tuple([found[key] for key in keys if key in found])

    def _rows(self, source: Source, numbers: Sequence[int], asked: _Asked) -> list[SearchHit]:
        marks = ",".join(str(int(n)) for n in numbers)
        snippets: dict[int, tuple[str, str]] = {}
        if asked.expression:
            table = f"{source.table}_fts"
            title = f"highlight({table}, 0, char(2), char(3))" if source.titles else "''"
            # "+rowid" keeps the index from being asked anew for every key.
            rows = self._db.conn.execute(
                f"SELECT rowid, snippet({table}, {source.text}, char(2), char(3), '\u2026', 16),"
                f" {title} FROM {table} WHERE {table} MATCH ?1 AND rowid BETWEEN ?2 AND ?3"
                f" AND +rowid IN ({marks})",
                (asked.expression, min(numbers), max(numbers)),
            )
            snippets = {n: (snippet, marked) for n, snippet, marked in rows}
        rows = self._db.conn.execute(
            f"SELECT r.n, {source.columns} FROM {source.rows} WHERE r.n IN ({marks})"
        )
        return [_hit(source.kind, row, *snippets.get(row[0], ("", ""))) for row in rows]


def _asked(wanted: Wanted) -> _Asked:
    return _Asked(wanted, expression_of(wanted.words), unwanted_expression(wanted.words))


def _ranked(source: Source, asked: _Asked) -> Condition:
    """Give the statement for the newest hits with their scores.

    One pass, newest first, that stops when there are enough; only what passes is scored.
    """
    table = f"{source.table}_fts"
    among = f"NOT IN ({source.gone})"
    values: tuple[object, ...] = ()
    if asked.wanted.filters:
        sql, values = source.conditions(asked.wanted)
        among = f"IN (SELECT r.n FROM {source.rows} WHERE {sql})"
    statement = (
        f"SELECT rowid, bm25({table}) FROM {table} WHERE {table} MATCH ? AND +rowid {among}"
        f" ORDER BY rowid DESC LIMIT {RANKED}"
    )
    return statement, (asked.expression, *values)


def _conditions(source: Source, asked: _Asked) -> Condition:
    """Give what filters and words ask of a row, where rows are not taken from the index."""
    sql, values = source.conditions(asked.wanted)
    parts, parameters = [sql], list(values)
    table = f"{source.table}_fts"
    for expression, word in ((asked.expression, "IN"), (asked.unwanted, "NOT IN")):
        if expression:
            parts.append(f"+r.n {word} (SELECT rowid FROM {table} WHERE {table} MATCH ?)")
            parameters.append(expression)
    return " AND ".join(parts), tuple(parameters)


def _hit(kind: SearchKind, row: Sequence[object], snippet: str, marked: str) -> SearchHit:
    n, uid, title, held, precision, module, draft, shared, opens, about, words = row
    on = None
    with suppress(ValueError, TypeError):
        on = date.fromisoformat(str(held)) if held else None
    text = snippet or str(words or "")[: 2 * _PREVIEW]
    with_hits = marked if HIT_START in marked else ""
    return SearchHit(
        id=str(uid),
        kind=kind,
        title=str(title or ""),
        on=on,
        snippet=one_line(text)[: len(text) if HIT_END in text else _PREVIEW],
        marked=with_hits,
        precision=Precision(str(precision)) if precision in set(Precision) else Precision.DAY,
        module=int(str(module)) if module is not None else None,
        is_draft=bool(draft),
        is_shared=bool(shared),
        opens=str(opens or ""),
        about=str(about or ""),
        key=hit_key(kind, int(str(n))),
    )
