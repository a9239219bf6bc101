"""Words for mistakes."""

import pytest

from ahpjournal.packs.document import Document
from ahpjournal.packs.problems import PackError, PackProblem, ProblemCode
from ahpjournal.packs.words import describe_problem, describe_problems


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_kind_of_mistake_has_words_without_loose_ends(code: ProblemCode) -> None:
    said = describe_problem(PackProblem("a.toml", 3, "modules[2].title", code, "E", "F"))

    assert said.startswith("a.toml, line 3, modules[2].title: ")
    assert "{" not in said
    assert "invalid" not in said.lower()
    assert "!" not in said


def test_a_mistake_of_syntax_has_its_column() -> None:
    problem = PackProblem("a.toml", 3, "", ProblemCode.SYNTAX, "Expected '='", "", 7)

    assert describe_problem(problem) == (
        "a.toml, line 3, column 7: this cannot be read as TOML (Expected '=')."
    )


def test_a_file_as_a_whole_has_its_first_line() -> None:
    problem = PackProblem("a.toml", 1, "", ProblemCode.TOO_DEEP)

    assert describe_problem(problem) == "a.toml, line 1: brackets are nested too deeply."


def test_braces_in_a_file_are_shown_as_they_are() -> None:
    problem = PackProblem("a.toml", 1, "{x}", ProblemCode.UNKNOWN_KEY, "{y}", "{found}")

    assert describe_problem(problem) == (
        'a.toml, line 1, {x}: nothing is called "{found}" here. Expected: {y}.'
    )


def test_an_error_says_every_mistake() -> None:
    problems = [PackProblem("a.toml", n, "id", ProblemCode.EMPTY) for n in (4, 2)]

    lines = describe_problems(PackError("a.toml", problems))

    assert [line.split(",")[1] for line in lines] == [" line 2", " line 4"]


def test_types_are_named_as_an_editor_of_the_file_would() -> None:
    wrong = PackProblem("a.toml", 31, "pack.version", ProblemCode.TYPE, "string", "integer")
    assert describe_problem(wrong).endswith(
        "expected text in quotation marks, found a whole number."
    )
    missing = PackProblem("a.toml", 9, "areas", ProblemCode.MISSING, "array")
    assert describe_problem(missing).endswith("it holds a list in square brackets.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a = "b', "a quotation mark is missing before the end of the file"),
        ('a = "b\nc = 1', "a quotation mark is missing before the end of the line"),
        ("a = 1\na = 2", "this key stands here twice"),
        ("<html>", "a line begins with a key"),
        ("a b", "there has to be an equals sign"),
        ("a = [1, 2\nb = 3", "a square bracket or a comma is missing"),
    ],
)
def test_the_commonest_slips_are_told_without_the_words_of_the_reader(text: str, said: str) -> None:
    with pytest.raises(PackError) as raised:
        Document(text, "a.toml")
    assert said in describe_problems(raised.value)[0]
