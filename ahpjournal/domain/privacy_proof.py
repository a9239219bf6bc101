"""Finding private sentences in what was written out.

Texts are compared as rows of words, without regard to case, marks, breaks and the forms of
letters, because a document breaks lines and shapes text. A sentence is found if it begins or ends
in what was written, with up to six words in a row that stand in no text that was to leave.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ahpjournal.domain.markdown import plain_text

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
        self._runs: dict[int, set[int]] = {size: set() for size in range(SHORTEST, RUN + 1)}
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        """Take the rows of one more text."""
        words = words_of(text)
        for size, runs in self._runs.items():
            runs.update(hash(tuple(words[at : at + size])) for at in range(len(words) - size + 1))

    def has(self, words: Words) -> bool:
        """Tell whether a row of four to six words stands in one of the texts."""
        return hash(words) in self._runs[len(words)]

    def has_sentence(self, sentence: Words) -> bool:
        """Tell whether the whole of *sentence* stands in the texts."""
        size = min(len(sentence), RUN)
        return all(self.has(sentence[at : at + size]) for at in range(len(sentence) - size + 1))


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
