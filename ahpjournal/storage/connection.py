"""Opening a connection with the settings that were measured to lose nothing."""

import sys
from pathlib import Path

from ahpjournal.storage.driver import Connection, connect
from ahpjournal.storage.keys import NO_KEY, Key

CACHE_KIB = 65_536
PASSING_KIB = 4_096
"""What is read once, from end to end, needs no more; a worker's memory is not given back."""
BUSY_MS = 5_000

# Authorizer actions that change the schema (sqlite3.h); denied outside migrations, so that a
# misspelt table name cannot create a table.
_SCHEMA_ACTIONS = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 26, 29, 30})
_OK, _DENY = 0, 1
_CIPHER_VERSION = 4  # how pages are sealed and encrypted; a newer SQLCipher may choose otherwise


def open_connection(
    path: Path | None,
    *,
    create: bool = False,
    read_only: bool = False,
    tidies: bool = False,
    immutable: bool = False,
    alone: bool = False,
    key: Key = NO_KEY,
) -> Connection:
    """Open *path* (None: in memory) with the journal's settings; *create* makes the file.

    Nothing is written: how a file keeps its commits is settled by `settle_durability`. A reader
    that *tidies* takes away what SQLite puts beside the file when it is the last to close. With
    *immutable*, SQLite makes no file beside this one and takes no lock; the caller knows that
    nobody writes. *alone*, it needs no memory shared with others to read a write-ahead log, which
    a network drive does not have.
    """
    if path is None:
        uri = "file::memory:"
    else:
        mode = "ro" if read_only and not tidies else ("rwc" if create else "rw")
        uri = f"file:{_quoted(path)}?mode={mode}{'&immutable=1' if immutable else ''}"
    connection = connect(uri, uri=True, isolation_level=None)
    try:
        _configure(connection, read_only=read_only, alone=alone, key=key)
    except BaseException:
        connection.close()
        raise
    return connection


def _configure(connection: Connection, *, read_only: bool, alone: bool, key: Key) -> None:
    execute = connection.execute
    execute("PRAGMA cipher_log_level = NONE")
    execute(f"PRAGMA cipher_default_compatibility = {_CIPHER_VERSION}")  # of attached files too
    if not key.is_empty:
        execute(f'PRAGMA key = "{key_text(key)}"')
        execute(f"PRAGMA cipher_compatibility = {_CIPHER_VERSION}")
    execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    if alone:
        execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
    execute("SELECT count(*) FROM sqlite_master").fetchone()
    execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    execute("PRAGMA foreign_keys = ON")
    execute("PRAGMA recursive_triggers = ON")  # REPLACE, too, asks the ledger's guards
    execute("PRAGMA trusted_schema = OFF")
    execute(f"PRAGMA {'query_only' if read_only else 'secure_delete'} = ON").fetchall()


def read_in_passing(connection: Connection) -> None:
    """Keep little of the file in memory: it is read once, from end to end."""
    connection.execute(f"PRAGMA cache_size = -{PASSING_KIB}")


def key_text(key: Key) -> str:
    """Write *key* as SQLCipher takes it; empty for a plain file."""
    return "" if key.is_empty else f"x'{key.raw.hex()}'"


def settle_durability(connection: Connection, *, is_shared: bool) -> None:
    """Make every commit from now on survive a crash and a power cut.

    Local files use a write-ahead log with full synchronisation. Where *is_shared*, on a network
    or in a synced folder, a write-ahead log does not work: there it is a rollback journal, with
    the folder synchronised too.
    """
    if is_shared:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute("PRAGMA locking_mode = NORMAL").fetchall()
        connection.execute("PRAGMA synchronous = EXTRA")
    else:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = FULL")
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")


def guard_schema(connection: Connection) -> None:
    """Refuse every change of the schema on *connection* from now on."""

    def authorise(action: int, *_arguments: object) -> int:
        return _DENY if action in _SCHEMA_ACTIONS else _OK

    connection.set_authorizer(authorise)


def unguard_schema(connection: Connection) -> None:
    """Allow changes of the schema on *connection* again."""
    connection.set_authorizer(None)


def _quoted(path: Path) -> str:
    text = str(path.absolute())
    if sys.platform == "win32":
        text = "/" + text.replace("\\", "/")
    for mark, code in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        text = text.replace(mark, code)
    return text
