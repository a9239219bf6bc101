"""Search over everything written."""

from ahpjournal.domain.search import SearchHit
from ahpjournal.storage.journal_file import JournalFile

LIMIT = 50


class SearchService:
    """Ranked search over entries and actions."""

    def __init__(self, journal: JournalFile) -> None:
        """Search *journal*."""
        self._journal = journal

    def search(self, query: str, limit: int = LIMIT) -> tuple[SearchHit, ...]:
        """Give at most *limit* records that match *query*, best first."""
        with self._journal.reading():
            return self._journal.search.search(query, limit)
