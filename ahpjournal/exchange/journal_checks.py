"""Everything about a document that is not as expected, each with its JSON path, in one go."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ahpjournal.domain.clock import parse_timestamp
from ahpjournal.domain.programme import Pack
from ahpjournal.domain.records import dataclass
from ahpjournal.exchange.attachments import problem_of
from ahpjournal.exchange.json_schema import Breach, Rule
from ahpjournal.text import _

Document = Mapping[str, Any]

_DAYS = {
    "modules": ("starts_on", "ends_on"),
    "sittings": ("on",),
    "entries": ("on",),
    "actions": ("starts_on", "due_on", "review_on"),
}
_TIMES = {
    "sittings": ("finished_at",),
    "ratings": ("rated_at",),
    "entries": ("created_at", "updated_at"),
    "actions": ("created_at", "updated_at"),
    "exports": ("made_at", "created_at", "updated_at"),
    "replies": ("read_at", "created_at", "updated_at"),
}
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


def problems_of(document: Document, rule: Rule, pack: Pack | None) -> list[Problem]:
    """Give every place of *document* that breaks the *rule* of its schema or contradicts itself.

    With a *pack*, ratings on its scale and competencies of its own are looked at as well.

    Raises:
        UnicodeEncodeError: a key holds half a character.
    """
    found = {p.path: p for p in _meaning(document, pack)}
    # A value of the wrong type has no meaning: what the schema says of a place goes first.
    found |= {p.path: p for p in _structure(document, rule)}
    return sorted(found.values(), key=lambda problem: _in_order(problem.path))


def _in_order(path: str) -> list[tuple[int, str]]:
    return [(int(n or 0), word) for n, word in re.findall(r"(\d+)|([^\d]+)", path)]


def _structure(document: Document, rule: Rule) -> Iterator[Problem]:
    for breach in rule.breaches(document):
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


def _meaning(document: Document, pack: Pack | None) -> Iterator[Problem]:
    yield from _moments(document)
    yield from _identities(document)
    yield from _links(document)
    yield from _attachments(document)
    for path, action in _records(document, "actions"):
        yield from _action(path, action)
    for path, template in _records(document, "templates"):
        yield from _stages(path, template)
    for path, prompt in _records(document, "prompts"):
        if not str(prompt.get("text") or "").strip():
            yield Problem(f"{path}.text", _("text: a prompt says something"))
    if pack is not None:
        yield from _against(document, pack)


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


def _identities(document: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    for kind in _WITH_IDS:
        for path, record in _records(document, kind):
            given = _lower(record.get("id"))
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


def _links(document: Document) -> Iterator[Problem]:
    def ids(kind: str) -> set[str]:
        return {_lower(record.get("id")) for _p, record in _records(document, kind)} - {""}

    sittings, entries = ids("sittings"), ids("entries")
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


def _attachments(document: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, entry in _records(document, "entries"):
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


def _against(document: Document, pack: Pack) -> Iterator[Problem]:
    """Look at what was rated or linked under the pack in use; others are not known here."""
    own = (pack.id, pack.version)
    given = document.get("pack")
    stated = given if isinstance(given, dict) else {}
    default = (stated.get("id") or pack.id, stated.get("version") or pack.version)
    known = {competency.id for competency in pack.competencies}
    unknown = _("the id of a competency of the programme, such as {example}").format(
        example=next(iter(sorted(known)), "")
    )
    for path, rating in _records(document, "ratings"):
        under = (rating.get("pack_id") or default[0], rating.get("pack_version") or default[1])
        if under != own:
            continue
        level = rating.get("level")
        if isinstance(level, int | float) and not 1 <= level <= pack.scale.top:
            words = _("a level from 1 to {top}, or null").format(top=pack.scale.top)
            yield Problem(f"{path}.level", words)
        if isinstance(rating.get("competency"), str) and rating["competency"] not in known:
            yield Problem(f"{path}.competency", unknown)
    if default != own:
        return
    for kind in ("modules", "sittings", "entries", "actions"):
        for path, record in _records(document, kind):
            links = record.get("competencies")
            for k, link in enumerate(links if isinstance(links, list) else ()):
                if isinstance(link, str) and link not in known:
                    yield Problem(f"{path}.competencies[{k}]", unknown)
