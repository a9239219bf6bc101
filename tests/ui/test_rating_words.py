"""What is said of a sitting is true: "no chance yet" is no rating."""

import pytest

from ahpjournal.domain.ratings import Tally
from ahpjournal.ui.rating_words import given_words, tally_words


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (Tally(12, 0), "12 of 12 rated"),
        (Tally(11, 1), "11 rated, 1 no chance yet"),
        (Tally(0, 12), "0 rated, 12 no chance yet"),
        (Tally(4, 1), "4 of 12 rated, 1 no chance yet"),
        (Tally(0, 0), "0 of 12 rated"),
    ],
)
def test_no_chance_yet_is_not_counted_as_rated(tally: Tally, said: str) -> None:
    assert tally_words(tally, 12) == said
    assert given_words(Tally(3)) == "3 rated"
