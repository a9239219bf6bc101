"""Reflective models from their files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal import assets
from ahpjournal.assets import read_text
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.reflection import ReflectiveModel, Stage
from ahpjournal.domain.templates import tidy_line
from ahpjournal.domain.texts import clean
from ahpjournal.packs import reflective_models
from ahpjournal.packs.problems import PackError, PackProblem, ProblemCode
from ahpjournal.packs.reflective_models import (
    load_reflective_models,
    read_reflective_model,
    read_template,
    write_template,
)

GIBBS = read_text("reflection", "gibbs.toml")


def _problems(text: str, file: str = "gibbs.toml") -> tuple[PackProblem, ...]:
    with pytest.raises(PackError) as raised:
        read_reflective_model(text, file)
    return raised.value.problems


def test_models_come_in_the_order_to_offer_them() -> None:
    models = load_reflective_models()

    assert [m.id for m in models[:3]] == ["free", "what-so-what-now-what", "gibbs"]
    assert models[-1].id == "system-narrative"


def test_stages_keep_their_order() -> None:
    model = read_reflective_model(GIBBS, "gibbs.toml")

    assert [stage.heading for stage in model.stages] == [
        "Description",
        "Feelings",
        "Evaluation",
        "Analysis",
        "Conclusion",
        "Action plan",
    ]


def test_a_model_is_named_like_its_file() -> None:
    problem = _problems(GIBBS, "mine.toml")[0]

    assert (problem.key, problem.expected, problem.found) == ("id", "mine", "gibbs")


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('id = "feelings"', 'id = "Description"', ProblemCode.DUPLICATE, "stages[2].id"),
        ('heading = "Feelings"', 'heading = ""', ProblemCode.EMPTY, "stages[2].heading"),
        ("order = 3", "order = 0", ProblemCode.OUT_OF_RANGE, "order"),
        ("order = 3", "ordre = 3", ProblemCode.UNKNOWN_KEY, "ordre"),
        ("version = 1", "version = 9", ProblemCode.NEWER_VERSION, "version"),
        ('"What else could you have done', '1, "', ProblemCode.TYPE, "stages[5].questions[2]"),
    ],
)
def test_a_planted_mistake_is_named_with_its_line_and_key(
    old: str, new: str, code: ProblemCode, key: str
) -> None:
    assert GIBBS.count(old) == 1
    line = GIBBS.count("\n", 0, GIBBS.index(old)) + 1

    problems = _problems(GIBBS.replace(old, new))

    assert [(p.line, p.key) for p in problems if p.code is code] == [(line, key)]


def test_a_model_has_stages_with_questions() -> None:
    head = GIBBS[: GIBBS.index("[[stages]]")]

    assert {p.key for p in _problems(head)} == {"stages"}
    empty = f'{head}[[stages]]\nid = "only"\nheading = ""\nquestions = []\n'
    assert [(p.key, p.code) for p in _problems(empty)] == [
        ("stages[1].questions", ProblemCode.COUNT)
    ]


def test_an_installation_without_models_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_PLACES", ())

    with pytest.raises(ConditionError) as raised:
        load_reflective_models()
    assert raised.value.code is ConditionCode.RESOURCE_MISSING
    assert raised.value.path == reflective_models.FOLDER


own_texts = st.text(max_size=90).map(lambda text: tidy_line(clean(text), 80))
own_models = st.builds(
    ReflectiveModel,
    id=st.just("mine"),
    name=own_texts.filter(bool),
    description=own_texts,
    citation=own_texts,
    stages=st.lists(
        st.builds(
            Stage,
            id=st.from_regex(r"s-[0-9a-f]{4}", fullmatch=True),
            heading=own_texts.filter(bool),
            questions=st.lists(own_texts.filter(bool), max_size=3).map(tuple),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda stage: stage.id,
    ).map(tuple),
)


@given(own_models)
def test_a_template_of_ones_own_reads_back_equal(model: ReflectiveModel) -> None:
    assert read_template(write_template(model).encode(), "x.toml") == model


def test_a_template_needs_little() -> None:
    head = 'format = "ahpjournal-reflection"\nversion = 1\nname = "Mine"\n'
    text = f'{head}[[stages]]\nid = "a"\nheading = ""\n'
    assert read_template(text.encode(), "any name.toml").stages == (Stage("a", "", ()),)
