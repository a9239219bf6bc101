"""One open journal with every service on it."""

from contextlib import suppress
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ahpjournal.domain.backups import BackupReason
from ahpjournal.domain.clock import Clock, timestamp
from ahpjournal.domain.errors import ConditionError, WarningCode
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode, RecoverySheet
from ahpjournal.domain.portfolio import SealedJournal
from ahpjournal.domain.records import dataclass
from ahpjournal.output_file import whole_file
from ahpjournal.policy import NO_POLICIES, Policies
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.backups import BackupService, back_up_before
from ahpjournal.services.content import ProgrammeContent
from ahpjournal.services.entries import EntryService
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.packs import PackService
from ahpjournal.services.plans import PlanService
from ahpjournal.services.profile import ProfileService
from ahpjournal.services.programme import ProgrammeService
from ahpjournal.services.progress import ProgressService
from ahpjournal.services.prompts import PromptService
from ahpjournal.services.ratings import RatingService
from ahpjournal.services.templates import TemplateService
from ahpjournal.storage.check import CheckReport
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.keys import NO_KEY, Key
from ahpjournal.storage.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from ahpjournal.services.attachments import AttachmentService
    from ahpjournal.services.bin import BinService
    from ahpjournal.services.copies import CopyService
    from ahpjournal.services.export_gate import ExportGateService
    from ahpjournal.services.exports import ExportService
    from ahpjournal.services.history import HistoryService
    from ahpjournal.services.identifiers import IdentifierService
    from ahpjournal.services.links import LinkService
    from ahpjournal.services.portfolios import PortfolioService
    from ahpjournal.services.replies import ReplyService
    from ahpjournal.services.saved_searches import SavedSearchService
    from ahpjournal.services.search import SearchService
    from ahpjournal.services.spelling import SpellingService
    from ahpjournal.services.tags import TagService
    from ahpjournal.services.transfer import TransferService


@dataclass(frozen=True, slots=True)
class JournalInfo:
    """Facts about a journal that name nobody. *counts* are live records by kind."""

    path: Path | None
    journal_id: str
    owner_initials: str
    counts: dict[str, int]
    schema_version: int
    is_encrypted: bool
    size_bytes: int
    last_backup: str | None = field(default=None)


class JournalSession:
    """An open journal. Close it when done; nothing on it may be used afterwards."""

    def __init__(
        self,
        journal: JournalFile,
        clock: Clock,
        ids: Ids,
        content: ProgrammeContent,
        places: BackupPlaces | None = None,
        policies: Policies = NO_POLICIES,
    ) -> None:
        """Put the services on *journal*; it is backed up if there are *places* for that."""
        self._journal = journal
        self.policies = policies
        self.clock = clock
        self.feed = ChangeFeed()
        self.feed.subscribe(self._on_news)
        self.packs = PackService(journal, self.feed, content)
        self.pack = self.packs.present
        content = replace(content, pack=self.pack)
        self.templates = TemplateService(journal, self.feed, ids, content.models)
        self.profile = ProfileService(journal, self.feed, content.professions, content.role_levels)
        self.programme = ProgrammeService(journal, self.feed, content.pack)
        self.prompts = PromptService(journal, self.feed, ids, content.pack)
        self.entries = EntryService(journal, self.feed, clock, ids, self.templates)
        self.ratings = RatingService(journal, self.feed, clock, ids, self.programme, self.packs)
        self.plans = PlanService(journal, self.feed, clock, ids)
        self.progress = ProgressService(journal, self.packs)
        self.backups = BackupService(journal.path, journal.journal_id, journal.key, clock, places)
        self._ids = ids
        self._content = content

    # What the first page does not need is loaded when it is first asked for.

    @cached_property
    def search(self) -> "SearchService":
        """Finding in the whole journal."""
        from ahpjournal.services.search import SearchService

        return SearchService(self._journal, self.feed, self.clock, self.programme)

    @cached_property
    def saved_searches(self) -> "SavedSearchService":
        """Searches kept under a name."""
        from ahpjournal.services.saved_searches import SavedSearchService

        return SavedSearchService(self._journal, self.feed, self._ids)

    @cached_property
    def links(self) -> "LinkService":
        """What refers to what."""
        from ahpjournal.services.links import LinkService

        return LinkService(self._journal, self.entries, self.plans)

    @cached_property
    def history(self) -> "HistoryService":
        """Earlier states of what was written."""
        from ahpjournal.services.history import HistoryService

        return HistoryService(self._journal, self.feed, self.templates.model_ever)

    @cached_property
    def bin(self) -> "BinService":
        """What was removed, and can be brought back."""
        from ahpjournal.services.bin import BinService

        return BinService(self._journal, self.feed)

    @cached_property
    def portfolios(self) -> "PortfolioService":
        """Documents for coach and portfolio."""
        from ahpjournal.services.portfolios import PortfolioService

        return PortfolioService(
            self._journal,
            self.feed,
            self.clock,
            self._ids,
            self._content,
            self.programme,
            self.progress,
            self._seal,
            self.templates.find,
            self.policies,
        )

    @cached_property
    def exports(self) -> "ExportService":
        """The record of what left the journal."""
        from ahpjournal.services.exports import ExportService

        return ExportService(self._journal, self.feed, self.clock)

    @cached_property
    def replies(self) -> "ReplyService":
        """What coaches sent back."""
        from ahpjournal.services.replies import ReplyService

        return ReplyService(self._journal, self.feed, self.clock, self._ids, self.packs, self.plans)

    @property
    def has_replies(self) -> bool:
        """Whether a coach sent anything back; asks without loading what reads it."""
        with self._journal.reading():
            return self._journal.replies.has_any()

    @cached_property
    def spelling(self) -> "SpellingService":
        """Spelling, with the words of the owner."""
        from ahpjournal.services.spelling import SpellingService

        return SpellingService(self._journal, self.feed)

    @cached_property
    def attachments(self) -> "AttachmentService":
        """Files kept with reflections."""
        from ahpjournal.services.attachments import AttachmentService

        may_add = not self.policies.disables_attachments
        return AttachmentService(self._journal, self.feed, self._ids, may_add=may_add)

    @cached_property
    def identifiers(self) -> "IdentifierService":
        """What in a text points to a person."""
        from ahpjournal.services.identifiers import IdentifierService

        return IdentifierService(self._journal, self.feed)

    @cached_property
    def tags(self) -> "TagService":
        """Tags, changed in all reflections at once."""
        from ahpjournal.services.tags import TagService

        return TagService(self._journal, self.feed)

    @cached_property
    def gate(self) -> "ExportGateService":
        """What points to a person in words that are about to leave."""
        from ahpjournal.services.export_gate import ExportGateService

        return ExportGateService(self._journal, self.feed, self.clock, self._ids, self.identifiers)

    @cached_property
    def copies(self) -> "CopyService":
        """Bringing in what was written in another copy of this journal."""
        from ahpjournal.services.copies import CopyService

        journal = self._journal
        return CopyService(journal.path, journal.key, self.clock, self._ids, self.backups)

    @cached_property
    def transfer(self) -> "TransferService":
        """Bringing in and giving out; loaded with its schema when first used."""
        from ahpjournal.services.transfer import TransferService

        return TransferService(self._journal, self.feed, self.clock, self.pack, self.policies)

    @property
    def path(self) -> Path | None:
        """Where the journal lies; None in memory."""
        return self._journal.path

    @property
    def is_from_newer_version(self) -> bool:
        """Whether a newer version of the program wrote the journal."""
        return self._journal.schema_version > SCHEMA_VERSION

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._journal.is_read_only

    @property
    def journal_id(self) -> str:
        """The journal's own id, the same in every copy."""
        return self._journal.journal_id

    @property
    def warnings(self) -> tuple[WarningCode, ...]:
        """What does not stand in the way, but puts the journal at risk."""
        return self._journal.warnings()

    def info(self, *, with_backup: bool = False) -> JournalInfo:
        """Give facts about the journal that name nobody.

        *with_backup* looks for the last backup, which may lie on a slow drive.
        """
        backup = self.backups.newest() if with_backup else None
        return JournalInfo(
            path=self._journal.path,
            journal_id=self._journal.journal_id,
            owner_initials=self.profile.get().initials,
            counts=self._journal.counts(),
            schema_version=self._journal.schema_version,
            is_encrypted=self._journal.is_encrypted,
            size_bytes=self._journal.size_bytes(),
            last_backup=timestamp(backup.made_at) if backup is not None else None,
        )

    @property
    def is_encrypted(self) -> bool:
        """Whether the journal opens with a passphrase only."""
        return self._journal.is_encrypted

    @property
    def key(self) -> Key:
        """What opens the journal again where its file was worked on; gone with the session."""
        return self._journal.key

    def recovery_code(self) -> RecoveryCode:
        """Give the code on the recovery sheet, to print it again.

        Raises:
            ConditionError: the journal is not encrypted (NOT_ENCRYPTED).
        """
        return self._journal.protection().code

    def recovery_sheet(self) -> RecoverySheet:
        """Give what goes on the recovery sheet (`services.recovery_sheets` writes it).

        Raises:
            ConditionError: the journal is not encrypted (NOT_ENCRYPTED).
        """
        code = self.recovery_code()
        name = self.path.name if self.path is not None else ""
        return RecoverySheet(name, self.journal_id, code, self.clock.today())

    def check(self) -> CheckReport:
        """Check the journal from end to end."""
        return self._journal.check()

    def check_apart(self, job: Job) -> CheckReport:
        """Check the journal from end to end with a connection of its own, on any thread.

        Raises:
            ConditionError: the file cannot be read any more, or another lies in its place.
        """
        job.report(Progress(0, 0, JobStage.CHECKING))
        reader = self._journal.reader()
        try:
            return reader.check()
        finally:
            if reader is not self._journal:
                reader.close()

    def _seal(self, passphrase: Passphrase, job: Job) -> SealedJournal:
        """Give the whole journal as an encrypted file; what makes it is loaded only now."""
        from ahpjournal.services.archives import sealer_of

        return sealer_of(self._journal)(passphrase, job)

    def _on_news(self, topics: Topic) -> None:
        """After a backup, what is here now becomes a version as soon as it changes."""
        if Topic.BACKUPS in topics:
            with suppress(ConditionError):  # it is only finer history; the next backup tells again
                self._journal.note_copied()

    def save_file(self, path: Path, content: bytes) -> None:
        """Write *content* to a file for another program, whole or not at all.

        Raises:
            ConditionError: it cannot be written, or is a journal.
        """
        self._journal.refuse_target(path)
        with whole_file(path) as file:
            file.write(content)

    def forget_copies(self) -> None:
        """Take away what other programs were given to show."""
        if "attachments" in self.__dict__:
            self.attachments.forget_copies()

    def close(self) -> None:
        """Let the journal go; afterwards it is one file at rest."""
        for name in ("spelling", "identifiers", "attachments"):
            if name in self.__dict__:  # not asked for: not loaded
                getattr(self, name).close()
        self._journal.close()


def create_journal(
    path: Path,
    *,
    clock: Clock,
    ids: Ids,
    content: ProgrammeContent,
    passphrase: Passphrase | None = None,
    places: BackupPlaces | None = None,
    policies: Policies = NO_POLICIES,
) -> JournalSession:
    """Make an empty journal at *path* and open it; encrypted if there is a *passphrase*.

    Raises:
        ConditionError: something is there already, or the folder is missing or refuses.
    """
    journal = JournalFile.create(path, clock, ids, passphrase=passphrase)
    return JournalSession(journal, clock, ids, content, places, policies)


def open_journal(
    path: Path,
    *,
    clock: Clock,
    ids: Ids,
    content: ProgrammeContent,
    read_only: bool = False,
    key: Key = NO_KEY,
    places: BackupPlaces | None = None,
    policies: Policies = NO_POLICIES,
) -> JournalSession:
    """Open the journal at *path*; an encrypted one with its *key* (`services.protection.unlock`).

    One of an older version is backed up before it is changed, if there are *places* for that.

    Raises:
        ConditionError: it cannot be opened; the code says why and the file is untouched.
    """

    def before_upgrade() -> None:
        if places is not None:
            back_up_before(path, key, BackupReason.BEFORE_UPGRADE, clock, places)

    journal = JournalFile.open(
        path, clock, ids, read_only=read_only, key=key, before_upgrade=before_upgrade
    )
    try:
        return JournalSession(journal, clock, ids, content, places, policies)
    except BaseException:
        with suppress(ConditionError):
            journal.close()  # or nobody could open it, to read or to repair it
        raise


def memory_journal(*, clock: Clock, ids: Ids, content: ProgrammeContent) -> JournalSession:
    """Make a journal that is gone when closed: for tests and previews."""
    return JournalSession(JournalFile.in_memory(clock, ids), clock, ids, content)


__all__ = [
    "CheckReport",
    "JournalInfo",
    "JournalSession",
    "ProgrammeContent",
    "create_journal",
    "memory_journal",
    "open_journal",
]
