"""What another pack changes, and which ratings can stand on one chart."""

from dataclasses import replace

import pytest

from ahpjournal.domain.pack_changes import compare_packs, is_comparable, pack_key
from ahpjournal.domain.ratings import Rating
from tests.builders import MOMENT, competency, small_pack

OLD = small_pack()


def test_equal_packs_differ_in_nothing() -> None:
    changes = compare_packs(OLD, replace(OLD, version="2"))
    assert (changes.added, changes.removed, changes.renamed) == ((), (), ())
    assert not changes.changes_scale


def test_competencies_are_told_apart_by_their_ids() -> None:
    renamed = replace(competency("A1"), name="Another name")
    new = replace(OLD, competencies=(renamed, competency("B1"), competency("C1")))
    changes = compare_packs(OLD, new)
    assert [c.id for c in changes.added] == ["C1"]
    assert [c.id for c in changes.removed] == ["A2"]
    assert [(a.name, b.name) for a, b in changes.renamed] == [("Competency A1", "Another name")]


def test_a_scale_of_another_length_is_noticed() -> None:
    shorter = replace(OLD.scale, levels=OLD.scale.levels[:4])
    changes = compare_packs(OLD, replace(OLD, scale=shorter))
    assert changes.changes_scale
    assert changes.scale == (5, 4)


@pytest.mark.parametrize(
    ("key", "level", "stands"),
    [
        (pack_key(OLD), 5, True),
        (("ten", "1"), 5, False),
        (("ten", "1"), None, False),
        (("unknown", "1"), 5, True),
        (("", ""), 6, False),
        (("", ""), None, True),
    ],
)
def test_a_rating_stands_on_a_chart_of_its_own_scale(
    key: tuple[str, str], level: int | None, stands: bool
) -> None:
    rating = Rating("r", "s", "A1", level, MOMENT, pack_id=key[0], pack_version=key[1])
    assert is_comparable(rating, {pack_key(OLD): 5, ("ten", "1"): 10}, 5) is stands
