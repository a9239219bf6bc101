"""What every repository that writes needs: the database, time, ids and version readings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ahpjournal.domain.clock import Clock, HybridClock, timestamp
from ahpjournal.domain.ids import Ids
from ahpjournal.storage.driver import Database
from ahpjournal.storage.rows import Row


@dataclass(frozen=True, slots=True)
class Writing:
    """Stamps and writes records; *before_write* refuses when the file may not be written."""

    db: Database
    clock: Clock
    ids: Ids
    hybrid: HybridClock
    before_write: Callable[[], None]

    def stamp(self) -> dict[str, str]:
        """Give the columns that mark a new version: ``updated_at`` and ``hlc``."""
        return {"updated_at": timestamp(self.clock.now()), "hlc": self.hybrid.tick()}

    def insert(self, table: str, values: Mapping[str, Any], created_at: str | None = None) -> int:
        """Insert one record and give its row number; *created_at* is now unless told."""
        self.before_write()
        stamp = self.stamp()
        row = {**values, "created_at": created_at or stamp["updated_at"], **stamp}
        return self.insert_row(table, row)

    def insert_row(self, table: str, row: Mapping[str, Any]) -> int:
        """Insert *row* as it is and give its row number."""
        key = self.db.table(table).insert(dict(row), pk="n").last_pk
        if not isinstance(key, int):
            raise TypeError(table)
        return key

    def update(self, table: str, n: int, values: Mapping[str, Any]) -> None:
        """Change one record and stamp its new version."""
        self.before_write()
        self.db.table(table).update(n, {**values, **self.stamp()})

    def one(self, sql: str, parameters: tuple[Any, ...] = ()) -> Row | None:
        """Give the first row of a query, or None."""
        return next(iter(self.db.query(sql, parameters)), None)

    def all(self, sql: str, parameters: tuple[Any, ...] = ()) -> list[Row]:
        """Give every row of a query."""
        return list(self.db.query(sql, parameters))

    def links(self, table: str, owner: str, value: str, n: int) -> list[str]:
        """Give the linked ids of record *n* in order."""
        rows = self.db.query(
            f"SELECT {value} AS v FROM {table} WHERE {owner} = ? ORDER BY position",
            (n,),
        )
        return [row["v"] for row in rows]

    def relink(self, table: str, owner: str, value: str, n: int, ids: tuple[Any, ...]) -> None:
        """Replace the links of record *n* by *ids*, in order, each once."""
        self.before_write()
        self.db.table(table).delete_where(f"{owner} = ?", (n,))
        self.link(table, owner, value, n, ids)

    def link(self, table: str, owner: str, value: str, n: int, ids: tuple[Any, ...]) -> None:
        """Add links of a new record *n*."""
        unique = list(dict.fromkeys(ids))
        if unique:
            self.db.table(table).insert_all(
                [{owner: n, value: v, "position": i} for i, v in enumerate(unique)]
            )
