"""What is searched for, and what is found: the grammar of the search box and its results.

A query is words, phrases in double quotes, and filters such as ``tag:falls`` or
``after:2026-01``; a minus in front means "without". Any text is a query; none is refused.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from typing import NewType

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.records import dataclass

HIT_START = "\u0002"
HIT_END = "\u0003"


class SearchKind(StrEnum):
    """What kind of record was found."""

    ENTRY = "entry"
    ACTION = "action"
    REASON = "reason"
    """The reason of a rating."""
    MODULE = "module"
    """A module's title and notes."""
    REPLY = "reply"
    """What a coach wrote back."""
    ATTACHMENT = "attachment"
    """A file kept with an entry, by its name."""


HitKey = NewType("HitKey", int)
"""Where a record found lies: its row number in this file and its kind, in one number.

A list of fifty thousand keys has to cost no more than fifty thousand numbers.
"""
_KINDS = tuple(SearchKind)
KIND_BITS = 3
"""How many bits of a key say the kind: by its place in SearchKind."""


def hit_key(kind: SearchKind, n: int) -> HitKey:
    """Give the key of row *n* of records of *kind*."""
    return HitKey(n << KIND_BITS | _KINDS.index(kind))


def kind_of(key: HitKey) -> SearchKind:
    """Give the kind of record that *key* stands for."""
    return _KINDS[key & ((1 << KIND_BITS) - 1)]


def number_of(key: HitKey) -> int:
    """Give the row number that *key* stands for."""
    return key >> KIND_BITS


class Grouping(StrEnum):
    """What a timeline is divided by."""

    MONTH = "month"
    MODULE = "module"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first.

    Where it is too much to be ranked, *is_ranked* is False: these are the newest, newest first.
    """

    keys: tuple[HitKey, ...] = field(repr=False)
    is_ranked: bool = True


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that is found, newest first, under headings.

    *groups* name each heading (a month as YYYY-MM or the number of a module; empty where there is
    none) with the number of keys below it.
    """

    keys: tuple[HitKey, ...] = field(repr=False)
    groups: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """An entry on a calendar, dated only as exactly as its owner chose."""

    key: HitKey
    on: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One record found; *snippet* and *marked* have hits between HIT_START and HIT_END.

    *id* is the record's id, or the number of a module; *opens* is the id of the record that shows
    it where that is another one (the sitting of a reason, the entry of an attachment); *about* is
    the competency of a reason.
    """

    id: str
    kind: SearchKind
    title: str = field(repr=False)
    on: date | None
    snippet: str = field(repr=False)
    marked: str = field(default="", repr=False)
    """The title with its hits; empty if there are none."""
    precision: Precision = Precision.DAY
    module: int | None = None
    is_draft: bool = False
    is_shared: bool = False
    opens: str = ""
    about: str = ""
    key: HitKey = HitKey(0)
    beginning: str = field(default="", repr=False)
    """The first words of its text where it has no title."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many entries are dated on a day, with one exactness."""

    on: date
    precision: Precision
    count: int


class FilterKey(StrEnum):
    """What can be asked of a record besides its words."""

    TAG = "tag"
    MODULE = "module"
    COMPETENCY = "competency"
    THEME = "theme"
    AFTER = "after"
    BEFORE = "before"
    ON = "on"
    IS = "is"
    HAS = "has"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query: a word, a phrase, or (with a *key*) a filter.

    *is_open* tells that the end of its last word may still be typed.
    """

    value: str = field(repr=False)
    key: FilterKey | None = None
    is_phrase: bool = False
    is_negated: bool = False
    is_open: bool = field(default=False, compare=False)
    unknown: str = field(default="", compare=False)
    """The word before a colon that names no filter: all of it is searched for as words."""


_TOKEN = re.compile(
    r"(?P<minus>-(?=\S))?"
    r"(?:(?P<key>[^\W\d_]+):(?=\S))?"
    r'(?:"(?P<phrase>(?:[^"]|"")*)(?P<end>"|\Z)|(?P<word>[^\s"]+))'
)
_KEYS = {key.value: key for key in FilterKey}
_BARE_KEY = re.compile(r"([^\W\d_]+):\Z")


def parse(text: str) -> tuple[Term, ...]:
    """Read *text* as a query. The last word, and one that ends in a star, may go on.

    What holds no letter and no digit is passed over, unless it is the value of a filter.
    """
    terms = []
    for found in _TOKEN.finditer(text.replace("\0", " ")):
        term = _term(found)
        if term is not None:
            terms.append(term)
    last = next((i for i in reversed(range(len(terms))) if terms[i].key is None), None)
    if last is not None and not terms[last].is_phrase:
        terms[last] = replace(terms[last], is_open=True)
    return tuple(terms)


def _term(found: re.Match[str]) -> Term | None:
    is_negated = found["minus"] is not None
    is_quoted = found["phrase"] is not None
    text = found["phrase"].replace('""', '"') if is_quoted else found["word"]
    value = " ".join(text.split())
    name = found["key"] or ""
    if not is_quoted and not name and (bare := _BARE_KEY.fullmatch(value)):
        name, value = bare[1], ""
    key = _KEYS.get(name.casefold())
    if key is not None:
        return Term(value, key, is_negated=is_negated)
    if name and is_quoted:
        value = f"{name} {value}".strip()
    elif name:
        value = f"{name}:{value}"
    if not any(letter.isalnum() for letter in value):
        return None
    if not is_quoted and value.endswith("*"):
        return Term(value.rstrip("*"), is_negated=is_negated, is_open=True, unknown=name)
    is_open = is_quoted and not found["end"]
    return Term(value, None, is_quoted, is_negated, is_open, name)


def render(terms: Iterable[Term]) -> str:
    """Write *terms* as text that parse() reads as the same terms."""
    return " ".join(_render(term) for term in terms)


def _render(term: Term) -> str:
    value = term.value
    if term.is_phrase or (term.key is not None and _needs_quotes(value)):
        value = '"' + value.replace('"', '""') + '"'
    key = f"{term.key.value}:" if term.key is not None else ""
    return f"{'-' if term.is_negated else ''}{key}{value}"


def _needs_quotes(value: str) -> bool:
    return any(letter.isspace() or letter == '"' for letter in value)


def split_filters(text: str) -> tuple[tuple[Term, ...], str]:
    """Take the filters out of *text* that are complete; gives them and the text without them.

    One is complete when something follows it: a space, or other words. What is quoted must be
    closed.
    """
    filters: list[Term] = []
    rest, at = "", 0
    for found in _TOKEN.finditer(text):
        term = _term(found) if found["key"] else None
        is_closed = found["phrase"] is None or bool(found["end"])
        is_followed = found.end() < len(text) and text[found.end()].isspace()
        if term is None or term.key is None or not term.value or not (is_closed and is_followed):
            continue
        filters.append(term)
        rest += text[at : found.start()]
        at = found.end() + 1
    return tuple(filters), rest + text[at:]


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name that a filter can ask for: *id* is what is written."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What filters can name in this journal."""

    tags: tuple[str, ...] = field(default=(), repr=False)
    modules: tuple[Named, ...] = ()
    competencies: tuple[Named, ...] = ()
    themes: tuple[Named, ...] = ()

    def of(self, key: FilterKey) -> tuple[Named, ...]:
        """Give what *key* can name."""
        match key:
            case FilterKey.TAG:
                return tuple(Named(tag) for tag in self.tags)
            case FilterKey.MODULE:
                return self.modules
            case FilterKey.COMPETENCY:
                return self.competencies
            case FilterKey.THEME:
                return self.themes
            case _:
                return ()


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter understood. *values* are alternatives; dates ask from *first* to *last*."""

    key: FilterKey
    values: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: every one of *words* and *filters* must hold."""

    words: tuple[Term, ...] = field(default=(), repr=False)
    filters: tuple[Filter, ...] = field(default=(), repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for, so that everything is found."""
        return not self.words and not self.filters


def words_in(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Give the words and phrases of a query."""
    return tuple(term for term in terms if term.key is None)


def filters_in(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Give the filters of a query."""
    return tuple(term for term in terms if term.key is not None)
