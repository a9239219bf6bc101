"""Results of a search over everything written."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

HIT_START = "\u0002"
HIT_END = "\u0003"


class SearchKind(StrEnum):
    """What kind of record was found."""

    ENTRY = "entry"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One record found; *snippet* has its hits between HIT_START and HIT_END."""

    id: str
    kind: SearchKind
    title: str = field(repr=False)
    on: date | None
    snippet: str = field(repr=False)
