"""Professions and role levels."""

import pytest

from ahpjournal.assets import read_text
from ahpjournal.packs.document import Document
from ahpjournal.packs.problems import PackError, ProblemCode
from ahpjournal.packs.professions import load_professions, load_role_levels, read_professions

SHIPPED = read_text("professions.toml")


def test_the_fourteen_professions_have_their_regulators() -> None:
    regulators = {p.id: p.regulator for p in load_professions()}

    assert len(regulators) == 14
    assert regulators.pop("osteopath") == "GOsC"
    assert set(regulators.values()) == {"HCPC"}


def test_role_levels_run_from_provider_to_national() -> None:
    assert [level.id for level in load_role_levels()] == [
        "provider",
        "system",
        "region",
        "national",
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('id = "podiatrist"', 'id = "paramedic"', ProblemCode.DUPLICATE, "professions[11].id"),
        ('plural = "Osteopaths"', "many = 2", ProblemCode.UNKNOWN_KEY, "professions[8].many"),
        ('name = "Region"', 'name = ""', ProblemCode.EMPTY, "role_levels[3].name"),
    ],
)  # fmt: skip
def test_a_planted_mistake_is_named_with_its_line_and_key(
    old: str, new: str, code: ProblemCode, key: str
) -> None:
    assert SHIPPED.count(old) == 1
    line = SHIPPED.count("\n", 0, SHIPPED.index(old)) + 1

    with pytest.raises(PackError) as raised:
        read_professions(Document(SHIPPED.replace(old, new), "professions.toml"))

    assert [(p.line, p.key) for p in raised.value.problems if p.code is code] == [(line, key)]
