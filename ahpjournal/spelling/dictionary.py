"""Whether a word is known, and which words may have been meant."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise

from ahpjournal.spelling.word_list import WordList

MOST_SUGGESTIONS = 8
_FAR = 7
"""What a word weighs that is two slips away."""
_CAPITAL = 4
"""What a capital weighs that was not typed: names are seldom meant."""
_MOST_BASES = 40
_LETTERS = "abcdefghijklmnopqrstuvwxyz'-\u00e9\u00ef\u00f6\u00e8\u00f4"
_VOWELS = frozenset("aeiouy")
# Heard alike or often mixed up; each pair works both ways.
_PAIRS = (
    ("ie", "ei"), ("a", "e"), ("e", "i"), ("a", "i"), ("o", "u"), ("s", "c"), ("s", "z"),
    ("c", "k"), ("f", "ph"), ("y", "i"), ("able", "ible"), ("ance", "ence"), ("ant", "ent"),
    ("tion", "sion"), ("er", "re"), ("or", "our"), ("er", "or"), ("e", "ae"), ("e", "oe"),
    ("x", "cs"), ("ck", "k"), ("sc", "s"), ("qu", "kw"), ("g", "j"), ("eu", "ue"), ("u", "eu"),
    ("au", "ua"), ("ll", "l"), ("ss", "s"), ("ful", "full"), ("ough", "uff"), ("r", "rh"),
    ("t", "th"), ("n", "kn"), ("n", "gn"), ("m", "mn"), ("ize", "ise"), ("yze", "yse"),
)  # fmt: skip
_PREFIX_WORDS = """
re non pre post co anti multi inter intra sub un de self ex semi mid bi micro macro mini pro socio
bio neuro cardio psycho trans cross over under e
"""
_PREFIXES = frozenset(_PREFIX_WORDS.split())
# The same finger, or the one beside it.
_NEIGHBOURS = {
    pair
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for one, other in pairwise(row)
    for pair in (one + other, other + one)
}


class Dictionary:
    """British English with our own words and the personal ones on top."""

    def __init__(self, words: WordList, ours: Iterable[str] = ()) -> None:
        """Use *words*; *ours* are known too, and suggested first."""
        self._words = words
        self._ours = frozenset(ours)
        self._personal: frozenset[str] = frozenset()
        self._known: dict[str, bool] = {}

    def use_personal(self, words: Iterable[str]) -> None:
        """Take *words* as known and to be suggested, from now on."""
        self._personal = frozenset(words)
        self._known.clear()

    def is_known(self, word: str) -> bool:
        """Tell whether *word* is spelt well; capitals are free where a language allows them."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._looks_right(word)
        return known

    def unknown_part(self, word: str) -> tuple[int, int] | None:
        """Give where in a hyphenated *word* the first unknown part is; None if all is known."""
        if self.is_known(word):
            return None
        if "-" not in word:
            return 0, len(word)
        at = 0
        for part in word.split("-"):
            if len(part) > 1 and part.lower() not in _PREFIXES and not self._is_part(part):
                return at, at + len(part)
            at += len(part) + 1
        return None

    def _is_part(self, part: str) -> bool:
        return self.is_known(part) or part.isupper()

    def _looks_right(self, word: str) -> bool:
        if any(form in self._personal or form in self._ours or form in self._words
               for form in _written(word)):  # fmt: skip
            return True
        return word.endswith(("'s", "'S")) and self._looks_right(word[:-2])

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Give up to eight words that may have been meant; the likeliest first, ours before all."""
        plain = word.lower() if word.isupper() or word.istitle() else word
        found: dict[str, tuple[int, int, str]] = {}
        for cost, candidate in self._candidates(plain):
            for form, capital in ((candidate, 0), (candidate.capitalize(), _CAPITAL)):
                if form not in found and form != word and self._may_suggest(form):
                    is_ours = form in self._ours or form in self._personal
                    found[form] = (0 if is_ours and cost < _FAR else 1, cost + capital, form)
                    break
        fit = _case_of(word)
        ordered = dict.fromkeys(fit(form) for _ours, _cost, form in sorted(found.values()))
        return tuple(form for form in ordered if form != word)[:MOST_SUGGESTIONS]

    def _may_suggest(self, word: str) -> bool:
        if " " in word:
            return all(self._words.may_suggest(part) for part in word.split(" "))
        known = word in self._ours or word in self._personal
        return known or self._words.may_suggest(word)

    def _candidates(self, word: str) -> Iterator[tuple[int, str]]:
        near = list(_one_edit(word))
        yield from near
        alike = dict.fromkeys(_alike(word))
        yield from ((2, one) for one in alike)
        yield from self._splits(word)
        if len(word) < 4 or any(self._may_suggest(one) for _cost, one in near):
            return
        for base in islice(alike, _MOST_BASES):
            yield from ((cost + 3, one) for cost, one in _one_edit(base))
        yield from ((_FAR, one) for one in self._ours | self._personal if _is_near(word, one))

    def _splits(self, word: str) -> Iterator[tuple[int, str]]:
        for at in range(1, len(word)):
            one, other = word[:at], word[at:]
            if one == "a" or (len(one) > 2 and len(other) > 2):
                yield 2 if one == "a" else 6, f"{one} {other}"


def _written(word: str) -> Iterator[str]:
    """Give the forms under which a dictionary may list *word*."""
    yield word
    if word.isupper():
        yield word.lower()
        yield word.capitalize()
    elif word[:1].isupper():
        yield word[0].lower() + word[1:]


def _one_edit(word: str) -> Iterator[tuple[int, str]]:
    """Give what is one slip away, with what the slip weighs: two letters swapped weigh least."""
    for at in range(len(word)):
        head, here, tail = word[:at], word[at], word[at + 1 :]
        if tail:
            yield 1, head + tail[0] + here + tail[1:]
        doubled = at > 0 and word[at - 1] == here
        yield (1 if doubled else 4 if at == 0 else 3), head + tail
        for letter in _LETTERS:
            if letter != here:
                yield _weight(here, letter, at), head + letter + tail
    for at in range(len(word) + 1):
        for letter in _LETTERS:
            doubled = letter in word[max(0, at - 1) : at + 1]
            yield (1 if doubled else 4 if at == 0 else 3), word[:at] + letter + word[at:]


def _weight(typed: str, meant: str, at: int) -> int:
    if at == 0:
        return 5
    if typed in _VOWELS and meant in _VOWELS:
        return 2
    return 3 if typed + meant in _NEIGHBOURS else 4


def _alike(word: str) -> Iterator[str]:
    """Give what sounds like *word*, and what has a letter twice or once."""
    for one, other in _PAIRS:
        for old, new in ((one, other), (other, one)):
            at = word.find(old)
            while at >= 0:
                yield word[:at] + new + word[at + len(old) :]
                at = word.find(old, at + 1)
    for at, letter in enumerate(word):
        if letter not in _VOWELS or letter in "eo":
            yield word[:at] + letter + word[at:]
        if at and word[at - 1] == letter:
            yield word[:at] + word[at + 1 :]


def _is_near(word: str, other: str) -> bool:
    """Tell whether two words are at most two slips apart."""
    if abs(len(word) - len(other)) > 2 or word[:1] != other[:1].lower():
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other.lower(), 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2].lower() and word[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > 2:
            return False
    return row[-1] <= 2


def _case_of(word: str) -> Callable[[str], str]:
    if len(word) > 1 and word.isupper():
        return str.upper
    if word[:1].isupper():
        return lambda form: form[0].upper() + form[1:]
    return lambda form: form
