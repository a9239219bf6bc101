"""Tags, changed in all reflections at once."""

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.jobs import Job, SilentJob
from ahpjournal.domain.tags import TagChange, TagOrder, replaced, same_tag, taken_back
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.tags import TagWriter

LONGEST = 80


class TagService:
    """Renames, joins and removes tags; every change can be taken back.

    A tag may stand at thousands of reflections: carry_out() and take_back() run on any thread, the
    thread of the window calls announce() afterwards. They write in short transactions, so that the
    window can save in between. Stopped, they take back what they did; killed, some reflections have
    the tag and some the other one, and the same change again does the rest.

    Each reflection that has the tag counts as changed, so that other copies of the journal take
    the change over when they are merged, and its versions show the tags that it had.
    """

    def __init__(self, journal: JournalFile, feed: ChangeFeed) -> None:
        """Work on *journal*."""
        self._journal = journal
        self._feed = feed

    def all(self) -> tuple[tuple[str, int], ...]:
        """Give every tag in use with its number of reflections, by name.

        Raises:
            ConditionError: the journal cannot be read.
        """
        with self._journal.reading():
            return self._journal.entries.tags()

    def joins(self, tag: str, name: str) -> str:
        """Give the tag that *tag* would become one with if it were called *name*; else empty."""
        names = [found for found, _uses in self.all() if found != tag]
        return same_tag(names, _plain(name))

    def order_rename(self, tag: str, name: str) -> TagOrder:
        """Ask that *tag* be called otherwise; where there is such a tag already, they become one.

        Raises:
            InputError: there is no name (REQUIRED), or it is too long (OUT_OF_RANGE).
            ConditionError: the journal cannot be read.
        """
        wanted = _plain(name)
        if not wanted:
            raise InputError(InputCode.REQUIRED, "name")
        if len(wanted) > LONGEST:
            raise InputError(InputCode.OUT_OF_RANGE, "name")
        other = self.joins(tag, wanted)
        return TagOrder(tag, other or wanted, joins=bool(other))

    def carry_out(self, order: TagOrder, job: Job) -> TagChange:
        """Change a tag in every reflection that has it, in the bin or not. Runs on any thread.

        Raises:
            ConditionError: the journal cannot be written; nothing was changed.
            Cancelled: the user stopped it; nothing was changed.
        """
        with self._journal.writer() as journal:
            entries = tuple(journal.tags.tagged(order.before))
            done = self._writer(journal).change(
                entries, lambda _entry, tags: replaced(tags, order.before, order.after), job
            )
        changed = tuple((entry, before, after) for entry, (before, after) in done.items())
        return TagChange(order.before, order.after, order.joins, changed)

    def take_back(self, change: TagChange, job: Job) -> None:
        """Take *change* back; what was tagged since stays. Runs on any thread.

        Raises:
            ConditionError: the journal cannot be written; nothing was changed.
            Cancelled: the user stopped it; nothing was changed.
        """
        changed = {entry: (before, after) for entry, before, after in change.entries}
        with self._journal.writer() as journal:
            self._writer(journal).change(
                tuple(changed), lambda entry, present: taken_back(present, *changed[entry]), job
            )

    def announce(self) -> None:
        """Tell everyone that tags have changed."""
        self._feed.publish(Topic.ENTRIES | Topic.TAGS)

    def rename(self, tag: str, name: str) -> TagChange:
        """Call *tag* otherwise, at once: order_rename(), carry_out() and announce()."""
        change = self.carry_out(self.order_rename(tag, name), SilentJob())
        self.announce()
        return change

    def remove(self, tag: str) -> TagChange:
        """Take *tag* off every reflection, at once."""
        change = self.carry_out(TagOrder(tag, ""), SilentJob())
        self.announce()
        return change

    def undo(self, change: TagChange) -> None:
        """Take *change* back, at once."""
        self.take_back(change, SilentJob())
        self.announce()

    def _writer(self, journal: JournalFile) -> TagWriter:
        return TagWriter(journal.tags, journal.transaction, pauses=journal is not self._journal)


def _plain(name: str) -> str:
    return " ".join(name.split()).removeprefix("#").strip()
