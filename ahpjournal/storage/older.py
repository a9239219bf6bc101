"""Reading journals of earlier schemas where nothing may be written."""

import re

from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.driver import Connection
from ahpjournal.storage.schema import SCHEMA_VERSION

_LATER = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
_SHADOW = "_fts_"
_CONTENT = re.compile(r"""content="\w+", content_rowid='n'""")
"""A search index that is lent has no texts, and looks for none."""


def lend_later_parts(connection: Connection) -> None:
    """Let an older journal that may not be brought up to date be read like one of today.

    Tables that later schemas added are lent to it, empty; columns with what they say at first.
    They live in memory, as temporary tables and views of *connection*; the file is not touched.
    """
    if int(connection.execute("PRAGMA user_version").fetchone()[0]) >= SCHEMA_VERSION:
        return
    from ahpjournal.storage.database import database_of
    from ahpjournal.storage.migrations import migrate

    today = open_connection(None)
    try:
        migrate(database_of(today))
        statements = _statements(connection, today)
    finally:
        today.close()
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA query_only = OFF").fetchall()
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.execute("PRAGMA query_only = ON").fetchall()


def _statements(connection: Connection, today: Connection) -> list[str]:
    here = {row[1] for row in connection.execute(_LATER).fetchall()}
    found = []
    for kind, name, table, sql in today.execute(_LATER).fetchall():
        if kind == "trigger" or _SHADOW in name:
            continue
        if name not in here:
            if kind == "index" and table in here:
                continue
            found.append(_temporary(name, sql))
        elif kind == "table" and (columns := _missing_columns(connection, today, name)):
            found.append(
                f"CREATE TEMP VIEW {name} AS SELECT *, {', '.join(columns)} FROM main.{name}"
            )
    return found


def _temporary(name: str, sql: str) -> str:
    before, found, after = sql.partition(name)
    return _CONTENT.sub("content=''", f"{before}temp.{found}{after}")


def _missing_columns(connection: Connection, today: Connection, table: str) -> list[str]:
    ask = "SELECT name, coalesce(dflt_value, 'NULL') FROM pragma_table_info(?)"
    here = {row[0] for row in connection.execute(ask, (table,)).fetchall()}
    wanted = today.execute(ask, (table,)).fetchall()
    return [f"{default} AS {name}" for name, default in wanted if name not in here]
