"""How well a command fits what is typed: forgiving, and the same order every time. No Qt here."""

import re
from unicodedata import normalize

_FIRST, _BEGINS, _WITHIN, _ALSO, _INITIALS, _SLIP = range(6)
_WORDS = re.compile(r"[^\W_]+")
_LEAST_FOR_SLIP = 4
_LIKENESS = 0.8


def rank(typed: str, title: str, also: str = "") -> int | None:
    """Tell how well *title* fits what is *typed*, 0 for best; None if it does not.

    Every word typed has to fit: as the beginning of the title or of one of its words, as a part
    of it, as one of the words in *also*, as beginnings of several words ("nr" or "newref" for
    "New reflection"), or but for a slip of the fingers.
    """
    folded = _folded(title)
    words = _WORDS.findall(folded)
    others = _WORDS.findall(_folded(also))
    total = 0
    for token in _WORDS.findall(_folded(typed)):
        found = _rank_word(token, folded, words, others)
        if found is None:
            return None
        total += found
    return total


def _folded(text: str) -> str:
    plain = normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if not "\u0300" <= sign <= "\u036f").replace("\u2019", "")


def _rank_word(token: str, title: str, words: list[str], others: list[str]) -> int | None:
    if title.startswith(token):
        return _FIRST
    if any(word.startswith(token) for word in words):
        return _BEGINS
    if token in title:
        return _WITHIN
    if any(word.startswith(token) for word in others):
        return _ALSO
    if _begins_several(token, words):
        return _INITIALS
    return _SLIP if _is_slip(token, [*words, *others]) else None


def _begins_several(token: str, words: list[str]) -> bool:
    """Tell whether *token* is made of the beginnings of some of *words*, in their order."""
    if not token:
        return True
    for place, word in enumerate(words):
        for length in range(_shared(token, word), 0, -1):
            if _begins_several(token[length:], words[place + 1 :]):
                return True
    return False


def _shared(one: str, other: str) -> int:
    """Give how many signs *one* and *other* begin with in common."""
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length


def _is_slip(token: str, words: list[str]) -> bool:
    """Tell whether *token* is one of *words*, or its beginning, with a letter or two amiss."""
    from difflib import get_close_matches

    if len(token) < _LEAST_FOR_SLIP:
        return False
    beginnings = [word[: len(token)] for word in words if len(word) >= len(token)]
    return bool(get_close_matches(token, [*words, *beginnings], n=1, cutoff=_LIKENESS))
