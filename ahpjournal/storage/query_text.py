"""From what a person types to a full-text query that cannot fail."""

import re

_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w", re.UNICODE)


def match_expression(typed: str) -> str:
    """Give an FTS5 expression for *typed*; empty when there is nothing to search for.

    Words must all occur; the last one may be the start of a word; words in double quotes are a
    phrase.
    """
    terms = []
    ends_open = not typed.rstrip().endswith('"')
    for phrase, word in _TOKEN.findall(typed.replace("\x00", " ")):
        text = phrase or word.replace('"', "")
        if _WORD.search(text):
            terms.append('"' + text + '"')
    if not terms:
        return ""
    if ends_open:
        terms[-1] += " *"
    return " ".join(terms)
