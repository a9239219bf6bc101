"""What is left of a damaged journal is read: whole tables, single records, single pages."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ahpjournal.domain.jobs import SilentJob
from ahpjournal.storage.driver import Error
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.keys import NO_KEY
from ahpjournal.storage.salvage import (
    PAGE,
    Salvage,
    Table,
    copy_what_can_be_read,
    fitting,
    tables_of_this_version,
)
from tests.builders import action, entry

Open = Callable[..., JournalFile]
Look = Callable[[], Salvage]
LONG = "A long day, and what I made of it. " * 400


@pytest.fixture
def filled(path: Path, opened: Open) -> Path:
    """Give a journal at rest with forty entries, one of them long, and an action."""
    journal = opened(path)
    with journal.transaction():
        for number in range(1, 41):
            text = LONG if number == 20 else f"text {number} " * 60
            journal.entries.add(entry(number, text, tags=("calm",), themes=("T1",)))
        journal.actions.add(action(1, entries=(entry(1).id,)))
    journal.close()
    return path


@pytest.fixture
def look(filled: Path, tmp_path: Path) -> Iterator[Look]:
    """Give what reads the file as it is now."""
    made: list[Salvage] = []

    def salvage() -> Salvage:
        folder = tmp_path / f"copy{len(made)}"
        folder.mkdir()
        made.append(Salvage(filled, folder, NO_KEY, SilentJob()))
        return made[-1]

    yield salvage
    for one in made:
        one.close()


def ruin(path: Path, page: int, data: bytes | None = None) -> None:
    """Overwrite a page, counted from 1."""
    whole = bytearray(path.read_bytes())
    whole[(page - 1) * PAGE : page * PAGE] = data or os.urandom(PAGE)
    path.write_bytes(whole)


def numbers(salvage: Salvage, table: str = "entry") -> set[int]:
    return {values["n"] for values, _is_whole in salvage.rows(table)}


def leaf_with(path: Path, words: bytes) -> int:
    """Find the page of a table that holds *words*."""
    data = path.read_bytes()
    at = data.index(words)
    while data[at // PAGE * PAGE] != 0x0D:
        at = data.index(words, at + 1)
    return at // PAGE + 1


def test_a_sound_journal_is_read_in_full(look: Look) -> None:
    salvage = look()
    assert numbers(salvage) == set(range(1, 41))
    assert all(is_whole for _values, is_whole in salvage.rows("entry"))
    assert len(list(salvage.rows("entry_tag"))) == 40
    assert salvage.count("entry") == 40
    assert len(salvage.ids("entry")) == 40
    assert len(salvage.dates()) == 40


def test_a_ruined_page_costs_its_own_records_only(filled: Path, look: Look) -> None:
    ruin(filled, leaf_with(filled, b"text 7 text 7"))
    left = numbers(look())
    assert 7 not in left
    assert len(left) > 30


def test_where_the_way_to_the_pages_is_ruined_they_are_read_one_by_one(
    filled: Path, look: Look
) -> None:
    ruin(filled, 1)
    salvage = look()
    assert salvage.count("entry") is None
    assert salvage.ids("entry") == {}
    assert numbers(salvage) == set(range(1, 41))
    assert numbers(salvage, "action") == {1}
    found = {values["n"]: values for values, _is_whole in look().rows("entry")}
    assert found[20]["body"] == LONG
    assert found[3]["title"] == "Entry 3"


def test_of_a_long_text_whose_pages_are_ruined_the_beginning_is_kept(
    filled: Path, look: Look
) -> None:
    data = filled.read_bytes()
    first = leaf_with(filled, entry(20).id.encode())
    long_pages = {
        at // PAGE + 1
        for at in range(0, len(data), PAGE)
        if data[at : at + PAGE].count(b"what I made of it") > 50 and at // PAGE + 1 != first
    }
    ruin(filled, max(long_pages), bytes(PAGE))
    found = {values["n"]: (values, is_whole) for values, is_whole in look().rows("entry")}
    values, is_whole = found[20]
    assert not is_whole
    assert LONG.startswith(values["body"])
    assert values["body"]
    assert set(found) == set(range(1, 41))


def test_a_journal_cut_off_gives_what_is_before_the_cut(filled: Path, look: Look) -> None:
    filled.write_bytes(filled.read_bytes()[: leaf_with(filled, b"text 30 text 30") * PAGE - 10])
    assert {1, 2, 3} <= numbers(look())


def test_links_are_read_from_their_index_where_the_table_is_ruined(
    filled: Path, look: Look, opened: Open
) -> None:
    journal = opened(filled)
    roots = dict(journal._connection.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
    journal.close()
    ruin(filled, roots["entry_theme"])
    rows = [values for values, _is_whole in look().rows("entry_theme")]
    assert {(row["entry"], row["theme"]) for row in rows} == {(n, "T1") for n in range(1, 41)}


def test_what_is_still_in_the_log_is_read_too(filled: Path, opened: Open, tmp_path: Path) -> None:
    journal = opened(filled)
    with journal.transaction():
        journal.entries.add(entry(99))
    assert filled.with_name(filled.name + "-wal").exists()
    (tmp_path / "other").mkdir()
    salvage = Salvage(filled, tmp_path / "other", NO_KEY, SilentJob())
    assert 41 in numbers(salvage)
    salvage.close()


def test_text_that_is_not_whole_is_marked(filled: Path, look: Look) -> None:
    data = filled.read_bytes().replace(b"text 9 text 9", b"te\xff\xfe 9 text 9")
    filled.write_bytes(data)
    marked = {values["n"] for values, is_whole in look().rows("entry") if not is_whole}
    assert marked == {9}


def test_a_drive_that_gives_up_some_blocks_loses_only_these(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"a" * PAGE + b"b" * PAGE + b"c" * PAGE + b"d" * 10)
    real = os.read
    place = 0

    def lseek(_descriptor: int, at: int, _whence: int) -> int:
        nonlocal place
        place = at
        return at

    def read(descriptor: int, size: int) -> bytes:
        if place <= PAGE < place + size:
            raise OSError(5, "I/O")
        return os.pread(descriptor, size, place) if place or size else real(descriptor, size)

    monkeypatch.setattr(os, "lseek", lseek)
    monkeypatch.setattr(os, "read", read)
    assert copy_what_can_be_read(source, tmp_path / "target") == 1
    monkeypatch.undo()
    copied = (tmp_path / "target").read_bytes()
    assert copied == b"a" * PAGE + bytes(PAGE) + b"c" * PAGE + b"d" * 10
    assert (tmp_path / "target").stat().st_mode & 0o777 == 0o600


def test_junk_is_nothing(filled: Path, look: Look) -> None:
    filled.write_bytes(os.urandom(20 * PAGE))
    assert not look().is_readable()
    filled.write_bytes(b"short")
    assert not look().is_readable()


def test_a_row_is_told_by_its_form() -> None:
    tables = {table.name: table for table in tables_of_this_version()}
    tag: Table = tables["tag"]
    assert fitting(tag, 7, [None, "calm"]) == {"n": 7, "name": "calm"}
    assert fitting(tag, 7, [7, "calm"]) is None
    assert fitting(tag, 7, [None, b"calm"]) is None
    assert fitting(tag, 7, [None]) is None
    setting = tables["setting"]
    assert fitting(setting, 1, ["a", "b"]) == {"key": "a", "value": "b"}
    assert fitting(setting, 1, ["a", None]) is None


def test_the_copy_is_read_and_never_the_original(filled: Path, look: Look) -> None:
    before = filled.read_bytes()
    salvage = look()
    assert salvage._connection is not None
    salvage._connection.execute("DELETE FROM tag WHERE n = -1")
    with pytest.raises(Error):
        salvage._connection.execute("SELECT * FROM nothing")
    assert filled.read_bytes() == before
