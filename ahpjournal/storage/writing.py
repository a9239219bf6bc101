"""What every repository that writes needs: the database, time, ids and version readings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import Any

from ahpjournal.domain.clock import Clock, HybridClock, timestamp
from ahpjournal.domain.history import VersionReason
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.driver import Connection
from ahpjournal.storage.rows import Row


@dataclass(slots=True)
class Writing:
    """Stamps and writes records; *before_write* refuses when the file may not be written.

    Statements are written out and run on the connection: its own insert and update ask
    the schema a dozen questions each time, which a save of every few keystrokes would pay for.
    """

    connection: Connection
    clock: Clock
    ids: Ids
    hybrid: HybridClock
    before_write: Callable[[], None]
    keep_before: Callable[[str, str, VersionReason | None], None] = field(
        default=lambda _table, _uid, _reason: None
    )
    """Keeps the state of a record that is about to change as a version, if that is due."""
    last_reading: str = field(default="")
    """The hybrid clock's reading of the newest version written in this transaction."""

    def stamp(self) -> dict[str, str]:
        """Give the columns that mark a new version: ``updated_at`` and ``hlc``."""
        self.last_reading = self.hybrid.tick()
        return {"updated_at": timestamp(self.clock.now()), "hlc": self.last_reading}

    def insert(
        self, table: str, values: Mapping[str, Any], created_at: str | None = None
    ) -> dict[str, Any]:
        """Insert one record and give its row; *created_at* is now unless told."""
        stamp = self.stamp()
        row = {**values, "created_at": created_at or stamp["updated_at"], **stamp}
        return {**row, "n": self.append(table, row)}

    def append(self, table: str, row: Mapping[str, Any]) -> int:
        """Insert *row* as it is and give its number."""
        self.before_write()
        cursor = self.connection.execute(_insert(table, tuple(row)), tuple(row.values()))
        return int(cursor.lastrowid or 0)

    def update(
        self,
        table: str,
        uid: str,
        values: Mapping[str, Any],
        reason: VersionReason | None = None,
    ) -> dict[str, str]:
        """Change one record; gives the stamp of its new version.

        With a *reason* the state it has now is kept as a version in any case.
        """
        self.before_write()
        self.keep_before(table, uid, reason)
        stamp = self.stamp()
        row = {**values, **stamp}
        sql = _update(table, tuple(row))
        self.connection.execute(sql, (*row.values(), uid))
        return stamp

    def execute(self, sql: str, parameters: tuple[Any, ...] = ()) -> int:
        """Run one statement that writes; gives the number of rows it changed."""
        self.before_write()
        return int(self.connection.execute(sql, parameters).rowcount)

    def execute_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> int:
        """Run one statement that writes for each of *rows*; gives the number of rows changed."""
        self.before_write()
        return max(0, int(self.connection.executemany(sql, rows).rowcount))

    def one(self, sql: str, parameters: tuple[Any, ...] = ()) -> Row | None:
        """Give the first row of a query, or None."""
        cursor = self.connection.execute(sql, parameters)
        row = cursor.fetchone()
        if row is None:
            return None
        found = dict(zip((d[0] for d in cursor.description), row, strict=True))
        cursor.close()
        return found

    def all(self, sql: str, parameters: tuple[Any, ...] = ()) -> list[Row]:
        """Give every row of a query."""
        cursor = self.connection.execute(sql, parameters)
        names = [d[0] for d in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def relink(self, table: str, owner: str, value: str, n: int, ids: Iterable[Any]) -> None:
        """Replace the links of record *n* by *ids*, in order."""
        self.execute(f"DELETE FROM {table} WHERE {owner} = ?", (n,))
        self.link(table, owner, value, n, ids)

    def link(self, table: str, owner: str, value: str, n: int, ids: Iterable[Any]) -> None:
        """Add the links of a new record *n*, in order."""
        sql = _insert(table, (owner, value, "position"))
        for position, linked in enumerate(ids):
            self.connection.execute(sql, (n, linked, position))


@lru_cache(maxsize=64)
def _insert(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"


@lru_cache(maxsize=256)
def _update(table: str, columns: tuple[str, ...]) -> str:
    changes = ", ".join(f"{column} = ?" for column in columns)
    return f"UPDATE {table} SET {changes} WHERE uid = ?"
