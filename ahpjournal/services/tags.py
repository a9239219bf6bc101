"""Tags, changed in all reflections at once."""

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.tags import TagChange, replaced, same_tag, taken_back
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.storage.journal_file import JournalFile

LONGEST = 80


class TagService:
    """Renames, joins and removes tags; every change can be taken back.

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

    def rename(self, tag: str, name: str) -> TagChange:
        """Call *tag* otherwise; where there is such a tag already, the two become one.

        Raises:
            InputError: there is no name (REQUIRED), or it is too long (OUT_OF_RANGE).
            ConditionError: the journal cannot be written.
        """
        wanted = _plain(name)
        if not wanted:
            raise InputError(InputCode.REQUIRED, "name")
        if len(wanted) > LONGEST:
            raise InputError(InputCode.OUT_OF_RANGE, "name")
        other = self.joins(tag, wanted)
        return self._change(tag, other or wanted, joins=bool(other))

    def remove(self, tag: str) -> TagChange:
        """Take *tag* off every reflection.

        Raises:
            ConditionError: the journal cannot be written.
        """
        return self._change(tag, "")

    def undo(self, change: TagChange) -> None:
        """Take *change* back; what was tagged since stays.

        Raises:
            ConditionError: the journal cannot be written.
        """
        tags = self._journal.tags
        with self._journal.transaction():
            for entry_id, before, after in change.entries:
                present = tags.of_entry(entry_id)
                if present is None:
                    continue
                wanted = taken_back(present, before, after)
                if wanted != present:
                    tags.put(entry_id, wanted)
        self._feed.publish(Topic.ENTRIES | Topic.TAGS)

    def _change(self, tag: str, name: str, *, joins: bool = False) -> TagChange:
        changed = []
        with self._journal.transaction():
            for entry_id, before in self._journal.tags.tagged(tag).items():
                after = replaced(before, tag, name)
                if after != before:
                    self._journal.tags.put(entry_id, after)
                    changed.append((entry_id, before, after))
        self._feed.publish(Topic.ENTRIES | Topic.TAGS)
        return TagChange(tag, name, joins, tuple(changed))


def _plain(name: str) -> str:
    return " ".join(name.split()).removeprefix("#").strip()
