"""Records on which two copies of the journal disagreed, until their owner has looked."""

from ahpjournal.domain.clock import timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.merging import Disagreement
from ahpjournal.storage.rows import Row
from ahpjournal.storage.writing import Writing


class ConflictRepository:
    """Disagreements found by merging."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def add(self, found: Disagreement, settled_at: str | None = None) -> None:
        """Note a disagreement; one that is known stays as it is, settled if it is anywhere."""
        now = timestamp(self._writing.clock.now())
        self._writing.execute(
            "INSERT INTO conflict (kind, record, winner, loser, found_at, settled_at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (kind, record, winner, loser)"
            " DO UPDATE SET settled_at = coalesce(settled_at, excluded.settled_at)",
            (found.kind.value, found.record, found.winner, found.loser, now, settled_at),
        )

    def all(self) -> tuple[tuple[Disagreement, str | None], ...]:
        """Give every disagreement ever found, with when it was settled, if it was."""
        rows = self._writing.all(
            "SELECT kind, record, winner, loser, settled_at FROM conflict ORDER BY n"
        )
        return tuple((_disagreement(row), row["settled_at"]) for row in rows)

    def open(self) -> tuple[Disagreement, ...]:
        """Give the disagreements that their owner has not settled, the latest first."""
        return tuple(found for found, settled_at in reversed(self.all()) if settled_at is None)

    def settle(self, found: Disagreement) -> None:
        """Take note that the owner has looked at both sides."""
        self._writing.execute(
            "UPDATE conflict SET settled_at = ? WHERE kind = ? AND record = ? AND winner = ?"
            " AND loser = ? AND settled_at IS NULL",
            (
                timestamp(self._writing.clock.now()),
                *(found.kind.value, found.record, found.winner, found.loser),
            ),
        )


def _disagreement(row: Row) -> Disagreement:
    try:
        kind = RecordKind(row["kind"])
    except ValueError as error:
        raise ConditionError(ConditionCode.DAMAGED) from error
    return Disagreement(kind, row["record"], row["winner"], row["loser"])
