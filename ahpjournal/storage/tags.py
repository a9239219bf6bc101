"""Tags of reflections, changed in many of them at once."""

from ahpjournal.storage.entries import EntryRepository
from ahpjournal.storage.writing import Writing

_TAGS = """
SELECT e.uid, t.name FROM entry e JOIN entry_tag l ON l.entry = e.n JOIN tag t ON t.n = l.tag
WHERE e.n IN (SELECT o.entry FROM entry_tag o JOIN tag w ON w.n = o.tag WHERE w.name = ?)
ORDER BY e.n, l.position"""


class TagRepository:
    """Tags by name. A change of an entry's tags is a change of the entry, as merging sees it."""

    def __init__(self, writing: Writing, entries: EntryRepository) -> None:
        """Write tags through *entries*."""
        self._writing = writing
        self._entries = entries

    def tagged(self, name: str) -> dict[str, tuple[str, ...]]:
        """Give the tags of every entry that has the tag *name*, in the bin or not, by id."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self._writing.all(_TAGS, (name,)):
            found[row["uid"]] = (*found.get(row["uid"], ()), row["name"])
        return found

    def of_entry(self, entry_id: str) -> tuple[str, ...] | None:
        """Give the tags of one entry, in the bin or not; None if there is no such entry."""
        row = self._writing.one("SELECT n FROM entry WHERE uid = ?", (entry_id,))
        if row is None:
            return None
        rows = self._writing.all(
            "SELECT t.name FROM entry_tag l JOIN tag t ON t.n = l.tag WHERE l.entry = ?"
            " ORDER BY l.position",
            (row["n"],),
        )
        return tuple(found["name"] for found in rows)

    def put(self, entry_id: str, tags: tuple[str, ...]) -> None:
        """Give one entry other tags; what it was is a version if that is due."""
        self._entries.put_tags(entry_id, tags)
