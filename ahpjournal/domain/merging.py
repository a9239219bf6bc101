"""What bringing another copy of the same journal in did, or would do."""

from dataclasses import field

from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A record that was changed in both copies without either knowing of the other's change.

    The side that was saved last is current (*winner*, the reading of its version); the other one
    (*loser*) stays as a version. *title* is what the record is called now.
    """

    kind: RecordKind
    record: str
    winner: str
    loser: str
    title: str = field(default="", repr=False)


@dataclass(slots=True)
class MergeReport:
    """What a merge did, by kind of record. Ratings are counted under ``rating``.

    *new* were only in the other copy, *updated* are newer there, *older* are newer here,
    *erased* had been erased for good in the other copy. *versions* counts earlier versions that
    came along. *clock_ahead* tells that the other computer's clock is over a day ahead.
    """

    new: dict[str, int] = field(default_factory=dict)
    updated: dict[str, int] = field(default_factory=dict)
    older: dict[str, int] = field(default_factory=dict)
    erased: dict[str, int] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)
    versions: int = 0
    settings: int = 0
    clock_ahead: bool = False
    is_dry_run: bool = False

    def count(self, outcome: dict[str, int], kind: str) -> None:
        """Count one record of *kind* under *outcome*."""
        outcome[kind] = outcome.get(kind, 0) + 1

    @property
    def has_changes(self) -> bool:
        """Whether anything of the other copy was not here yet."""
        counted = (self.new, self.updated, self.erased, self.disagreements)
        return any(counted) or bool(self.versions or self.settings)
