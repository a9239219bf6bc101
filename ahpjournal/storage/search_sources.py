"""Where each kind of record is searched, and what filters ask of it, as SQL."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field

from ahpjournal.domain.records import dataclass
from ahpjournal.domain.search import Filter, FilterKey, SearchKind, Wanted

Condition = tuple[str, tuple[object, ...]]
_ALTERNATIVES = frozenset({FilterKey.MODULE, FilterKey.IN, FilterKey.ON})
"""Filters of which one has to hold where several are given: a record has one module."""
_NEVER: Condition = ("0", ())


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of record: *r* is its row; *gone* are the numbers of rows that are not shown.

    *live* says of a row that it is shown, in the way that SQLite has an index for.
    *columns* are id, title, day, precision, module, draft, shared, what opens it, what it is about,
    and the words shown where no hit is. *day* is what filters and calendars go by.
    """

    kind: SearchKind
    table: str
    gone: str
    columns: str
    day: str
    module: str
    joins: str = ""
    live: str = ""
    text: int = -1
    """The column of the index that snippets are cut from; -1 for the best one."""
    titles: bool = True
    """Whether the first column of the index is the title."""
    asks: Mapping[FilterKey, Callable[[Filter], Condition]] = field(default_factory=dict)

    def can_meet(self, wanted: Wanted) -> bool:
        """Tell whether a record of this kind can pass the filters at all."""
        return all(sql != _NEVER[0] for sql, _values in self._grouped(wanted.filters))

    def conditions(self, wanted: Wanted) -> Condition:
        """Give what the filters of *wanted* ask of a row that is shown, all of it together."""
        parts = [self.live or f"r.n NOT IN ({self.gone})"]
        values: list[object] = []
        for sql, parameters in self._grouped(wanted.filters):
            parts.append(sql)
            values += parameters
        return " AND ".join(parts), tuple(values)

    @property
    def rows(self) -> str:
        """Where the rows come from, as r."""
        return f"{self.table} r {self.joins}".rstrip()

    def _grouped(self, filters: Iterable[Filter]) -> list[Condition]:
        groups: dict[object, list[Filter]] = {}
        for number, one in enumerate(filters):
            is_alternative = one.key in _ALTERNATIVES and not one.is_negated
            groups.setdefault(one.key if is_alternative else number, []).append(one)
        return [_any(self._ask(one) for one in group) for group in groups.values()]

    def _ask(self, one: Filter) -> Condition:
        if one.key is FilterKey.IN:
            sql: str = "1" if self.kind.value in one.values else "0"
            found: Condition = (sql, ())
        elif one.key in {FilterKey.AFTER, FilterKey.BEFORE, FilterKey.ON}:
            found = _between(self.day, one)
        else:
            ask = self.asks.get(one.key)
            found = ask(one) if ask is not None else _NEVER
        return (f"NOT coalesce({found[0]}, 0)", found[1]) if one.is_negated else found


def _any(conditions: Iterable[Condition]) -> Condition:
    found = list(conditions)
    if len(found) == 1:
        return found[0]
    values = tuple(value for _sql, parameters in found for value in parameters)
    return f"({' OR '.join(sql for sql, _parameters in found)})", values


def _between(day: str, one: Filter) -> Condition:
    parts, values = [], []
    if one.first is not None:
        parts.append(f"{day} >= ?")
        values.append(one.first.isoformat())
    if one.last is not None:
        parts.append(f"{day} <= ?")
        values.append(one.last.isoformat())
    return f"({' AND '.join(parts)})", tuple(values)


def _in(expression: str) -> Callable[[Filter], Condition]:
    def ask(one: Filter) -> Condition:
        return f"{expression} IN ({','.join('?' * len(one.values))})", one.values

    return ask


def _linked(select: str) -> Callable[[Filter], Condition]:
    """Ask for rows that *select* gives: the plus keeps SQLite to the order of the index of days."""

    def ask(one: Filter) -> Condition:
        return f"+r.n IN ({select} IN ({','.join('?' * len(one.values))}))", one.values

    return ask


def _numbers(expression: str) -> Callable[[Filter], Condition]:
    def ask(one: Filter) -> Condition:
        numbers = tuple(int(value) for value in one.values)
        return f"{expression} IN ({','.join('?' * len(numbers))})", numbers

    return ask


def _choice(known: Mapping[str, str]) -> Callable[[Filter], Condition]:
    def ask(one: Filter) -> Condition:
        return known.get(one.values[0], "0"), ()

    return ask


_ENTRY = Source(
    SearchKind.ENTRY,
    "entry",
    "SELECT n FROM entry WHERE deleted_at IS NOT NULL",
    "r.uid, r.title, r.held_on, r.on_precision, r.module, r.state = 'draft',"
    " r.sharing <> 'private', '', '', r.preview",
    "r.held_on",
    "r.module",
    live="r.deleted_at IS NULL",
    text=1,
    asks={
        FilterKey.TAG: _linked(
            "SELECT l.entry FROM entry_tag l JOIN tag t ON t.n = l.tag WHERE t.name"
        ),
        FilterKey.MODULE: _numbers("r.module"),
        FilterKey.COMPETENCY: _linked("SELECT entry FROM entry_competency WHERE competency"),
        FilterKey.THEME: _linked("SELECT entry FROM entry_theme WHERE theme"),
        FilterKey.IS: _choice(
            {
                "draft": "r.state = 'draft'",
                "done": "r.state = 'done'",
                "private": "r.sharing = 'private'",
                "shared": "r.sharing <> 'private'",
                "coach": "r.sharing = 'coach'",
                "portfolio": "r.sharing = 'portfolio'",
            }
        ),
        FilterKey.HAS: _choice(
            {
                "attachment": "r.uid IN (SELECT entry FROM attachment WHERE deleted_at IS NULL)",
                "action": "r.uid IN (SELECT l.entry FROM action_entry l JOIN action a"
                " ON a.n = l.action WHERE a.deleted_at IS NULL)",
                "tag": "+r.n IN (SELECT entry FROM entry_tag)",
                "cpd": "r.cpd IS NOT NULL",
            }
        ),
    },
)
_ACTION = Source(
    SearchKind.ACTION,
    "action",
    "SELECT n FROM action WHERE deleted_at IS NOT NULL",
    "r.uid, r.title, r.due_on, 'day', r.module, 0, 0, '', '', r.why",
    "coalesce(r.due_on, r.starts_on, substr(r.created_at, 1, 10))",
    "r.module",
    live="r.deleted_at IS NULL",
    asks={
        FilterKey.MODULE: _numbers("r.module"),
        FilterKey.COMPETENCY: _linked("SELECT action FROM action_competency WHERE competency"),
        FilterKey.THEME: _linked("SELECT action FROM action_theme WHERE theme"),
        FilterKey.IS: _choice({"done": "r.state = 'done'"}),
    },
)
# A reason that was corrected is no longer what its owner says.
_REASON = Source(
    SearchKind.REASON,
    "rating",
    "SELECT n FROM rating WHERE because = ''"
    " OR uid IN (SELECT corrects FROM rating WHERE corrects IS NOT NULL)"
    " OR sitting IN (SELECT uid FROM sitting WHERE deleted_at IS NOT NULL)",
    "r.uid, '', s.held_on, 'day', s.module, 0, 0, r.sitting, r.competency, r.because",
    "s.held_on",
    "s.module",
    "JOIN sitting s ON s.uid = r.sitting",
    titles=False,
    asks={
        FilterKey.MODULE: _numbers("s.module"),
        FilterKey.COMPETENCY: _in("r.competency"),
    },
)
_MODULE = Source(
    SearchKind.MODULE,
    "module",
    "SELECT n FROM module WHERE deleted_at IS NOT NULL OR (title = '' AND notes = '')",
    "CAST(r.number AS TEXT), r.title, r.starts_on, 'day', r.number, 0, 0, '', '', r.notes",
    "coalesce(r.starts_on, substr(r.created_at, 1, 10))",
    "r.number",
    text=1,
    asks={FilterKey.MODULE: _numbers("r.number")},
)
_REPLY = Source(
    SearchKind.REPLY,
    "reply",
    "SELECT n FROM reply WHERE deleted_at IS NOT NULL",
    "r.uid, r.from_whom, substr(r.read_at, 1, 10), 'day', NULL, 0, 0, coalesce(r.export, ''), '',"
    " r.words",
    "substr(r.read_at, 1, 10)",
    "NULL",
    titles=False,
)
_ATTACHMENT = Source(
    SearchKind.ATTACHMENT,
    "attachment",
    "SELECT n FROM attachment WHERE deleted_at IS NOT NULL"
    " OR entry IN (SELECT uid FROM entry WHERE deleted_at IS NOT NULL)",
    "r.uid, r.name, e.held_on, e.on_precision, e.module, 0, 0, r.entry, '', e.title",
    "e.held_on",
    "e.module",
    "JOIN entry e ON e.uid = r.entry",
    titles=False,
    asks={FilterKey.MODULE: _numbers("e.module")},
)

SOURCES = (_ENTRY, _ACTION, _REASON, _MODULE, _REPLY, _ATTACHMENT)
"""Every kind, in the order of SearchKind."""
