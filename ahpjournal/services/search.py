"""Search over everything written, with filters."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.search import (
    DatedEntry,
    DayCount,
    Found,
    Grouping,
    HitKey,
    Named,
    Names,
    SearchHit,
    Term,
    Timeline,
    Wanted,
    parse,
)
from ahpjournal.domain.search_meaning import Understood, understand
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.programme import ProgrammeService
from ahpjournal.storage.journal_file import JournalFile

LIMIT = 50


class SearchService:
    """Ranked search over reflections, actions, reasons, notes, replies and attachments."""

    def __init__(
        self, journal: JournalFile, feed: ChangeFeed, clock: Clock, programme: ProgrammeService
    ) -> None:
        """Search *journal*; *programme* names its modules, competencies and themes."""
        self._journal = journal
        self._clock = clock
        self._programme = programme
        self._names: Names | None = None
        feed.subscribe(self._on_news)

    def search(self, query: str, limit: int = LIMIT) -> tuple[SearchHit, ...]:
        """Give at most *limit* records that match *query*, best first.

        Nothing is found without a query, nor by one with a filter that cannot be followed.
        """
        meant = self.understand(query)
        if meant.wanted.is_empty or not meant.can_be_followed or limit < 1:
            return ()
        with self._journal.reading():
            keys = self._journal.search.best(meant.wanted, limit)
        return self.rows(keys, meant.wanted)

    def understand(self, query: str | Sequence[Term]) -> Understood:
        """Say what *query* asks for in this journal, and what of it cannot be followed."""
        terms = parse(query) if isinstance(query, str) else query
        return understand(terms, self.names(), self._clock.today())

    def names(self) -> Names:
        """Give what filters can name."""
        if self._names is None:
            pack = self._programme.pack
            with self._journal.reading():
                tags = self._journal.entries.tags()
            self._names = Names(
                tags=tuple(tag for tag, _uses in tags),
                modules=tuple(Named(str(m.number), m.title) for m in self._programme.modules()),
                competencies=tuple(Named(c.id, c.short_name or c.name) for c in pack.competencies),
                themes=tuple(Named(theme.id, theme.name) for theme in pack.themes),
            )
        return self._names

    def find(self, wanted: Wanted) -> Found:
        """Give the keys of what is found, best first; newest first without words.

        Fast enough for every key typed: where too much is found, the newest are given.
        """
        with self._journal.reading():
            return self._journal.search.find(wanted)

    def timeline(self, wanted: Wanted, grouping: Grouping) -> Timeline:
        """Give the keys of all that is found, newest first, in groups."""
        with self._journal.reading():
            return self._journal.search.timeline(wanted, grouping)

    def dated_entries(self, wanted: Wanted, first: date, last: date) -> tuple[DatedEntry, ...]:
        """Give the reflections found that lie between two days, newest first."""
        with self._journal.reading():
            return self._journal.search.dated_entries(wanted, first, last)

    def day_counts(self, wanted: Wanted, first: date, last: date) -> tuple[DayCount, ...]:
        """Count the reflections found between two days by day and exactness."""
        with self._journal.reading():
            return self._journal.search.day_counts(wanted, first, last)

    def span(self) -> tuple[date, date] | None:
        """Give the days of the first and the last reflection; None if there are none."""
        with self._journal.reading():
            return self._journal.search.span()

    def rows(self, keys: Sequence[HitKey], wanted: Wanted) -> tuple[SearchHit, ...]:
        """Give what a list shows of *keys*, with snippets where words are asked for."""
        with self._journal.reading():
            found = self._journal.search.rows(keys, wanted)
        return tuple([self._called(hit) if hit.about else hit for hit in found])

    def _called(self, hit: SearchHit) -> SearchHit:
        """Call a reason after the competency that it is about."""
        competency = self._programme.pack.competency(hit.about)
        name = f"{hit.about} {competency.short_name or competency.name}" if competency else ""
        return replace(hit, title=name or hit.about)

    def _on_news(self, topics: Topic) -> None:
        if topics & (Topic.TAGS | Topic.PROGRAMME):
            self._names = None
