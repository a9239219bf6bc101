"""What changed between two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.word_diff import Change, Passage, compare_words

TEXTS = st.text("ab \n\u0175\U0001f600.", max_size=80)


def test_words_that_went_and_came_are_told_apart() -> None:
    found = compare_words("I waited to be told.\nThen lunch.", "I decided to act.\nThen lunch.")
    assert [p for p in found if p.change is not Change.SAME] == [
        Passage(Change.REMOVED, "waited"),
        Passage(Change.ADDED, "decided"),
        Passage(Change.REMOVED, "be told."),
        Passage(Change.ADDED, "act."),
    ]


def test_equal_texts_are_one_passage() -> None:
    assert compare_words("As it was", "As it was") == (Passage(Change.SAME, "As it was"),)
    assert compare_words("", "") == ()


@given(TEXTS, TEXTS)
def test_the_passages_give_both_texts_back(before: str, after: str) -> None:
    found = compare_words(before, after)
    assert "".join(p.text for p in found if p.change is not Change.ADDED) == before
    assert "".join(p.text for p in found if p.change is not Change.REMOVED) == after


def test_a_long_passage_is_compared_as_a_whole() -> None:
    before, after = "old " * 5000, "new " * 5000
    assert compare_words(before, after) == (
        Passage(Change.REMOVED, before),
        Passage(Change.ADDED, after),
    )
