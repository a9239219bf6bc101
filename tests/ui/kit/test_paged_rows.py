"""Rows are read in pages when they are looked at, and the pages looked at last are kept."""

from collections.abc import Sequence

import pytest

from ahpjournal.ui.kit.paged_rows import PagedRows

GONE = 7


class Shelf:
    """Reads rows, and keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, ...]] = []
        self.words = "row"

    def fetch(self, keys: Sequence[int]) -> list[tuple[int, str]]:
        """Read all but one."""
        self.asked.append(tuple(keys))
        return [(key, f"{self.words} {key}") for key in keys if key != GONE]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def rows(shelf: Shelf) -> PagedRows[int, tuple[int, str]]:
    made = PagedRows[int, tuple[int, str]](lambda row: row[0], 4, 2)
    made.show(tuple(range(10)), shelf.fetch)
    return made


def test_a_page_is_read_once(rows: PagedRows[int, tuple[int, str]], shelf: Shelf) -> None:
    assert shelf.asked == []
    assert [rows.at(row) for row in (8, 9)] == [(8, "row 8"), (9, "row 9")]
    assert shelf.asked == [(8, 9)]


def test_only_the_pages_looked_at_last_are_kept(
    rows: PagedRows[int, tuple[int, str]], shelf: Shelf
) -> None:
    for row in (0, 4, 0, 8, 0, 4):
        rows.at(row)
    assert [asked[0] for asked in shelf.asked] == [0, 4, 8, 4]


def test_what_is_gone_or_out_of_range_is_nothing(rows: PagedRows[int, tuple[int, str]]) -> None:
    assert rows.at(GONE) is None
    assert rows.at(-1) is None
    assert rows.at(10) is None
    assert [rows.place_of(key) for key in (3, 10, None)] == [3, -1, -1]


def test_a_row_is_read_again_when_it_changed(
    rows: PagedRows[int, tuple[int, str]], shelf: Shelf
) -> None:
    rows.at(0)
    shelf.words = "new"
    rows.refresh(1)
    rows.refresh(9)  # nobody has looked there: nothing to read
    assert shelf.asked == [(0, 1, 2, 3), (1,)]
    assert (rows.at(0), rows.at(1)) == ((0, "row 0"), (1, "new 1"))


def test_other_keys_forget_the_pages(rows: PagedRows[int, tuple[int, str]], shelf: Shelf) -> None:
    rows.at(0)
    shelf.words = "new"
    rows.show((0,), shelf.fetch)
    assert rows.at(0) == (0, "new 0")
    assert rows.at(1) is None
