"""The note beside each backup: when, why, how much. Nothing of what the journal says is in it."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ahpjournal.domain.backups import Backup, BackupReason
from ahpjournal.domain.clock import parse_timestamp, timestamp
from ahpjournal.output_file import whole_file

MANIFEST_SUFFIX = ".json"
FORMAT, VERSION = "ahpjournal-backup", 1
_LONGEST = 65_536


def manifest_path(backup: Path) -> Path:
    """Give the place of the note that belongs to *backup*."""
    return backup.with_name(backup.name + MANIFEST_SUFFIX)


def write_manifest(backup: Backup) -> None:
    """Write the note of *backup* beside it.

    Raises:
        ConditionError: the folder may not be written to, or the disk is full.
    """
    values = {
        "format": FORMAT,
        "version": VERSION,
        "journal": backup.journal_name,
        "journal_id": backup.journal_id,
        "made_at": timestamp(backup.made_at),
        "made_on": backup.made_on.isoformat(),
        "reason": backup.reason.value,
        "counts": dict(backup.counts),
        "words": backup.words,
        "size_bytes": backup.size_bytes,
        "schema_version": backup.schema_version,
        "encrypted": backup.is_encrypted,
        "sha256": backup.sha256,
        "mark": backup.mark,
    }
    with whole_file(manifest_path(backup.path)) as file:
        file.write(json.dumps(values, ensure_ascii=False, indent=1).encode())


def read_manifest(backup: Path) -> Backup:
    """Read what the note beside *backup* says.

    Raises:
        OSError: there is none, or it cannot be read.
        ValueError: it is not a note of this program.
    """
    with manifest_path(backup).open("rb") as file:
        data = file.read(_LONGEST)
    try:
        values = json.loads(data)
        if values["format"] != FORMAT or values["version"] != VERSION:
            raise ValueError(FORMAT)
        return _to_backup(backup, values)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(FORMAT) from error


def _to_backup(path: Path, values: Mapping[str, Any]) -> Backup:
    reasons = {reason.value for reason in BackupReason}
    reason = str(values["reason"])
    return Backup(
        path=path,
        made_at=parse_timestamp(values["made_at"]),
        made_on=date.fromisoformat(values["made_on"]),
        reason=BackupReason(reason) if reason in reasons else BackupReason.UNKNOWN,
        journal_id=str(values["journal_id"]),
        counts={str(kind): int(count) for kind, count in values["counts"].items()},
        words=int(values["words"]),
        size_bytes=int(values["size_bytes"]),
        schema_version=int(values["schema_version"]),
        is_encrypted=bool(values["encrypted"]),
        is_checked=True,
        journal_name=str(values["journal"]),
        sha256=str(values["sha256"]),
        mark=str(values["mark"]),
    )
