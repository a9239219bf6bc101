"""What a check found, in words."""

import pytest

from ahpjournal.services.check_words import problem_in_words, problems_in_words
from ahpjournal.storage.check import CheckProblem


@pytest.mark.parametrize("code", ["pages", "foreign-keys", "schema", "search-index", "record"])
def test_every_kind_of_problem_has_words(code: str) -> None:
    said = problem_in_words(CheckProblem(code, "action"))
    assert len(said.split()) > 4
    assert "{" not in said


def test_where_it_is_said_only_if_it_helps() -> None:
    assert "action" in problem_in_words(CheckProblem("record", "action"))
    assert "Tree" not in problem_in_words(CheckProblem("pages", "Tree 12 page 20"))


def test_the_same_thing_is_said_once() -> None:
    pages = (CheckProblem("pages", "Tree 1"), CheckProblem("pages", "Tree 2"))
    said = problems_in_words((*pages, CheckProblem("search-index")))
    assert said.count("cannot be read") == 1
    assert said.count("; ") == 1
