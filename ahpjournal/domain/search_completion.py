"""What a search box may offer while somebody types."""

import re
from collections.abc import Iterable
from dataclasses import field

from ahpjournal.domain.records import dataclass
from ahpjournal.domain.search import FilterKey, Named, Names, Term, render
from ahpjournal.domain.search_days import WORDS
from ahpjournal.domain.search_meaning import HOLDINGS, KINDS, STATES, fold

MOST = 12
_WORD = re.compile(r'(?P<minus>-?)(?:(?P<key>[^\W\d_]+):(?:"(?P<quoted>[^"]*)|(?P<value>[^\s"]*))'
                   r"|(?P<start>[^\W\d_]+))\Z")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Completion:
    """Something to put in the place of what is typed, from *start* to the cursor.

    *value* is empty where a filter is offered whose value is still to come.
    """

    key: FilterKey
    value: str = field(repr=False)
    name: str = field(default="", repr=False)
    """What *value* stands for, where that is not plain."""
    start: int = 0
    text: str = field(default="", repr=False)


def completions(text: str, cursor: int, names: Names) -> tuple[Completion, ...]:
    """Give what may complete the part of *text* before the *cursor*."""
    before = text[:cursor]
    found = _WORD.search(before)
    if found is None or (found.start() and not before[found.start() - 1].isspace()):
        return ()
    if found["start"] is not None:
        return _keys(found)
    key = next((key for key in FilterKey if key.value == found["key"].casefold()), None)
    if key is None:
        return ()
    typed = fold(found["quoted"] if found["quoted"] is not None else found["value"])
    best = _ranked(_offered(key, names), typed)
    is_negated = bool(found["minus"])
    return tuple(
        Completion(
            key,
            one.id,
            one.name,
            found.start(),
            render([Term(one.id, key, is_negated=is_negated)]) + " ",
        )
        for one in best
    )


def _keys(found: re.Match[str]) -> tuple[Completion, ...]:
    typed = found["start"].casefold()
    least = 2
    if len(typed) < least:
        return ()
    return tuple(
        Completion(key, "", "", found.start(), f"{found['minus']}{key.value}:")
        for key in FilterKey
        if key.value.startswith(typed)
    )


def _offered(key: FilterKey, names: Names) -> Iterable[Named]:
    match key:
        case FilterKey.IS:
            return map(Named, STATES)
        case FilterKey.HAS:
            return map(Named, HOLDINGS)
        case FilterKey.IN:
            return map(Named, KINDS)
        case FilterKey.AFTER | FilterKey.BEFORE | FilterKey.ON:
            return map(Named, WORDS)
        case _:
            return names.of(key)


def _ranked(offered: Iterable[Named], typed: str) -> list[Named]:
    """Give what begins with *typed* first, then what has a word that does."""
    first, later = [], []
    for one in offered:
        name = fold(one.name)
        if fold(one.id).startswith(typed) or name.startswith(typed):
            first.append(one)
        elif any(word.startswith(typed) for word in f"{fold(one.id)} {name}".split()):
            later.append(one)
    return (first + later)[:MOST]
