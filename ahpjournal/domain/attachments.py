"""Files kept with a reflection: what is known of them, how large they may be, what they are called.

A name comes from outside and is never trusted: it may hold a path, marks that turn its letters
round on the screen, or a name that the file system keeps for itself.
"""

import re
import unicodedata
from dataclasses import field
from datetime import datetime

from ahpjournal.domain.records import dataclass
from ahpjournal.domain.texts import clean

MOST_BYTES = 25_000_000
"""Size up to which one file is taken in."""
MUCH_BYTES = 500_000_000
"""Size of all attachments from which on a person is told that every backup carries them."""
LONGEST_NAME = 120
"""Characters of a name that are kept, its ending included."""
_LONGEST_ENDING = 12
_FILE_NAME_BYTES = 120
_SPACES = re.compile(r"\s+")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")
"""Persian, Hindi and many emoji need them, and they turn nothing round."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept with the entry whose id is *entry*; *sha256* names its content.

    *size* is in bytes. *media_type* was told from the content, see `domain.file_kinds`.
    """

    id: str
    entry: str
    name: str = field(repr=False)
    media_type: str
    size: int
    sha256: str
    position: int = 0
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredContent:
    """A file whose content lies in the journal already, to be attached to a reflection.

    *has_place* tells that a photo says where it was taken.
    """

    name: str = field(repr=False)
    media_type: str
    size: int
    sha256: str
    has_place: bool = False


def display_name(given: str) -> str:
    """Give *given* as a name to show and keep: its last part, on one line, as it reads.

    Controls and marks that turn letters round are left out; empty if nothing is left. A name that
    is too long keeps its ending.
    """
    last = re.split(r"[/\\]", given.rstrip("/\\"))[-1]
    text = unicodedata.normalize("NFC", clean(last))
    kept = (
        " " if character.isspace() else character
        for character in text
        if character in _JOINERS
        or character.isspace()
        or unicodedata.category(character) not in _HIDDEN
    )
    name = _SPACES.sub(" ", "".join(kept)).strip()
    if set(name) <= set(". \u200c\u200d"):
        return ""
    stem, ending = split_name(name)
    return stem[: LONGEST_NAME - len(ending)].rstrip() + ending


def split_name(name: str) -> tuple[str, str]:
    """Give a name without its ending, and the ending with its dot; empty if there is none."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem.strip(". ") or not 0 < len(ending) < _LONGEST_ENDING or " " in ending:
        return name, ""
    return stem, f".{ending}"


def file_name(name: str, ending: str = "") -> str:
    """Give *name* so that every file system takes it, and no program reads more into it.

    With an *ending* (with its dot) the file ends in that, whatever its name says.
    """
    stem, own = split_name(display_name(name))
    wanted = ending or own
    stem = _FORBIDDEN.sub("_", stem).strip(". ").lstrip("-~")
    wanted = _FORBIDDEN.sub("_", wanted).rstrip(". ")
    if not stem or _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    while len((stem + wanted).encode("utf-8")) > _FILE_NAME_BYTES:
        stem = stem[:-1]
    return (stem.rstrip(". ") or "_") + wanted


def ending_of(name: str) -> str:
    """Give the ending of a name in small letters, without its dot; empty if there is none."""
    return split_name(name)[1].removeprefix(".").lower()


def first_lines(head: bytes, count: int = 6, width: int = 60) -> tuple[str, ...]:
    """Give the first lines of a text that begins with *head*, each up to *width* characters.

    Blank lines are left out, and so are marks that deceive.
    """
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    text = head.decode(encoding, "ignore")
    lines = (" ".join(line.split()) for line in text.splitlines())
    kept = (
        "".join(c for c in line[: 2 * width] if unicodedata.category(c) not in _HIDDEN)
        for line in lines
        if line
    )
    return tuple(line[:width] for line, _place in zip(kept, range(count), strict=False))
