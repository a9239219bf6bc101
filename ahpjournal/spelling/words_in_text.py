"""Which words of a text are to be looked up. Addresses, code, numbers and marks are left alone."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from ahpjournal.domain.records import dataclass

_LETTER = "[^\\W\\d_\u00ad]"
_MARK = "[\u0300-\u036f\u00ad\u200b-\u200d]"
_JOINED = rf"{_LETTER}(?:{_LETTER}|{_MARK})*"
_WORD = re.compile(rf"{_JOINED}(?:['\u2019\u2010-]{_JOINED})*")
# Read over as a whole: code, addresses, the target of a link, marks of HTML, names of files and
# places on a disk, words with digits, mentions.
_SKIPPED = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]+`|(?:https?://|www\.|mailto:)[^\s<>\])]+|(?<=\]\()[^\s)]*|<[^<>\n]*>"
    r"|[\w.+'%-]+@[\w.-]+|[@#]\w+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:uk|com|org|net|eu|scot|wales|info"
    r"|docx?|xlsx?|pptx?|pdf|txt|md|csv|json|png|jpe?g)\b(?:/[^\s<>\])]*)?"
    r"|(?:\w*[\\/]\w+){2,}|\w*\d[\w.,:/-]*|\w*[^\W_]_[\w]+|&[a-z]+;",
    re.IGNORECASE | re.DOTALL,
)
_MAYBE_SKIPPED = re.compile(r"[`<>@#\\/\d_&]|\]\(|\.\w|www")
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200c\u200d")
_LONGEST_ABBREVIATION = 5


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A word and where it stands; *word* has plain apostrophes and hyphens."""

    start: int
    end: int
    word: str


def words_to_check(text: str) -> Iterator[WordSpan]:
    """Give the words of *text* to be looked up, in order."""
    at = 0
    if _MAYBE_SKIPPED.search(text):
        for skipped in _SKIPPED.finditer(text):
            yield from _words(text, at, skipped.start())
            at = max(at, skipped.end())
    yield from _words(text, at, len(text))


def _words(text: str, start: int, end: int) -> Iterator[WordSpan]:
    for match in _WORD.finditer(text, start, end):
        word = plain_word(match[0])
        if len(word) > 1 and not _is_left_alone(word):
            yield WordSpan(match.start(), match.end(), word)


def plain_word(word: str) -> str:
    """Give *word* as the dictionary writes it: composed, with plain apostrophes and hyphens."""
    if word.isascii():
        return word
    bare = word.translate(_INVISIBLE).replace("\u2019", "'").replace("\u2010", "-")
    return unicodedata.normalize("NFC", bare)


def _is_left_alone(word: str) -> bool:
    """Tell whether *word* is an abbreviation, a name in code, or in another script."""
    if word.islower() and word.isascii():
        return False
    if not word.isascii() and any(ord(c) > 0x24F and not 0x1E00 <= ord(c) < 0x1F00 for c in word):
        return True
    letters = (
        word.removesuffix("'s").removesuffix("'S").removesuffix("s") if word[0].isupper() else word
    )
    if letters.isupper() and len(letters) <= _LONGEST_ABBREVIATION:
        return True
    return any(
        one.islower() and other.isupper() for one, other in pairwise(word)
    ) and not word.startswith(("Mc", "Mac"))
