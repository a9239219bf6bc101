"""What the database on this computer says of itself."""

from ahpjournal.domain.records import dataclass
from ahpjournal.storage.connection import open_connection


@dataclass(frozen=True, slots=True)
class StorageFacts:
    """Versions; *cipher* is empty where encryption is missing."""

    sqlite: str
    cipher: str
    full_text: bool


def storage_facts() -> StorageFacts:
    """Ask the database about itself."""
    connection = open_connection(None)
    try:
        sqlite = str(connection.execute("SELECT sqlite_version()").fetchone()[0])
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
        used = connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]
    finally:
        connection.close()
    return StorageFacts(sqlite, str(cipher[0]) if cipher else "", bool(used))
