"""Files kept with reflections: taken in, looked at, given out, and let go."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path

from ahpjournal.domain.attachments import (
    MOST_BYTES,
    Attachment,
    StoredContent,
    display_name,
    file_name,
    first_lines,
    split_name,
)
from ahpjournal.domain.errors import (
    AhpJournalError,
    Cancelled,
    ConditionCode,
    ConditionError,
    InputCode,
    InputError,
)
from ahpjournal.domain.file_kinds import HEAD_BYTES, Opening, media_type, opening_of, safe_ending
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.photo_facts import has_place
from ahpjournal.domain.records import dataclass
from ahpjournal.output_file import whole_file
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.private_copies import PrivateCopies
from ahpjournal.services.source_files import read_file
from ahpjournal.storage.contents import digest_of
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.text import _

_OF_THE_FILE = frozenset(
    {ConditionCode.MISSING, ConditionCode.NOT_A_FILE, ConditionCode.SOURCE_UNREADABLE}
)
"""What stands in the way of one file only; anything else stops all of them."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """Something from the clipboard that has no file; *read* gives its bytes, on any thread."""

    name: str = field(repr=False)
    read: Callable[[], bytes] = field(repr=False)


Source = Path | Pasted


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of taking files in: *refused* by name, with why; *problem* stopped the rest."""

    stored: tuple[StoredContent, ...] = ()
    refused: tuple[tuple[str, AhpJournalError], ...] = field(default=(), repr=False)
    problem: AhpJournalError | None = None
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """The bytes of an attachment, as put in; *has_place*: it says where a photo was taken."""

    data: bytes = field(repr=False)
    has_place: bool = False

    @property
    def first_lines(self) -> tuple[str, ...]:
        """The first lines of a text."""
        return first_lines(self.data[:HEAD_BYTES])


class AttachmentService:
    """Everything one does with attachments.

    What takes a *job* reads and writes bytes and runs on any thread; the rest is quick.
    """

    def __init__(
        self,
        journal: JournalFile,
        feed: ChangeFeed,
        ids: Ids,
        copies: PrivateCopies | None = None,
        *,
        may_add: bool = True,
    ) -> None:
        """Work on *journal*; files may be added unless the organisation says otherwise."""
        self._journal = journal
        self._feed = feed
        self._ids = ids
        self._copies = copies or PrivateCopies(ids)
        self._in_hand: set[str] = set()
        self._is_allowed = may_add

    @property
    def may_add(self) -> bool:
        """Whether files can be added: the journal can be written and the organisation permits."""
        return self._is_allowed and not self._journal.is_read_only

    @property
    def is_allowed(self) -> bool:
        """Whether the organisation permits adding files."""
        return self._is_allowed

    def list_of(self, entry_id: str) -> tuple[Attachment, ...]:
        """Give the attachments of an entry in their order."""
        with self._journal.reading():
            return self._journal.attachments.list_of(entry_id)

    def counts(self, keys: Sequence[int]) -> dict[int, int]:
        """Count the attachments of entries given by their keys; none are left out."""
        with self._journal.reading():
            return self._journal.attachments.counts(keys)

    def total_bytes(self) -> int:
        """Give the size of everything attached, each content once."""
        with self._journal.reading():
            return self._journal.contents.total_bytes()

    def take_in(self, sources: Sequence[Source], job: Job) -> TakenIn:
        """Read files and put their contents into the journal; add() then makes attachments of them.

        A file that cannot be used is named with the reason; the others go on.
        """
        stored: list[StoredContent] = []
        refused: list[tuple[str, AhpJournalError]] = []
        problem: AhpJournalError | None = None
        for done, source in enumerate(sources):
            name = display_name(source.name)
            try:
                job.check_cancelled()
                job.report(Progress(done, len(sources), JobStage.READING))
                stored.append(self._take_in(name, source, job))
            except Cancelled:
                return TakenIn(tuple(stored), tuple(refused), is_stopped=True)
            except InputError as error:
                refused.append((name, error))
            except ConditionError as error:
                if error.code not in _OF_THE_FILE:
                    problem = error
                    break
                refused.append((name, error))
        return TakenIn(tuple(stored), tuple(refused), problem)

    def add(self, entry_id: str, stored: Sequence[StoredContent]) -> tuple[Attachment, ...]:
        """Attach contents that were taken in to an entry; it is on disk when this returns.

        Raises:
            InputError: the organisation does not permit it (NOT_OFFERED).
            ConditionError: the journal cannot be written, or the entry was erased meanwhile.
        """
        added = self._add_all(entry_id, stored)
        self._feed.publish(Topic.ATTACHMENTS)
        return added

    def swap(self, old: Attachment, stored: StoredContent) -> Attachment:
        """Put a content that was taken in into the place of *old*, which goes into the bin.

        Raises:
            InputError: the organisation does not permit it (NOT_OFFERED).
            ConditionError: the journal cannot be written, or the entry was erased meanwhile.
        """
        with self._journal.transaction():
            self._journal.attachments.set_removed(old.id, is_removed=True)
            (added,) = self._add_all(old.entry, (stored,))
        self._feed.publish(Topic.ATTACHMENTS)
        return added

    def rename(self, attachment: Attachment, name: str) -> Attachment:
        """Call an attachment *name*; a name that cannot be used is put right.

        Raises:
            InputError: nothing is left of the name (REQUIRED).
            ConditionError: the journal cannot be written.
        """
        wanted = display_name(name)
        if not wanted:
            raise InputError(InputCode.REQUIRED, "name")
        if wanted == attachment.name:
            return attachment
        with self._journal.transaction():
            others = self._journal.attachments.list_of(attachment.entry)
            wanted = _free_name(wanted, {a.name for a in others if a.id != attachment.id})
            self._journal.attachments.rename(attachment.id, wanted)
        self._feed.publish(Topic.ATTACHMENTS)
        return replace(attachment, name=wanted)

    def remove(self, attachment: Attachment) -> None:
        """Put an attachment into the bin.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._set_removed(attachment.id, is_removed=True)

    def restore(self, attachment_id: str) -> None:
        """Take an attachment out of the bin.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._set_removed(attachment_id, is_removed=False)

    def look(self, attachment: Attachment, job: Job) -> Looked:
        """Give the bytes of an attachment.

        Raises:
            ConditionError: they are not as put in (ATTACHMENT_DAMAGED), or the journal is away.
        """
        with self._parts(attachment, job) as parts:
            data = b"".join(parts)
        return Looked(data, has_place(data))

    def opening(self, attachment: Attachment) -> Opening:
        """Tell how an attachment may be opened with the computer's own program."""
        return opening_of(attachment.media_type, attachment.name)

    def open_copy(self, attachment: Attachment, job: Job) -> Path:
        """Make a private copy to be read, for another program to show.

        Raises:
            InputError: it is a program or script (A_PROGRAM).
            ConditionError: it is damaged (ATTACHMENT_DAMAGED), or the copy cannot be written.
        """
        if self.opening(attachment) is Opening.REFUSED:
            raise InputError(InputCode.A_PROGRAM, attachment.name)
        ending = safe_ending(attachment.media_type, attachment.name)
        name = file_name(attachment.name + ending)
        with self._parts(attachment, job) as parts:
            return self._copies.make((attachment.id, attachment.sha256), name, parts)

    def save_copy(self, attachment: Attachment, path: Path, job: Job) -> Path:
        """Write an attachment to *path*, whole or not at all.

        Raises:
            ConditionError: it is damaged (ATTACHMENT_DAMAGED), or cannot be written there.
            Cancelled: the user stopped it; nothing is left behind.
        """
        self._journal.refuse_target(path)
        with self._parts(attachment, job) as parts, whole_file(path) as file:
            for part in parts:
                file.write(part)
        return path

    def sweep(self, job: Job) -> int:
        """Take away contents that nothing refers to any more; gives how many.

        Raises:
            ConditionError: the journal cannot be written; what is left goes another time.
        """
        if self._journal.is_read_only:
            return 0
        with self._journal.content_writer() as writer:
            return writer.sweep(frozenset(self._in_hand), job)

    def forget_copies(self) -> None:
        """Take away what other programs were given to show."""
        self._copies.remove_all()

    def close(self) -> None:
        """Let go of everything outside the journal."""
        self._copies.close()

    def _add_all(self, entry_id: str, stored: Sequence[StoredContent]) -> tuple[Attachment, ...]:
        if not self._is_allowed:
            raise InputError(InputCode.NOT_OFFERED, _("Adding files"))
        added = []
        try:
            with self._journal.transaction():
                taken = {a.name for a in self._journal.attachments.list_of(entry_id)}
                for content in stored:
                    name = _free_name(content.name or _("File"), taken)
                    taken.add(name)
                    attachment = Attachment(
                        id=self._ids.new(),
                        entry=entry_id,
                        name=name,
                        media_type=content.media_type,
                        size=content.size,
                        sha256=content.sha256,
                    )
                    added.append(self._journal.attachments.add(attachment))
        finally:
            self._in_hand -= {content.sha256 for content in stored}
        return tuple(added)

    def _take_in(self, name: str, source: Source, job: Job) -> StoredContent:
        if isinstance(source, Path):
            data = read_file(source, self._journal.path, job)
        else:
            data = source.read()
            if not data:
                raise InputError(InputCode.EMPTY_FILE, name)
            if len(data) > MOST_BYTES:
                raise InputError(InputCode.TOO_LARGE, name)
        sha256 = digest_of(data)
        kind = media_type(data[:HEAD_BYTES], name)
        self._in_hand.add(sha256)
        try:
            with self._journal.content_writer() as writer:
                writer.put(data, job)
        except BaseException:
            self._in_hand.discard(sha256)
            raise
        return StoredContent(name, kind, len(data), sha256, has_place(data))

    @contextmanager
    def _parts(self, attachment: Attachment, job: Job) -> Iterator[Iterator[bytes]]:
        def checked(parts: Iterator[bytes]) -> Iterator[bytes]:
            for part in parts:
                job.check_cancelled()
                yield part

        reader = self._journal.reader()
        try:
            with reader.reading():
                yield checked(reader.contents.read(attachment.sha256))
        finally:
            if reader is not self._journal:
                reader.close()

    def _set_removed(self, attachment_id: str, *, is_removed: bool) -> None:
        with self._journal.transaction():
            self._journal.attachments.set_removed(attachment_id, is_removed=is_removed)
        self._feed.publish(Topic.ATTACHMENTS)


def _free_name(name: str, taken: set[str]) -> str:
    """Give *name*, numbered if another attachment of the entry has it."""
    free, number = name, 2
    stem, ending = split_name(name)
    while free in taken:
        free = f"{stem} ({number}){ending}"
        number += 1
    return free
