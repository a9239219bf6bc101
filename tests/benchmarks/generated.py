"""Journals of any size for the benchmarks: invented words with the frequencies of real ones."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import Entry, EntryState, Section
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.storage.journal_file import JournalFile

START = datetime(2020, 1, 6, 9, 0, tzinfo=UTC)
WORDS_EACH = 300
_BATCH = 2_000
_SYLLABLES = (
    *("ba", "ce", "di", "fa", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu"),
    *("va", "we", "xi", "yo", "zu", "st", "tr", "ent", "ing", "ion"),
)


class Vocabulary:
    """Words from the commonest to the rarest (Zipf's law), the same in every run."""

    def __init__(self, seed: int = 7) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - words, not secrets
        made = {"".join(self._chance.choices(_SYLLABLES, k=k % 4 + 1)) for k in range(12_000)}
        self._words = ["the", "safety", "release", *sorted(made)]
        self._weights = [1 / rank for rank in range(1, len(self._words) + 1)]

    def text(self, words: int) -> str:
        """Give *words* words in paragraphs."""
        chosen = self._chance.choices(self._words, self._weights, k=words)
        lines = (" ".join(chosen[at : at + 80]) + "." for at in range(0, words, 80))
        return "\n\n".join(lines)


def make_journal(path: Path, entries: int, *, words: int = WORDS_EACH) -> FixedClock:
    """Make a journal of *entries* entries at *path*; gives its clock, standing at the last one."""
    clock = FixedClock(START)
    ids = TimeOrderedIds(clock)
    journal = JournalFile.create(path, clock, ids)
    vocabulary = Vocabulary()
    for first in range(0, entries, _BATCH):
        with journal.transaction():
            for number in range(first, min(first + _BATCH, entries)):
                clock.advance(timedelta(minutes=50))
                journal.entries.add(made_entry(ids.new(), number, vocabulary.text(words)))
    journal.close()
    return clock


def made_entry(entry_id: str, number: int, text: str) -> Entry:
    """Give one entry."""
    return Entry(
        entry_id,
        date(2020, 1, 6) + timedelta(days=number % 2_200),
        f"Entry {number}",
        sections=(Section("text", text),),
        module=number % 6 + 1,
        themes=(f"T{number % 5 + 1}",),
        competencies=("A1", "B2")[: number % 3],
        tags=(f"tag{number % 40}",),
        state=EntryState.DONE,
    )
