"""Words kept with the journal, each under a key of its own, so that merging unites the lists."""

from collections.abc import Iterable

from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.storage.journal_file import JournalFile

_LONGEST = 200


class KeptWords:
    """One list of words in the journal; a word may carry a note, such as its kind."""

    def __init__(self, journal: JournalFile, feed: ChangeFeed, name: str) -> None:
        """Keep the list called *name* in *journal*."""
        self._journal = journal
        self._feed = feed
        self._prefix = f"{name}:"

    def all(self) -> dict[str, str]:
        """Give the words of the list with their notes, in alphabetical order."""
        with self._journal.reading():
            values = self._journal.settings.values()
        length = len(self._prefix)
        kept = {
            key[length:]: note
            for key, note in values.items()
            if note and key.startswith(self._prefix)
        }
        return dict(sorted(kept.items(), key=lambda item: item[0].casefold()))

    def keep(self, word: str, note: str) -> None:
        """Put *word* on the list with its *note*, which is not empty; blank words are left out.

        Raises:
            ConditionError: the journal cannot be written to.
        """
        plain = " ".join(word.split())[:_LONGEST]
        if plain:
            self._put(plain, note)

    def keep_all(self, words: Iterable[str], note: str) -> None:
        """Put all of *words* on the list with the same *note*, or none of them.

        Raises:
            ConditionError: the journal cannot be written to.
        """
        kept = [plain for word in words if (plain := " ".join(word.split())[:_LONGEST])]
        if not kept:
            return
        with self._journal.transaction():
            for word in kept:
                self._journal.settings.put(self._prefix + word, note)
        self._feed.publish(Topic.WORDS)

    def drop(self, word: str) -> None:
        """Take *word* off the list; merging takes it off other copies too.

        Raises:
            ConditionError: the journal cannot be written to.
        """
        plain = " ".join(word.split())[:_LONGEST]
        if plain in self.all():
            self._put(plain, "")

    def _put(self, word: str, note: str) -> None:
        with self._journal.transaction():
            self._journal.settings.put(self._prefix + word, note)
        self._feed.publish(Topic.WORDS)
