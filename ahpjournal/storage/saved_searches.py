"""Searches kept under a name, in their owner's order."""

from ahpjournal.domain.clock import timestamp
from ahpjournal.domain.saved_searches import SavedSearch
from ahpjournal.storage.rows import Row
from ahpjournal.storage.writing import Writing

_COLUMNS = "uid, name, query, position"


class SavedSearchRepository:
    """Saved searches by id."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def list_all(self) -> tuple[SavedSearch, ...]:
        """Give every saved search that is not removed, in order."""
        rows = self._writing.all(
            f"SELECT {_COLUMNS} FROM saved_search WHERE deleted_at IS NULL ORDER BY position, n"
        )
        return tuple(_saved(row) for row in rows)

    def get(self, search_id: str) -> SavedSearch | None:
        """Give one saved search that is not removed."""
        row = self._writing.one(
            f"SELECT {_COLUMNS} FROM saved_search WHERE uid = ? AND deleted_at IS NULL",
            (search_id,),
        )
        return _saved(row) if row is not None else None

    def exists(self, search_id: str) -> bool:
        """Tell whether a search with this id was ever kept here, removed or not."""
        sql = "SELECT 1 AS found FROM saved_search WHERE uid = ?"
        return self._writing.one(sql, (search_id,)) is not None

    def add(self, search: SavedSearch) -> SavedSearch:
        """Keep a new search."""
        self._writing.insert("saved_search", {"uid": search.id, **_values(search)})
        return search

    def update(self, search: SavedSearch) -> None:
        """Keep the name, query and place of a search; nothing is written if nothing changed."""
        before = self.get(search.id)
        if before is not None and before != search:
            self._writing.update("saved_search", search.id, _values(search))

    def set_removed(self, search_id: str, *, is_removed: bool) -> None:
        """Put a search aside, or take it back."""
        moment = timestamp(self._writing.clock.now()) if is_removed else None
        self._writing.update("saved_search", search_id, {"deleted_at": moment})


def _values(search: SavedSearch) -> dict[str, object]:
    return {"name": search.name, "query": search.query, "position": search.position}


def _saved(row: Row) -> SavedSearch:
    return SavedSearch(row["uid"], row["name"], row["query"], int(row["position"]))
