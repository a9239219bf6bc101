"""Small things kept with the journal, by key."""

from collections.abc import Callable

from ahpjournal.storage.driver import Database


class SettingRepository:
    """Text values by key; ``meta`` holds what names this copy of the journal."""

    def __init__(self, db: Database, before_write: Callable[[], None]) -> None:
        """Read and write *db*."""
        self._db = db
        self._before_write = before_write

    def meta(self, key: str) -> str:
        """Give a fact about this copy; empty if unknown."""
        return self._value("meta", key)

    def get(self, key: str) -> str:
        """Give a kept value; empty if there is none."""
        return self._value("setting", key)

    def put(self, key: str, value: str) -> None:
        """Keep *value*; nothing is written if it is the same."""
        if self.get(key) == value:
            return
        self._before_write()
        self._db.table("setting", pk="key").upsert({"key": key, "value": value}, pk="key")

    def _value(self, table: str, key: str) -> str:
        rows = self._db.query(f"SELECT value FROM {table} WHERE key = ?", (key,))
        return next((str(row["value"]) for row in rows), "")
