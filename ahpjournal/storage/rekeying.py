"""Making a plain journal encrypted, an encrypted one plain, and giving it another passphrase.

A whole new file is made beside the journal, proved, brought to the disk and put in its place in one
step. The key slots are there before an encrypted journal needs them and go after it does not: a
crash at any moment leaves a journal that opens as it did before or as it was to. The present file
is told to keep no log first, so that no log of it can be taken for the new one's.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError, InputError
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode
from ahpjournal.storage.check import CheckProblem, check_database
from ahpjournal.storage.connection import key_text, open_connection, settle_durability
from ahpjournal.storage.disk import condition_of_system, sync_file, sync_folder
from ahpjournal.storage.driver import Connection, Error
from ahpjournal.storage.errors import conditions
from ahpjournal.storage.key_slots import (
    RECOVERY,
    SLOTS,
    KeySlots,
    Protection,
    fits,
    keys_part,
    new_slots,
    parse_slots,
    protect,
    read_slots,
    slots_if_any,
    with_passphrase,
    write_slots,
)
from ahpjournal.storage.keys import NO_KEY, Key, keys_path
from ahpjournal.storage.location import is_shared_location
from ahpjournal.storage.lock import WriterLock
from ahpjournal.storage.opening import (
    BESIDE,
    open_to_read,
    prove_structure,
    read_header,
    refuse_unwritable,
)
from ahpjournal.storage.schema import SCHEMA_VERSION

_STEPS = 4
_WATCH_EVERY = 20_000  # steps of SQLite's machine: a few milliseconds

Facts = Mapping[str, str]


def encrypt(journal: Path, passphrase: Passphrase, job: Job) -> Protection:
    """Encrypt the plain *journal*, which nobody has open, under a new recovery code.

    Raises:
        ConditionError: it is encrypted already, in use, damaged, or there is no room; unchanged.
        Cancelled: the user stopped it; unchanged.
    """
    with _held(journal, NO_KEY):
        with _opened(journal, NO_KEY) as connection:
            journal_id = _journal_id(connection, journal)
        protection = protect(journal_id, passphrase)
        _encrypt(journal, protection, job)
    job.report(Progress(_STEPS, _STEPS, JobStage.FINISHING))
    return protection


def encrypt_anew(copy: Path, key: Key, passphrase: Passphrase, job: Job) -> Protection:
    """Give *copy*, which *key* opens and nobody has open, a key, code and passphrase of its own.

    Whoever finds out what opens the copy knows nothing of the journal that it was taken from.

    Raises:
        ConditionError: it is damaged, or there is no room; unchanged.
        Cancelled: the user stopped it; unchanged.
    """
    with _held(copy, key):
        with _opened(copy, key) as connection:
            journal_id = _journal_id(connection, copy)
        protection = protect(journal_id, passphrase)
        _rewrite(copy, key, protection.key, protection.facts, job)
        write_slots(copy, protection.slots)
        _swap(copy)
    return protection


def encrypt_like(kept: Path, journal: Path, key: Key, job: Job) -> None:
    """Encrypt *kept*, an older plain state of the encrypted *journal*, as that is: same key, slots.

    Nobody has *kept* open; *journal*, which *key* opens, may be open or at rest.

    Raises:
        ConditionError: *kept* is encrypted already, damaged, of another journal (ANOTHER_JOURNAL)
            or may not be changed, or there is no room; it is as it was.
        Cancelled: the user stopped it; it is as it was.
    """
    code = _kept_code(kept_facts(journal, key), journal)
    slots = read_slots(journal)
    with _held(kept, NO_KEY):
        with _opened(kept, NO_KEY) as connection:
            journal_id = _journal_id(connection, kept)
        if journal_id != slots.journal_id:
            raise ConditionError(ConditionCode.ANOTHER_JOURNAL, str(kept))
        _encrypt(kept, Protection(code, slots), job)


def decrypt(journal: Path, key: Key, job: Job) -> None:
    """Make the encrypted *journal*, which nobody has open, plain; its code and slots are gone then.

    Raises:
        ConditionError: it is plain already, in use, damaged, or there is no room; unchanged.
        Cancelled: the user stopped it; unchanged.
    """
    with _held(journal, key):
        _rewrite(journal, key, NO_KEY, {}, job)
        _swap(journal)
        _remove_slots(journal)
    job.report(Progress(_STEPS, _STEPS, JobStage.FINISHING))


def change_passphrase(
    journal: Path, key: Key, passphrase: Passphrase, code: RecoveryCode | None = None
) -> KeySlots:
    """Let *passphrase* open *journal* from now on and no other; the journal's key stays.

    Slots that are lost are made anew from *code*, or from the code that the journal keeps.

    Raises:
        ConditionError: it is plain, in use or damaged, or the slots cannot be written; unchanged.
    """
    with _held(journal, key), _opened(journal, key) as connection:
        kept = _facts(connection)
        known = code or _kept_code(kept, journal)
        present = _present_slots(journal, kept, known)
        slots = (
            with_passphrase(present, key, passphrase)
            if present is not None
            else new_slots(_journal_id(connection, journal), known, passphrase)
        )
        write_slots(journal, slots)
        settle_durability(connection, is_shared=is_shared_location(journal))
        _keep(connection, "main", Protection(known, slots).facts)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return slots


def kept_facts(journal: Path, key: Key) -> dict[str, str]:
    """Give what the encrypted *journal*, open or at rest, keeps of its protection: code and slots.

    Raises:
        ConditionError: it cannot be read.
    """
    with conditions(journal):
        connection = open_to_read(journal, has_log=True, key=key)
        try:
            return _facts(connection)
        finally:
            connection.close()


def _encrypt(journal: Path, protection: Protection, job: Job) -> None:
    _refuse_other_slots(journal, protection.slots.journal_id)
    _rewrite(journal, NO_KEY, protection.key, protection.facts, job)
    write_slots(journal, protection.slots)
    try:
        _swap(journal)
    except BaseException:
        keys_path(journal).unlink(missing_ok=True)
        raise


# --- what a crash may leave ---------------------------------------------------------------------


def rekeyed_part(journal: Path) -> Path:
    """Give the name under which the rewritten journal is made before it takes its place."""
    real = Path(os.path.realpath(journal))
    return real.with_name(f".{real.name}.rekeyed.part")


def forget_unfinished(journal: Path) -> None:
    """Remove what an interrupted change left beside *journal*; call it with the writer's lock."""
    part = rekeyed_part(journal)
    for place in (*(part.with_name(part.name + e) for e in ("", *BESIDE)), keys_part(journal)):
        with suppress(OSError):
            place.unlink(missing_ok=True)


def forget_stale_slots(journal: Path, journal_id: str) -> None:
    """Remove the key slots of *journal*, which is plain, if they are its own.

    They are left by a change that was interrupted. Those of another journal, which may only have
    been moved away for a while, stay.
    """
    slots = slots_if_any(journal)
    if slots is not None and slots.journal_id == journal_id:
        with suppress(OSError):
            keys_path(journal).unlink(missing_ok=True)


# --- the steps ----------------------------------------------------------------------------------


@contextmanager
def _held(journal: Path, key: Key) -> Iterator[None]:
    """Hold the right to write *journal*, and leave nothing half done beside it."""
    header = read_header(journal, key)
    if header.version > SCHEMA_VERSION:
        raise ConditionError(ConditionCode.TOO_NEW, str(journal), version=header.version)
    refuse_unwritable(journal)
    lock = WriterLock(journal)
    try:
        forget_unfinished(journal)
        yield
    finally:
        forget_unfinished(journal)
        lock.release()


@contextmanager
def _opened(journal: Path, key: Key) -> Iterator[Connection]:
    with conditions(journal):
        connection = open_connection(journal, key=key)
        try:
            prove_structure(connection, journal)
            yield connection
        finally:
            connection.close()


def _rewrite(journal: Path, present: Key, new: Key, facts: Facts, job: Job) -> None:
    """Write all of *journal* to a new file under *new*, and prove it to be the same."""
    part = rekeyed_part(journal)
    try:
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise condition_of_system(error, part.parent) from error
    with _opened(journal, present) as source:
        job.report(Progress(0, _STEPS, JobStage.CHECKING))
        _keep_no_log(source, journal)
        with _stoppable(source, job):
            before = _problems(source, present)
            if any(problem.code == "pages" for problem in before):
                raise ConditionError(ConditionCode.DAMAGED, str(journal))
            job.report(Progress(1, _STEPS, JobStage.SAVING))
            _export(source, part, new, facts)
            counted = _counts(source)
    job.report(Progress(2, _STEPS, JobStage.CHECKING))
    with _opened(part, new) as copy:
        settle_durability(copy, is_shared=is_shared_location(journal))
        with _stoppable(copy, job):
            after = _problems(copy, new)
        facts_differ = _facts(copy) != dict(facts)
        if not set(after) <= set(before) or _counts(copy) != counted or facts_differ:
            raise ConditionError(ConditionCode.DAMAGED, str(journal))
    try:
        sync_file(part)
    except OSError as error:
        raise condition_of_system(error, part) from error
    job.check_cancelled()
    job.report(Progress(3, _STEPS, JobStage.FINISHING))


def _keep_no_log(source: Connection, journal: Path) -> None:
    """Put the log into the file and stop keeping one; readers elsewhere stand in the way.

    Raises:
        ConditionError: somebody reads the journal (IN_USE).
    """
    if source.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
        raise ConditionError(ConditionCode.IN_USE, str(journal))
    source.execute("PRAGMA synchronous = EXTRA")


def _export(source: Connection, part: Path, key: Key, facts: Facts) -> None:
    source.execute("ATTACH DATABASE ? AS rewritten KEY ?", (str(part), key_text(key)))
    try:
        # It is brought to the disk as a whole, and thrown away when anything goes wrong.
        source.execute("PRAGMA rewritten.journal_mode = OFF").fetchall()
        source.execute("PRAGMA rewritten.synchronous = OFF")
        source.execute("PRAGMA rewritten.secure_delete = ON").fetchall()
        source.execute("SELECT sqlcipher_export('rewritten')").fetchall()
        for name in ("application_id", "user_version"):
            value = int(source.execute(f"PRAGMA main.{name}").fetchone()[0])
            source.execute(f"PRAGMA rewritten.{name} = {value}")
        source.execute("DELETE FROM rewritten.meta WHERE key IN (?, ?)", (SLOTS, RECOVERY))
        _keep(source, "rewritten", facts)
    finally:
        source.execute("DETACH DATABASE rewritten")


def _swap(journal: Path) -> None:
    part = rekeyed_part(journal)
    real = Path(os.path.realpath(journal))
    try:
        os.replace(part, real)
        sync_folder(real.parent)
    except OSError as error:
        raise condition_of_system(error, journal) from error


def _remove_slots(journal: Path) -> None:
    """Remove the key slots of a journal that is plain now; if that fails, the next opening does."""
    with suppress(OSError):
        keys_path(journal).unlink(missing_ok=True)
        sync_folder(keys_path(journal).parent)


# --- what a journal keeps -----------------------------------------------------------------------


def _problems(connection: Connection, key: Key) -> tuple[CheckProblem, ...]:
    return check_database(connection, can_write=True, is_encrypted=not key.is_empty)


def _counts(connection: Connection) -> dict[str, int]:
    """Count the rows of every table, those of search indexes and of what is not ours included."""
    tables = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND rootpage > 0"
        " AND name NOT IN ('meta', 'sqlite_stat1', 'sqlite_stat4')"
    ).fetchall()
    return {
        name: int(connection.execute(f'SELECT count(*) FROM main."{name}"').fetchone()[0])
        for (name,) in tables
    }


def _facts(connection: Connection) -> dict[str, str]:
    rows = connection.execute("SELECT key, value FROM meta WHERE key IN (?, ?)", (SLOTS, RECOVERY))
    return {str(key): str(value) for key, value in rows}


def _keep(connection: Connection, schema: str, facts: Facts) -> None:
    connection.executemany(
        f"INSERT INTO {schema}.meta (key, value) VALUES (?1, ?2)"
        " ON CONFLICT (key) DO UPDATE SET value = ?2",
        list(facts.items()),
    )


def _journal_id(connection: Connection, journal: Path) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key = 'journal_id'").fetchone()
    if row is None:
        raise ConditionError(ConditionCode.DAMAGED, str(journal))
    return str(row[0])


def _kept_code(kept: Facts, journal: Path) -> RecoveryCode:
    try:
        return RecoveryCode(kept.get(RECOVERY, ""))
    except InputError as error:
        raise ConditionError(ConditionCode.DAMAGED, str(journal)) from error


def _present_slots(journal: Path, kept: Facts, code: RecoveryCode) -> KeySlots | None:
    """Give the slots of *journal* that fit *code*: those beside it, else those it keeps itself."""
    beside = slots_if_any(journal)
    if beside is not None and fits(beside, code):
        return beside
    try:
        own = parse_slots(kept.get(SLOTS, ""), str(journal))
    except ConditionError:
        return None
    return own if fits(own, code) else None


def _refuse_other_slots(journal: Path, journal_id: str) -> None:
    """Make sure that slots beside a plain journal, if any, are not another's.

    Raises:
        ConditionError: they are, or cannot be read (ALREADY_EXISTS): nobody knows what they open.
    """
    place = keys_path(journal)
    if not os.path.lexists(place):
        return
    slots = slots_if_any(journal)
    if slots is None or slots.journal_id != journal_id:
        raise ConditionError(ConditionCode.ALREADY_EXISTS, str(place))


@contextmanager
def _stoppable(connection: Connection, job: Job) -> Iterator[None]:
    """Ask *job* now and then, while SQLite works, whether it should stop.

    Raises:
        Cancelled: it should.
    """
    stopped: list[Cancelled] = []

    def ask() -> int:
        try:
            job.check_cancelled()
        except Cancelled as cancelled:
            stopped.append(cancelled)
        return len(stopped)

    connection.set_progress_handler(ask, _WATCH_EVERY)
    try:
        yield
    except (Error, ConditionError):
        if not stopped:
            raise
    finally:
        connection.set_progress_handler(None, 0)
    if stopped:
        raise stopped[0]
