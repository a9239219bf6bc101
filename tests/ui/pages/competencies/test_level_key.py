"""Every level of every scale has one key, and so has "no chance yet"."""

import pytest

from ahpjournal.ui.pages.competencies.level_key import key_of, level_of


@pytest.mark.parametrize("top", range(4, 11))
def test_every_level_has_a_key_of_its_own(top: int) -> None:
    levels = (None, *range(1, top + 1))
    keys = [key_of(level, top) for level in levels]
    assert len(set(keys)) == len(keys)
    for level, key in zip(levels, keys, strict=True):
        assert level_of(key, top) == (True, level)


def test_zero_is_no_chance_yet_until_there_is_a_tenth_level() -> None:
    assert level_of("0", 9) == (True, None)
    assert level_of("0", 10) == (True, 10)
    for top in (5, 10):
        assert level_of("n", top) == (True, None)


def test_other_keys_choose_nothing() -> None:
    for key in ("", "6", "x", "12"):
        assert level_of(key, 5) == (False, None)
