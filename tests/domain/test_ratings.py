from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.ratings import (
    Rater,
    Rating,
    Tally,
    by_competency,
    effective,
    rating_history,
    tally,
)
from tests.builders import MOMENT


def rating(number: int, competency: str = "A1", **changes: object) -> Rating:
    values: dict[str, object] = {"level": 3, "rated_at": MOMENT, **changes}
    return Rating(f"r{number}", "s", competency, **values)  # type: ignore[arg-type]  # cases of one record


def test_a_corrected_rating_is_out_of_view() -> None:
    first, second = rating(1, level=2), rating(2, level=4, corrects="r1")
    assert effective([first, second]) == (second,)
    assert by_competency([first, second]) == {"A1": second}


def test_a_chain_of_corrections_leaves_the_last() -> None:
    rows = [rating(1), rating(2, corrects="r1"), rating(3, corrects="r2")]
    assert effective(rows) == (rows[2],)


def test_ratings_by_others_are_kept_apart() -> None:
    mine, theirs = rating(1), rating(2, rater=Rater.COACH, level=5)
    assert by_competency([mine, theirs])["A1"] is mine
    assert by_competency([mine, theirs], Rater.COACH)["A1"] is theirs


def test_no_chance_yet_is_a_rating() -> None:
    assert by_competency([rating(1, level=None)])["A1"].level is None


@given(st.lists(st.integers(0, 9), max_size=10))
def test_what_is_in_view_was_given_and_is_not_corrected(corrected: list[int]) -> None:
    rows = [
        rating(i, corrects=f"r{target}" if target < i else None)
        for i, target in enumerate(corrected)
    ]
    shown = effective(rows)
    assert set(shown) <= set(rows)
    assert not {r.id for r in shown} & {r.corrects for r in rows if r.corrects}


def test_a_correction_stands_beside_what_it_corrects_and_the_newest_comes_first() -> None:
    rows = [rating(1), rating(2), rating(3, corrects="r1"), rating(4, corrects="r3")]
    told = rating_history(rows)
    assert [one.rating.id for one in told] == ["r4", "r2"]
    assert [r.id for r in told[0].corrected] == ["r3", "r1"]
    assert told[1].corrected == ()


def test_two_copies_that_correct_the_same_rating_both_show_it() -> None:
    rows = [rating(1), rating(2, corrects="r1"), rating(3, corrects="r1")]
    assert [[r.id for r in one.corrected] for one in rating_history(rows)] == [["r1"], ["r1"]]


@given(st.lists(st.tuples(st.integers(0, 8), st.one_of(st.none(), st.integers(0, 8))), max_size=9))
def test_no_rating_is_ever_left_out_of_the_history(pairs: list[tuple[int, int | None]]) -> None:
    rows = {
        f"r{number}": rating(number, corrects=f"r{other}" if other is not None else None)
        for number, other in pairs
    }
    told = rating_history(rows.values())
    assert {r.id for one in told for r in (one.rating, *one.corrected)} == rows.keys()


def test_no_chance_yet_is_an_answer_and_no_rating() -> None:
    given = [Rating("1", "s", "A", 3, MOMENT), Rating("2", "s", "B", None, MOMENT)]
    count = tally(given)
    assert (count.rated, count.no_chance, count.answered) == (1, 1, 2)
    assert tally([]) == Tally()
