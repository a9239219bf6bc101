"""The identifier check over what is written, with the owner's own list of names."""

from collections.abc import Iterable

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.privacy.detector import IdentifierCheck
from ahpjournal.privacy.findings import Finding
from ahpjournal.privacy.own_list import OwnEntry, OwnKind, OwnList
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.kept_words import KeptWords
from ahpjournal.storage.journal_file import JournalFile

LIST_NAME = "own"


class IdentifierService:
    """Says what in a text points to a person. It is help, not a guarantee."""

    def __init__(self, journal: JournalFile, feed: ChangeFeed) -> None:
        """Use the own list kept in *journal*."""
        self._kept = KeptWords(journal, feed, LIST_NAME)
        self._check: IdentifierCheck | None = None
        self._is_closed = False
        feed.subscribe(self._on_change)

    def own_entries(self) -> tuple[OwnEntry, ...]:
        """Give the own list, in alphabetical order."""
        known = {kind.value: kind for kind in OwnKind}
        return tuple(
            OwnEntry(words, known.get(note, OwnKind.NAME))
            for words, note in self._kept.all().items()
        )

    def add_own(self, words: Iterable[str], kind: OwnKind = OwnKind.NAME) -> None:
        """Put all of *words* on the own list, as the same kind.

        Raises:
            ConditionError: the journal cannot be written to.
        """
        self._kept.keep_all(words, kind.value)

    def remove_own(self, words: str) -> None:
        """Take an entry off the own list.

        Raises:
            ConditionError: the journal cannot be written to.
        """
        self._kept.drop(words)

    def close(self) -> None:
        """Forget what was read; nothing is found any more."""
        self._is_closed = True
        self._check = None

    def find(self, text: str) -> tuple[Finding, ...]:
        """Find what points to a person in *text*, in reading order."""
        return () if self._is_closed else self._ready().find(text)

    def find_in_paragraph(self, paragraph: str) -> tuple[Finding, ...]:
        """Find what points to a person in one paragraph; at once if it was read before."""
        return () if self._is_closed else self._ready().find_in_paragraph(paragraph)

    def new_check(self) -> IdentifierCheck:
        """Give a check with the own list as it is now, to be used in another thread."""
        try:
            own = OwnList(self.own_entries())
        except AhpJournalError:
            own = OwnList()  # a list that cannot be read is no reason not to look
        return IdentifierCheck(own)

    def _ready(self) -> IdentifierCheck:
        if self._check is None:
            self._check = self.new_check()
        return self._check

    def _on_change(self, topics: Topic) -> None:
        if Topic.WORDS in topics:
            self._check = None
