"""One plain way of writing for the rules to read, and the way back to the text as it was typed.

Wide and Arabic digits become 0-9, every space a space, every dash a hyphen, every apostrophe the
typewriter's. Invisible characters and the marks of Markdown inside words are left out. The rest
keeps its place, so that whatever is found can be shown where it stands.
"""

import re
import unicodedata

from ahpjournal.domain.records import dataclass

# Soft hyphen, zero-width space and joiners, direction marks, word joiner, byte order mark.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_EMPHASIS = r"(?<![^\W_])[*_~]{1,3}(?=[^\s*_~])|(?<=[^\s*_~])[*_~]{1,3}(?![^\W_])"
_LEFT_OUT = re.compile(rf"[{_INVISIBLE}]|{_EMPHASIS}|`|\\(?=[!-/:-@\[-`{{-~])")
_PLAIN = re.compile(r"[\n -~]*")
_MARKS = re.compile(r"[*_~`\\]")
_SPACES = frozenset("\t\x0b\x0c\x85")
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d")
_APOSTROPHES = frozenset("\u2018\u2019\u201b\u02bc\uff07\u00b4")


class _Table(dict[int, str]):
    """What each character becomes; made when it is first met. One character stays one."""

    def __missing__(self, code: int) -> str:
        made = _plain(chr(code))
        self[code] = made
        return made


def _plain(character: str) -> str:
    if character in _DASHES:
        return "-"
    if character in _APOSTROPHES:
        return "'"
    if character in _SPACES or unicodedata.category(character) == "Zs":
        return " "
    if character in "\u2028\u2029":
        return "\n"
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    compatible = unicodedata.normalize("NFKC", character)
    return compatible if len(compatible) == 1 else character


_TABLE = _Table()


class _BareLetters(dict[int, str]):
    """Each letter without its accent; made when it is first met."""

    def __missing__(self, code: int) -> str:
        made = unicodedata.normalize("NFD", chr(code))[0]
        self[code] = made
        return made


_BARE = _BareLetters()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as the rules read it. *places* gives where each character was; None: where it is."""

    text: str
    places: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give where the characters from *start* to *end* (at least one) were before."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """Write *text* in the one plain way."""
    plain = text if _PLAIN.fullmatch(text) else text.translate(_TABLE)
    if (text.isascii() and not _MARKS.search(plain)) or _LEFT_OUT.search(plain) is None:
        return Folded(plain)
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for left_out in _LEFT_OUT.finditer(plain):
        parts.append(plain[at : left_out.start()])
        places.extend(range(at, left_out.start()))
        at = left_out.end()
    parts.append(plain[at:])
    places.extend(range(at, len(plain)))
    return Folded("".join(parts), tuple(places))


def without_accents(text: str) -> str:
    """Give *text* with each accented letter plain; every character keeps its place."""
    if text.isascii():
        return text
    return text.translate(_BARE)
