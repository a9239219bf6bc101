"""What was removed: listed, brought back by its repositories, or erased for good."""

from ahpjournal.domain.bin import BinItem
from ahpjournal.domain.clock import parse_timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.markdown import one_line
from ahpjournal.storage.rows import Row
from ahpjournal.storage.schema import INDEXED
from ahpjournal.storage.snapshots import TABLES
from ahpjournal.storage.versions import VersionRepository
from ahpjournal.storage.writing import Writing

_PREVIEW = 160
_REMOVED = """
SELECT 'entry' AS kind, uid, title, preview, deleted_at FROM entry WHERE deleted_at IS NOT NULL
UNION ALL
SELECT 'action', uid, title, why, deleted_at FROM action WHERE deleted_at IS NOT NULL
UNION ALL
SELECT 'attachment', a.uid, a.name, coalesce(e.title, ''), a.deleted_at
  FROM attachment a LEFT JOIN entry e ON e.uid = a.entry WHERE a.deleted_at IS NOT NULL
UNION ALL
SELECT 'reply', uid, from_whom, words, deleted_at FROM reply WHERE deleted_at IS NOT NULL
ORDER BY deleted_at DESC, uid"""


class BinRepository:
    """The bin. Nothing leaves it by itself; what is erased is erased in every copy."""

    def __init__(self, writing: Writing, versions: VersionRepository) -> None:
        """Read and write through *writing*."""
        self._writing = writing
        self._versions = versions

    def list_all(self) -> tuple[BinItem, ...]:
        """Give what was removed, the latest first."""
        return tuple(_item(row) for row in self._writing.all(_REMOVED))

    def erase(self, kind: RecordKind, record: str) -> None:
        """Take a record away with every version of it, here and in copies merged later on.

        Its words are out of the file once scrub() has run.
        """
        self._writing.execute(
            "INSERT OR IGNORE INTO purged (kind, record, hlc) VALUES (?, ?, ?)",
            (kind.value, record, self._writing.stamp()["hlc"]),
        )
        self.sweep(kind, record)

    def sweep(self, kind: RecordKind, record: str) -> bool:
        """Take away what is left of an erased record; tells whether there was any of it.

        With an entry go its attachments. The content of attachments goes by itself, once nothing
        refers to it.
        """
        table = TABLES[kind]
        if kind is RecordKind.ENTRY:
            rows = self._writing.all("SELECT uid FROM attachment WHERE entry = ?", (record,))
            for row in rows:
                self.sweep(RecordKind.ATTACHMENT, row["uid"])
        self._versions.erase(kind, record)
        self._writing.execute(
            "DELETE FROM conflict WHERE kind = ? AND record = ?", (kind.value, record)
        )
        deleted = self._writing.execute(f"DELETE FROM {table.name} WHERE uid = ?", (record,))
        return deleted > 0

    def erased(self) -> dict[tuple[RecordKind, str], str]:
        """Give everything ever erased, with the reading of the hybrid clock."""
        rows = self._writing.all("SELECT kind, record, hlc FROM purged")
        return {(RecordKind(row["kind"]), row["record"]): row["hlc"] for row in rows}

    def note_erased(self, kind: RecordKind, record: str, reading: str) -> None:
        """Take over that a record was erased in another copy."""
        self._writing.execute(
            "INSERT OR IGNORE INTO purged (kind, record, hlc) VALUES (?, ?, ?)",
            (kind.value, record, reading),
        )

    def scrub(self) -> None:
        """Take the words of erased and rewritten texts out of the search indexes."""
        for table in INDEXED:
            self._writing.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize')")


def _item(row: Row) -> BinItem:
    try:
        return BinItem(
            RecordKind(row["kind"]),
            row["uid"],
            row["title"],
            one_line(row["preview"][: 4 * _PREVIEW])[:_PREVIEW],
            parse_timestamp(row["deleted_at"]),
        )
    except ValueError as error:
        raise ConditionError(ConditionCode.DAMAGED) from error
