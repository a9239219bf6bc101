"""A coach's reply as the journal keeps it: answers and comments, never changed afterwards."""

import hashlib
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from ahpjournal.domain.records import dataclass
from ahpjournal.domain.reply_form import About
from ahpjournal.domain.returned import TICKED, CommentKind


class ReplySource(StrEnum):
    """How a reply came in."""

    PDF = "pdf"
    PRINTED = "printed"
    """From a file that was printed or flattened: words were found at the places of the boxes."""
    PASTED = "pasted"


@dataclass(frozen=True, slots=True)
class ReplyAnswer:
    """What stands in one box. *asked* is the question as printed, *shown* the value in words.

    *box* names the box, or is empty for words that were pasted.
    """

    box: str
    prompt: str
    about: About
    record: str = ""
    asked: str = field(default="", repr=False)
    value: str = field(default="", repr=False)
    shown: str = field(default="", repr=False)

    @property
    def is_tick(self) -> bool:
        """Whether its words are those of the form."""
        return self.value == TICKED and self.shown == self.asked

    @property
    def key(self) -> str:
        """The same for the same value in the same box."""
        return fingerprint("answer", self.box, self.value)


@dataclass(frozen=True, slots=True)
class ReplyComment:
    """A mark on a page, and the part of the document that it lies in. *at* is a PDF date."""

    kind: CommentKind
    page: int
    about: About = About.OVERALL
    record: str = ""
    text: str = field(default="", repr=False)
    quoted: str = field(default="", repr=False)
    author: str = field(default="", repr=False)
    at: str = ""

    @property
    def key(self) -> str:
        """The same for the same mark."""
        return fingerprint("comment", self.kind, str(self.page), self.text, self.quoted)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a coach sent back. *export* is the document it answers, if known; *sha256* its file."""

    id: str
    source: ReplySource
    read_at: datetime
    sha256: str
    export: str | None = None
    from_whom: str = field(default="", repr=False)
    answers: tuple[ReplyAnswer, ...] = ()
    comments: tuple[ReplyComment, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def words(self) -> str:
        """All that was written, to be searched for: no ticks and no levels."""
        texts = [a.shown for a in self.answers if a.about is not About.COMPETENCY and not a.is_tick]
        texts += [text for c in self.comments for text in (c.text, c.quoted)]
        return "\n".join(text for text in texts if text.strip())

    def words_about(self, about: About, record: str) -> tuple[str, ...]:
        """Give what it says of *record*, each thing once."""
        said = [a.shown for a in self.answers if (a.about, a.record) == (about, record)]
        said += [
            c.text or c.quoted for c in self.comments if (c.about, c.record) == (about, record)
        ]
        return tuple(dict.fromkeys(words for words in said if words.strip()))

    def speaks_of(self, about: About, record: str) -> bool:
        """Tell whether anything in it is about *record*."""
        parts: list[ReplyAnswer | ReplyComment] = [*self.answers, *self.comments]
        return any(part.about is about and part.record == record for part in parts)


def fingerprint(*parts: str) -> str:
    """Give a name that is the same for the same parts."""
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:32]
