"""One open journal file and its repositories."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ahpjournal.domain.clock import Clock, HybridClock, parse_timestamp, timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputError, WarningCode
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.merging import MergeReport
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode
from ahpjournal.storage.all_texts import AllTexts
from ahpjournal.storage.attachments import AttachmentRepository
from ahpjournal.storage.bin import BinRepository
from ahpjournal.storage.check import (
    CheckReport,
    check_database,
    counts,
    damaged_attachments,
    unreadable_records,
)
from ahpjournal.storage.conflicts import ConflictRepository
from ahpjournal.storage.connection import (
    guard_schema,
    open_connection,
    settle_durability,
    unguard_schema,
)
from ahpjournal.storage.contents import ContentRepository, ContentWriter
from ahpjournal.storage.creating import facts_of, make_journal, make_tables, refuse_taken
from ahpjournal.storage.decisions import DecisionRepository
from ahpjournal.storage.driver import Connection, Error
from ahpjournal.storage.entries import EntryRepository
from ahpjournal.storage.errors import condition_of, conditions
from ahpjournal.storage.evidence import EvidenceRepository
from ahpjournal.storage.exports import ExportRepository
from ahpjournal.storage.key_slots import (
    RECOVERY,
    SLOTS,
    Protection,
    parse_slots,
    slots_if_any,
    write_slots,
)
from ahpjournal.storage.keys import NO_KEY, Key
from ahpjournal.storage.links import LinkRepository
from ahpjournal.storage.location import is_shared_location
from ahpjournal.storage.lock import WriterLock
from ahpjournal.storage.opening import (
    Header,
    identity,
    open_to_read,
    prove_structure,
    read_header,
    refuse_journal,
    refuse_unwritable,
    remove_half_made,
)
from ahpjournal.storage.plans import ActionRepository
from ahpjournal.storage.profiles import ModuleRepository, ProfileRepository
from ahpjournal.storage.prompts import PromptRepository
from ahpjournal.storage.rekeying import forget_stale_slots, forget_unfinished
from ahpjournal.storage.replies import ReplyRepository
from ahpjournal.storage.restoring import finish_moves
from ahpjournal.storage.saved_searches import SavedSearchRepository
from ahpjournal.storage.schema import SCHEMA_VERSION
from ahpjournal.storage.search import SearchRepository
from ahpjournal.storage.setting import SettingRepository
from ahpjournal.storage.sittings import SittingRepository
from ahpjournal.storage.snapshots import SnapshotRepository
from ahpjournal.storage.tags import TagRepository
from ahpjournal.storage.templates import TemplateRepository
from ahpjournal.storage.versions import Edge, VersionRepository
from ahpjournal.storage.writing import Writing

if TYPE_CHECKING:
    from ahpjournal.storage.merging import Copy

_CLOSE_WAIT_MS = 500
_FEW_PAGES_KIB = 4_096
_SCRUB_EVERY = timedelta(days=7)
_CLOCK_MAY_LAG = timedelta(days=1)


class _DryRunDone(Exception):  # noqa: N818 - control flow, not a fault
    """Everything was tried; nothing of it is to be kept."""


class JournalFile:
    """An open journal: its connection, its repositories and the right to write it."""

    def __init__(
        self,
        path: Path | None,
        connection: Connection,
        clock: Clock,
        ids: Ids,
        *,
        lock: WriterLock | None,
        is_read_only: bool,
        key: Key = NO_KEY,
    ) -> None:
        """Take over an open and migrated *connection*; made by the class methods below.

        Raises:
            ConditionError: what names the journal cannot be read.
        """
        self.path = path
        self.is_read_only = is_read_only
        self.key = key
        self._connection = connection
        self._lock = lock
        self._clock = clock
        self._ids = ids
        self._identity = identity(path)
        self._is_settled = path is None
        self._is_closed = False
        self._hybrid = HybridClock(clock, "")
        writing = Writing(connection, clock, ids, self._hybrid, self._before_write)
        self._writing = writing
        self.settings = SettingRepository(writing)
        self.profiles = ProfileRepository(writing)
        self.modules = ModuleRepository(writing)
        self.sittings = SittingRepository(writing)
        self.evidence = EvidenceRepository(writing)
        self.entries = EntryRepository(writing)
        self.actions = ActionRepository(writing)
        self.attachments = AttachmentRepository(writing)
        self.contents = ContentRepository(writing)
        self.search = SearchRepository(connection)
        self.saved_searches = SavedSearchRepository(writing)
        self.snapshots = SnapshotRepository(writing)
        self._edge = Edge()
        self.versions = VersionRepository(writing, self.snapshots, self._edge)
        writing.keep_before = self.versions.keep_before
        self.bin = BinRepository(writing, self.versions)
        self.conflicts = ConflictRepository(writing)
        self.decisions = DecisionRepository(writing)
        self.exports = ExportRepository(writing)
        self.replies = ReplyRepository(writing)
        self.all_texts = AllTexts(writing)
        self.templates = TemplateRepository(writing)
        self.prompts = PromptRepository(writing)
        self.tags = TagRepository(writing, self.versions)
        self.links = LinkRepository(writing)
        with conditions(path):
            self.journal_id = self.settings.meta("journal_id")
            last = self.settings.meta("hlc")
        # A copy of the file is a copy of everything in it: only a name made anew for each
        # opening keeps the readings of two copies apart.
        self._hybrid.node = ids.new()[-12:]
        self._edge.reading = last
        try:
            if last:
                self._hybrid.observe(last)
        except ValueError as error:
            raise ConditionError(ConditionCode.DAMAGED, str(path or "")) from error

    @classmethod
    def create(
        cls, path: Path, clock: Clock, ids: Ids, *, passphrase: Passphrase | None = None
    ) -> "JournalFile":
        """Make an empty journal at *path*, readable by its owner only; encrypted if *passphrase*.

        Raises:
            ConditionError: something is there already, or the folder is missing or refuses.
        """
        key = make_journal(path, clock, ids, passphrase)
        return cls.open(path, clock, ids, key=key)

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        ids: Ids,
        *,
        read_only: bool = False,
        key: Key = NO_KEY,
        before_upgrade: Callable[[], object] | None = None,
    ) -> "JournalFile":
        """Open the journal at *path*; the first write to it is the first change of the file.

        A journal of a newer version can be opened *read_only* if this version understands it.
        Opened to write, what an interrupted change of the passphrase left behind is put in order,
        and lost key slots are written again. *before_upgrade* is called before one of an older
        version is changed, to make a backup; if it raises, nothing is changed.

        Raises:
            ConditionError: it cannot be opened; the code says why and the file is untouched.
        """
        finish_moves(path)
        header = read_header(path, key)
        if read_only:
            return cls._open_read_only(path, header, clock, ids, key)
        if header.version > SCHEMA_VERSION:
            raise ConditionError(ConditionCode.TOO_NEW, str(path), version=header.version)
        refuse_unwritable(path)
        lock = WriterLock(path)
        try:
            with conditions(path):
                return cls._open_to_write(path, clock, ids, lock, header, key, before_upgrade)
        except BaseException as error:
            if isinstance(error, ConditionError) and error.code is ConditionCode.DISK_FULL:
                remove_half_made(path)
            lock.release()
            raise

    @classmethod
    def _open_to_write(
        cls,
        path: Path,
        clock: Clock,
        ids: Ids,
        lock: WriterLock,
        header: Header,
        key: Key,
        before_upgrade: Callable[[], object] | None,
    ) -> "JournalFile":
        is_stranded = header.has_log and is_shared_location(path)  # a log does not work there
        connection = open_connection(path, alone=is_stranded, key=key)
        try:
            prove_structure(connection, path)
            if is_stranded:
                settle_durability(connection, is_shared=True)
            if _user_version(connection) < SCHEMA_VERSION:
                if before_upgrade is not None:
                    before_upgrade()
                settle_durability(connection, is_shared=is_shared_location(path))
                _upgrade(connection, path)
            guard_schema(connection)
            journal = cls(path, connection, clock, ids, lock=lock, is_read_only=False, key=key)
            journal._settle_keys(path)
        except BaseException:
            connection.close()
            raise
        return journal

    @classmethod
    def _open_read_only(
        cls, path: Path, header: Header, clock: Clock, ids: Ids, key: Key
    ) -> "JournalFile":
        from ahpjournal.storage.older import lend_later_parts

        with conditions(path):
            connection = open_to_read(path, has_log=header.has_log, key=key)
            try:
                prove_structure(connection, path)
                lend_later_parts(connection)
                return cls(path, connection, clock, ids, lock=None, is_read_only=True, key=key)
            except BaseException:
                connection.close()
                raise

    @classmethod
    def in_memory(cls, clock: Clock, ids: Ids) -> "JournalFile":
        """Make a journal that is gone when closed."""
        connection = open_connection(None)
        make_tables(connection, facts_of(ids.new(), clock, ids))
        guard_schema(connection)
        return cls(None, connection, clock, ids, lock=None, is_read_only=False)

    def reader(self) -> "JournalFile":
        """Open the same file again, to read on the calling thread; in memory, this one itself.

        What it reads is the journal as it is now, whatever is written meanwhile. It keeps few pages
        in memory: whoever reads so goes through the journal once.

        Raises:
            ConditionError: the file cannot be read any more, or another lies in its place.
        """
        if self.path is None:
            return self
        self._refuse_replaced()
        header = read_header(self.path, self.key)
        reader = self._open_read_only(self.path, header, self._clock, self._ids, self.key)
        with conditions(self.path):
            reader.hold_still(few_pages=True)
        return reader

    @contextmanager
    def writer(self) -> "Iterator[JournalFile]":
        """Open the same file again, to write on the calling thread; in memory, this one itself.

        Both share the clock that orders changes, so a change here is never older than what it
        changes. Whoever writes keeps transactions short: this one waits for them.

        Raises:
            ConditionError: the file cannot be written any more, or another lies in its place.
        """
        self._before_write()
        if self.path is None:
            yield self
            return
        with conditions(self.path):
            connection = open_connection(self.path, key=self.key)
        try:
            guard_schema(connection)
            other = JournalFile(
                *(self.path, connection, self._clock, self._ids),
                lock=None,
                is_read_only=False,
                key=self.key,
            )
            other._hybrid = other._writing.hybrid = self._hybrid
            other._edge.reading = self._edge.reading
            with conditions(self.path):
                yield other
        finally:
            connection.close()

    @contextmanager
    def content_writer(self) -> Iterator[ContentWriter]:
        """Give what writes contents of attachments on the calling thread, beside this connection.

        Raises:
            ConditionError: the file cannot be written any more, or another lies in its place.
        """
        self._before_write()
        if self.path is None:
            yield ContentWriter(self.contents, self.transaction, pauses=False)
            return
        with conditions(self.path):
            connection = open_connection(self.path, key=self.key)
        try:
            connection.execute("PRAGMA synchronous = EXTRA")
            guard_schema(connection)
            writing = Writing(
                connection,
                self._clock,
                self._ids,
                HybridClock(self._clock, ""),
                self._before_write,
            )

            @contextmanager
            def transaction() -> Iterator[None]:
                with conditions(self.path):
                    connection.execute("BEGIN IMMEDIATE")
                    try:
                        yield
                        connection.execute("COMMIT")
                    except BaseException:
                        if connection.in_transaction:
                            connection.execute("ROLLBACK")
                        raise

            with conditions(self.path):
                yield ContentWriter(ContentRepository(writing), transaction)
        finally:
            connection.close()

    def hold_still(self, *, few_pages: bool = False) -> None:
        """Read from now on the journal as it is now, where its way of writing allows it.

        With *few_pages* little of it is kept in memory.
        """
        if few_pages:
            self._connection.execute(f"PRAGMA cache_size = -{_FEW_PAGES_KIB}")
        mode = self._connection.execute("PRAGMA journal_mode").fetchone()[0]
        if mode == "wal":  # elsewhere, it would keep the writer waiting
            self._connection.execute("BEGIN")
            self.settings.meta("journal_id")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Group writes: all or nothing, durable when the outermost group ends.

        Raises:
            ConditionError: the journal cannot be written; nothing of the group is kept.
        """
        self._before_write()
        with conditions(self.path):
            if self._connection.in_transaction:
                from ahpjournal.storage.database import database_of

                with database_of(self._connection).atomic():
                    yield
                return
            self._settle()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._keep_reading()
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._writing.last_reading = ""
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn the driver's errors while reading into conditions."""
        with conditions(self.path):
            yield

    def counts(self) -> dict[str, int]:
        """Count live records by kind."""
        with conditions(self.path):
            return counts(self._connection)

    @property
    def is_encrypted(self) -> bool:
        """Whether the file opens with a passphrase only."""
        return not self.key.is_empty

    def protection(self) -> Protection:
        """Give the recovery code and the key slots of an encrypted journal.

        Raises:
            ConditionError: it is not encrypted (NOT_ENCRYPTED), or does not keep them (DAMAGED).
        """
        where = str(self.path or "")
        if not self.is_encrypted:
            raise ConditionError(ConditionCode.NOT_ENCRYPTED, where)
        with conditions(self.path):
            code, slots = (self.settings.meta(fact) for fact in (RECOVERY, SLOTS))
        try:
            return Protection(RecoveryCode(code), parse_slots(slots, where))
        except InputError as error:
            raise ConditionError(ConditionCode.DAMAGED, where) from error

    @property
    def schema_version(self) -> int:
        """The version of the schema in the file."""
        return _user_version(self._connection)

    def size_bytes(self) -> int:
        """How large the file is; 0 in memory, and where it cannot be reached at the moment."""
        try:
            return self.path.stat().st_size if self.path is not None else 0
        except OSError:
            return 0

    def note_copied(self) -> None:
        """Take note that a copy was made: what is here now is a version once it changes."""
        with conditions(self.path):
            self._edge.reading = self.settings.meta("hlc")

    def merge(
        self, other: "JournalFile", step: Callable[[int, int], None], *, dry_run: bool = False
    ) -> MergeReport:
        """Bring the changes of *other*, a copy of this journal, in; all of them or none.

        *step* is called with how many records are done and how many there are, and may raise to
        stop. With *dry_run* nothing is kept.

        Raises:
            ConditionError: *other* is another journal, or one of them cannot be used.
        """
        from ahpjournal.storage.merging import Merge

        if other.journal_id != self.journal_id:
            raise ConditionError(ConditionCode.ANOTHER_JOURNAL, str(other.path or ""))
        with suppress(_DryRunDone), self.transaction():
            report = Merge(self.as_copy(), other.as_copy(), step).run()
            if dry_run:
                raise _DryRunDone
        report.is_dry_run = dry_run
        return report

    def copy_to(self, target: Path) -> None:
        """Write a compact copy of the journal, as it is now, to a new file at *target*.

        Raises:
            ConditionError: it cannot be written; nothing is left behind.
        """
        refuse_taken(target)
        try:
            os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError as error:
            raise ConditionError(ConditionCode.NO_PERMISSION, str(target.parent)) from error
        try:
            with conditions(target), self._reading_freely():
                self._connection.execute("VACUUM INTO ?", (str(target),))
        except BaseException:
            target.unlink(missing_ok=True)
            raise

    @contextmanager
    def _reading_freely(self) -> Iterator[None]:
        """Let the file be copied, which SQLite counts as writing, and as a change of schema."""
        self._connection.execute("PRAGMA query_only = OFF")
        unguard_schema(self._connection)
        try:
            yield
        finally:
            if self.is_read_only:
                self._connection.execute("PRAGMA query_only = ON")
            else:
                guard_schema(self._connection)

    def scrub(self) -> None:
        """Take the words of what was erased out of the file, and out of the log beside it."""
        with self.transaction():
            self.bin.scrub()
        with conditions(self.path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def as_copy(self) -> "Copy":
        """Give this journal as one side of a merge."""
        from ahpjournal.storage.merging import Copy

        return Copy(
            self._writing,
            self.snapshots,
            self.versions,
            self.bin,
            self.settings,
            self.conflicts,
            self.contents,
        )

    def check(self) -> CheckReport:
        """Check the file from end to end; reads only."""
        with conditions(self.path):
            problems = check_database(
                self._connection, can_write=not self.is_read_only, is_encrypted=self.is_encrypted
            )
            if any(problem.code == "pages" for problem in problems):
                return CheckReport(problems, {})
            others = {
                "action": self.actions.list_all,
                "sitting": self.sittings.list_all,
                "rating": self.sittings.ratings,
                "export": self.exports.list_all,
                "reply": self.replies.list_all,
                "template": self.templates.list_all,
                "prompt": self.prompts.list_all,
            }
            records = unreadable_records(self.entries, others)
            damaged = damaged_attachments(self.attachments, self.contents)
            return CheckReport((*problems, *records, *damaged), counts(self._connection))

    def refuse_target(self, target: Path) -> None:
        """Make sure that something else written to *target* replaces no journal.

        Raises:
            ConditionError: it would (IS_A_JOURNAL).
        """
        refuse_journal(target, self.path)

    def close(self) -> None:
        """Put everything into the one file and let it go; a second time, nothing is to do.

        Raises:
            ConditionError: the log could not be put into the file; it stays beside it, and what
                was saved is safe in it.
        """
        if self._is_closed:
            return
        self._is_closed = True
        try:
            if not self.is_read_only and self.path is not None:
                self._scrub_if_due()
                with conditions(self.path):
                    self._connection.execute(f"PRAGMA busy_timeout = {_CLOSE_WAIT_MS}")
                    self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            self._connection.close()
            if self._lock is not None:
                self._lock.release()

    def warnings(self) -> tuple[WarningCode, ...]:
        """Name what puts the open journal at risk."""
        found = []
        if self.path is not None and is_shared_location(self.path):
            found.append(WarningCode.SHARED_PLACE)
            if self._lock is not None and self._lock.left_by:
                found.append(WarningCode.MAYBE_OPEN_ELSEWHERE)
        if self._hybrid.lead() > _CLOCK_MAY_LAG:
            found.append(WarningCode.CLOCK_BEHIND)
        if self.schema_version > SCHEMA_VERSION:
            found.append(WarningCode.NEWER_VERSION)
        return tuple(found)

    def _scrub_if_due(self) -> None:
        """After a week of changes, take words that were written over out of the search indexes.

        It is only tidying: if the disk is full or gone, the next closing does it.
        """
        if not self._is_settled:
            return
        with suppress(ConditionError), conditions(self.path):
            now = self._clock.now()
            since = self.settings.meta("scrubbed_at") or self.settings.meta("created_at")
            if since and now - parse_timestamp(since) >= _SCRUB_EVERY:
                with self.transaction():
                    self.bin.scrub()
                    self.settings.put_meta("scrubbed_at", timestamp(now))

    def _before_write(self) -> None:
        if self.is_read_only:
            raise ConditionError(ConditionCode.READ_ONLY, str(self.path or ""))
        self._refuse_replaced()

    def _refuse_replaced(self) -> None:
        if self._identity is None or self.path is None or identity(self.path) == self._identity:
            return
        is_gone = not self.path.parent.exists()
        code = ConditionCode.DRIVE_PROBLEM if is_gone else ConditionCode.FILE_REPLACED
        raise ConditionError(code, str(self.path))

    def _settle_keys(self, path: Path) -> None:
        """Put the files beside the journal, and its copy of the key slots, in order.

        Slots beside the journal that wrap its key are newer than the copy: a change of the
        passphrase writes them first. Where they are lost or another's, the copy takes their place.
        What cannot be done now, the next opening does.
        """
        with suppress(ConditionError):
            forget_unfinished(path)
            if not self.is_encrypted:
                forget_stale_slots(path, self.journal_id)
                return
            kept = parse_slots(self.settings.meta(SLOTS), str(path))
            beside = slots_if_any(path)
            if beside is None or not beside.belongs_with(kept):
                write_slots(path, kept)
            elif beside != kept:
                with self.transaction():
                    self.settings.put_meta(SLOTS, beside.text)

    def _settle(self) -> None:
        """Before the first write, choose how commits are kept; that may change the header."""
        if not self._is_settled and self.path is not None:
            settle_durability(self._connection, is_shared=is_shared_location(self.path))
            self._is_settled = True

    def _keep_reading(self) -> None:
        """Keep the newest reading of the hybrid clock, so that it never goes back."""
        if self._writing.last_reading:
            self._writing.execute(
                "UPDATE meta SET value = ? WHERE key = 'hlc'", (self._writing.last_reading,)
            )
            self._writing.last_reading = ""


def _upgrade(connection: Connection, path: Path) -> None:
    """Bring an older journal up to date, or leave it as it is and say so."""
    from ahpjournal.storage.database import database_of
    from ahpjournal.storage.migrations import migrate

    try:
        migrate(database_of(connection))
    except Error as error:
        condition = condition_of(error, path)
        if condition is not None and condition.code is not ConditionCode.DAMAGED:
            raise
        raise ConditionError(ConditionCode.UPGRADE_FAILED, str(path)) from error
    except (RuntimeError, ValueError, LookupError, TypeError, AssertionError) as error:
        raise ConditionError(ConditionCode.UPGRADE_FAILED, str(path)) from error


def _user_version(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
