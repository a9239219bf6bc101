"""Keeping searches under a name."""

from dataclasses import replace

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.saved_searches import SavedSearch
from ahpjournal.domain.texts import clean
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.storage.journal_file import JournalFile

NAME_LENGTH = 60


class SavedSearchService:
    """Saved searches, in their owner's order."""

    def __init__(self, journal: JournalFile, feed: ChangeFeed, ids: Ids) -> None:
        """Work on *journal*."""
        self._journal = journal
        self._feed = feed
        self._ids = ids

    def list_all(self) -> tuple[SavedSearch, ...]:
        """Give every saved search in order."""
        with self._journal.reading():
            return self._journal.saved_searches.list_all()

    def save(self, name: str, query: str) -> SavedSearch:
        """Keep *query* as *name*, at the end; one of the same name is replaced.

        Raises:
            InputError: the name is empty or too long (*name*), or there is no query (*query*).
            ConditionError: the journal cannot be written.
        """
        kept = _name(name)
        text = clean(query).strip()
        if not text:
            raise InputError(InputCode.REQUIRED, "query")
        present = self.list_all()
        same = next((s for s in present if s.name.casefold() == kept.casefold()), None)
        if same is not None:
            return self._change(replace(same, query=text))
        position = max((s.position for s in present), default=0) + 1
        search = SavedSearch(self._ids.new(), kept, text, position)
        with self._journal.transaction():
            self._journal.saved_searches.add(search)
        self._feed.publish(Topic.SEARCHES)
        return search

    def rename(self, search_id: str, name: str) -> None:
        """Call a search otherwise.

        Raises:
            InputError: the name is empty or too long.
            ConditionError: the journal cannot be written.
        """
        kept = _name(name)
        search = self._get(search_id)
        if search is not None:
            self._change(replace(search, name=kept))

    def remove(self, search_id: str) -> None:
        """Put a search aside; bring_back() takes it up again.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._set_removed(search_id, is_removed=True)

    def bring_back(self, search_id: str) -> None:
        """Take up a removed search again.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._set_removed(search_id, is_removed=False)

    def move(self, search_id: str, step: int) -> None:
        """Move a search by *step* places in the list, as far as it goes.

        Raises:
            ConditionError: the journal cannot be written.
        """
        searches = list(self.list_all())
        place = next((i for i, s in enumerate(searches) if s.id == search_id), None)
        if place is None:
            return
        moved = searches.pop(place)
        searches.insert(min(max(place + step, 0), len(searches)), moved)
        with self._journal.transaction():
            for position, search in enumerate(searches, start=1):
                self._journal.saved_searches.update(replace(search, position=position))
        self._feed.publish(Topic.SEARCHES)

    def _change(self, search: SavedSearch) -> SavedSearch:
        with self._journal.transaction():
            self._journal.saved_searches.update(search)
        self._feed.publish(Topic.SEARCHES)
        return search

    def _set_removed(self, search_id: str, *, is_removed: bool) -> None:
        with self._journal.reading():
            is_known = self._journal.saved_searches.exists(search_id)
        if not is_known:
            return
        with self._journal.transaction():
            self._journal.saved_searches.set_removed(search_id, is_removed=is_removed)
        self._feed.publish(Topic.SEARCHES)

    def _get(self, search_id: str) -> SavedSearch | None:
        with self._journal.reading():
            return self._journal.saved_searches.get(search_id)


def _name(typed: str) -> str:
    name = " ".join(clean(typed).split())
    if not name:
        raise InputError(InputCode.REQUIRED, "name")
    if len(name) > NAME_LENGTH:
        raise InputError(InputCode.TOO_LONG, "name")
    return name
