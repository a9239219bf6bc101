"""The boxes in a coach's PDF: what is asked, about what, and where each box came to lie."""

from collections.abc import Collection, Iterable
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Protocol

from ahpjournal.domain.records import dataclass

MOST_ENTRIES = 12
"""Reflections with boxes of their own, if their owner chooses none: a coach has ten minutes, not a
questionnaire of forty."""

NO_RATING = "none"
"""The choice in a list of levels that stands for no answer."""

_SHORT = 8


class Dated(Protocol):
    """A reflection, or its summary."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def on(self) -> date:
        """The day it is about."""


def asked_about(entries: Iterable[Dated], asked: Collection[str] | None) -> tuple[str, ...]:
    """Give the ids of those *entries* about which a coach is asked, by date.

    *asked* were chosen; None for the newest, as many as a coach has time for.
    """
    found = [entry.id for entry in sorted(entries, key=lambda e: (e.on, e.id))]
    if asked is None:
        return tuple(found[-MOST_ENTRIES:])
    return tuple(entry_id for entry_id in found if entry_id in asked)


class FieldKind(StrEnum):
    """How a box is filled in: typed, ticked or chosen from a list."""

    LINE = "line"
    TEXT = "text"
    TICK = "tick"
    CHOICE = "choice"


class About(StrEnum):
    """What a box or a comment is about."""

    OVERALL = "overall"
    RATINGS = "ratings"
    ACTIONS = "actions"
    ENTRY = "entry"
    ACTION = "action"
    COMPETENCY = "competency"


class Prompt(StrEnum):
    """What is asked; ids that never change, because files come back years later."""

    NAME = "name"
    STANDS_OUT = "standsout"
    QUESTION = "question"
    NEXT = "next"
    NOTICED = "noticed"
    TALK = "talk"
    ON_ACTIONS = "onactions"
    LEVEL = "level"
    WHY = "why"


@dataclass(frozen=True, slots=True)
class FormField:
    """One box. *words* are the question as printed; *record* the id of what it is about.

    *options* are the choices of a list: what is stored, and what is shown for it.
    """

    name: str
    kind: FieldKind
    prompt: Prompt
    about: About
    words: str
    record: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """All boxes of one document, and what the file must carry so that it is known again.

    *revision* names the state of the journal when it was made. *key* seals the form so that it is
    told apart from an altered one; *key_id* says which key that was.
    """

    journal_id: str
    export_id: str
    revision: str
    fields: tuple[FormField, ...]
    key_id: str
    key: bytes = field(repr=False)

    def about(self, about: About, record: str = "") -> tuple[FormField, ...]:
        """Give the boxes about one thing, in order."""
        return tuple(f for f in self.fields if f.about is about and f.record == record)


@dataclass(frozen=True, slots=True)
class PlacedField:
    """Where a box lies: its page, from 1, and its corners in points from the lower left."""

    name: str
    page: int
    rect: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part of the document begins: page from 1, height in points, what it is about."""

    page: int
    top: float
    about: About
    record: str = ""


def short(record_id: str) -> str:
    """Give the end of an id, which is its random part: enough to tell a few thousand apart."""
    return "".join(c for c in record_id.lower() if c.isascii() and c.isalnum())[-_SHORT:]


def field_name(export_id: str, record: str, prompt: Prompt, taken: Collection[str]) -> str:
    """Name a box so that the name alone says which document, what about and what is asked.

    Letters, digits and underscores only: a full stop would mean a family of boxes.
    """
    base = f"fb_{short(export_id)}_{short(record) or 'all'}_{prompt.value}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}{number}", number + 1
    return name


def parts_of(name: str) -> tuple[str, str, str] | None:
    """Give the three parts of a box's name: document, record, question; None for other names."""
    parts = name.split("_")
    if len(parts) != 4 or parts[0] != "fb" or not all(parts):
        return None
    return parts[1], parts[2], parts[3].rstrip("0123456789")
