"""Attachments on their way out to JSON and in again."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError, InputError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.services.session import JournalSession, create_journal
from ahpjournal.storage.contents import PART_BYTES
from tests.builders import CountingIds, content, fixed_clock

QUIET = SilentJob()
LARGE = bytes(range(251)) * (PART_BYTES // 100)


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[str], JournalSession]]:
    """Give what makes an empty journal on disk."""
    made: list[JournalSession] = []

    def make_(name: str) -> JournalSession:
        path = tmp_path / f"{name}.ahpjournal"
        session = create_journal(path, clock=fixed_clock(), ids=CountingIds(), content=content())
        made.append(session)
        return session

    yield make_
    for session in made:
        session.close()


def fill(session: JournalSession, folder: Path) -> str:
    """Write an entry with two attachments, and one that was removed; gives its id."""
    files = []
    for name, data in (("a.txt", b"words"), ("large.bin", LARGE), ("gone.txt", b"gone")):
        files.append(folder / name)
        files[-1].write_bytes(data)
    stored = session.entries.quick_capture("With files")
    added = session.attachments.add(stored.id, session.attachments.take_in(files, QUIET).stored)
    session.attachments.remove(added[-1])
    return stored.id


def exported(session: JournalSession, folder: Path) -> dict[str, object]:
    path = session.transfer.export_json(folder / "out.json", QUIET)
    found: dict[str, object] = json.loads(path.read_bytes())
    return {key: value for key, value in found.items() if key not in {"journal_id", "exported_at"}}


def test_export_import_export_gives_the_same(
    make: Callable[[str], JournalSession], tmp_path: Path
) -> None:
    old, new = make("old"), make("new")
    entry_id = fill(old, tmp_path)
    before = exported(old, tmp_path)
    data = (tmp_path / "out.json").read_bytes()
    assert new.transfer.import_json(data, QUIET, dry_run=True).new["attachments"] == 2
    assert new.info().counts["attachments"] == 0
    assert new.transfer.import_json(data, QUIET).new["attachments"] == 2
    assert new.transfer.import_json(data, QUIET).same["attachments"] == 2
    assert exported(new, tmp_path) == before
    _first, large = new.attachments.list_of(entry_id)
    assert new.attachments.look(large, QUIET).data == LARGE
    assert new.check().is_ok


def test_what_was_removed_here_is_not_brought_back(
    make: Callable[[str], JournalSession], tmp_path: Path
) -> None:
    session = make("one")
    entry_id = fill(session, tmp_path)
    exported(session, tmp_path)
    data = (tmp_path / "out.json").read_bytes()
    session.attachments.remove(session.attachments.list_of(entry_id)[0])
    report = session.transfer.import_json(data, QUIET)
    assert (report.kept["attachments"], report.same["attachments"]) == (1, 1)
    session.entries.remove(entry_id)
    report = session.transfer.import_json(data, QUIET)
    assert "attachments" not in report.new
    assert session.attachments.total_bytes() == len(b"words") + len(LARGE) + len(b"gone")


def test_a_file_is_brought_in_as_its_bytes_are(
    make: Callable[[str], JournalSession], tmp_path: Path
) -> None:
    old, new = make("old"), make("new")
    fill(old, tmp_path)
    before = exported(old, tmp_path)
    assert new.transfer.import_json(tmp_path / "out.json", QUIET).new["entries"] == 1
    assert exported(new, tmp_path) == before


def test_a_file_that_cannot_be_read_says_so(
    make: Callable[[str], JournalSession], tmp_path: Path
) -> None:
    session = make("one")
    for path, code in (
        (tmp_path / "none.json", ConditionCode.MISSING),
        (tmp_path, ConditionCode.NOT_A_FILE),
    ):
        with pytest.raises(ConditionError) as caught:
            session.transfer.import_json(path, QUIET)
        assert (caught.value.code, caught.value.path) == (code, str(path))


def test_a_file_with_one_wrong_entry_brings_nothing(
    make: Callable[[str], JournalSession], tmp_path: Path
) -> None:
    session = make("one")
    document = {"format": "ahpjournal", "version": 1, "entries": [{"title": "a"}, {"title": 1}]}
    (tmp_path / "in.json").write_text(json.dumps(document))
    with pytest.raises(InputError):
        session.transfer.import_json(tmp_path / "in.json", QUIET)
    assert session.entries.count() == 0
