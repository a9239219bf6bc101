import pytest

from ahpjournal.domain.search import FilterKey, SearchKind, Term
from ahpjournal.domain.search_days import WORDS
from ahpjournal.domain.search_meaning import HOLDINGS, KINDS, STATES, ProblemCode, SearchProblem
from ahpjournal.services.search_words import (
    describe_problem,
    filter_name,
    kind_name,
    value_words,
)


def test_every_filter_and_every_kind_has_a_name() -> None:
    assert all(filter_name(key) for key in FilterKey)
    assert len({kind_name(kind) for kind in SearchKind}) == len(SearchKind)


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_is_told_with_what_to_write_instead(code: ProblemCode) -> None:
    term = Term("{odd} %s", FilterKey.TAG, unknown="note")
    words = describe_problem(SearchProblem(code, term))
    assert words.endswith(".")
    if code not in {ProblemCode.NO_VALUE, ProblemCode.NOT_A_FILTER}:
        assert "{odd} %s" in words


def test_every_fixed_value_is_explained() -> None:
    for key, values in (
        (FilterKey.IS, STATES),
        (FilterKey.HAS, HOLDINGS),
        (FilterKey.IN, tuple(KINDS)),
        (FilterKey.AFTER, WORDS),
        (FilterKey.BEFORE, WORDS),
        (FilterKey.ON, WORDS),
    ):
        assert all(value_words(key, value) for value in values)
    assert value_words(FilterKey.TAG, "draft") == ""
