"""Lines of keys in TOML."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest
import tomli_w
from hypothesis import example, given
from hypothesis import strategies as st

from ahpjournal.packs.positions import KeyPath, key_lines

DOCUMENT = '''\
# a note with [brackets] and = signs
title = "one # not a note"

[a.b]
x = 1
"quoted key" = """
several ""lines"" with [tables] = 1
and an escaped \\""" quote"""
y = [ # a note
    "p", 'q]',
    [1, 2],

    { k = 1, "l m".n = 'x, y' },
]
z.dotted.'end' = 1979-05-27 07:32:00

[[rows]]
id = 1
[[rows.cells]]
v = \'\'\'raw \\''\'\'\'
[[rows.cells]]
[rows.cells.deep]
w = true
[[rows]]
  [rows."other one"] # note
  id = -2.5e3
'''


def test_every_kind_of_key_has_its_line() -> None:
    assert tomllib.loads(DOCUMENT)
    expected: dict[KeyPath, int] = {
        (): 1,
        ("title",): 2,
        ("a",): 4,
        ("a", "b"): 4,
        ("a", "b", "x"): 5,
        ("a", "b", "quoted key"): 6,
        ("a", "b", "y"): 9,
        ("a", "b", "y", 0): 10,
        ("a", "b", "y", 1): 10,
        ("a", "b", "y", 2): 11,
        ("a", "b", "y", 2, 0): 11,
        ("a", "b", "y", 2, 1): 11,
        ("a", "b", "y", 3): 13,
        ("a", "b", "y", 3, "k"): 13,
        ("a", "b", "y", 3, "l m"): 13,
        ("a", "b", "y", 3, "l m", "n"): 13,
        ("a", "b", "z"): 15,
        ("a", "b", "z", "dotted"): 15,
        ("a", "b", "z", "dotted", "end"): 15,
        ("rows",): 17,
        ("rows", 0): 17,
        ("rows", 0, "id"): 18,
        ("rows", 0, "cells"): 19,
        ("rows", 0, "cells", 0): 19,
        ("rows", 0, "cells", 0, "v"): 20,
        ("rows", 0, "cells", 1): 21,
        ("rows", 0, "cells", 1, "deep"): 22,
        ("rows", 0, "cells", 1, "deep", "w"): 23,
        ("rows", 1): 24,
        ("rows", 1, "other one"): 25,
        ("rows", 1, "other one", "id"): 26,
    }

    assert dict(key_lines(DOCUMENT)) == expected


def test_line_ends_of_windows_count_once() -> None:
    assert key_lines(DOCUMENT.replace("\n", "\r\n")) == key_lines(DOCUMENT)


@pytest.mark.parametrize(
    "string",
    ['""', "''", '""""""', "''''''", '""""a"""""', "'''a'''''", r'"\\"', r'"""\\"""', r"'\'"],
)
def test_strings_end_where_they_end(string: str) -> None:
    text = f"a = {string}\nb = 1\n"
    assert tomllib.loads(text)["b"] == 1

    assert key_lines(text)[("b",)] == 2


SCALARS = (
    st.text(max_size=30)
    | st.integers(-(2**63), 2**63 - 1)
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.dates(date(1900, 1, 1))
    | st.datetimes(datetime(1900, 1, 1))  # noqa: DTZ001 - TOML has local times
    | st.times()
)
TABLES = st.dictionaries(
    st.text(max_size=8),
    st.recursive(
        SCALARS,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text(max_size=8), inner, max_size=3)
            | st.lists(st.dictionaries(st.text(max_size=8), inner, max_size=3), max_size=3)
        ),
        max_leaves=12,
    ),
    max_size=4,
)


@given(TABLES, st.booleans())
@example({"a": [{"b": []}, {"b": [{}]}]}, True)
@example({"": time(7, 32), '"': "\N{LINE SEPARATOR}"}, False)
def test_everything_in_a_document_has_a_line(table: dict[str, Any], multiline: bool) -> None:
    text = tomli_w.dumps(table, multiline_strings=multiline)
    lines = key_lines(text)
    written = text.split("\n")

    for path in _paths(tomllib.loads(text)):
        assert path in lines
        last = path[-1]
        if isinstance(last, str) and re.fullmatch(r"[A-Za-z0-9_-]+", last):
            assert last in written[lines[path] - 1]


def _paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _paths(inner, (*path, index))
