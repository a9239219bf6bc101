"""What fits what is typed: every word of it, and the better the higher up."""

from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.ui.palette.matching import rank


@pytest.mark.parametrize(
    "typed",
    ["new reflection", "refl", "newref", "nr", "reflection new", "NEW", "reflxction", "entry", ""],
)
def test_a_title_is_found_by_its_words_its_beginnings_and_other_words(typed: str) -> None:
    assert rank(typed, "New reflection", "entry write") is not None


@pytest.mark.parametrize("typed", ["backup", "xyz", "new backup", "wn", "rx", "free"])
def test_what_does_not_fit_is_left_out(typed: str) -> None:
    assert rank(typed, "New reflection", "entry write") is None


def test_nearer_is_better() -> None:
    typed = "act"
    ranks = [
        rank(typed, "Actions"),
        rank(typed, "New action"),
        rank(typed, "Impact"),
        rank(typed, "Portfolio", "actions"),
    ]
    assert ranks == [0, 1, 2, 3]


def test_accents_and_apostrophes_do_not_matter() -> None:
    assert rank("coachs", "Coach\u2019s replies") == 0
    assert rank("resume", "R\u00e9sum\u00e9") == 0


@given(st.text(max_size=20), st.text(max_size=30))
def test_anything_may_be_typed(typed: str, title: str) -> None:
    found = rank(typed, title)
    assert found is None or found >= 0


@given(st.text(ascii_letters, min_size=1, max_size=20))
def test_a_title_fits_itself_best(title: str) -> None:
    assert rank(title, title) == 0
