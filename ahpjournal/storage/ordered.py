"""Records that their owner puts in order: stored, moved, removed and brought back."""

from collections.abc import Mapping, Sequence
from typing import Any

from ahpjournal.storage.writing import Writing


class OrderedRecords:
    """The rows of one table that has a column ``position``. Only what changes is written."""

    def __init__(self, writing: Writing, table: str) -> None:
        """Work on *table* through *writing*."""
        self._writing = writing
        self._table = table

    def save(self, uid: str, values: Mapping[str, Any], *, removed_at: str | None = None) -> None:
        """Store a record: a new one behind the others, of one that is here what has changed.

        *removed_at* tells that it is removed; the time of one that was stays.
        """
        row = self._writing.one(f"SELECT * FROM {self._table} WHERE uid = ?", (uid,))
        if row is None:
            self._writing.insert(
                self._table,
                {**values, "position": self._behind(), "deleted_at": removed_at},
            )
            return
        wanted = dict(values)
        if (row["deleted_at"] is None) is not (removed_at is None):
            wanted["deleted_at"] = removed_at
        changed = {name: value for name, value in wanted.items() if row[name] != value}
        if changed:
            self._writing.update(self._table, uid, changed)

    def put_in_order(self, uids: Sequence[str]) -> None:
        """Give the records *uids* this order; others stay where they are."""
        places = {
            row["uid"]: row["position"]
            for row in self._writing.all(f"SELECT uid, position FROM {self._table}")
        }
        for place, uid in enumerate(uids):
            if places.get(uid, place) != place:
                self._writing.update(self._table, uid, {"position": place})

    def set_removed(self, uid: str, removed_at: str | None) -> None:
        """Take a record out of view at *removed_at*, or bring it back."""
        self._writing.update(self._table, uid, {"deleted_at": removed_at})

    def _behind(self) -> int:
        row = self._writing.one(f"SELECT coalesce(max(position) + 1, 0) AS p FROM {self._table}")
        return int(row["p"]) if row is not None else 0
