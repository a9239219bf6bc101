from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.search import Filter, FilterKey, Named, Names, Term, Wanted, parse
from ahpjournal.domain.search_meaning import (
    HOLDINGS,
    KINDS,
    STATES,
    ProblemCode,
    Understood,
    fold,
    named,
    understand,
)

TODAY = date(2026, 1, 14)
NAMES = Names(
    ("Falls", "falls", "café visit"),
    (Named("1", "Setting out"), Named("2", "Safety")),
    (Named("A1", "Listening"),),
    (Named("T1", "Influence"),),
)


def meant(query: str) -> Understood:
    return understand(parse(query), NAMES, TODAY)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tag:FALLS", Filter(FilterKey.TAG, ("Falls", "falls"))),
        ('tag:"cafe visit"', Filter(FilterKey.TAG, ("café visit",))),
        ("-module:2", Filter(FilterKey.MODULE, ("2",), is_negated=True)),
        ("module:safety", Filter(FilterKey.MODULE, ("2",))),
        ("competency:a1", Filter(FilterKey.COMPETENCY, ("A1",))),
        ("competency:listening", Filter(FilterKey.COMPETENCY, ("A1",))),
        ("theme:influence", Filter(FilterKey.THEME, ("T1",))),
        ("after:2026-01", Filter(FilterKey.AFTER, (), date(2026, 1, 1), None)),
        ("before:2026-01", Filter(FilterKey.BEFORE, (), None, date(2025, 12, 31))),
        ("on:2026-01", Filter(FilterKey.ON, (), date(2026, 1, 1), date(2026, 1, 31))),
        ("is:Drafts", Filter(FilterKey.IS, ("draft",))),
        ("is:finished", Filter(FilterKey.IS, ("done",))),
        ("has:files", Filter(FilterKey.HAS, ("attachment",))),
        ("in:actions", Filter(FilterKey.IN, ("action",))),
        ("in:action", Filter(FilterKey.IN, ("action",))),
        ("in:ratings", Filter(FilterKey.IN, ("reason",))),
        ("in:reply", Filter(FilterKey.IN, ("reply",))),
    ],
)
def test_a_filter_that_can_be_followed(query: str, expected: Filter) -> None:
    assert meant(query) == Understood(Wanted((), (expected,)))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("tag:", ProblemCode.NO_VALUE),
        ("tag:unknown", ProblemCode.NO_SUCH_TAG),
        ("module:9", ProblemCode.NO_SUCH_MODULE),
        ("competency:Z9", ProblemCode.NO_SUCH_COMPETENCY),
        ("theme:T9", ProblemCode.NO_SUCH_THEME),
        ("after:soon", ProblemCode.NOT_A_DAY),
        ("before:0001-01-01", ProblemCode.NOT_A_DAY),
        ("is:open", ProblemCode.NO_SUCH_STATE),
        ("has:wings", ProblemCode.NO_SUCH_HOLDING),
        ("in:space", ProblemCode.NO_SUCH_KIND),
    ],
)
def test_a_filter_that_cannot(query: str, code: ProblemCode) -> None:
    found = meant(query)
    assert [problem.code for problem in found.problems] == [code]
    assert not found.can_be_followed
    assert found.wanted.is_empty


def test_a_word_with_a_colon_is_searched_for_and_told() -> None:
    found = meant("tags:falls")
    assert found.can_be_followed
    assert found.problems[0].code is ProblemCode.NOT_A_FILTER
    assert found.wanted.words == (Term("tags:falls"),)


@pytest.mark.parametrize(
    ("key", "values"),
    [(FilterKey.IS, STATES), (FilterKey.HAS, HOLDINGS), (FilterKey.IN, tuple(KINDS))],
)
def test_every_fixed_value_is_understood(key: FilterKey, values: tuple[str, ...]) -> None:
    for value in values:
        assert meant(f"{key.value}:{value}").can_be_followed


@given(st.text(max_size=40), st.dates())
def test_any_query_is_understood_or_told_why_not(query: str, today: date) -> None:
    found = understand(parse(query), NAMES, today)
    assert len(found.wanted.words) + len(found.wanted.filters) + sum(
        not problem.is_hint for problem in found.problems
    ) == len(parse(query))


def test_case_and_accents_do_not_count() -> None:
    assert fold(" \u00c9COLE ") == fold("ecole")


def test_what_a_value_names() -> None:
    assert named(FilterKey.MODULE, "2", NAMES) == Named("2", "Safety")
    assert named(FilterKey.MODULE, "SAFETY", NAMES) == Named("2", "Safety")
    assert named(FilterKey.TAG, "none", NAMES) is None
