"""The labelled sentences of tests/data/identifiers.toml, and how well the check does on them."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ahpjournal.privacy.detector import IdentifierCheck

FILE = Path(__file__).resolve().parent.parent / "data" / "identifiers.toml"
_MARK = re.compile(r"\{([a-z-]+)\|([^}]*)\}")

Span = tuple[str, int, int]


@dataclass(frozen=True)
class Sentence:
    """A sentence without its marks, and what they say: kind, start, end."""

    text: str
    marks: frozenset[Span]


def read_marked(marked: str) -> Sentence:
    """Take the marks {kind|text} out of a sentence."""
    text, marks, at = "", set(), 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        marks.add((match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    return Sentence(text + marked[at:], frozenset(marks))


def sentences() -> dict[str, tuple[Sentence, ...]]:
    """Read every sentence, by part."""
    parts = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: tuple(read_marked(one) for one in part) for name, part in parts.items()}


@dataclass
class Score:
    """How many findings were right, wrong and missing, by kind; exact places count."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)

    @property
    def kinds(self) -> list[str]:
        """Every kind that was marked or found."""
        return sorted({*self.right, *self.wrong, *self.missing})

    def precision(self, kinds: Iterable[str]) -> float:
        """Give the share of findings that are right."""
        right = sum(self.right[kind] for kind in kinds)
        return right / max(1, right + sum(self.wrong[kind] for kind in kinds))

    def recall(self, kinds: Iterable[str]) -> float:
        """Give the share of marked identifiers that were found."""
        right = sum(self.right[kind] for kind in kinds)
        return right / max(1, right + sum(self.missing[kind] for kind in kinds))


def score(tried: Iterable[Sentence]) -> Score:
    """Check sentences and compare with their marks."""
    check, found = IdentifierCheck(), Score()
    for sentence in tried:
        got = {(f.kind.value, f.start, f.end) for f in check.find(sentence.text)}
        found.right.update(kind for kind, _start, _end in got & sentence.marks)
        found.wrong.update(kind for kind, _start, _end in got - sentence.marks)
        found.missing.update(kind for kind, _start, _end in sentence.marks - got)
    return found
