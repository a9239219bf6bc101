"""From what a person types to a full-text query that cannot fail."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from ahpjournal.domain.search import Term, parse, words_in
from ahpjournal.storage.stemming import kept_whole, stem

_PIECE = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[a-z0-9]+\Z")
_CAN_GROW = re.compile(r"[a-z]{3,}\Z")
_DOUBLED = re.compile(r"[a-z]*([bdfglmnprt])\1\Z")

# The index holds stems ("escal" for "escalation"), so a word typed half-way past its stem would
# find nothing. It is therefore looked for completed by these endings too.
_ENDINGS = (
    *("ability", "able", "al", "ally", "ance", "ation", "ative", "ator", "ed", "ely", "ement"),
    *("ence", "ently", "er", "fulness", "ibility", "ible", "ical", "ing", "ion", "isation", "ism"),
    *("ity", "iveness", "ization", "ment", "ness", "ously", "ousness"),
)


def match_expression(typed: str) -> str:
    """Give an FTS5 expression for the words of *typed*; empty when there are none.

    Words must all occur; the last one may be the start of a word; words in double quotes are a
    phrase. Filters are passed over.
    """
    return expression_of(words_in(parse(typed)))


def expression_of(words: Sequence[Term]) -> str:
    """Give an FTS5 expression that all *words* must meet; empty when there is nothing to ask for.

    What must not occur is taken away from what must; alone, it gives no expression.
    """
    wanted = _terms(word for word in words if not word.is_negated)
    unwanted = _terms(word for word in words if word.is_negated)
    if not wanted:
        return ""
    expression = " AND ".join(wanted)
    if unwanted:
        return f"({expression}) NOT ({' OR '.join(unwanted)})"
    return expression


def unwanted_expression(words: Sequence[Term]) -> str:
    """Give an FTS5 expression for what must not occur, where nothing else is asked for."""
    if any(not word.is_negated and _PIECE.search(word.value) for word in words):
        return ""
    return " OR ".join(_terms(word for word in words if word.is_negated))


def _terms(words: Iterable[Term]) -> list[str]:
    terms = []
    for word in words:
        text = word.value.replace("\0", " ").replace('"', " ")
        if _PIECE.search(text):
            is_growing = word.is_open and not word.is_negated
            terms.append(_growing(text) if is_growing else f'"{text}"')
    return terms


def _growing(text: str) -> str:
    """Give the term for words of which the last may still be typed."""
    pieces = _PIECE.findall(text)
    last = _folded(pieces[-1])
    before = f'"{" ".join(pieces[:-1])}" + ' if pieces[:-1] else ""
    if not _PLAIN.match(last) or not text.endswith(pieces[-1]):
        return f'"{text}" *'
    # A beginning is asked for as the index would keep it: "capy" would be looked for as "capi".
    whole = kept_whole(last) or last
    alternatives = [f'{before}"{whole}" *']
    alternatives += [f'{before}"{other}"' for other in _others(last, stem(whole))]
    return f"({' OR '.join(alternatives)})" if len(alternatives) > 1 else alternatives[0]


def _others(typed: str, begun: str) -> list[str]:
    """Give the words that *typed* may be meant for but that no stem beginning with *begun* holds.

    One word for each stem: every word asked for is counted through the whole index to be weighed.
    """
    by_stem: dict[str, str] = {}
    for word in (typed, *sorted(_completed(typed))):
        by_stem.setdefault(stem(word), word)
    return [word for kept, word in by_stem.items() if not kept.startswith(begun)]


def _completed(small: str) -> set[str]:
    completed: set[str] = set()
    if not _CAN_GROW.match(small):
        return completed
    for ending in _ENDINGS:
        for cut in range(1, len(ending)):
            if small.endswith(ending[:cut]) and len(small) - cut > 1:
                completed.add(small + ending[cut:])
    if _DOUBLED.match(small):
        completed.add(small + "ing")
    return completed


def _folded(word: str) -> str:
    """Give *word* as the index reads it: small letters without accents."""
    apart = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
