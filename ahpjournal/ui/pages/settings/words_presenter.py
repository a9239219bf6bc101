"""The owner's lists: words that spelling knows, and names that the identifier check looks for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import field
from pathlib import Path
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError, ConditionCode, ConditionError
from ahpjournal.domain.records import dataclass
from ahpjournal.privacy.own_list import OwnKind
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession

LARGEST = 200_000
"""Bytes of a file to take words from."""
MOST = 2_000
"""Words that one file or paste may add."""


@dataclass(frozen=True, slots=True)
class KeptWord:
    """One entry of a list; *kind* is empty on the list for spelling."""

    words: str = field(repr=False)
    kind: OwnKind | None = None


@dataclass(frozen=True, slots=True)
class WordsState:
    """One list. *added* counts what was just added, None if nothing was asked for."""

    words: tuple[KeptWord, ...] = field(repr=False)
    added: int | None = None
    removed: str = field(default="", repr=False)
    is_read_only: bool = False
    problem: UserMessage | None = None


@dataclass(frozen=True, slots=True)
class TypedWords:
    """Lines that were typed, and what they are said to be."""

    text: str = field(default="", repr=False)
    kind: str = ""


class WordsDisplay(Protocol):
    """What the presenter needs of a card."""

    def render_words(self, state: WordsState) -> None:
        """Show *state*."""

    def typed_words(self) -> TypedWords:
        """Give what stands in the field and is not on the list."""


class WordsList(Protocol):
    """A list kept in the journal."""

    def all(self) -> tuple[KeptWord, ...]:
        """Give what is on it."""

    def add(self, words: Sequence[str], kind: OwnKind | None) -> None:
        """Put all of *words* on it."""

    def remove(self, words: str) -> None:
        """Take something off it."""


class SpellingList:
    """The personal words."""

    def __init__(self, session: JournalSession) -> None:
        """Keep them with *session*; the dictionary is loaded when first asked."""
        self._session = session

    def all(self) -> tuple[KeptWord, ...]:
        """Give the words."""
        return tuple(KeptWord(word) for word in self._session.spelling.personal_words())

    def add(self, words: Sequence[str], kind: OwnKind | None) -> None:  # noqa: ARG002 - all alike
        """Put each word of *words* on the list."""
        self._session.spelling.always_all([one for line in words for one in line.split()])

    def remove(self, words: str) -> None:
        """Take a word off."""
        self._session.spelling.forget(words)


class NamesList:
    """The own list of names, organisations and job titles."""

    def __init__(self, session: JournalSession) -> None:
        """Keep it with *session*."""
        self._session = session

    def all(self) -> tuple[KeptWord, ...]:
        """Give the list."""
        found = self._session.identifiers.own_entries()
        return tuple(KeptWord(entry.words, entry.kind) for entry in found)

    def add(self, words: Sequence[str], kind: OwnKind | None) -> None:
        """Put *words* on the list."""
        self._session.identifiers.add_own(words, kind or OwnKind.NAME)

    def remove(self, words: str) -> None:
        """Take an entry off."""
        self._session.identifiers.remove_own(words)


class WordsPresenter:
    """Shows one list and changes it."""

    def __init__(self, display: WordsDisplay, session: JournalSession, kept: WordsList) -> None:
        """Present *kept* on *display*."""
        self._display = display
        self._session = session
        self._kept = kept
        self._added: int | None = None
        self._removed: KeptWord | None = None
        self._problem: UserMessage | None = None

    def flush(self) -> bool:
        """Put on the list what stands in the field; tell whether nothing is left there."""
        typed = self._display.typed_words()
        if not typed.text.strip() or self._session.is_read_only:
            return True
        self.add(typed.text, typed.kind)
        return self._problem is None

    def add(self, text: str, kind: str = "") -> None:
        """Put each line of *text* on the list; commas part them, too."""
        wanted = words_in(text)
        before = self._count()
        chosen = OwnKind(kind) if kind else None

        if wanted and self._do(lambda: self._kept.add(wanted[:MOST], chosen)):
            self._added, self._removed = self._count() - before, None
        self.render()

    def add_file(self, path: Path, kind: str = "") -> None:
        """Put each line of a text file on the list."""
        try:
            text = _text_of(path)
        except AhpJournalError as error:
            self._problem = describe(error)
            self.render()
            return
        self.add(text, kind)

    def remove(self, words: str) -> None:
        """Take an entry off; it can be brought back."""
        found = next((word for word in self._kept.all() if word.words == words), None)
        if found is not None and self._do(lambda: self._kept.remove(words)):
            self._added, self._removed = None, found
        self.render()

    def undo(self) -> None:
        """Put back what was taken off."""
        removed, self._removed = self._removed, None
        if removed is not None:
            self._do(lambda: self._kept.add((removed.words,), removed.kind))
        self.render()

    def render(self) -> None:
        """Show the list."""
        try:
            words = self._kept.all()
        except AhpJournalError as error:
            self._problem, words = describe(error), ()
        self._display.render_words(
            WordsState(
                words,
                self._added,
                self._removed.words if self._removed is not None else "",
                self._session.is_read_only,
                self._problem,
            )
        )

    def _count(self) -> int:
        try:
            return len(self._kept.all())
        except AhpJournalError:
            return 0

    def _do(self, work: Callable[[], None]) -> bool:
        try:
            work()
        except AhpJournalError as error:
            self._problem = describe(error)
            return False
        self._problem = None
        return True


def words_in(text: str) -> tuple[str, ...]:
    """Give what stands on the lines of *text*, each once; commas and semicolons part, too."""
    parts = (" ".join(part.split()) for part in re.split(r"[\n\r,;]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _text_of(path: Path) -> str:
    """Read a text file.

    Raises:
        ConditionError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST).decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(path)) from error
