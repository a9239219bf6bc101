"""The one database driver: SQLCipher's, for plain and encrypted journals alike.

sqlite-utils looks for the drop-in ``pysqlite3`` before the standard library's sqlite3 (its own
documented hook). Registering sqlcipher3 under that name makes the whole program use one SQLite
version and one tree of exceptions, which does not derive from ``sqlite3.Error``.
"""

import sys

import sqlcipher3
import sqlcipher3.dbapi2 as driver

if "sqlite_utils" in sys.modules and sys.modules.get("pysqlite3") is not sqlcipher3:
    raise ImportError("ahpjournal.storage must be imported before sqlite_utils")
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = driver
Connection = driver.Connection
Error = driver.Error
connect = driver.connect
SQLITE_VERSION: str = driver.sqlite_version

__all__ = ["SQLITE_VERSION", "Connection", "Error", "connect"]
