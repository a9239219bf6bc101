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

    def put_meta(self, key: str, value: str) -> None:
        """Keep a fact about this copy."""
        self._writing.execute(
            "INSERT INTO meta (key, value) VALUES (?1, ?2)"
            " ON CONFLICT (key) DO UPDATE SET value = ?2",
            (key, value),
        )

    def get(self, key: str) -> str:
        """Give a kept value; empty if there is none."""
        return self._value("setting", key)

    def put(self, key: str, value: str) -> None:
        """Keep *value*; nothing is written if it is the same."""
        text = clean(value)
        if self.get(key) == text:
            return
        self.set(key, text, self._writing.stamp()["hlc"])

    def set(self, key: str, value: str, reading: str) -> None:
        """Keep *value* as it was kept at *reading* of the hybrid clock."""
        self._writing.execute(
            "INSERT INTO setting (key, value, hlc) VALUES (?1, ?2, ?3)"
            " ON CONFLICT (key) DO UPDATE SET value = ?2, hlc = ?3",
            (key, value, reading),
        )

    def values(self) -> dict[str, str]:
        """Give every kept value by key."""
        rows = self._writing.all("SELECT key, value FROM setting")
        return {row["key"]: row["value"] for row in rows}

    def readings(self) -> dict[str, tuple[str, str]]:
        """Give every kept value with the reading of the hybrid clock: (reading, value) by key."""
        rows = self._writing.all("SELECT key, hlc, value FROM setting")
        return {row["key"]: (row["hlc"], row["value"]) for row in rows}

    def _value(self, table: str, key: str) -> str:
        row = self._writing.one(f"SELECT value FROM {table} WHERE key = ?", (key,))
        return str(row["value"]) if row is not None else ""
