"""What left the journal: when, what, for whom, and the boxes it carried."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Any

from ahpjournal.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class ExportedItem:
    """One thing that left: its kind, its id (empty if it has none) and its title then."""

    kind: str
    id: str = ""
    title: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """A document that left. *sha256* is that of the file, *size* its bytes.

    *journal_state* names the state of the journal then. *form* is what the file itself carries of
    its boxes (`pdf.manifest`), with the questions as they were printed; None without boxes.
    """

    id: str
    kind: str
    made_at: datetime
    file_name: str
    size: int
    pages: int
    sha256: str
    for_whom: str = field(default="", repr=False)
    journal_state: str = ""
    items: tuple[ExportedItem, ...] = ()
    form: Mapping[str, Any] | None = field(default=None, repr=False)
    created_at: datetime | None = None
    updated_at: datetime | None = None
