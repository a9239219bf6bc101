import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.tags import brought_over, replaced, same_tag, taken_back

tags = st.lists(st.sampled_from("abcdefg"), unique=True).map(tuple)


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        (("a", "b"), "a", "c", ("c", "b")),
        (("a", "b"), "a", "b", ("b",)),
        (("a", "b"), "a", "", ("b",)),
        (("Falls", "x"), "Falls", "falls", ("falls", "x")),
        (("falls", "Fall"), "Fall", "Falls", ("Falls",)),
        (("b",), "a", "c", ("b",)),
    ],
)
def test_a_tag_is_replaced_where_it_stands(
    before: tuple[str, ...], old: str, new: str, after: tuple[str, ...]
) -> None:
    assert replaced(before, old, new) == after


@given(tags, st.sampled_from("abcdefg"), st.sampled_from(["", *"abcdefgh"]))
def test_taking_a_change_back_restores_what_was(
    before: tuple[str, ...], old: str, new: str
) -> None:
    after = replaced(before, old, new)
    assert taken_back(after, before, after) == before


def test_what_was_tagged_since_stays() -> None:
    assert taken_back(("c", "new"), ("a", "b"), ("c", "b")) == ("new", "a")


def test_a_tag_is_the_same_but_for_capital_letters() -> None:
    assert same_tag(["Falls", "falls"], "falls") == "falls"
    assert same_tag(["Falls"], "FALLS") == "Falls"
    assert same_tag(["Falls"], "Fall") == ""


@given(tags, tags)
def test_what_nobody_else_changed_is_as_wanted(
    known: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    assert brought_over(known, known, wanted) == wanted
    assert brought_over(wanted, known, known) == wanted


def test_tags_changed_on_both_sides_keep_both_changes() -> None:
    assert brought_over(("c", "b"), ("a", "b"), ("a", "b", "new")) == ("c", "b", "new")
    assert brought_over(("b",), ("a", "b"), ("a",)) == ()
