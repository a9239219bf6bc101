"""sqlite-utils' view of a journal: what makes, upgrades and checks its structure.

Opening a journal, and all reading and saving, do without; and sqlite-utils takes a while to load.
So whoever needs this module imports it where it is used.
"""

# isort: off - the driver puts itself in the place where sqlite-utils looks for one
from sqlite_utils import Database, Migrations

from ahpjournal.storage.driver import Connection

# isort: on

__all__ = ["Database", "Migrations", "database_of"]


def database_of(connection: Connection) -> Database:
    """Give sqlite-utils' view of *connection*, without third-party plugins."""
    return Database(connection, strict=True, execute_plugins=False)
