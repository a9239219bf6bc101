"""Small things kept with the journal, by key."""

from ahpjournal.domain.texts import clean
from ahpjournal.storage.writing import Writing


class SettingRepository:
    """Text values by key; ``meta`` holds what names this copy of the journal."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def meta(self, key: str) -> str:
        """Give a fact about this copy; empty if unknown."""
        return self._value("meta", key)

    def get(self, key: str) -> str:
        """Give a kept value; empty if there is none."""
        return self._value("setting", key)

    def put(self, key: str, value: str) -> None:
        """Keep *value*; nothing is written if it is the same."""
        text = clean(value)
        if self.get(key) == text:
            return
        self._writing.execute(
            "INSERT INTO setting (key, value) VALUES (?1, ?2)"
            " ON CONFLICT (key) DO UPDATE SET value = ?2",
            (key, text),
        )

    def _value(self, table: str, key: str) -> str:
        row = self._writing.one(f"SELECT value FROM {table} WHERE key = ?", (key,))
        return str(row["value"]) if row is not None else ""
