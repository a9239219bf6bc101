"""The bin: what was removed, brought back or erased for good."""

from collections.abc import Callable, Sequence

from ahpjournal.domain.bin import BinItem, asks_first
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.history import RecordKind
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.storage.journal_file import JournalFile

_TOPICS = Topic.ENTRIES | Topic.TAGS | Topic.ACTIONS | Topic.ATTACHMENTS | Topic.PORTFOLIO
_AT_ONCE = 2 * 1024 * 1024
"""Bytes of contents that are taken away without anybody waiting for it."""


class BinService:
    """Removed reflections, actions, attachments and replies. Nothing leaves the bin by itself."""

    def __init__(self, journal: JournalFile, feed: ChangeFeed) -> None:
        """Work on *journal*."""
        self._journal = journal
        self._feed = feed

    def items(self) -> tuple[BinItem, ...]:
        """Give what was removed, the latest first.

        Raises:
            ConditionError: the journal cannot be read.
        """
        with self._journal.reading():
            return self._journal.bin.list_all()

    def restore(self, item: BinItem) -> None:
        """Bring something back.

        Raises:
            ConditionError: the journal cannot be written.
        """
        with self._journal.transaction():
            if item.kind is RecordKind.ENTRY:
                self._journal.entries.set_removed(item.id, is_removed=False)
            elif item.kind is RecordKind.ATTACHMENT:
                self._journal.attachments.set_removed(item.id, is_removed=False)
            elif item.kind is RecordKind.REPLY:
                self._journal.replies.set_removed(item.id, is_removed=False)
            else:
                self._journal.actions.set_removed(item.id, is_removed=False)
        self._feed.publish(_TOPICS)

    def erase(
        self,
        items: Sequence[BinItem],
        *,
        back_up: Callable[[], None],
        confirmation: str = "",
    ) -> None:
        """Erase *items* for good, with every version of them, here and in copies merged later.

        More than five at once are first backed up, and only erased if *confirmation* is their
        number. Backups made before still hold them. The bytes of large attachments go with the
        next sweep (`AttachmentService.sweep`).

        Raises:
            InputError: the number that was typed is another (NOT_ALLOWED_NOW).
            ConditionError: the backup or the journal cannot be written; nothing is erased.
        """
        if not items:
            return
        if asks_first(len(items)):
            if confirmation.strip() != str(len(items)):
                raise InputError(InputCode.NOT_ALLOWED_NOW, "confirmation")
            back_up()
        with self._journal.transaction():
            for item in items:
                self._journal.bin.erase(item.kind, item.id)
            if self._journal.contents.unused_bytes() <= _AT_ONCE:
                self._journal.contents.drop_unused()
        self._journal.scrub()
        self._feed.publish(_TOPICS)
