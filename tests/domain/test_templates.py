from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.reflection import Stage
from ahpjournal.domain.templates import (
    NAME_LENGTH,
    TEXT_LENGTH,
    Template,
    free_name,
    tidy_questions,
    tidy_template,
)

FIRST, SECOND = Stage("s-1", "First", ("Why?",)), Stage("s-2", "Second", ())


def test_a_stage_that_goes_is_retired_and_one_that_returns_is_not() -> None:
    made = Template("t", "Mine", stages=(FIRST, SECOND))
    shorter = made.with_stages((SECOND,))
    assert (shorter.stages, shorter.retired) == ((SECOND,), (FIRST,))
    assert shorter.model_ever.stage("s-1") == FIRST
    assert shorter.model.stage("s-1") is None
    back = shorter.with_stages((FIRST, SECOND))
    assert (back.stages, back.retired) == ((FIRST, SECOND), ())


def test_a_renamed_stage_keeps_its_id_and_is_not_retired() -> None:
    renamed = Stage("s-1", "Other words", ())
    assert Template("t", stages=(FIRST,)).with_stages((renamed,)).retired == ()


def test_a_long_question_goes_on_as_the_next_and_no_word_of_it_is_lost() -> None:
    words = " ".join(f"word{n}" for n in range(200))
    kept = tidy_questions((words, "  ", "Short\tone?"))
    assert len(kept) > 2
    assert all(0 < len(line) <= TEXT_LENGTH for line in kept)
    assert " ".join(kept) == f"{words} Short one?"


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_a_tidy_template_stays_as_it_is(name: str, heading: str, questions: list[str]) -> None:
    stages = (Stage("s-1", heading, tuple(questions)), Stage("s-1", "again", ()))
    tidy = tidy_template(Template("t", name, stages=stages))
    assert tidy == tidy_template(tidy)
    assert len(tidy.stages) == 1
    assert len(tidy.name) <= NAME_LENGTH
    assert "\n" not in tidy.name


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free_name("Mine", frozenset({"Other"})) == "Mine"
    assert free_name("Mine", frozenset({"mine", "Mine (2)"})) == "Mine (3)"
    assert len(free_name("x" * NAME_LENGTH, frozenset({"x" * NAME_LENGTH}))) == NAME_LENGTH
