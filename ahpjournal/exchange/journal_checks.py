"""Everything about a document that is not as expected, each with its JSON path, in one go."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from ahpjournal.domain.clock import parse_timestamp
from ahpjournal.domain.programme import Pack
from ahpjournal.domain.records import dataclass
from ahpjournal.exchange.attachments import problem_of
from ahpjournal.exchange.json_schema import Breach, Path, Rule
from ahpjournal.text import _

Document = Mapping[str, Any]

_DAYS = {
    "modules": ("starts_on", "ends_on"),
    "sittings": ("on",),
    "actions": ("starts_on", "due_on", "review_on"),
}
_TIMES = {
    "sittings": ("finished_at",),
    "ratings": ("rated_at",),
    "actions": ("created_at", "updated_at"),
    "exports": ("made_at", "created_at", "updated_at"),
    "replies": ("read_at", "created_at", "updated_at"),
}
_DAYS_OF_ENTRIES = ("on",)
_TIMES_OF_ENTRIES = ("created_at", "updated_at")
_WITH_IDS = (
    *("sittings", "ratings", "entries", "actions", "exports", "replies"),
    *("templates", "prompts"),
)
_WRITTEN = (
    "title",
    "why",
    "first_step",
    "measure",
    "obstacle",
    "if_then",
    "support",
    "outcome",
    "notes",
    "cycles",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a document that is not as expected: *path* is a JSON path, *expected* words."""

    path: str
    expected: str


class DocumentCheck:
    """Looks at a document for every place that breaks its schema or contradicts itself.

    Entries are looked at one by one and not kept: the whole of them may be larger than memory.
    """

    def __init__(self, rule: Rule, entry_rule: Rule, pack: Pack | None) -> None:
        """Hold the document to *rule* and each of its entries to *entry_rule*.

        With a *pack*, ratings on its scale and competencies of its own are looked at as well.
        """
        self._rule = rule
        self._entry_rule = entry_rule
        self._pack = pack
        self._competencies = {c.id for c in pack.competencies} if pack is not None else set[str]()
        self._structure: list[Problem] = []
        self._meaning: list[Problem] = []
        self._of_pack: list[Problem] = []
        self._ids: list[tuple[str, str]] = []
        self._files: set[str] = set()
        self._count = 0

    def entry(self, entry: object) -> None:
        """Look at the next entry.

        Raises:
            UnicodeEncodeError: a key holds half a character.
        """
        number, path = self._count, f"$.entries[{self._count}]"
        self._count += 1
        self._structure += _structure(entry, self._entry_rule, ("entries", number))
        if not isinstance(entry, dict):
            return
        self._ids.append((path, _lower(entry.get("id"))))
        self._meaning += _dates(path, entry, _DAYS_OF_ENTRIES)
        self._meaning += _times(path, entry, _TIMES_OF_ENTRIES)
        self._meaning += _attachments(path, entry, self._files)
        if self._pack is not None:
            self._of_pack += _unknown(path, entry, self._competencies)

    def finish(self, document: Document) -> list[Problem]:
        """Look at all but the entries, and give everything that was found, in order.

        Raises:
            UnicodeEncodeError: a key holds half a character.
        """
        self._meaning += _meaning(document, self._ids)
        if self._pack is not None:
            self._meaning += _against(document, self._pack, self._competencies)
            if _is_under(document, self._pack):
                self._meaning += self._of_pack
        self._structure += _structure(document, self._rule)
        # A value of the wrong type has no meaning: what the schema says of a place goes first.
        found = {p.path: p for p in (*self._meaning, *self._structure)}
        return sorted(found.values(), key=lambda problem: _in_order(problem.path))


def _in_order(path: str) -> list[tuple[int, str]]:
    return [(int(n or 0), word) for n, word in re.findall(r"(\d+)|([^\d]+)", path)]


def _structure(value: object, rule: Rule, path: Path = ()) -> Iterator[Problem]:
    for breach in rule.breaches(value, path):
        yield Problem(_path(breach.path), _expected(breach))


def _expected(breach: Breach) -> str:
    """Say in words what a place of the document should hold."""
    words = _own_words(breach.keyword, breach.wanted)
    limits = {"required", "depth", "minimum", "maximum", "multipleOf"}
    if breach.or_null and breach.keyword not in limits:
        return _("{value}, or null").format(value=words)
    return words


def _own_words(keyword: str, wanted: Mapping[str, Any]) -> str:
    match keyword:
        case "required":
            return _("a value: this key may not be absent")
        case "depth":
            return _("lists and objects that lie less deep")
        case "enum":
            words = ", ".join(str(option) for option in wanted["enum"])
            return _("one of: {words}").format(words=words)
        case "const":
            return str(wanted["const"])
        case "pattern":
            return _pattern_words(wanted["pattern"])
        case "minimum" | "maximum" | "multipleOf":
            return _limit_words(keyword).format(limit=wanted[keyword])
        case _:
            return _type_words(wanted["type"])


def _limit_words(keyword: str) -> str:
    words = {
        "minimum": _("{limit} or more"),
        "maximum": _("{limit} or less"),
        "multipleOf": _("a multiple of {limit}"),
    }
    return words[keyword]


def _type_words(name: str) -> str:
    names = {
        "string": _("text"),
        "integer": _("a whole number"),
        "number": _("a number"),
        "boolean": _("true or false"),
        "array": _("a list"),
        "object": _("an object"),
        "null": _("null"),
    }
    return names[name]


def _pattern_words(pattern: str) -> str:
    if "{64}" in pattern:
        return _("a SHA-256 in hexadecimal digits")
    if "T" in pattern:
        return _("a time such as 2026-06-24T09:00:00Z")
    if "{4}-" in pattern and "F" in pattern:
        return _("an id: a UUID such as 019c2f9d-06da-73e4-9588-e05686ab1247")
    return _("a date such as 2026-06-24")


def _path(parts: Iterable[str | int]) -> str:
    return "$" + "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in parts)


# --- what the schema cannot say -----------------------------------------------------------------


def _meaning(document: Document, entries: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    yield from _moments(document)
    yield from _identities(document, entries)
    yield from _links(document, {given for _path, given in entries} - {""})
    for path, action in _records(document, "actions"):
        yield from _action(path, action)
    for path, template in _records(document, "templates"):
        yield from _stages(path, template)
    for path, prompt in _records(document, "prompts"):
        if not str(prompt.get("text") or "").strip():
            yield Problem(f"{path}.text", _("text: a prompt says something"))


def _records(document: Document, kind: str) -> Iterator[tuple[str, Document]]:
    """Give the records of a kind that are objects, with their paths."""
    records = document.get(kind)
    if isinstance(records, list):
        for i, record in enumerate(records):
            if isinstance(record, dict):
                yield f"$.{kind}[{i}]", record


def _moments(document: Document) -> Iterator[Problem]:
    profile = document.get("profile")
    if isinstance(profile, dict):
        yield from _dates("$.profile", profile, ("cycle_starts_on", "cycle_ends_on"))
    for kind, keys in _DAYS.items():
        for path, record in _records(document, kind):
            yield from _dates(path, record, keys)
    for kind, keys in _TIMES.items():
        for path, record in _records(document, kind):
            yield from _times(path, record, keys)
    for path, action in _records(document, "actions"):
        for note_path, note in _records(action, "notes"):
            yield from _times(note_path.replace("$", path, 1), note, ("at",))


def _dates(path: str, record: Document, keys: Iterable[str]) -> Iterator[Problem]:
    for key in keys:
        if record.get(key) and _day(record, key) is None:
            yield Problem(f"{path}.{key}", _("a date that exists, such as 2026-06-24"))


def _times(path: str, record: Document, keys: Iterable[str]) -> Iterator[Problem]:
    for key in keys:
        value = record.get(key)
        if not isinstance(value, str):
            continue
        try:
            parse_timestamp(value)
        except (ValueError, OverflowError):
            words = _("a time that exists, such as 2026-06-24T09:00:00Z")
            yield Problem(f"{path}.{key}", words)


def _day(record: Document, key: str) -> date | None:
    value = record.get(key)
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _identities(document: Document, entries: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for kind in _WITH_IDS:
        ids = [(path, _lower(record.get("id"))) for path, record in _records(document, kind)]
        for path, given in entries if kind == "entries" else ids:
            if given and given in seen:
                yield Problem(f"{path}.id", _("an id of its own"))
            seen.add(given)
    numbers: set[Any] = set()
    for path, module in _records(document, "modules"):
        number = module.get("number")
        if isinstance(number, int | float) and number in numbers:
            yield Problem(f"{path}.number", _("a number of its own"))
        elif isinstance(number, int | float):
            numbers.add(number)


def _lower(value: Any) -> str:
    return value.lower() if isinstance(value, str) else ""


def _links(document: Document, entries: AbstractSet[str]) -> Iterator[Problem]:
    def ids(kind: str) -> set[str]:
        return {_lower(record.get("id")) for _p, record in _records(document, kind)} - {""}

    sittings = ids("sittings")
    corrects = {
        _lower(record.get("id")): _lower(record.get("corrects")) or None
        for _p, record in _records(document, "ratings")
    }
    known = ids("ratings")
    for path, rating in _records(document, "ratings"):
        sitting, corrected = rating.get("sitting"), _lower(rating.get("corrects"))
        if isinstance(sitting, str) and sitting.lower() not in sittings:
            yield Problem(f"{path}.sitting", _("the id of a sitting in the file"))
        if corrected and corrected not in known:
            yield Problem(f"{path}.corrects", _("the id of a rating in the file"))
        elif corrected and _is_circle(_lower(rating.get("id")), corrects):
            yield Problem(f"{path}.corrects", _("a rating that was made before"))
    for path, action in _records(document, "actions"):
        links = action.get("entries")
        for k, link in enumerate(links if isinstance(links, list) else ()):
            if isinstance(link, str) and link.lower() not in entries:
                yield Problem(f"{path}.entries[{k}]", _("the id of an entry in the file"))


def _attachments(path: str, entry: Document, seen: set[str]) -> Iterator[Problem]:
    for below, attachment in _records(entry, "attachments"):
        place = below.replace("$", path, 1)
        found = problem_of(attachment)
        if found is not None:
            yield Problem(f"{place}.{found[0]}", found[1])
        given = _lower(attachment.get("id"))
        if given and given in seen:
            yield Problem(f"{place}.id", _("an id of its own"))
        seen.add(given)


def _is_circle(rating: str, corrects: Mapping[str, str | None]) -> bool:
    """Tell whether *rating* corrects itself, at once or by way of others."""
    seen, at = set[str](), corrects.get(rating)
    while at is not None and at not in seen:
        if at == rating:
            return True
        seen.add(at)
        at = corrects.get(at)
    return False


def _action(path: str, action: Document) -> Iterator[Problem]:
    """Hold an action to the rules that it obeys when it is written here."""
    if not any(str(action.get(key) or "").strip() for key in _WRITTEN):
        yield Problem(f"{path}.title", _("text: an action says something"))
    if action.get("state") == "dropped" and not str(action.get("outcome") or "").strip():
        yield Problem(f"{path}.outcome", _("text: why the action was dropped"))
    start = _day(action, "starts_on")
    for key in ("due_on", "review_on"):
        day = _day(action, key)
        if start is not None and day is not None and day < start:
            yield Problem(f"{path}.{key}", _("a date on or after starts_on"))


def _stages(path: str, template: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    for stage_path, stage in _records(template, "stages"):
        given = stage.get("id")
        if isinstance(given, str) and given in seen:
            yield Problem(f"{stage_path.replace('$', path, 1)}.id", _("an id of its own"))
        seen.add(str(given))


def _stated(document: Document, pack: Pack) -> tuple[object, object]:
    """Give the pack that *document* was written under; *pack* where it does not say."""
    given = document.get("pack")
    stated = given if isinstance(given, dict) else {}
    return (stated.get("id") or pack.id, stated.get("version") or pack.version)


def _is_under(document: Document, pack: Pack) -> bool:
    return _stated(document, pack) == (pack.id, pack.version)


def _against(document: Document, pack: Pack, known: AbstractSet[str]) -> Iterator[Problem]:
    """Look at what was rated or linked under the pack in use; others are not known here."""
    default = _stated(document, pack)
    for path, rating in _records(document, "ratings"):
        under = (rating.get("pack_id") or default[0], rating.get("pack_version") or default[1])
        if under != (pack.id, pack.version):
            continue
        level = rating.get("level")
        if isinstance(level, int | float) and not 1 <= level <= pack.scale.top:
            words = _("a level from 1 to {top}, or null").format(top=pack.scale.top)
            yield Problem(f"{path}.level", words)
        if isinstance(rating.get("competency"), str) and rating["competency"] not in known:
            yield Problem(f"{path}.competency", _of_the_programme(known))
    if not _is_under(document, pack):
        return
    for kind in ("modules", "sittings", "actions"):
        for path, record in _records(document, kind):
            yield from _unknown(path, record, known)


def _unknown(path: str, record: Document, known: AbstractSet[str]) -> Iterator[Problem]:
    links = record.get("competencies")
    for k, link in enumerate(links if isinstance(links, list) else ()):
        if isinstance(link, str) and link not in known:
            yield Problem(f"{path}.competencies[{k}]", _of_the_programme(known))


def _of_the_programme(known: AbstractSet[str]) -> str:
    words = _("the id of a competency of the programme, such as {example}")
    return words.format(example=next(iter(sorted(known)), ""))
