"""The owner's own list: names, organisations and job titles that would point to somebody.

Words match as whole words, with a possessive or a plural at the end. An entry in small letters
matches any case. One with a capital matches with capitals only, so that "May" or "Rose" does not
find "may" or "rose"; initials such as "RCX" match only as they are.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise

from ahpjournal.domain.records import dataclass
from ahpjournal.privacy.findings import Confidence, Hit, IdentifierKind, Reason
from ahpjournal.privacy.folding import fold, without_accents
from ahpjournal.privacy.reading import Reading


class OwnKind(StrEnum):
    """What an entry of the own list is."""

    NAME = "name"
    ORGANISATION = "organisation"
    JOB_TITLE = "job-title"


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """One entry of the own list."""

    words: str
    kind: OwnKind = OwnKind.NAME


@dataclass(frozen=True, slots=True)
class _Pattern:
    words: tuple[str, ...]
    last: frozenset[str]
    kind: OwnKind


_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?")
_CHUNK = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\s.&,/-]{0,3}$")
_REASONS = {
    OwnKind.NAME: Reason.OWN_NAME,
    OwnKind.ORGANISATION: Reason.OWN_ORGANISATION,
    OwnKind.JOB_TITLE: Reason.OWN_JOB_TITLE,
}


class OwnList:
    """Finds the entries of an own list in texts; fast however long the list is."""

    def __init__(self, entries: Iterable[OwnEntry] = ()) -> None:
        """Prepare *entries*; those without a letter or digit are left out."""
        self.entries = tuple(entries)
        self._by_first: dict[str, list[_Pattern]] = {}
        for entry in self.entries:
            words = tuple(m[0] for m in _WORD.finditer(_read(entry.words)))
            if not words:
                continue
            pattern = _Pattern(words, frozenset(_endings(words[-1].lower())), entry.kind)
            firsts = pattern.last if len(words) == 1 else {words[0].lower()}
            for first in firsts:
                self._by_first.setdefault(first, []).append(pattern)
        self._firsts = frozenset(_CHUNK.findall(" ".join(self._by_first)))
        for patterns in self._by_first.values():
            patterns.sort(key=lambda pattern: -len(pattern.words))

    def find(self, reading: Reading) -> Iterator[Hit]:
        """Find the entries in a text."""
        if not self._by_first:
            return
        text = reading.text
        if self._firsts.isdisjoint(_CHUNK.findall(without_accents(reading.lower))):
            return
        words = list(_WORD.finditer(without_accents(text)))
        for place, word in enumerate(words):
            for pattern in self._by_first.get(word[0].lower(), ()):
                if self._is_here(pattern, words, place, text):
                    end = _end(words[place + len(pattern.words) - 1], pattern)
                    reason = _REASONS[pattern.kind]
                    kind = IdentifierKind.OWN_WORD
                    yield Hit(kind, word.start(), end, reason, Confidence.SURE)
                    break

    @staticmethod
    def _is_here(pattern: _Pattern, words: list[re.Match[str]], place: int, text: str) -> bool:
        found = words[place : place + len(pattern.words)]
        if len(found) < len(pattern.words):
            return False
        for wanted, one in zip(pattern.words[:-1], found, strict=False):
            if one[0].lower() != wanted.lower() or not _case_fits(wanted, one[0]):
                return False
        last = found[-1][0]
        if last.lower() not in pattern.last or not _case_fits(pattern.words[-1], last):
            return False
        return all(_BETWEEN.match(text[a.end() : b.start()]) for a, b in pairwise(found))


def _read(words: str) -> str:
    return without_accents(fold(words).text)


def _endings(word: str) -> Iterator[str]:
    yield word
    yield from (f"{word}'s", f"{word}s", f"{word}s'", f"{word}'")
    if word.endswith(("s", "x", "z", "ch", "sh")):
        yield from (f"{word}es", f"{word}es'")
    if word.endswith("y") and len(word) > 2 and word[-2] not in "aeiou":
        yield f"{word[:-1]}ies"


def _case_fits(wanted: str, found: str) -> bool:
    if wanted.islower():
        return True
    if len(wanted) > 1 and wanted.isupper():
        return found[: len(wanted)].isupper()
    return found[0].isupper() or not wanted[0].isupper()


def _end(word: re.Match[str], pattern: _Pattern) -> int:
    """Give where the entry ends: a possessive is not part of it, a plural is."""
    own = pattern.words[-1].lower()
    text = word[0].lower()
    if text == own:
        return word.end()
    if text.endswith("'s"):
        return word.end() - 2
    return word.end() - 1 if text.endswith("'") else word.end()
