import subprocess
import sys

import pytest
import sqlcipher3
import sqlite_utils.utils

from ahpjournal.storage.database import Database
from ahpjournal.storage.driver import SQLITE_VERSION, Error, connect


def test_sqlite_utils_stands_on_the_same_driver() -> None:
    assert vars(sqlite_utils.utils)["sqlite3"] is sqlcipher3
    assert sys.modules["pysqlite3"] is sqlcipher3


def test_the_driver_brings_full_text_search_and_encryption() -> None:
    connection = connect(":memory:")
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    assert "ENABLE_FTS5" in options
    assert connection.execute("PRAGMA cipher_version").fetchone() is not None
    assert tuple(int(part) for part in SQLITE_VERSION.split(".")) >= (3, 45, 0)
    connection.close()


def test_errors_of_sqlite_utils_are_the_drivers() -> None:
    db = Database(connect(":memory:"), execute_plugins=False)
    with pytest.raises(Error):
        db.execute("SELECT * FROM nowhere")
    db.close()


def test_another_driver_loaded_first_is_refused() -> None:
    code = "import sqlite_utils, ahpjournal.storage.driver"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "must be imported before sqlite_utils" in done.stderr


def said_by(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_no_other_sqlite_is_loaded_with_sqlite_utils() -> None:
    loaded = "sys.modules.keys() & {'sqlite3', '_sqlite3'}"
    assert said_by(f"import sys, ahpjournal.storage.database; print({loaded})") == "set()"


def test_the_sqlite3_of_others_stays_as_it_was() -> None:
    same = "sys.modules['sqlite3'] is sqlite3"
    assert said_by(f"import sys, sqlite3, ahpjournal.storage.database; print({same})") == "True"
