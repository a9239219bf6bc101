"""What was removed and can be brought back."""

from dataclasses import field
from datetime import datetime

from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.records import dataclass

ERASE_FREELY = 5
"""Erasing more at once asks for a backup and for the number to be typed."""


@dataclass(frozen=True, slots=True)
class BinItem:
    """Something removed. *preview* is the start of its text; a reply's *title* is its writer."""

    kind: RecordKind
    id: str
    title: str = field(repr=False)
    preview: str = field(repr=False)
    removed_at: datetime


def asks_first(count: int) -> bool:
    """Tell whether erasing *count* things at once asks for a backup and for their number."""
    return count > ERASE_FREELY
