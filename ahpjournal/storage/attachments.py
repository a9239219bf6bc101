"""Attachments of entries: what is known of them. Their bytes are in `storage.contents`."""

from collections.abc import Sequence
from dataclasses import replace

from ahpjournal.domain.attachments import Attachment
from ahpjournal.domain.clock import parse_timestamp, timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import VersionReason
from ahpjournal.storage.rows import Row
from ahpjournal.storage.writing import Writing

_COLUMNS = "uid, entry, position, name, media_type, size, sha256, created_at"


class AttachmentRepository:
    """Attachments by id and by entry."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def get(self, attachment_id: str) -> Attachment | None:
        """Give one attachment that is not removed."""
        row = self._writing.one(
            f"SELECT {_COLUMNS} FROM attachment WHERE uid = ? AND deleted_at IS NULL",
            (attachment_id,),
        )
        return to_attachment(row) if row is not None else None

    def exists(self, attachment_id: str) -> bool:
        """Tell whether an attachment with this id was ever stored here, removed or not."""
        row = self._writing.one("SELECT 1 AS found FROM attachment WHERE uid = ?", (attachment_id,))
        return row is not None

    def list_of(self, entry_id: str) -> tuple[Attachment, ...]:
        """Give the attachments of an entry in their order."""
        rows = self._writing.all(
            f"SELECT {_COLUMNS} FROM attachment WHERE entry = ? AND deleted_at IS NULL"
            " ORDER BY position, n",
            (entry_id,),
        )
        return tuple(to_attachment(row) for row in rows)

    def list_all(self) -> tuple[Attachment, ...]:
        """Give every attachment, those in the bin too."""
        rows = self._writing.all(f"SELECT {_COLUMNS} FROM attachment ORDER BY n")
        return tuple(to_attachment(row) for row in rows)

    def add(self, attachment: Attachment) -> Attachment:
        """Store a new attachment, whose content is here, behind the others of its entry.

        Raises:
            ConditionError: its content or its entry is not here (MISSING).
        """
        if not self._may_be_added(attachment):
            raise ConditionError(ConditionCode.MISSING)
        last = self._writing.one(
            "SELECT coalesce(max(position) + 1, 0) AS place FROM attachment WHERE entry = ?",
            (attachment.entry,),
        )
        placed = replace(attachment, position=int(last["place"]) if last is not None else 0)
        created = placed.created_at
        row = self._writing.insert(
            "attachment",
            {
                "uid": placed.id,
                "entry": placed.entry,
                "position": placed.position,
                "name": placed.name,
                "media_type": placed.media_type,
                "size": placed.size,
                "sha256": placed.sha256,
            },
            timestamp(created) if created is not None else None,
        )
        return replace(placed, created_at=parse_timestamp(row["created_at"]))

    def rename(self, attachment_id: str, name: str, reason: VersionReason | None = None) -> None:
        """Call an attachment *name* from now on; with a *reason* the old name stays a version."""
        self._writing.update("attachment", attachment_id, {"name": name}, reason)

    def set_removed(self, attachment_id: str, *, is_removed: bool) -> None:
        """Put an attachment into the bin, or take it out."""
        moment = timestamp(self._writing.clock.now()) if is_removed else None
        self._writing.update("attachment", attachment_id, {"deleted_at": moment})

    def counts(self, keys: Sequence[int]) -> dict[int, int]:
        """Count the attachments of entries given by their row numbers; none are left out."""
        return attachment_counts(self._writing, keys)

    def _may_be_added(self, attachment: Attachment) -> bool:
        row = self._writing.one(
            "SELECT (SELECT count(*) FROM content WHERE sha256 = ?)"
            " + (SELECT count(*) FROM entry WHERE uid = ?) AS found",
            (attachment.sha256, attachment.entry),
        )
        return row is not None and row["found"] == len(("content", "entry"))


def attachment_counts(writing: Writing, keys: Sequence[int]) -> dict[int, int]:
    """Count the attachments of entries given by their row numbers; none are left out."""
    if not keys:
        return {}
    marks = ",".join(str(int(key)) for key in keys)
    rows = writing.all(
        "SELECT e.n, count(*) AS found FROM entry e CROSS JOIN attachment a ON a.entry = e.uid"
        f" WHERE e.n IN ({marks}) AND a.deleted_at IS NULL GROUP BY e.n"
    )
    return {row["n"]: row["found"] for row in rows}


def to_attachment(row: Row) -> Attachment:
    """Read an attachment.

    Raises:
        ConditionError: the row holds none (DAMAGED).
    """
    if "\0" in str(row.get("name")):  # none was stored: a page of it was lost to zeros
        raise ConditionError(ConditionCode.DAMAGED)
    try:
        return Attachment(
            id=row["uid"],
            entry=row["entry"],
            name=row["name"],
            media_type=row["media_type"],
            size=row["size"],
            sha256=row["sha256"],
            position=row["position"],
            created_at=parse_timestamp(row["created_at"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise ConditionError(ConditionCode.DAMAGED) from error
