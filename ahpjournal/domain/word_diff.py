"""What changed between two texts, word by word, for people to read."""

import re
from collections.abc import Iterator
from dataclasses import field
from difflib import SequenceMatcher
from enum import StrEnum

from ahpjournal.domain.records import dataclass

_WORDS = re.compile(r"\s+|[^\s]+")
_MANY = 4_000
"""Passages of more words than this are compared as a whole."""


class Change(StrEnum):
    """What became of a passage."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together and had the same lot."""

    change: Change
    text: str = field(repr=False)


def compare_words(before: str, after: str) -> tuple[Passage, ...]:
    """Tell which words went and which came, in reading order, what went first.

    The passages that are the same or removed give *before* when joined; those that are the same
    or added give *after*.
    """
    found: list[Passage] = []
    for passage in _by_line(before, after):
        if not passage.text:
            continue
        if found and found[-1].change is passage.change:
            found[-1] = Passage(passage.change, found[-1].text + passage.text)
        else:
            found.append(passage)
    return tuple(found)


def _by_line(before: str, after: str) -> Iterator[Passage]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            yield Passage(Change.SAME, gone)
        else:
            yield from _by_word(gone, come)


def _by_word(before: str, after: str) -> Iterator[Passage]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) > _MANY or len(new) > _MANY:
        yield Passage(Change.REMOVED, before)
        yield Passage(Change.ADDED, after)
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Passage(Change.SAME, "".join(old[a:b]))
        else:
            yield Passage(Change.REMOVED, "".join(old[a:b]))
            yield Passage(Change.ADDED, "".join(new[c:d]))
