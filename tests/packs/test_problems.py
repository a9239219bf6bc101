"""Problems and the error that carries them."""

from datetime import date

from ahpjournal.domain.errors import InputCode
from ahpjournal.packs.problems import PackError, PackProblem, ProblemCode, type_name


def test_problems_are_in_the_order_of_lines() -> None:
    late = PackProblem("a.toml", 9, "b", ProblemCode.EMPTY)
    early = PackProblem("a.toml", 2, "c", ProblemCode.MISSING, "string")

    assert PackError("a.toml", [late, early]).problems == (early, late)


def test_the_exception_says_no_more_than_its_code() -> None:
    problem = PackProblem("a.toml", 1, "title", ProblemCode.TOO_LONG, "9", "words somebody typed")
    error = PackError("a.toml", [problem])

    assert str(error) == InputCode.PACK_PROBLEMS.value
    assert error.field == "a.toml"


def test_types_have_the_names_of_toml() -> None:
    values: tuple[object, ...] = ("", True, 1, 1.5, {}, [], date(2026, 6, 24))

    assert [type_name(value) for value in values] == [
        "string",
        "boolean",
        "integer",
        "float",
        "table",
        "array",
        "date or time",
    ]
