"""Reflective journal entries."""

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from ahpjournal.domain.markdown import plain_text, word_count
from ahpjournal.domain.records import dataclass


class Sharing(StrEnum):
    """Who an entry or section is meant for. Private unless its owner chose otherwise."""

    PRIVATE = "private"
    COACH = "coach"
    PORTFOLIO = "portfolio"


class EntryState(StrEnum):
    """Whether an entry is to be finished later."""

    DRAFT = "draft"
    DONE = "done"


class Precision(StrEnum):
    """How exactly the event is dated; exact dates can identify people."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class CpdKind(StrEnum):
    """Kind of learning activity (the HCPC's categories)."""

    WORK = "work"
    PROFESSIONAL = "professional"
    FORMAL = "formal"
    SELF = "self"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Cpd:
    """What makes an entry count as continuing professional development; *hours* may be None."""

    kind: CpdKind = CpdKind.WORK
    hours: float | None = None
    with_others: bool = False
    learnt: str = field(default="", repr=False)
    effect: str = field(default="", repr=False)
    benefit: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Section:
    """Text under one stage of a reflective model; *sharing* None follows the entry."""

    stage: str
    markdown: str = field(default="", repr=False)
    sharing: Sharing | None = None
    heading: str = ""
    """Kept heading of a stage that the present model does not have; empty otherwise."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One reflection. Ids are UUID text; competencies, themes, tags and linked are ids or words."""

    id: str
    on: date
    title: str = field(default="", repr=False)
    on_precision: Precision = Precision.DAY
    model: str = "free"
    sections: tuple[Section, ...] = field(default=(), repr=False)
    module: int | None = None
    themes: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    tags: tuple[str, ...] = field(default=(), repr=False)
    linked: tuple[str, ...] = ()
    """Ids of other entries; one that is not here may come with another copy of the journal."""
    sharing: Sharing = Sharing.PRIVATE
    state: EntryState = EntryState.DRAFT
    cpd: Cpd | None = None
    prompt: str = ""
    """Wording of the prompt the entry was started from, as it was then; may be empty."""
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def markdown(self) -> str:
        """All sections' Markdown, in order, with a blank line between."""
        return "\n\n".join(s.markdown for s in self.sections if s.markdown)

    @property
    def words(self) -> int:
        """Number of words in all sections, without markup."""
        return sum(word_count(s.markdown) for s in self.sections)

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was typed (a blank entry is never stored unasked)."""
        return not self.title.strip() and not any(
            plain_text(s.markdown).strip() for s in self.sections
        )


@dataclass(frozen=True, slots=True)
class EntrySummary:
    """What a list row shows. *key* is the row's number in this file, not stable across files."""

    key: int
    id: str
    on: date
    on_precision: Precision
    title: str = field(repr=False)
    preview: str = field(repr=False)
    """Start of the text, or the search snippet with hits between U+0002 and U+0003."""
    module: int | None = None
    state: EntryState = EntryState.DONE
    sharing: Sharing = Sharing.PRIVATE
    is_readable: bool = True
    """Whether the entry can be read; of one that cannot, *on* may be the first of all days."""
    attachments: int = 0
    """How many files are kept with the entry."""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries to list; None or empty means any. *query* is what was typed to search."""

    query: str = field(default="", repr=False)
    module: int | None = None
    theme: str = ""
    competency: str = ""
    tag: str = ""
    state: EntryState | None = None
    sharing: tuple[Sharing, ...] = ()
    after: date | None = None
    before: date | None = None
