"""Whole states of records, the same for every copy of a journal: what versions and merging use.

A snapshot holds the columns of a record and its links in order, but neither its number in this
file nor the reading of the hybrid clock, which names the state from outside.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from ahpjournal.domain.clock import parse_timestamp
from ahpjournal.domain.entries import Entry
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.rows import to_action, to_entry
from ahpjournal.storage.writing import Writing

_FIRST_WORDS = 60
"""Characters of a text that stand for its title."""
_TIMES = ("created_at", "updated_at", "deleted_at")
PROFILE = "profile"
"""The one profile's record."""


@dataclass(frozen=True, slots=True)
class LinkTable:
    """Links of a record: *name* in the snapshot, and the columns of the table they lie in."""

    name: str
    table: str
    owner: str
    value: str


@dataclass(frozen=True, slots=True)
class RecordTable:
    """Where records of a kind lie. *identity* names them in every copy; empty: there is one."""

    name: str
    identity: str
    columns: tuple[str, ...]
    links: tuple[LinkTable, ...] = ()
    title: str = ""
    beginning: str = ""
    """The column with the first words of its text, which stand for a title where there is none."""
    later: Mapping[str, object] = field(default_factory=dict)
    """Columns that states of earlier releases lack, with what they then say."""

    def name_in(self, row: Mapping[str, Any]) -> str:
        """Give what the record in *row* is called; empty if it has no name of its own."""
        title = " ".join(str(row.get(self.title, "")).split())
        words = str(row.get(self.beginning, ""))
        if title or len(words) <= _FIRST_WORDS:
            return title or words
        first = words[:_FIRST_WORDS]
        return (first.rpartition(" ")[0] or first) + "\u2026"


TABLES: Mapping[RecordKind, RecordTable] = {
    RecordKind.PROFILE: RecordTable(
        "profile",
        "",
        (
            *("name", "profession", "role_title", "role_level", "organisation", "regulator"),
            *("cycle_starts_on", "cycle_ends_on", "coach"),
        ),
    ),
    RecordKind.MODULE: RecordTable(
        "module",
        "number",
        (
            *("title", "starts_on", "ends_on", "state", "notes", "attendance", "aims"),
            "competencies",
        ),
        title="title",
        later={"attendance": "", "aims": "", "competencies": ""},
    ),
    RecordKind.SITTING: RecordTable(
        "sitting", "uid", ("kind", "module", "held_on", "competencies", "finished_at")
    ),
    RecordKind.ENTRY: RecordTable(
        "entry",
        "uid",
        (
            *("held_on", "on_precision", "model", "module", "sharing", "state", "title"),
            *("preview", "prompt", "layout", "cpd", "body"),
        ),
        (
            LinkTable("themes", "entry_theme", "entry", "theme"),
            LinkTable("competencies", "entry_competency", "entry", "competency"),
            LinkTable("tags", "entry_tag", "entry", "tag"),
            LinkTable("linked", "entry_link", "entry", "other"),
        ),
        title="title",
        beginning="preview",
    ),
    RecordKind.ATTACHMENT: RecordTable(
        "attachment",
        "uid",
        ("entry", "position", "name", "media_type", "size", "sha256"),
        title="name",
    ),
    RecordKind.ACTION: RecordTable(
        "action",
        "uid",
        (
            *("title", "why", "first_step", "measure", "starts_on", "due_on", "review_on"),
            *("obstacle", "if_then", "support", "state", "outcome", "evaluation_level"),
            *("notes", "cycles", "log", "module", "risks"),
        ),
        (
            LinkTable("themes", "action_theme", "action", "theme"),
            LinkTable("competencies", "action_competency", "action", "competency"),
            LinkTable("entries", "action_entry", "action", "entry"),
        ),
        title="title",
    ),
    RecordKind.TEMPLATE: RecordTable(
        "template",
        "uid",
        ("name", "description", "citation", "stages", "position"),
        title="name",
    ),
    RecordKind.PROMPT: RecordTable(
        "prompt", "uid", ("text", "theme", "takes_turns", "position"), beginning="text"
    ),
    RecordKind.SEARCH: RecordTable(
        "saved_search", "uid", ("name", "query", "position"), title="name"
    ),
    RecordKind.EXPORT: RecordTable(
        "export",
        "uid",
        (
            *("kind", "made_at", "for_whom", "file_name", "size", "pages", "sha256"),
            *("journal_state", "items", "form"),
        ),
        title="file_name",
    ),
    RecordKind.DECISION: RecordTable(
        "decision", "uid", ("kind", "text", "choice", "replacement", "reason"), title="text"
    ),
    RecordKind.REPLY: RecordTable(
        "reply",
        "uid",
        ("export", "source", "from_whom", "read_at", "sha256", "answers", "comments", "words"),
        title="from_whom",
        beginning="words",
    ),
}
"""In the order in which they can be brought in: what is linked to comes first."""

KIND_OF = {table.name: kind for kind, table in TABLES.items()}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state: *values* by column, with the times; *links* by name, in order."""

    values: Mapping[str, Any] = field(repr=False)
    links: Mapping[str, tuple[str, ...]] = field(repr=False)

    def pack(self) -> bytes:
        """Write the state down; equal states give equal bytes."""
        links = {name: list(linked) for name, linked in self.links.items()}
        content = {**self.values, "links": links}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode()

    @classmethod
    def unpack(cls, packed: bytes) -> "Snapshot":
        """Read what pack() wrote.

        Raises:
            ConditionError: it is not that (DAMAGED).
        """
        try:
            content = json.loads(packed)
            links = {name: tuple(linked) for name, linked in content.pop("links").items()}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ConditionError(ConditionCode.DAMAGED) from error
        return cls(content, links)

    @property
    def is_removed(self) -> bool:
        """Whether the record was in the bin."""
        return self.values.get("deleted_at") is not None

    def says_the_same(self, other: "Snapshot") -> bool:
        """Tell whether two states differ in nothing but their times."""
        return self.content() == other.content()

    def content(self) -> object:
        """Give what a person put into this state: everything but when."""
        kept = {name: value for name, value in self.values.items() if name not in _TIMES}
        return kept, self.is_removed, {name: list(linked) for name, linked in self.links.items()}

    def with_links_of(self, other: "Snapshot") -> "Snapshot":
        """Give this state with the links of both, its own first."""
        links = {
            name: tuple(dict.fromkeys((*self.links.get(name, ()), *other.links.get(name, ()))))
            for name in dict.fromkeys((*self.links, *other.links))
        }
        return Snapshot(self.values, links)

    def entry(self, uid: str) -> Entry:
        """Give the entry that this state of an entry shows.

        Raises:
            ConditionError: the state cannot be read (DAMAGED).
        """
        names = ("themes", "competencies", "tags", "linked")
        links = (self.links.get(name, ()) for name in names)
        return to_entry({**self.values, "uid": uid}, *links)

    def action(self, uid: str) -> ActionPlan:
        """Give the action that this state of an action shows.

        Raises:
            ConditionError: the state cannot be read (DAMAGED).
        """
        links = (self.links.get(name, ()) for name in ("themes", "competencies", "entries"))
        return to_action({**self.values, "uid": uid}, *links)

    @property
    def made_at(self) -> str:
        """When this state was saved, as stored."""
        saved = str(self.values["updated_at"])
        parse_timestamp(saved)
        return saved


@dataclass(frozen=True, slots=True)
class Stored:
    """A present state with its reading of the hybrid clock and its number in this file."""

    n: int
    reading: str
    snapshot: Snapshot


class SnapshotRepository:
    """Reads and writes whole states of records of every kind."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def readings(self, kind: RecordKind) -> dict[str, str]:
        """Give the reading of every record of *kind*, in the order they were made."""
        table = TABLES[kind]
        identity = table.identity or f"'{PROFILE}'"
        sql = f"SELECT {identity}, hlc FROM {table.name} ORDER BY n"
        rows = self._writing.connection.execute(sql)
        return {str(record): reading for record, reading in rows}

    def present(self, kind: RecordKind, record: str) -> Stored | None:
        """Give the present state of a record, in the bin or not; None if there is none."""
        table = TABLES[kind]
        names = ("n", "hlc", *_TIMES, *table.columns)
        where, parameters = _where(table, record)
        found = self._writing.connection.execute(
            f"SELECT {', '.join(names)} FROM {table.name} WHERE {where}", parameters
        ).fetchone()
        if found is None:
            return None
        links = {link.name: self._linked(link, found[0]) for link in table.links}
        values = dict(zip(names[2:], found[2:], strict=True))
        return Stored(found[0], found[1], Snapshot(values, links))

    def title(self, kind: RecordKind, record: str) -> str:
        """Give what a record is called; empty if it has no name of its own."""
        table = TABLES[kind]
        if not table.title:
            return ""
        where, parameters = _where(table, record)
        columns = ", ".join(filter(None, (table.title, table.beginning)))
        row = self._writing.one(f"SELECT {columns} FROM {table.name} WHERE {where}", parameters)
        return table.name_in(row) if row is not None else ""

    def add(self, kind: RecordKind, record: str, snapshot: Snapshot, reading: str) -> None:
        """Store a record that is new here, in the state that *snapshot* holds."""
        table = TABLES[kind]
        identity = {table.identity: _identity(table, record)} if table.identity else {}
        uid = {} if table.identity == "uid" else {"uid": self._writing.ids.new()}
        values = _known(table, snapshot)
        n = self._writing.append(table.name, {**uid, **identity, "hlc": reading, **values})
        for link in table.links:
            self._link(link, n, snapshot.links.get(link.name, ()))

    def replace(
        self, kind: RecordKind, record: str, before: Stored, snapshot: Snapshot, reading: str
    ) -> None:
        """Put *snapshot* in the place of *before*, the present state of a record."""
        table = TABLES[kind]
        values = {"hlc": reading, **_known(table, snapshot)}
        changed = {
            name: value
            for name, value in values.items()
            if name == "hlc" or before.snapshot.values[name] != value
        }
        marks = ", ".join(f"{name} = ?" for name in changed)
        where, parameters = _where(table, record)
        self._writing.execute(
            f"UPDATE {table.name} SET {marks} WHERE {where}", (*changed.values(), *parameters)
        )
        for link in table.links:
            linked = snapshot.links.get(link.name, ())
            if before.snapshot.links[link.name] != linked:
                self._writing.execute(
                    f"DELETE FROM {link.table} WHERE {link.owner} = ?", (before.n,)
                )
                self._link(link, before.n, linked)

    def _linked(self, link: LinkTable, n: int) -> tuple[str, ...]:
        if link.name == "tags":
            sql = (
                "SELECT t.name FROM entry_tag l JOIN tag t ON t.n = l.tag WHERE l.entry = ?"
                " ORDER BY l.position"
            )
        else:
            sql = f"SELECT {link.value} FROM {link.table} WHERE {link.owner} = ? ORDER BY position"
        return tuple([row[0] for row in self._writing.connection.execute(sql, (n,))])

    def _link(self, link: LinkTable, n: int, linked: tuple[str, ...]) -> None:
        if linked:
            self._writing.link(link.table, link.owner, link.value, n, self._targets(link, linked))

    def _targets(self, link: LinkTable, linked: Iterable[str]) -> Iterable[str | int]:
        for name in linked:
            if link.name == "tags":
                row = self._writing.one("SELECT n FROM tag WHERE name = ?", (name,))
                yield row["n"] if row is not None else self._writing.append("tag", {"name": name})
            elif link.name != "entries" or self._has_entry(name):
                yield name

    def _has_entry(self, uid: str) -> bool:
        return self._writing.one("SELECT 1 AS found FROM entry WHERE uid = ?", (uid,)) is not None


def _known(table: RecordTable, snapshot: Snapshot) -> dict[str, Any]:
    """Give the columns that this version of the program knows, and refuse one that lacks any."""
    try:
        values = {**table.later, **snapshot.values}
        return {name: values[name] for name in (*_TIMES, *table.columns)}
    except KeyError as error:
        raise ConditionError(ConditionCode.DAMAGED) from error


def _identity(table: RecordTable, record: str) -> str | int:
    return int(record) if table.identity == "number" else record


def _where(table: RecordTable, record: str) -> tuple[str, tuple[Any, ...]]:
    if not table.identity:
        return "n = (SELECT min(n) FROM profile)", ()
    return f"{table.identity} = ?", (_identity(table, record),)
