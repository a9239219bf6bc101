"""Bringing a journal in from JSON and out to JSON."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from ahpjournal.domain.attachments import Attachment
from ahpjournal.domain.clock import Clock
from ahpjournal.domain.entries import Entry
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.file_kinds import HEAD_BYTES, media_type
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.portfolio import PortfolioKind
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Pack
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.texts import cleaned
from ahpjournal.output_file import whole_file
from ahpjournal.policy import NO_POLICIES, Policies
from ahpjournal.services.feed import ALL_TOPICS, ChangeFeed
from ahpjournal.services.kept_selections import selection_from_text, selection_to_text, setting_of
from ahpjournal.storage.contents import digest_of
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.text import _

WALK, STEP = 500, 100
SELECTION = setting_of(PortfolioKind.COACH)


@dataclass(slots=True)
class ImportReport:
    """What an import did or would do, by kind. *kept* had the same id but other content here.

    *later* counts records of kinds this version does not keep; *ignored* are unknown keys.
    """

    new: dict[str, int] = field(default_factory=dict)
    same: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    kept_ids: list[str] = field(default_factory=list)
    later: dict[str, int] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    is_dry_run: bool = False

    def count(self, kind: str, outcome: dict[str, int]) -> None:
        """Count one record of *kind* under *outcome*."""
        outcome[kind] = outcome.get(kind, 0) + 1


class TransferService:
    """Whole journals in and out. Both run on any thread: they open the file for themselves."""

    def __init__(
        self,
        journal: JournalFile,
        feed: ChangeFeed,
        clock: Clock,
        pack: Pack,
        policies: Policies = NO_POLICIES,
    ) -> None:
        """Work on *journal*; *policies* say whether the organisation lets it leave as JSON."""
        self._policies = policies
        self._journal = journal
        self._feed = feed
        self._clock = clock
        self._pack = pack

    def export_json(self, path: Path, job: Job) -> Path:
        """Write the whole journal to *path* as JSON; the journal is only read.

        Raises:
            ConditionError: the file cannot be written, or is a journal, or the organisation does
                not allow it; nothing is left behind.
            Cancelled: the user stopped it; nothing is left behind.
        """
        self._policies.require_export("json")
        self._policies.require_protected_copy(is_protected=False)
        self._journal.refuse_target(path)
        reader = self._journal.reader()
        try:
            with whole_file(path) as file:
                for text in self._parts(reader, job):
                    file.write(text.encode())
        finally:
            if reader is not self._journal:
                reader.close()
        return path

    def whole_journal(self, job: Job) -> bytes:
        """Give the whole journal as JSON, to be brought into another one.

        Raises:
            Cancelled: the user stopped it.
        """
        reader = self._journal.reader()
        try:
            return b"".join(text.encode() for text in self._parts(reader, job))
        finally:
            if reader is not self._journal:
                reader.close()

    def import_json(self, given: bytes | Path, job: Job, *, dry_run: bool = False) -> ImportReport:
        """Bring *given* in: what is new is added, what is here stays as it is, all or nothing.

        A file is read entry by entry, first to look at all of it, then to bring it in.

        Raises:
            InputError: the data is not a journal, with every place that is not as expected.
            ConditionError: the journal cannot be written, or the file cannot be read.
            Cancelled: the user stopped it; nothing was brought in.
        """
        from ahpjournal.exchange.journal_reading import JournalStream

        job.report(Progress(0, 0, JobStage.CHECKING))
        with readable(given if isinstance(given, Path) else None):
            stream = JournalStream(_opener(given), self._pack, self._clock.now())
            report = ImportReport(later=dict(stream.content.later), is_dry_run=dry_run)
            if dry_run:
                self._bring_in(stream, job, report, is_written=False)
            else:
                with self._journal.transaction():
                    self._bring_in(stream, job, report, is_written=True)
        report.ignored = stream.ignored
        if not dry_run:
            self._feed.publish(ALL_TOPICS)
        return report

    def _parts(self, reader: JournalFile, job: Job) -> Iterator[str]:
        from ahpjournal.exchange.journal_document import JournalDocument
        from ahpjournal.exchange.journal_writing import serialise_parts

        with reader.reading():
            total = reader.counts().get("entries", 0)
            content = JournalDocument(
                profile=reader.profiles.get(),
                pack_id=self._pack.id,
                pack_version=self._pack.version,
                modules=reader.modules.list_all(),
                sittings=reader.sittings.list_all(),
                ratings=reader.sittings.ratings(),
                actions=tuple(_without_removed(reader)),
                exports=reader.exports.list_all(),
                replies=reader.replies.list_all(),
                templates=reader.templates.list_all(),
                prompts=reader.prompts.list_all(),
                searches=reader.saved_searches.list_all(),
                conversation=_conversation(reader),
            )
            entries = _walk(reader, job, total)
            now = self._clock.now()
            yield from serialise_parts(
                content,
                entries,
                reader.journal_id,
                now,
                lambda entry: _files_of(reader, entry, job),
            )

    def _bring_in(self, stream: Any, job: Job, report: ImportReport, *, is_written: bool) -> None:
        journal, content = self._journal, stream.content
        total = stream.count + len(content.actions) + len(content.ratings)
        done = 0

        def step() -> None:
            nonlocal done
            done += 1
            if done % STEP == 0:
                job.check_cancelled()
                job.report(Progress(done, total, JobStage.SAVING))

        self._bring_profile(content, report, is_written=is_written)
        self._bring_ratings(content, step, report, is_written=is_written)
        self._bring_material(content, report, is_written=is_written)
        for entry, files in stream.entries():
            step()
            _bring_record(journal.entries, "entries", entry, report, is_written=is_written)
            for given in files:
                job.check_cancelled()
                _bring_attachment(journal, given, report, is_written=is_written)
        for repository, kind, records in (
            (journal.actions, "actions", content.actions),
            (journal.exports, "exports", content.exports),
            (journal.replies, "replies", content.replies),
        ):
            for record in records:
                step()
                _bring_record(repository, kind, record, report, is_written=is_written)
        if content.conversation is not None and is_written and not journal.settings.get(SELECTION):
            _keep_conversation(journal, content.conversation)

    def _bring_ratings(
        self, content: Any, step: Callable[[], None], report: ImportReport, *, is_written: bool
    ) -> None:
        journal = self._journal
        known = {s.id: s for s in journal.sittings.list_all()}
        for sitting in content.sittings:
            if _count(report, "sittings", sitting, known.get(sitting.id)) and is_written:
                journal.sittings.add(sitting)
        ledger = {r.id: r for r in journal.sittings.ratings()}
        for rating in _corrected_first(content.ratings):
            step()
            if _count(report, "ratings", rating, ledger.get(rating.id)) and is_written:
                journal.sittings.append(rating)

    def _bring_material(self, content: Any, report: ImportReport, *, is_written: bool) -> None:
        journal = self._journal
        templates = {t.id: t for t in journal.templates.list_all()}
        for template in content.templates:
            if _count(report, "templates", template, templates.get(template.id)) and is_written:
                journal.templates.save(template)
        prompts = {p.id: p for p in journal.prompts.list_all()}
        for prompt in content.prompts:
            is_removed = prompt.id not in prompts and journal.prompts.exists(prompt.id)
            if is_removed:
                report.count("prompts", report.kept)
                report.kept_ids.append(prompt.id)
            elif _count(report, "prompts", prompt, prompts.get(prompt.id)) and is_written:
                journal.prompts.save(prompt)
        self._bring_searches(content, report, is_written=is_written)

    def _bring_searches(self, content: Any, report: ImportReport, *, is_written: bool) -> None:
        """Put new searches behind those that are here; one that was removed stays so."""
        kept = self._journal.saved_searches
        here = {s.id: s for s in kept.list_all()}
        last = max((s.position for s in here.values()), default=0)
        for position, search in enumerate(content.searches, start=last + 1):
            present = here.get(search.id)
            if present is None and kept.exists(search.id):
                report.count("searches", report.kept)
                report.kept_ids.append(search.id)
                continue
            same_place = replace(search, position=present.position if present else position)
            if _count(report, "searches", same_place, present) and is_written:
                kept.add(same_place)

    def _bring_profile(self, content: Any, report: ImportReport, *, is_written: bool) -> None:
        journal = self._journal
        present = journal.profiles.get()
        if content.profile is not None and content.profile != Profile():
            here = present if present != Profile() else None
            if _count(report, "profile", content.profile, here) and is_written:
                journal.profiles.save(content.profile)
        modules = {m.number: m for m in journal.modules.list_all()}
        for module in content.modules:
            outline = self._pack.outline(module.number)
            own = replace(module, title="") if outline and outline.title == module.title else module
            if _count(report, "modules", own, modules.get(own.number)) and is_written:
                journal.modules.save(own)


def _bring_record(
    repository: Any, kind: str, record: Any, report: ImportReport, *, is_written: bool
) -> None:
    """Add one record if it is new; one that was removed here stays removed."""
    was_here = repository.exists(record.id)
    here = repository.get(record.id) if was_here else None
    if here is None and was_here:
        report.count(kind, report.kept)
        report.kept_ids.append(record.id)
        return
    theirs = record if here is None else _timeless(cleaned(record))
    if _count(report, kind, theirs, _timeless(here)) and is_written:
        repository.add(record)
        repository.restamp(record)


def _bring_attachment(
    journal: JournalFile, given: Any, report: ImportReport, *, is_written: bool
) -> None:
    """Add an attachment that is new; one that was removed here, or its entry, stays removed."""
    here = journal.attachments.get(given.id)
    entry_is_gone = (
        journal.entries.exists(given.entry) and journal.entries.key_of(given.entry) is None
    )
    if here is None and (entry_is_gone or journal.attachments.exists(given.id)):
        report.count("attachments", report.kept)
        report.kept_ids.append(given.id)
        return
    data = given.content()
    made = Attachment(
        id=given.id,
        entry=given.entry,
        name=given.name or _("File"),
        media_type=media_type(data[:HEAD_BYTES], given.name),
        size=len(data),
        sha256=digest_of(data),
    )
    present = replace(here, position=0, created_at=None) if here is not None else None
    if _count(report, "attachments", made, present) and is_written:
        journal.contents.put(data)
        journal.attachments.add(made)


def _opener(given: bytes | Path) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        return given.open("rb") if isinstance(given, Path) else BytesIO(given)

    return opened


@contextmanager
def readable(path: Path | None) -> Iterator[None]:
    """Turn what keeps the file at *path* from being read into conditions.

    Raises:
        ConditionError: it is missing, a folder, or may not be read.
    """
    if path is None:
        yield
        return
    if path.is_dir():
        raise ConditionError(ConditionCode.NOT_A_FILE, str(path))
    try:
        yield
    except FileNotFoundError as error:
        raise ConditionError(ConditionCode.MISSING, str(path)) from error
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(path)) from error


def _files_of(
    reader: JournalFile, entry_id: str, job: Job
) -> Iterator[tuple[Attachment, Iterator[bytes]]]:
    for attachment in reader.attachments.list_of(entry_id):
        job.check_cancelled()
        yield attachment, reader.contents.read(attachment.sha256)


def _count(report: ImportReport, kind: str, theirs: Any, ours: Any) -> bool:
    """Count a record and tell whether it is new."""
    if ours is None:
        report.count(kind, report.new)
        return True
    if ours == theirs:
        report.count(kind, report.same)
        return False
    report.count(kind, report.kept)
    record_id = getattr(theirs, "id", "")
    if record_id:
        report.kept_ids.append(record_id)
    return False


def _timeless(record: Any) -> Any:
    if record is None:
        return None
    return replace(record, created_at=None, updated_at=None)


def _corrected_first(ratings: tuple[Any, ...]) -> list[Any]:
    """Put every rating after the one it corrects, as the ledger's foreign key asks."""
    placed: set[str] = set()
    waiting = list(ratings)
    ordered: list[Any] = []
    while waiting:
        ready = [r for r in waiting if r.corrects is None or r.corrects in placed]
        if not ready:
            ready = [replace(r, corrects=None) for r in waiting]
        ordered += ready
        placed |= {r.id for r in ready}
        waiting = [r for r in waiting if r.id not in placed]
    return ordered


def _without_removed(reader: JournalFile) -> Iterator[ActionPlan]:
    """Give every action with links only to entries that are given out too."""
    for action in reader.actions.list_all():
        kept = tuple(e for e in action.entries if reader.entries.key_of(e) is not None)
        yield replace(action, entries=kept)


def _walk(reader: JournalFile, job: Job, total: int) -> Iterator[Entry]:
    after, done = 0, 0
    while batch := reader.entries.list_all(after, WALK):
        job.check_cancelled()
        job.report(Progress(done, total, JobStage.SAVING))
        for key, entry in batch:
            after = key
            yield entry
        done += len(batch)


def _conversation(reader: JournalFile) -> Any:
    text = reader.settings.get(SELECTION)
    return selection_from_text(text) if text else None


def _keep_conversation(journal: JournalFile, selection: Any) -> None:
    journal.settings.put(SELECTION, selection_to_text(selection))
