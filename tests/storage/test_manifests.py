"""The note beside a backup."""

import json
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.backups import Backup, BackupReason
from ahpjournal.storage.manifests import manifest_path, read_manifest, write_manifest


def backup(folder: Path) -> Backup:
    return Backup(
        path=folder / "My journal 2026-01-12 0930 daily.ahpjournal",
        made_at=datetime(2026, 1, 12, 9, 30, tzinfo=UTC),
        made_on=date(2026, 1, 12),
        reason=BackupReason.DAILY,
        journal_id="00000000-0000-7000-8000-000000000001",
        counts={"entries": 3, "actions": 1},
        words=120,
        size_bytes=4096,
        schema_version=2,
        is_encrypted=True,
        is_checked=True,
        journal_name="My journal.ahpjournal",
        sha256="ab" * 32,
        mark="000001-00000-node/0/0",
    )


def is_bad(path: Path) -> bool:
    """Tell whether the note beside *path* is refused, as it should be, with a ValueError."""
    try:
        read_manifest(path)
    except ValueError:
        return True
    return False


def test_a_note_says_again_what_was_written(tmp_path: Path) -> None:
    made = backup(tmp_path)
    write_manifest(made)
    assert read_manifest(made.path) == made
    assert manifest_path(made.path).stat().st_mode & 0o077 == 0


def test_a_reason_of_a_later_version_is_unknown(tmp_path: Path) -> None:
    made = backup(tmp_path)
    write_manifest(made)
    note = manifest_path(made.path)
    values = json.loads(note.read_bytes()) | {"reason": "before-moonrise"}
    note.write_text(json.dumps(values), encoding="utf-8")
    assert read_manifest(made.path) == replace(made, reason=BackupReason.UNKNOWN)


def test_no_note_is_told_from_a_bad_one(tmp_path: Path) -> None:
    made = backup(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_manifest(made.path)
    manifest_path(made.path).write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match="ahpjournal-backup"):
        read_manifest(made.path)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_note_or_a_value_error(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "x.ahpjournal"
        manifest_path(place).write_bytes(data)
        assert is_bad(place)


@pytest.mark.parametrize("key", ["made_at", "counts", "journal_id", "format", "size_bytes"])
def test_a_note_that_lacks_something_is_a_bad_one(tmp_path: Path, key: str) -> None:
    made = backup(tmp_path)
    write_manifest(made)
    note = manifest_path(made.path)
    values = json.loads(note.read_bytes())
    for wrong in (None, "x", {"a": "b"}):
        note.write_text(json.dumps(values | {key: wrong}), encoding="utf-8")
        if key == "journal_id":
            continue  # any text may be one
        assert is_bad(made.path)
    del values[key]
    note.write_text(json.dumps(values), encoding="utf-8")
    assert is_bad(made.path)
