"""Finding private sentences in what was written out.

Texts are compared as rows of words, without regard to case, marks, breaks and the forms of
letters, because a document breaks lines and shapes text. A sentence is found if it begins or ends
in what was written, with up to six words in a row that stand in no text that was to leave.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from ahpjournal.domain.markdown import plain_text
from ahpjournal.domain.records import dataclass

RUN = 6
"""So many words in a row tell one sentence from another."""
SHORTEST = 4
"""Sentences of fewer words say nothing by themselves, and stand in many texts."""
_WORD = re.compile(r"[^\W_]+")
_END = re.compile(r"[.!?\u2026\u061f]+[\"'\u2019\u201d)\]]*\s+|\n+")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrivateSentence:
    """A sentence that must not leave, and the record (kind and id) that it stands in."""

    kind: str
    record: str
    words: Words = field(repr=False)


def words_of(text: str) -> list[str]:
    """Give the words of a text, made comparable."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", ""))


def sentences_of(markdown: str) -> Iterator[Words]:
    """Give the sentences of a Markdown text that are long enough to be told apart, as words."""
    for sentence in _END.split(plain_text(markdown)):
        words = tuple(words_of(sentence))
        if len(words) >= SHORTEST:
            yield words


class WordRuns:
    """The rows of words that stand in some texts."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """Take the rows of *texts*."""
        self._first: dict[int, int] = {}
        """By row of four words: the number of the text in which it was seen first."""
        self._others: dict[int, list[int]] = {}
        """The numbers of other texts in which it stands."""
        self._texts: list[str] = []
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        """Take the rows of one more text."""
        words = words_of(text)
        number = len(self._texts)
        for run in set(_hashes(words)):
            if self._first.setdefault(run, number) != number:
                self._others.setdefault(run, []).append(number)
        self._texts.append(f" {' '.join(words)} ")

    def has(self, words: Words) -> bool:
        """Tell whether *words*, four or more, stand in a row in one of the texts."""
        runs = list(_hashes(words))
        if any(run not in self._first for run in runs):
            return False
        rarest = min(runs, key=lambda run: len(self._others.get(run, ())))
        row = f" {' '.join(words)} "
        numbers = (self._first[rarest], *self._others.get(rarest, ()))
        return any(row in self._texts[number] for number in numbers)


def _hashes(words: Sequence[str]) -> Iterator[int]:
    """Give a number for each four words in a row; rows that share all of them may be the same."""
    return map(hash, zip(words, words[1:], words[2:], words[3:], strict=False))


def find_private(
    private: Iterable[PrivateSentence], written: WordRuns, leaving: WordRuns
) -> Iterator[PrivateSentence]:
    """Give the sentences of *private* whose beginning or end stands in *written*.

    A row of words that also stands in a text that was to leave counts for nothing.
    """
    for sentence in private:
        size = min(len(sentence.words), RUN)
        for edge in {sentence.words[:size], sentence.words[-size:]}:
            if written.has(edge) and not leaving.has(edge):
                yield sentence
                break
