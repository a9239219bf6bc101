import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ahpjournal.storage.check import CheckProblem
from ahpjournal.storage.connection import unguard_schema
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import entry

Open = Callable[..., JournalFile]


def codes(journal: JournalFile) -> set[str]:
    return {problem.code for problem in journal.check().problems}


def test_a_sound_journal_has_no_problems_and_says_what_it_holds(journal: JournalFile) -> None:
    with journal.transaction():
        journal.entries.add(entry(tags=("a", "b")))
    report = journal.check()
    assert report.is_ok
    kinds = ("actions", "sittings", "attachments", "replies", "exports", "ratings")
    nothing = dict.fromkeys((*kinds, "templates", "prompts", "searches"), 0)
    assert report.counts == {"entries": 1, "tags": 2, **nothing}


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        ("DROP TRIGGER rating_no_update", "schema"),
        ("DROP INDEX entry_held", "schema"),
        ("CREATE TABLE entires (a TEXT) STRICT", "schema"),
        ("PRAGMA foreign_keys = OFF; INSERT INTO entry_theme VALUES (9, 'T', 0)", "foreign-keys"),
        ("INSERT INTO entry_fts (rowid, body) VALUES (9, 'unknown')", "search-index"),
        ("UPDATE entry SET layout = '[]'", "record"),
        ("UPDATE entry SET body = 'cut off'", "record"),
    ],
)
def test_each_kind_of_damage_is_named(journal: JournalFile, damage: str, expected: str) -> None:
    with journal.transaction():
        journal.entries.add(entry(1))
    unguard_schema(journal._connection)
    for statement in damage.split("; "):
        journal._connection.execute(statement)
    assert codes(journal) == {expected}


def test_the_unreadable_entry_is_named_and_the_others_still_read(journal: JournalFile) -> None:
    with journal.transaction():
        for number in range(1, 6):
            journal.entries.add(entry(number))
    journal._connection.execute("UPDATE entry SET layout = '?' WHERE n = 3")
    assert journal.check().problems == (CheckProblem("record", f"entry {entry(3).id}"),)
    assert journal.entries.get(entry(4).id) is not None


def test_a_check_changes_nothing(path: Path, opened: Open) -> None:
    writer = opened(path)
    with writer.transaction():
        writer.entries.add(entry())
    writer.close()
    before = path.read_bytes()
    journal = opened(path)
    assert journal.check().is_ok
    journal.close()
    assert path.read_bytes() == before


def test_a_reader_can_check_too(path: Path, opened: Open) -> None:
    assert opened(path, read_only=True).check().is_ok


def test_damaged_pages_are_found(path: Path, opened: Open, tmp_path: Path) -> None:
    writer = opened(path)
    with writer.transaction():
        for number in range(200):
            writer.entries.add(entry(number, "word " * 200))
    writer.close()
    data = bytearray(path.read_bytes())
    at = len(data) // 2 // 4096 * 4096
    data[at : at + 4096] = b"\xaa" * 4096
    bad = tmp_path / "bad.ahpjournal"
    bad.write_bytes(data)
    report = opened(bad, read_only=True).check()
    assert not report.is_ok
    assert "pages" in {problem.code for problem in report.problems} | {"record"}
    assert not any("word" in problem.detail for problem in report.problems)


def test_a_copy_of_a_journal_at_rest_is_a_journal(path: Path, opened: Open, tmp_path: Path) -> None:
    writer = opened(path)
    with writer.transaction():
        writer.entries.add(entry())
    writer.close()
    copy = tmp_path / "copy.ahpjournal"
    shutil.copyfile(path, copy)
    assert opened(copy).check().counts["entries"] == 1
