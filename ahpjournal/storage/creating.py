"""Making an empty journal: complete, or not at all."""

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ahpjournal.domain.clock import Clock, timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.storage.connection import open_connection, settle_durability
from ahpjournal.storage.disk import sync_folder
from ahpjournal.storage.driver import Connection
from ahpjournal.storage.errors import conditions
from ahpjournal.storage.key_slots import protect, write_slots
from ahpjournal.storage.keys import KEYS_SUFFIX, NO_KEY, Key
from ahpjournal.storage.location import is_shared_location
from ahpjournal.storage.opening import BESIDE


def make_journal(path: Path, clock: Clock, ids: Ids, passphrase: Passphrase | None) -> Key:
    """Make an empty journal at *path*, readable by its owner only; gives the key that opens it.

    It is made under another name and renamed when complete, so a crash leaves no half file.

    Raises:
        ConditionError: something is there already, or the folder is missing or refuses.
    """
    refuse_taken(path)
    part = path.with_name(f".{path.name}.{ids.new()}.part")
    try:
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(path.parent)) from error
    journal_id = ids.new()
    protection = protect(journal_id, passphrase) if passphrase is not None else None
    key = protection.key if protection is not None else NO_KEY
    facts = facts_of(journal_id, clock, ids) | (protection.facts if protection else {})
    try:
        with conditions(path):
            _make(part, facts, key, is_shared=is_shared_location(path))
        refuse_taken(path)
        if protection is not None:
            write_slots(path, protection.slots)
        os.replace(part, path)
        sync_folder(path.parent)
    except OSError as error:
        raise ConditionError(ConditionCode.DRIVE_PROBLEM, str(path)) from error
    finally:
        for ending in ("", *BESIDE):
            with suppress(OSError):
                part.with_name(part.name + ending).unlink(missing_ok=True)
    return key


def refuse_taken(path: Path) -> None:
    """Refuse *path* if something is there, or a log that would be taken for the new file's.

    Raises:
        ConditionError: it is taken, or its folder is missing or cannot be looked into.
    """
    try:
        is_folder = stat.S_ISDIR(path.parent.stat().st_mode)
    except PermissionError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(path.parent)) from error
    except OSError:
        is_folder = False
    if not is_folder:
        raise ConditionError(ConditionCode.FOLDER_MISSING, str(path.parent))
    for ending in ("", *BESIDE, KEYS_SUFFIX):
        taken = path.with_name(path.name + ending)
        if os.path.lexists(taken):
            raise ConditionError(ConditionCode.ALREADY_EXISTS, str(taken))


def facts_of(journal_id: str, clock: Clock, ids: Ids) -> dict[str, str]:
    """Give what names a new journal, and its first reading of the clock: none."""
    return {
        "journal_id": journal_id,
        "node": ids.new()[-12:],
        "created_at": timestamp(clock.now()),
        "hlc": "",
    }


def make_tables(connection: Connection, facts: Mapping[str, str]) -> None:
    """Make the tables of an empty journal, and keep what names it."""
    from ahpjournal.storage.database import database_of
    from ahpjournal.storage.migrations import migrate

    db = database_of(connection)
    migrate(db)
    with db.atomic():
        db.table("meta").insert_all({"key": key, "value": value} for key, value in facts.items())


def _make(part: Path, facts: Mapping[str, str], key: Key, *, is_shared: bool) -> None:
    connection = open_connection(part, key=key)
    try:
        settle_durability(connection, is_shared=is_shared)
        make_tables(connection, facts)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
