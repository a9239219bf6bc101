"""What a reflection is linked to, and what mentions it."""

from dataclasses import field
from datetime import date
from enum import StrEnum

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.records import dataclass


class LinkKind(StrEnum):
    """Kinds of records that link to reflections. Risks join them once the journal keeps risks."""

    ENTRY = "entry"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Linked:
    """Something at the other end of a link, as a list shows it.

    *on* is the day of a reflection, or the day an action is due; *is_open* tells whether there is
    something left to do about it.
    """

    kind: LinkKind
    id: str
    title: str = field(repr=False)
    on: date | None = None
    on_precision: Precision = Precision.DAY
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class LinksOf:
    """The links of one reflection: those it has, and those that lead to it ("mentioned in")."""

    out: tuple[Linked, ...] = ()
    mentions: tuple[Linked, ...] = ()
