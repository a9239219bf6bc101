"""Ranked search over everything written (FTS5; bm25, or newest first where too much is found)."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from operator import itemgetter

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.markdown import one_line
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.search import (
    HIT_END,
    HIT_START,
    KIND_BITS,
    DatedEntry,
    DayCount,
    Found,
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
from ahpjournal.storage.driver import Connection
from ahpjournal.storage.query_text import expression_of, unwanted_expression
from ahpjournal.storage.search_sources import SOURCES, Condition, Source

RANKED = 600
"""Most hits of a kind that are ranked while one types: scoring every hit is the only slow part."""
_PREVIEW = 160
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

    def __init__(self, connection: Connection) -> None:
        """Search by *connection*."""
        self._connection = connection

    def search(self, typed: str, limit: int) -> tuple[SearchHit, ...]:
        """Give at most *limit* hits for the words of *typed*, best first; none without words."""
        wanted = Wanted(words_in(parse(typed)))
        return self.rows(self.best(wanted, limit), wanted) if wanted.words else ()

    def best(self, wanted: Wanted, limit: int) -> tuple[HitKey, ...]:
        """Give the keys of the *limit* best hits of all; newest first where no words are asked for.

        Everything found is ranked, which takes a while where it is much: see find().
        """
        asked = _asked(wanted)
        if asked.finds_nothing or limit < 1:
            return ()
        if not asked.expression:
            return self.timeline(wanted, Grouping.MONTH).keys[:limit]
        places = [i for i, source in enumerate(SOURCES) if source.can_meet(wanted)]
        return self._ranked(asked, places, limit)[:limit]

    def find(self, wanted: Wanted) -> Found:
        """Give the keys of what is found, best first; newest first where no words are asked for.

        Where a kind has more than RANKED hits, the newest of each kind are given, newest first:
        a ranking would have to weigh every one of them at every key.
        """
        asked = _asked(wanted)
        if asked.finds_nothing:
            return Found(())
        if not asked.expression:
            return Found(self.timeline(wanted, Grouping.MONTH).keys)
        hits: dict[int, list[int]] = {}
        for place, source in enumerate(SOURCES):
            if source.can_meet(wanted):
                statement = _hits(source, asked, "rowid", "rowid DESC", RANKED + 1)
                numbers = [n for (n,) in self._connection.execute(*statement)]
                if numbers:
                    hits[place] = numbers
        if any(len(numbers) > RANKED for numbers in hits.values()):
            newest = {place: numbers[:RANKED] for place, numbers in hits.items()}
            return Found(self._newest_first(newest), is_ranked=False)
        return Found(self._ranked(asked, hits, RANKED))

    def _ranked(self, asked: _Asked, places: Iterable[int], limit: int) -> tuple[HitKey, ...]:
        """Give the best *limit* hits of each kind in *places*, ranked side by side."""
        scored: list[tuple[float, int]] = []
        for place in places:
            table = f"{SOURCES[place].table}_fts"
            order = "2, 1 DESC"
            statement = _hits(SOURCES[place], asked, f"rowid, bm25({table})", order, limit)
            rows = self._connection.execute(*statement)
            scored += [(score, n << KIND_BITS | place) for n, score in rows]
        scored.sort(key=itemgetter(0))
        return tuple([HitKey(key) for _score, key in scored])

    def _newest_first(self, hits: Mapping[int, Sequence[int]]) -> tuple[HitKey, ...]:
        """Order *hits*, row numbers by the place of their kind, by the days they are held on."""
        dated: list[tuple[str, int, int]] = []
        for place, numbers in hits.items():
            source = SOURCES[place]
            dated += self._connection.execute(
                f"SELECT coalesce({source.day}, ''), r.n, r.n << {KIND_BITS} | {place}"
                f" FROM {source.rows} WHERE r.n IN ({_listed(numbers)})"
            )
        dated.sort(reverse=True)
        return tuple([HitKey(key) for _day, _n, key in dated])

    def timeline(self, wanted: Wanted, grouping: Grouping) -> Timeline:
        """Give the keys of all that is found, newest first, in groups."""
        asked = _asked(wanted)
        if asked.finds_nothing:
            return Timeline((), ())
        is_by_module = grouping is Grouping.MODULE
        days: list[tuple[str, str, str]] = []
        for place, source in enumerate(SOURCES):
            if source.can_meet(wanted):
                days += self._days(source, place, asked, is_by_module=is_by_module)
        days.sort(key=itemgetter(0), reverse=True)
        groups: dict[str, list[int]] = {}
        for day, keys, modules in days:
            numbers = [int(key) for key in keys.split(",")]
            if is_by_module:
                for number, module in sorted(zip(numbers, modules.split(","), strict=True))[::-1]:
                    groups.setdefault(module, []).append(number)
            else:
                numbers.sort(reverse=True)
                groups.setdefault(day[:7], []).extend(numbers)
        names = sorted(groups, key=_module_order) if is_by_module else list(groups)
        return Timeline(
            tuple([HitKey(key) for name in names for key in groups[name]]),
            tuple((name, len(groups[name])) for name in names),
        )

    def _days(
        self, source: Source, place: int, asked: _Asked, *, is_by_module: bool
    ) -> list[tuple[str, str, str]]:
        """Give days with the keys found on them, and their modules if asked, between commas.

        A row for every day, not for every key: fetching fifty thousand rows is what takes time.
        """
        sql, values = _conditions(source, asked)
        modules = f"group_concat(coalesce({source.module}, ''))" if is_by_module else "''"
        rows = self._connection.execute(
            f"SELECT {source.day}, group_concat(r.n << {KIND_BITS} | {place}), {modules}"
            f" FROM {source.rows} WHERE {sql} GROUP BY {source.day}",
            values,
        )
        return [(str(day or ""), keys, module) for day, keys, module in rows]

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
        rows = self._connection.execute(
            f"SELECT {columns} FROM entry r WHERE r.held_on BETWEEN ? AND ? AND {sql} {end}",
            (first.isoformat(), last.isoformat(), *values),
        )
        return list(rows)

    def span(self) -> tuple[date, date] | None:
        """Give the days of the first and the last entry; None if there are none."""
        row = self._connection.execute(
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
        marks = _listed(numbers)
        snippets: dict[int, tuple[str, str]] = {}
        if asked.expression:
            table = f"{source.table}_fts"
            title = f"highlight({table}, 0, char(2), char(3))" if source.titles else "''"
            # "+rowid" keeps the index from being asked anew for every key.
            rows = self._connection.execute(
                f"SELECT rowid, snippet({table}, {source.text}, char(2), char(3), '\u2026', 16),"
                f" {title} FROM {table} WHERE {table} MATCH ?1 AND rowid BETWEEN ?2 AND ?3"
                f" AND +rowid IN ({marks})",
                (asked.expression, min(numbers), max(numbers)),
            )
            snippets = {n: (snippet, marked) for n, snippet, marked in rows}
        rows = self._connection.execute(
            f"SELECT r.n, {source.columns} FROM {source.rows} WHERE r.n IN ({marks})"
        )
        return [_hit(source.kind, row, *snippets.get(row[0], ("", ""))) for row in rows]


def _asked(wanted: Wanted) -> _Asked:
    return _Asked(wanted, expression_of(wanted.words), unwanted_expression(wanted.words))


def _hits(source: Source, asked: _Asked, columns: str, order: str, limit: int) -> Condition:
    """Give the statement for *columns* of at most *limit* hits of the index of *source*."""
    among = f"NOT IN ({source.gone})"
    values: tuple[object, ...] = ()
    if asked.wanted.filters:
        sql, values = source.conditions(asked.wanted)
        among = f"IN (SELECT r.n FROM {source.rows} WHERE {sql})"
    statement = (
        f"SELECT {columns} FROM {source.table}_fts WHERE {source.table}_fts MATCH ?"
        f" AND +rowid {among} ORDER BY {order} LIMIT {int(limit)}"
    )
    return statement, (asked.expression, *values)


def _module_order(name: str) -> tuple[bool, int]:
    return (not name, int(name or 0))


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(str(int(n)) for n in numbers)


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
        beginning="" if title else one_line(str(words or ""))[:_PREVIEW],
    )
