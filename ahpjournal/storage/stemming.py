"""The stems under which the search index keeps words: Porter's algorithm, as SQLite has it.

Only used to ask the index the right question while a word is still being typed.
"""

from functools import lru_cache
from itertools import pairwise

_LEAST, _MOST = 3, 64
_VOWELS = frozenset("aeiou")
_STEP_2 = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("logi", "log"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"),
    ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
    ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"),
    ("biliti", "ble"),
)  # fmt: skip
_STEP_3 = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
)  # fmt: skip
_STEP_4 = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou",
    "ism", "ate", "iti", "ous", "ive", "ize",
)  # fmt: skip
_GROWN = ("", "e", "ness", "ement", "ful", "eness", "ed")
"""Endings that the stem of a longer word may lose again."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Give the stem of *word*, which is in small letters without accents."""
    if not _LEAST <= len(word) <= _MOST:
        return word
    word = _plural(word)
    word = _past(word)
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _replaced(word, _STEP_2)
    word = _replaced(word, _STEP_3)
    word = _without_ending(word)
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _is_short(word[:-1])):
            word = word[:-1]
    if word.endswith("ll") and _measure(word[:-1]) > 1:
        word = word[:-1]
    return word


@lru_cache(maxsize=4096)
def kept_whole(word: str) -> str | None:
    """Give a word whose stem is *word* itself, letter by letter; None if there is none at hand."""
    grown = (word + ending for ending in _GROWN)
    return next((longer for longer in grown if stem(longer) == word), None)


def _is_vowel(word: str, at: int) -> bool:
    if word[at] == "y":
        return at > 0 and not _is_vowel(word, at - 1)
    return word[at] in _VOWELS


def _has_vowel(part: str) -> bool:
    return any(_is_vowel(part, at) for at in range(len(part)))


def _measure(part: str) -> int:
    """Count the changes from vowels to consonants."""
    kinds = [_is_vowel(part, at) for at in range(len(part))]
    return sum(1 for before, here in pairwise(kinds) if before and not here)


def _is_short(part: str) -> bool:
    """Tell whether *part* ends in consonant, vowel, consonant (not w, x or y)."""
    least = 3
    if len(part) < least or part[-1] in "wxy":
        return False
    last = len(part) - 1
    kinds = [_is_vowel(part, at) for at in range(last - 2, last + 1)]
    return kinds == [False, True, False]


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")) and len(word) > len("ies"):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _past(word: str) -> str:
    if word.endswith("eed") and len(word) > len("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            start = word[: -len(ending)]
            return _mended(start) if _has_vowel(start) else word
    return word


def _mended(word: str) -> str:
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    is_double = len(word) > 1 and word[-1] == word[-2] and not _is_vowel(word, len(word) - 1)
    if is_double and word[-1] not in "lsz":
        return word[:-1]
    if not is_double and _measure(word) == 1 and _is_short(word):
        return word + "e"
    return word


def _replaced(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for ending, short in endings:
        if word.endswith(ending):
            start = word[: -len(ending)]
            return start + short if _measure(start) > 0 else word
    return word


def _without_ending(word: str) -> str:
    for ending in _STEP_4:
        if not word.endswith(ending):
            continue
        start = word[: -len(ending)]
        if ending == "ion" and not start.endswith(("s", "t")):
            return word
        return start if _measure(start) > 1 else word
    return word
