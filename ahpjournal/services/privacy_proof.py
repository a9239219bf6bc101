"""The proof after an export: the file is read, and no private sentence may be in it."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import BinaryIO

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.privacy_proof import (
    PrivateSentence,
    WordRuns,
    find_private,
    sentences_of,
    words_of,
)
from ahpjournal.storage.all_texts import RecordText
from ahpjournal.storage.journal_file import JournalFile

_STEP = 200


class PrivateTexts:
    """Every text of a journal, to be read in another thread: nothing of it may leave unasked."""

    def __init__(self, journal: JournalFile, clock: Clock, ids: Ids) -> None:
        """Read *journal* later on by a connection of its own; one in memory is read at once."""
        self._path, self._key, self._clock, self._ids = journal.path, journal.key, clock, ids
        self._held = tuple(journal.all_texts.walk()) if journal.path is None else ()

    def sentences(self, job: Job) -> Iterator[PrivateSentence]:
        """Give every sentence that is long enough to be told apart.

        Raises:
            ConditionError: the journal cannot be read.
            Cancelled: the user stopped it.
        """
        if self._path is None:
            yield from _sentences(self._held, len(self._held), job)
            return
        opened = JournalFile.open(self._path, self._clock, self._ids, read_only=True, key=self._key)
        with closing(opened) as journal, journal.reading():
            yield from _sentences(journal.all_texts.walk(), journal.all_texts.count(), job)


class PrivacyProof:
    """What may stand in a file and what may not."""

    def __init__(
        self, private: PrivateTexts, leaving: Iterable[str], replaced: Iterable[str] = ()
    ) -> None:
        """Allow the sentences of *leaving*, texts as they leave; forbid those of *private*.

        *replaced* are words for which others stand: they may stand in no text at all, unless
        they are in *leaving* themselves.
        """
        self._private = private
        self._leaving = WordRuns()
        joined = []
        for text in leaving:
            self._leaving.add(text)
            joined.append(" ".join(words_of(text)))
        allowed = f" {' | '.join(joined)} "
        self._gone = {
            words
            for text in replaced
            if (words := " ".join(words_of(text))) and f" {words} " not in allowed
        }

    def check(
        self, file: BinaryIO, password: str, job: Job, skip: frozenset[str] = frozenset()
    ) -> None:
        """Read the PDF in *file*; attachments named in *skip* stay closed.

        Raises:
            ConditionError: a private sentence or words that were replaced are in it
                (PRIVATE_TEXT_FOUND), or it cannot be read (EXPORT_UNREADABLE).
            Cancelled: the user stopped it.
        """
        from ahpjournal.pdf.read_back import everything_in

        written = WordRuns()
        try:
            for number, found in enumerate(everything_in(file, password, skip=skip)):
                if number % _STEP == 0:
                    job.check_cancelled()
                written.add(found.text)
                self._refuse_replaced(found.text)
        except (OSError, ValueError) as error:
            raise ConditionError(ConditionCode.EXPORT_UNREADABLE) from error
        for sentence in find_private(self._private.sentences(job), written, self._leaving):
            raise ConditionError(
                ConditionCode.PRIVATE_TEXT_FOUND, kind=sentence.kind, record=sentence.record
            )

    def _refuse_replaced(self, text: str) -> None:
        if not self._gone:
            return
        words = f" {' '.join(words_of(text))} "
        if any(f" {gone} " in words for gone in self._gone):
            raise ConditionError(ConditionCode.PRIVATE_TEXT_FOUND)


def _sentences(texts: Iterable[RecordText], total: int, job: Job) -> Iterator[PrivateSentence]:
    for done, text in enumerate(texts):
        if done % _STEP == 0:
            job.check_cancelled()
            job.report(Progress(done, total, JobStage.CHECKING))
        for words in sentences_of(text.text):
            yield PrivateSentence(text.kind, text.record, words)
