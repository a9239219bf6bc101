"""Records of what left the journal."""

import json

from ahpjournal.domain.clock import parse_timestamp, timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.exports import ExportedItem, ExportRecord
from ahpjournal.domain.texts import cleaned
from ahpjournal.storage.rows import Row
from ahpjournal.storage.writing import Writing


class ExportRepository:
    """Exports by id. None is ever changed."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def add(self, record: ExportRecord) -> None:
        """Keep *record*."""
        new = cleaned(record)
        created = timestamp(new.created_at) if new.created_at is not None else None
        self._writing.insert("export", _row(new), created)

    def get(self, export_id: str) -> ExportRecord | None:
        """Give one record."""
        row = self._writing.one(
            "SELECT * FROM export WHERE uid = ? AND deleted_at IS NULL", (export_id,)
        )
        return _record(row) if row is not None else None

    def exists(self, export_id: str) -> bool:
        """Tell whether there ever was one, removed or not."""
        found = self._writing.one("SELECT 1 AS found FROM export WHERE uid = ?", (export_id,))
        return found is not None

    def list_all(self) -> tuple[ExportRecord, ...]:
        """Give every record, the newest first."""
        rows = self._writing.all(
            "SELECT * FROM export WHERE deleted_at IS NULL ORDER BY made_at DESC, n DESC"
        )
        return tuple(_record(row) for row in rows)

    def ending_with(self, end: str) -> tuple[ExportRecord, ...]:
        """Give the records whose id ends so, as printed at the foot of a page."""
        rows = self._writing.all(
            "SELECT * FROM export WHERE deleted_at IS NULL AND substr(uid, -length(?1)) = ?1"
            " ORDER BY made_at DESC, n DESC",
            (end,),
        )
        return tuple(_record(row) for row in rows)

    def restamp(self, record: ExportRecord) -> None:
        """Put the times of *record* back as they were when it was written elsewhere."""
        if record.updated_at is not None:
            self._writing.execute(
                "UPDATE export SET updated_at = ? WHERE uid = ?",
                (timestamp(record.updated_at), record.id),
            )


def _row(record: ExportRecord) -> Row:
    items = [{"kind": i.kind, "id": i.id, "title": i.title} for i in record.items]
    return {
        "uid": record.id,
        "kind": record.kind,
        "made_at": timestamp(record.made_at),
        "for_whom": record.for_whom,
        "file_name": record.file_name,
        "size": record.size,
        "pages": record.pages,
        "sha256": record.sha256,
        "journal_state": record.journal_state,
        "items": json.dumps(items, ensure_ascii=False),
        "form": json.dumps(record.form, ensure_ascii=False) if record.form is not None else None,
    }


def _record(row: Row) -> ExportRecord:
    try:
        return ExportRecord(
            id=row["uid"],
            kind=row["kind"],
            made_at=parse_timestamp(row["made_at"]),
            for_whom=row["for_whom"],
            file_name=row["file_name"],
            size=int(row["size"]),
            pages=int(row["pages"]),
            sha256=row["sha256"],
            journal_state=row["journal_state"],
            items=tuple(ExportedItem(**item) for item in json.loads(row["items"])),
            form=json.loads(row["form"]) if row["form"] is not None else None,
            created_at=parse_timestamp(row["created_at"]),
            updated_at=parse_timestamp(row["updated_at"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise ConditionError(ConditionCode.DAMAGED) from error
