"""Opening a connection with the settings that were measured to lose nothing."""

import sys
from pathlib import Path

from ahpjournal.storage.driver import Connection, Database, connect
from ahpjournal.storage.keys import NO_KEY, Key
from ahpjournal.storage.location import is_shared_location

CACHE_KIB = 65_536
BUSY_MS = 5_000

# Authorizer actions that change the schema (sqlite3.h); denied outside migrations, so that a
# misspelt table name cannot create a table.
_SCHEMA_ACTIONS = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 26, 29, 30})
_OK, _DENY = 0, 1


def open_connection(
    path: Path | None, *, create: bool = False, read_only: bool = False, key: Key = NO_KEY
) -> Connection:
    """Open *path* (None: in memory) with the journal's settings; *create* makes the file.

    Local files use WAL with full synchronisation; files on a network or in a synced folder use a
    rollback journal with extra synchronisation, because WAL does not work there.
    """
    if path is None:
        uri = "file::memory:"
    else:
        mode = "ro" if read_only else ("rwc" if create else "rw")
        uri = f"file:{_quoted(path)}?mode={mode}"
    connection = connect(uri, uri=True, isolation_level=None)
    try:
        _configure(connection, path, read_only=read_only, key=key)
    except BaseException:
        connection.close()
        raise
    return connection


def _configure(connection: Connection, path: Path | None, *, read_only: bool, key: Key) -> None:
    execute = connection.execute
    execute("PRAGMA cipher_log_level = NONE")
    if not key.is_empty:
        execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
    execute("SELECT count(*) FROM sqlite_master").fetchone()
    execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    execute("PRAGMA foreign_keys = ON")
    execute("PRAGMA trusted_schema = OFF")
    if read_only:
        return
    execute("PRAGMA secure_delete = ON")
    if path is not None:
        if is_shared_location(path):
            execute("PRAGMA locking_mode = EXCLUSIVE")
            execute("PRAGMA journal_mode = DELETE")
            execute("PRAGMA synchronous = EXTRA")
        else:
            execute("PRAGMA journal_mode = WAL")
            execute("PRAGMA synchronous = FULL")
        if sys.platform == "darwin":
            execute("PRAGMA fullfsync = ON")
            execute("PRAGMA checkpoint_fullfsync = ON")


def database_of(connection: Connection) -> Database:
    """Give sqlite-utils' view of *connection*, without third-party plugins."""
    return Database(connection, strict=True, execute_plugins=False)


def guard_schema(connection: Connection) -> None:
    """Refuse every change of the schema on *connection* from now on."""

    def authorise(action: int, *_arguments: object) -> int:
        return _DENY if action in _SCHEMA_ACTIONS else _OK

    connection.set_authorizer(authorise)


def _quoted(path: Path) -> str:
    text = str(path.absolute())
    for mark, code in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        text = text.replace(mark, code)
    if sys.platform == "win32":
        text = "/" + text.replace("\\", "/")
    return text
