"""What is underlined while one writes: unknown words, and what points to a person. No Qt here."""

from collections import OrderedDict
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from ahpjournal.domain.records import dataclass
from ahpjournal.text import _
from ahpjournal.ui.editor.blocks import units_in

if TYPE_CHECKING:
    from ahpjournal.privacy.findings import Finding
    from ahpjournal.services.spelling import UnknownWord

REMEMBERED = 5_000
_BEYOND_BASIC = 0xFFFF


class HintKind(Enum):
    """Why something is underlined."""

    SPELLING = auto()
    IDENTIFIER = auto()


@dataclass(frozen=True, slots=True)
class Hint:
    """A place in a paragraph. *start* and *end* count UTF-16 units, as Qt does."""

    kind: HintKind
    start: int
    end: int
    what: str
    why: str
    """A sentence for people."""

    def moved(self, by: int) -> "Hint":
        """Give the same hint *by* units further on."""
        return Hint(self.kind, self.start + by, self.end + by, self.what, self.why)


class Speller(Protocol):
    """Looks words up (services/spelling.py)."""

    def check(self, text: str) -> "tuple[UnknownWord, ...]":
        """Give the unknown words of *text*."""

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Give words that may have been meant."""


class IdentifierFinder(Protocol):
    """Finds what points to a person (services/identifiers.py)."""

    def find_in_paragraph(self, paragraph: str) -> "tuple[Finding, ...]":
        """Find it in one paragraph."""


class WritingHints:
    """Gives the hints of a paragraph and remembers them by its text."""

    def __init__(
        self, speller: Speller | None = None, finder: IdentifierFinder | None = None
    ) -> None:
        """Use *speller* and *finder*; None switches that kind off."""
        self._known: OrderedDict[str, tuple[Hint, ...]] = OrderedDict()
        self.use(speller, finder)

    def use(self, speller: Speller | None, finder: IdentifierFinder | None) -> None:
        """Use *speller* and *finder* from now on, and forget what was found before."""
        self._speller = speller
        self._finder = finder
        self._known.clear()

    def close(self) -> None:
        """Forget the journal and its texts: a document may outlive the page for a while."""
        self.use(None, None)

    def known(self, text: str) -> tuple[Hint, ...] | None:
        """Give the hints of *text* if they were found before; None says: not looked at yet."""
        return self._known.get(text)

    def find(self, text: str) -> tuple[Hint, ...]:
        """Find the hints of *text*, in order of their start, and remember them."""
        found: list[tuple[int, int, HintKind, str, str]] = []
        if self._finder is not None:
            from ahpjournal.services.identifier_words import explain, kind_name

            for one in self._finder.find_in_paragraph(text):
                why = _("{kind}. {why}").format(kind=kind_name(one.kind), why=explain(one.why))
                found.append((one.start, one.end, HintKind.IDENTIFIER, one.what, why))
        if self._speller is not None:
            why = _("Not in the dictionary")
            found += [
                (word.start, word.end, HintKind.SPELLING, word.word, why)
                for word in self._speller.check(text)
            ]
        place = units_in(text)
        hints = tuple(
            Hint(kind, place(start), place(end), what, why)
            for start, end, kind, what, why in sorted(found, key=lambda one: one[:2])
        )
        self._known[text] = hints
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return hints

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Give words that may have been meant."""
        return () if self._speller is None else self._speller.suggestions(word)


def carried(before: str, hints: tuple[Hint, ...], text: str) -> tuple[Hint, ...]:
    """Give those of *hints* that still hold after *before* became *text*, where they are now.

    What touches the change is left out until it is looked at again.
    """
    if not hints or (text and max(text) > chr(_BEYOND_BASIC)):
        return ()
    head = _common(before, text)
    rest = min(len(before), len(text)) - head
    tail = _common(before[::-1][:rest], text[::-1][:rest])
    moved = len(text) - len(before)
    first_after = len(before) - tail
    kept = [hint for hint in hints if hint.end < head]
    kept += [hint.moved(moved) for hint in hints if hint.start > first_after]
    return tuple(kept)


def _common(one: str, other: str) -> int:
    """Give how many characters two texts have in common at their start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
