"""Typed reading of tables."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from ahpjournal.packs.document import Document
from ahpjournal.packs.problems import PackError, PackProblem, ProblemCode
from ahpjournal.packs.tables import LONGEST_LIST, Table, refuse_duplicates

T = TypeVar("T")


def _read(text: str, read: Callable[[Table], T]) -> T:
    document = Document(text, "a.toml")
    value = read(Table(document, document.table))
    document.raise_problems()
    return value


def _refused(text: str, read: Callable[[Table], object]) -> list[tuple[ProblemCode, int, str]]:
    return [(p.code, p.line, p.key) for p in _problems(text, read)]


def _problems(text: str, read: Callable[[Table], object]) -> tuple[PackProblem, ...]:
    with pytest.raises(PackError) as raised:
        _read(text, read)
    return raised.value.problems


def test_text_is_read_without_space_around_it() -> None:
    assert _read('a = "  two words "', lambda t: t.text("a")) == "two words"


def test_text_may_be_empty_only_where_that_is_said() -> None:
    assert _read('a = ""', lambda t: t.text("a", may_be_empty=True)) == ""
    assert _refused('a = " "', lambda t: t.text("a")) == [(ProblemCode.EMPTY, 1, "a")]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("3", ProblemCode.TYPE),
        ("true", ProblemCode.TYPE),
        ('["x"]', ProblemCode.TYPE),
        ('"12345678901"', ProblemCode.TOO_LONG),
        ('"a\\nb"', ProblemCode.LINE_BREAK),
        ('"a\\u2028b"', ProblemCode.LINE_BREAK),
        ('"a\\u0000b"', ProblemCode.CONTROL_CHARACTER),
        ('"a\\u0085b"', ProblemCode.CONTROL_CHARACTER),
    ],
)
def test_text_that_cannot_be_used_is_noted(value: str, code: ProblemCode) -> None:
    assert _refused(f"\na = {value}", lambda t: t.text("a", longest=10)) == [(code, 2, "a")]


def test_a_missing_key_is_noted_with_its_type() -> None:
    problems = _problems("b = 1", lambda t: t.number("a", 1, 2))

    assert [(p.code, p.key, p.expected) for p in problems] == [
        (ProblemCode.MISSING, "a", "integer")
    ]


def test_each_item_of_a_list_is_judged_by_itself() -> None:
    text = 'a = [\n"x",\n1,\n"",\n]'

    assert _refused(text, lambda t: t.texts("a")) == [
        (ProblemCode.TYPE, 3, "a[2]"),
        (ProblemCode.EMPTY, 4, "a[3]"),
    ]


@pytest.mark.parametrize(("least", "most", "expected"), [(2, 3, "2-3"), (2, 2, "2")])
def test_a_list_of_the_wrong_length_is_noted(least: int, most: int, expected: str) -> None:
    problem = _problems('a = ["x"]', lambda t: t.texts("a", least=least, most=most))[0]

    assert (problem.code, problem.expected, problem.found) == (ProblemCode.COUNT, expected, "1")


def test_lists_have_an_end() -> None:
    text = f"a = [{'1, ' * (LONGEST_LIST + 1)}]"

    assert _refused(text, lambda t: t.texts("a"))[0] == (ProblemCode.COUNT, 1, "a")


@pytest.mark.parametrize("value", ["A1", "T2.3", "valued_networking", "what-so-what"])
def test_ids_are_letters_digits_and_three_signs(value: str) -> None:
    assert _read(f'id = "{value}"', lambda t: t.identifier()) == value


@pytest.mark.parametrize("value", ["1A", "a b", "é", "a/b", " a", "x" * 41])
def test_other_ids_are_refused(value: str) -> None:
    assert _refused(f'id = "{value}"', lambda t: t.identifier()) == [
        (ProblemCode.ID_CHARACTERS, 1, "id")
    ]


def test_an_empty_id_is_called_empty() -> None:
    assert _refused('id = ""', lambda t: t.identifier()) == [(ProblemCode.EMPTY, 1, "id")]


def test_links_lead_to_something_once() -> None:
    problems = _problems('a = ["x", "y", "x", "z"]', lambda t: t.identifiers("a", ("x", "y")))

    assert [(p.code, p.key, p.expected, p.found) for p in problems] == [
        (ProblemCode.DUPLICATE, "a[3]", "", "x"),
        (ProblemCode.UNKNOWN_REFERENCE, "a[4]", "x, y", "z"),
    ]


def test_numbers_lie_in_their_range() -> None:
    assert _read("a = 4", lambda t: t.number("a", 2, 5)) == 4
    problem = _problems("a = 6", lambda t: t.number("a", 2, 5))[0]
    assert (problem.code, problem.expected, problem.found) == (
        ProblemCode.OUT_OF_RANGE,
        "2-5",
        "6",
    )


def test_true_is_not_a_number_and_one_is_not_true() -> None:
    assert _refused("a = true", lambda t: t.number("a", 0, 5)) == [(ProblemCode.TYPE, 1, "a")]
    assert _refused("a = 1", lambda t: t.flag("a", default=True)) == [(ProblemCode.TYPE, 1, "a")]


def test_a_flag_has_a_default() -> None:
    assert _read("", lambda t: t.flag("a", default=True)) is True
    assert _read("a = false", lambda t: t.flag("a", default=True)) is False


def test_places_run_without_a_gap() -> None:
    assert _read("a = 2", lambda t: t.place("a", 2)) == 2
    assert _refused("a = 3", lambda t: t.place("a", 2)) == [(ProblemCode.SEQUENCE, 1, "a")]


def test_tables_may_be_absent_where_none_is_needed() -> None:
    assert _read("", lambda t: t.tables("a")) == ()
    assert _refused("", lambda t: t.tables("a", least=1)) == [(ProblemCode.MISSING, 1, "a")]


def test_a_table_in_the_wrong_shape_is_noted() -> None:
    assert _refused("a = 1", lambda t: t.table("a")) == [(ProblemCode.TYPE, 1, "a")]
    assert _refused("a = [1]", lambda t: t.tables("a")) == [(ProblemCode.TYPE, 1, "a[1]")]


def _read_name(table: Table) -> None:
    table.text("name")
    table.refuse_others()


def test_a_key_nobody_knows_is_noted_with_its_likeliest_meaning() -> None:
    problems = _problems('name = "x"\nnames = "y"\nother = 1', _read_name)

    assert [(p.code, p.line, p.expected, p.found) for p in problems] == [
        (ProblemCode.UNKNOWN_KEY, 2, "name", "names"),
        (ProblemCode.UNKNOWN_KEY, 3, "name", "other"),
    ]


def _read_rows(table: Table) -> None:
    rows = table.tables("rows")
    refuse_duplicates([(row.identifier(), row) for row in rows], "id")


def test_ids_differ_in_more_than_capitals() -> None:
    text = '[[rows]]\nid = "a1"\n[[rows]]\nid = "b"\n[[rows]]\nid = "A1"\n'

    assert _refused(text, _read_rows) == [(ProblemCode.DUPLICATE, 6, "rows[3].id")]
