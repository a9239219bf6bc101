"""Searches kept under a name."""

from dataclasses import field

from ahpjournal.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query kept under a *name*; relative days in it count from the day it is used."""

    id: str
    name: str = field(repr=False)
    query: str = field(repr=False)
    position: int = 0
