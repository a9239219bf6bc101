"""Sittings, and the ledger of ratings that is only ever added to."""

from ahpjournal.domain.clock import timestamp
from ahpjournal.domain.ratings import EvidenceLink, Rating, Sitting
from ahpjournal.domain.texts import cleaned
from ahpjournal.storage.rows import (
    rating_row,
    sitting_row,
    to_evidence,
    to_rating,
    to_sitting,
)
from ahpjournal.storage.writing import Writing


class SittingRepository:
    """Sittings and their ratings. There is no way to change or delete a rating."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def list_all(self) -> tuple[Sitting, ...]:
        """Give every sitting by date."""
        rows = self._writing.all(
            "SELECT * FROM sitting WHERE deleted_at IS NULL ORDER BY held_on, n"
        )
        return tuple(to_sitting(row) for row in rows)

    def get(self, sitting_id: str) -> Sitting | None:
        """Give one sitting."""
        row = self._writing.one(
            "SELECT * FROM sitting WHERE uid = ? AND deleted_at IS NULL", (sitting_id,)
        )
        return to_sitting(row) if row is not None else None

    def add(self, sitting: Sitting) -> None:
        """Store a new sitting."""
        self._writing.insert("sitting", sitting_row(cleaned(sitting)))

    def update(self, sitting: Sitting) -> None:
        """Store what has become of a sitting."""
        self._writing.update("sitting", sitting.id, sitting_row(cleaned(sitting)))

    def remove(self, sitting_id: str) -> None:
        """Take away a sitting without ratings."""
        now = timestamp(self._writing.clock.now())
        self._writing.update("sitting", sitting_id, {"deleted_at": now})

    def append(self, rating: Rating) -> None:
        """Add *rating* to the ledger, with what it rests on."""
        stamp = self._writing.stamp()
        row = {
            **rating_row(cleaned(rating)),
            "created_at": stamp["updated_at"],
            "hlc": stamp["hlc"],
        }
        self._writing.append("rating", row)
        for position, link in enumerate(dict.fromkeys(rating.evidence)):
            evidence = {"rating": rating.id, "kind": link.kind.value, "record": link.record}
            self._writing.append("rating_evidence", {**evidence, "position": position})

    def ratings(
        self, sitting_id: str | None = None, competency: str | None = None
    ) -> tuple[Rating, ...]:
        """Give ratings, oldest first; all of them, or one sitting's, or one competency's."""
        conditions, values = ["1"], []
        if sitting_id is not None:
            conditions.append("sitting = ?")
            values.append(sitting_id)
        if competency is not None:
            conditions.append("competency = ?")
            values.append(competency)
        where = " AND ".join(conditions)
        rows = self._writing.all(
            f"SELECT * FROM rating WHERE {where} ORDER BY rated_at, n", tuple(values)
        )
        evidence: dict[str, list[EvidenceLink]] = {}
        for link in self._writing.all(
            "SELECT e.* FROM rating_evidence e JOIN rating r ON r.uid = e.rating"
            f" WHERE {where} ORDER BY e.rating, e.position",
            tuple(values),
        ):
            evidence.setdefault(link["rating"], []).append(to_evidence(link))
        return tuple(to_rating(row, evidence.get(row["uid"], ())) for row in rows)
