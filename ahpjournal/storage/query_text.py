"""From what a person types to a full-text query that cannot fail."""

import re

_TOKEN = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]")
_CAN_GROW = re.compile(r"[a-z]{4,}\Z")

# The index holds stems ("escal" for "escalation"), so a word typed half-way past its stem would
# find nothing. It is therefore looked for completed by these endings too.
_ENDINGS = (
    *("ability", "able", "al", "ally", "ance", "ation", "ed", "ement", "ence", "er", "fulness"),
    *("ibility", "ible", "ical", "ing", "ion", "isation", "ism", "ity", "iveness", "ization"),
    *("ment", "ness", "ousness"),
)


def match_expression(typed: str) -> str:
    """Give an FTS5 expression for *typed*; empty when there is nothing to search for.

    Words must all occur; the last one may be the start of a word; words in double quotes are a
    phrase.
    """
    terms = []
    is_open = False
    for phrase, word in _TOKEN.findall(typed.replace("\x00", " ")):
        text = phrase or word
        if _WORD.search(text):
            terms.append(f'"{text}"')
            is_open = bool(word)
    if not terms:
        return ""
    if is_open:
        terms[-1] = _growing(terms[-1].strip('"'))
    return " AND ".join(terms)


def _growing(word: str) -> str:
    """Give the term for a word that may still be typed."""
    small = word.lower()
    completed = set()
    if _CAN_GROW.match(small):
        for ending in _ENDINGS:
            for cut in range(1, len(ending)):
                if small.endswith(ending[:cut]) and len(small) - cut > 2:
                    completed.add(small + ending[cut:])
    if not completed:
        return f'"{word}" *'
    others = " OR ".join(f'"{other}"' for other in sorted(completed))
    return f'("{word}" * OR {others})'
