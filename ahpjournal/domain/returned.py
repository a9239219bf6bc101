"""What was found in a PDF that came back: nothing of it is believed yet."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any

from ahpjournal.domain.records import dataclass

TICKED = "Yes"
"""The value of a box that is ticked."""


class CommentKind(StrEnum):
    """What a reader of PDFs lets people put on a page."""

    NOTE = "note"
    TEXT = "text"
    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    CROSSED_OUT = "crossed-out"
    DRAWING = "drawing"
    STAMP = "stamp"


class Oddity(StrEnum):
    """What an honest form has no need of, or what was left out for its size."""

    SCRIPTS = "scripts"
    XFA = "xfa"
    CUT = "cut"
    """A text, or the number of them, went beyond what is read."""
    REPAIRED = "repaired"
    """The file was damaged and could be read all the same."""
    TEXT_UNREAD = "text-unread"
    """The words below marks could not be looked up."""


@dataclass(frozen=True, slots=True)
class FoundBox:
    """A box and what is in it. *kind* is "text", "tick", "choice" or "other".

    *value* of a tick is "Yes" or nothing. *options* are codes and labels of a choice.
    """

    name: str
    kind: str
    value: str = field(default="", repr=False)
    options: tuple[tuple[str, str], ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class FoundComment:
    """A mark on a page. *quoted* are the words of the document under it; *at* a PDF date.

    *top* is its height on the page in points. *answers* is the number, from 0, of the comment
    that it answers, or None.
    """

    kind: CommentKind
    page: int
    top: float
    text: str = field(default="", repr=False)
    quoted: str = field(default="", repr=False)
    author: str = field(default="", repr=False)
    at: str = ""
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """Everything read from one file. *manifest* is whatever was attached under our name.

    *identifier* is what its metadata say it is; *references* were found printed on its pages;
    *digests* name what stands on each page; *recovered* are words at places that were asked for.
    """

    pages: int
    boxes: tuple[FoundBox, ...] = ()
    comments: tuple[FoundComment, ...] = ()
    manifest: Mapping[str, Any] | None = field(default=None, repr=False)
    identifier: str = ""
    references: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    recovered: Mapping[str, str] = field(default_factory=dict, repr=False)
    is_encrypted: bool = False
    oddities: frozenset[Oddity] = frozenset()
