"""What the filters of a query mean in a journal: names, days and states."""

import unicodedata
from collections.abc import Sequence
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum

from ahpjournal.domain.records import dataclass
from ahpjournal.domain.search import (
    Filter,
    FilterKey,
    Named,
    Names,
    SearchKind,
    Term,
    Wanted,
    words_in,
)
from ahpjournal.domain.search_days import period

STATES = ("draft", "done", "private", "shared", "coach", "portfolio")
"""What can be asked with ``is:``."""
HOLDINGS = ("attachment", "action", "tag", "cpd")
"""What can be asked with ``has:``."""
KINDS = {
    "reflections": SearchKind.ENTRY,
    "actions": SearchKind.ACTION,
    "reasons": SearchKind.REASON,
    "notes": SearchKind.MODULE,
    "replies": SearchKind.REPLY,
    "attachments": SearchKind.ATTACHMENT,
}
"""What can be asked with ``in:``, as it is written."""
_ALSO = {
    "drafts": "draft",
    "finished": "done",
    "attachments": "attachment",
    "file": "attachment",
    "files": "attachment",
    "actions": "action",
    "tags": "tag",
    "hours": "cpd",
}
_ALSO_KINDS = {
    "entries": "reflections",
    "entry": "reflections",
    "journal": "reflections",
    "ratings": "reasons",
    "modules": "notes",
    "module": "notes",
    "coach": "replies",
    "files": "attachments",
}


class ProblemCode(StrEnum):
    """Why a filter cannot be followed."""

    NO_VALUE = "no-value"
    NO_SUCH_TAG = "no-such-tag"
    NO_SUCH_MODULE = "no-such-module"
    NO_SUCH_COMPETENCY = "no-such-competency"
    NO_SUCH_THEME = "no-such-theme"
    NOT_A_DAY = "not-a-day"
    NO_SUCH_STATE = "no-such-state"
    NO_SUCH_HOLDING = "no-such-holding"
    NO_SUCH_KIND = "no-such-kind"
    NOT_A_FILTER = "not-a-filter"
    """The word before a colon is no filter: it is searched for as words, which may be meant."""


@dataclass(frozen=True, slots=True)
class SearchProblem:
    """What is the matter with one term."""

    code: ProblemCode
    term: Term

    @property
    def is_hint(self) -> bool:
        """Whether the search goes on all the same."""
        return self.code is ProblemCode.NOT_A_FILTER


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as far as it can be followed, and what cannot."""

    wanted: Wanted
    problems: tuple[SearchProblem, ...] = field(default=(), repr=False)

    @property
    def can_be_followed(self) -> bool:
        """Whether everything asked for is clear."""
        return all(problem.is_hint for problem in self.problems)


def fold(text: str) -> str:
    """Give *text* without regard to case and accents, for comparing."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).strip()


def understand(terms: Sequence[Term], names: Names, today: date) -> Understood:
    """Say what *terms* ask for in a journal with these *names*, on the day *today*."""
    filters, problems = [], []
    for term in terms:
        if term.key is None:
            if term.unknown:
                problems.append(SearchProblem(ProblemCode.NOT_A_FILTER, term))
            continue
        meant = _meaning(term, term.key, names, today)
        if isinstance(meant, Filter):
            filters.append(meant)
        else:
            problems.append(SearchProblem(meant, term))
    return Understood(Wanted(words_in(terms), tuple(filters)), tuple(problems))


_NAMED = {
    FilterKey.TAG: ProblemCode.NO_SUCH_TAG,
    FilterKey.MODULE: ProblemCode.NO_SUCH_MODULE,
    FilterKey.COMPETENCY: ProblemCode.NO_SUCH_COMPETENCY,
    FilterKey.THEME: ProblemCode.NO_SUCH_THEME,
}


def _meaning(term: Term, key: FilterKey, names: Names, today: date) -> Filter | ProblemCode:
    value = fold(term.value)
    if not value:
        return ProblemCode.NO_VALUE
    if key in _NAMED:
        return _named(term, key, names, _NAMED[key])
    if key is FilterKey.IS:
        return _one_of(term, key, _ALSO.get(value, value), STATES, ProblemCode.NO_SUCH_STATE)
    if key is FilterKey.HAS:
        return _one_of(term, key, _ALSO.get(value, value), HOLDINGS, ProblemCode.NO_SUCH_HOLDING)
    if key is FilterKey.IN:
        kind = KINDS.get(_kind_word(value))
        if kind is None:
            return ProblemCode.NO_SUCH_KIND
        return Filter(key, (kind.value,), is_negated=term.is_negated)
    return _dated(term, key, value, today)


def _kind_word(value: str) -> str:
    plural = f"{value}s"
    if value in _ALSO_KINDS:
        return _ALSO_KINDS[value]
    if value == "reply":
        return "replies"
    return plural if plural in KINDS else value


def _named(term: Term, key: FilterKey, names: Names, code: ProblemCode) -> Filter | ProblemCode:
    value = fold(term.value)
    offered = names.of(key)
    found = [one.id for one in offered if fold(one.id) == value]
    found = found or [one.id for one in offered if one.name and fold(one.name) == value]
    if not found:
        return code
    return Filter(key, tuple(found), is_negated=term.is_negated)


def _one_of(
    term: Term, key: FilterKey, value: str, known: tuple[str, ...], code: ProblemCode
) -> Filter | ProblemCode:
    return Filter(key, (value,), is_negated=term.is_negated) if value in known else code


def _dated(term: Term, key: FilterKey, value: str, today: date) -> Filter | ProblemCode:
    days = period(value, today)
    if days is None:
        return ProblemCode.NOT_A_DAY
    first, last = days
    if key is FilterKey.AFTER:
        return Filter(key, (), first, None, term.is_negated)
    if key is FilterKey.BEFORE:
        if first == date.min:
            return ProblemCode.NOT_A_DAY
        return Filter(key, (), None, first - timedelta(days=1), term.is_negated)
    return Filter(key, (), first, last, term.is_negated)


def named(key: FilterKey, value: str, names: Names) -> Named | None:
    """Find what *value* names, for showing it."""
    wanted = fold(value)
    offered = names.of(key)
    by_id = next((one for one in offered if fold(one.id) == wanted), None)
    return by_id or next((one for one in offered if one.name and fold(one.name) == wanted), None)
