"""The content that comes with the program: complete, linked, plain and British."""

import re
from collections.abc import Iterator

import pytest

from ahpjournal.assets import resource_names
from ahpjournal.domain.programme import Pack
from ahpjournal.domain.reflection import ReflectiveModel
from ahpjournal.packs import (
    default_pack,
    load_professions,
    load_reflective_models,
    load_role_levels,
)

LONGEST_SENTENCE = 40
AMERICAN = re.compile(
    r"\b(\w+iz(e|es|ed|ing|ation|ations)|(color|behavior|favor|honor|labor)(s|ed|ing|able)?|center\w*|"
    r"program|programs|practicing|learned|fulfill|judgment|gray|while?st|analyz\w+|toward)\b",
    re.IGNORECASE,
)
BRITISH_ALL_THE_SAME = {"size", "prize", "seize"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return default_pack()


@pytest.fixture(scope="module")
def models() -> tuple[ReflectiveModel, ...]:
    return load_reflective_models()


def test_the_pack_is_complete(pack: Pack) -> None:
    assert len(pack.modules) == 6
    assert len(pack.areas) == 4
    assert len(pack.competencies) == 12
    assert {len(c.descriptors) for c in pack.competencies} == {5}
    assert len(pack.themes) == 5
    assert {len(t.prompts) for t in pack.themes} == {3}
    assert len(pack.prompts) == 15
    assert len(pack.feedback) == 2
    assert len(pack.reminders) == 3


def test_ids_are_the_ones_that_journals_remember(pack: Pack) -> None:
    assert [c.id for c in pack.competencies] == [f"{a}{n}" for a in "ABCD" for n in (1, 2, 3)]
    assert all(c.id.startswith(c.area) for c in pack.competencies)
    assert [p.id for p in pack.prompts] == [f"T{t}.{n}" for t in range(1, 6) for n in (1, 2, 3)]


def test_module_titles_are_marked_as_placeholders(pack: Pack) -> None:
    assert all(m.placeholder for m in pack.modules)
    assert all(2 <= len(m.aims) <= 3 for m in pack.modules)
    assert all(m.before_prompts and m.after_prompts and m.themes for m in pack.modules)


def test_every_competency_and_theme_has_a_module(pack: Pack) -> None:
    linked = [c for m in pack.modules for c in m.competencies]

    assert sorted(linked) == [c.id for c in pack.competencies]
    assert {t for m in pack.modules for t in m.themes} == {t.id for t in pack.themes}


def test_no_two_descriptors_are_the_same(pack: Pack) -> None:
    descriptors = [d for c in pack.competencies for d in c.descriptors]

    assert len(set(descriptors)) == 60


def test_all_models_have_questions_at_every_stage(models: tuple[ReflectiveModel, ...]) -> None:
    assert len(models) == len(resource_names("reflection", ".toml")) == 11
    assert all(2 <= len(s.questions) <= 4 for m in models for s in m.stages)
    assert all(s.heading for m in models for s in m.stages if m.id != "free")
    assert all(re.search(r"\((\d{4})\)", m.citation) for m in models if m.id != "free")


def test_free_form_is_one_stage_without_a_heading(models: tuple[ReflectiveModel, ...]) -> None:
    free = next(m for m in models if m.id == "free")

    assert [(s.id, s.heading) for s in free.stages] == [("text", "")]


def test_no_question_is_asked_twice(models: tuple[ReflectiveModel, ...]) -> None:
    questions = [q for m in models for s in m.stages for q in s.questions]

    assert len(set(questions)) == len(questions)
    assert all(q.endswith("?") for q in questions)


def test_stage_ids_never_change(models: tuple[ReflectiveModel, ...]) -> None:
    assert {m.id: " ".join(s.id for s in m.stages) for m in models} == {
        "free": "text",
        "what-so-what-now-what": "what so_what now_what",
        "gibbs": "description feelings evaluation analysis conclusion action_plan",
        "era": "experience reflection action",
        "kolb": "experience observation concepts experiment",
        "schon": "in_action on_action",
        "atkins-murphy": "awareness description analysis evaluation learning",
        "carl": "context action results learning",
        "brookfield": "my_history people_we_serve peers evidence",
        "after-action-review": "expected happened difference learning",
        "system-narrative": "people risk contribution evidence ask",
    }


def test_words_are_plain_and_british(pack: Pack, models: tuple[ReflectiveModel, ...]) -> None:
    for text in _texts(pack, models):
        assert "!" not in text, text
        assert "  " not in text, text
        assert "'" not in text, text
        assert '"' not in text, text
        found = {m[0].lower() for m in AMERICAN.finditer(text)} - BRITISH_ALL_THE_SAME
        assert not found, text


def test_sentences_are_short(pack: Pack, models: tuple[ReflectiveModel, ...]) -> None:
    for text in _texts(pack, models):
        for sentence in re.split(r"(?<=[.?:])\s+", text):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


def test_descriptors_and_descriptions_end_as_sentences(pack: Pack) -> None:
    for competency in pack.competencies:
        assert competency.description.endswith(".")
        assert all(d.endswith(".") for d in competency.descriptors)
        assert competency.descriptors[-1].startswith("I ")


def _texts(pack: Pack, models: tuple[ReflectiveModel, ...]) -> Iterator[str]:
    for level in pack.scale.levels:
        yield from (level.name, level.anchor)
    yield from (pack.title, pack.scale.no_chance_anchor, *pack.reminders)
    for area in pack.areas:
        yield from (area.name, area.description)
    for competency in pack.competencies:
        yield from (competency.name, competency.short_name, competency.description)
        yield from competency.descriptors
    for theme in pack.themes:
        yield from (theme.name, theme.description)
    yield from (prompt.text for prompt in pack.prompts)
    for module in pack.modules:
        yield module.title
        yield from (*module.aims, *module.before_prompts, *module.after_prompts)
    yield from (item.text for item in pack.feedback)
    for model in models:
        yield from (model.name, model.description)
        for stage in model.stages:
            yield from (stage.heading, *stage.questions)
    yield from (p.name for p in load_professions())
    yield from (level.description for level in load_role_levels())
