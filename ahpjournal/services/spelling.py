"""Spelling in British English, without a network: what is unknown, what may have been meant."""

import logging
from collections.abc import Callable, Iterable
from functools import cache

from ahpjournal.assets import read_text, resource_path
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.records import dataclass
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.kept_words import KeptWords
from ahpjournal.spelling.dictionary import Dictionary
from ahpjournal.spelling.word_list import WordList
from ahpjournal.spelling.words_in_text import plain_word, words_to_check
from ahpjournal.storage.journal_file import JournalFile

LIST_NAME = "word"
_FOLDER = "dictionaries"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that no list knows, and where it stands in the text."""

    start: int
    end: int
    word: str


def our_words() -> tuple[str, ...]:
    """Give our own words of the professions, the NHS and leadership.

    Raises:
        OSError: the list is missing from the installation.
    """
    return tuple(read_text(_FOLDER, "ahp-words.txt").split())


@cache
def british_words() -> WordList:
    """Load the list of British words; some milliseconds, once.

    Raises:
        OSError: it is missing from the installation.
        ValueError: it is damaged.
    """
    return WordList(resource_path(_FOLDER, "en_GB.words").read_bytes())


def load_dictionary() -> Dictionary | None:
    """Load the British dictionary with our own words; None if it is missing or damaged."""
    try:
        return Dictionary(british_words(), our_words())
    except (OSError, ValueError) as error:
        _LOG.warning("no dictionary: %s", type(error).__name__)
        return None


class SpellingService:
    """Looks words up when first asked. Without a dictionary every word counts as known."""

    def __init__(
        self,
        journal: JournalFile,
        feed: ChangeFeed,
        load: Callable[[], Dictionary | None] = load_dictionary,
    ) -> None:
        """Use the personal words kept in *journal*; *load* gives the dictionary."""
        self._kept = KeptWords(journal, feed, LIST_NAME)
        self._load = load
        self._is_loaded = False
        self._dictionary: Dictionary | None = None
        self._ignored: set[str] = set()
        feed.subscribe(self._on_change)

    def close(self) -> None:
        """Forget the words of the journal; every word counts as known from now on."""
        self._is_loaded = True
        self._dictionary = None
        self._ignored.clear()

    @property
    def is_available(self) -> bool:
        """Whether there is a dictionary."""
        return self._ready() is not None

    def check(self, text: str) -> tuple[UnknownWord, ...]:
        """Give the unknown words of *text*, in order; Markdown, addresses and numbers are let be.

        Of a hyphenated word only the part that is unknown is given.
        """
        dictionary = self._ready()
        if dictionary is None:
            return ()
        found = []
        for span in words_to_check(text):
            part = dictionary.unknown_part(span.word)
            if part is None or span.word in self._ignored:
                continue
            word = span.word[slice(*part)]
            if word in self._ignored:
                continue
            start, end = span.start, span.end
            if len(span.word) == end - start:
                start, end = start + part[0], start + part[1]
            found.append(UnknownWord(start, end, word))
        return tuple(found)

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Give up to eight words that may have been meant; personal and our own words first."""
        dictionary = self._ready()
        return () if dictionary is None else dictionary.suggestions(plain_word(word))

    def ignore_once(self, word: str) -> None:
        """Take *word* as known until the journal is closed."""
        self._ignored.add(plain_word(word))

    def always(self, word: str) -> None:
        """Keep *word* with the journal as a personal word.

        Raises:
            ConditionError: the journal cannot be written to.
        """
        self._kept.keep(plain_word(word), "known")

    def always_all(self, words: Iterable[str]) -> None:
        """Keep all of *words* as personal words.

        Raises:
            ConditionError: the journal cannot be written to.
        """
        self._kept.keep_all((plain_word(word) for word in words), "known")

    def forget(self, word: str) -> None:
        """Take *word* off the personal words.

        Raises:
            ConditionError: the journal cannot be written to.
        """
        self._kept.drop(plain_word(word))

    def personal_words(self) -> tuple[str, ...]:
        """Give the personal words, in alphabetical order."""
        return tuple(self._kept.all())

    def _ready(self) -> Dictionary | None:
        if not self._is_loaded:
            self._dictionary = self._load()
            self._is_loaded = True
            self._use_personal()
        return self._dictionary

    def _use_personal(self) -> None:
        if self._dictionary is None:
            return
        try:
            self._dictionary.use_personal(self.personal_words())
        except AhpJournalError:
            self._dictionary.use_personal(())  # the other words are known all the same

    def _on_change(self, topics: Topic) -> None:
        if Topic.WORDS in topics and self._is_loaded:
            self._use_personal()
