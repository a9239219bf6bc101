"""sqlite-utils' view of a journal: what makes, upgrades and checks its structure.

Opening a journal, and all reading and saving, do without; and sqlite-utils takes a while to load.
So whoever needs this module imports it where it is used.

While sqlite-utils loads, sqlcipher3 stands in for the standard library's sqlite3 as well: it only
names a type by it, and so no second SQLite has to lie in the packaged program.
"""

import sys

import sqlcipher3

from ahpjournal.storage.driver import Connection

_own = sys.modules.get("sqlite3")
sys.modules["sqlite3"] = sqlcipher3
try:
    from sqlite_utils import Database, Migrations
finally:
    if _own is None:
        del sys.modules["sqlite3"]
    else:
        sys.modules["sqlite3"] = _own

__all__ = ["Database", "Migrations", "database_of"]


def database_of(connection: Connection) -> Database:
    """Give sqlite-utils' view of *connection*, without third-party plugins."""
    return Database(connection, strict=True, execute_plugins=False)
