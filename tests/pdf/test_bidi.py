"""Letters stand where the Unicode standard's rules put them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.pdf.bidi import (
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    direction_of,
    levels_of,
    visual_order,
)

SIGNS = "ab \u05d0\u05d1\u0633\u0644 12\u0661\u0662 .,:+-%/()[]!"


def seen(text: str, direction: int) -> str:
    """Give *text* from left to right, as it stands on paper."""
    return "".join(text[i] for i in visual_order(levels_of(text, direction)))


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("plain words", LEFT_TO_RIGHT, "plain words"),
        ("\u05d0\u05d1\u05d2", LEFT_TO_RIGHT, "\u05d2\u05d1\u05d0"),
        (
            "I met \u05d0\u05d1 \u05d2\u05d3 today",
            LEFT_TO_RIGHT,
            "I met \u05d3\u05d2 \u05d1\u05d0 today",
        ),
        ("\u05d0\u05d1 NHS 2026.", RIGHT_TO_LEFT, ".NHS 2026 \u05d1\u05d0"),
        ("\u05d0 (2026) \u05d1", RIGHT_TO_LEFT, "\u05d1 )2026( \u05d0"),
        ("a(\u0662\u06333\u0633.b", RIGHT_TO_LEFT, "b.\u06333\u0633\u0662(a"),
        ("\u0633 12-3", RIGHT_TO_LEFT, "3-12 \u0633"),
        ("\u05d0 12-3%", RIGHT_TO_LEFT, "12-3% \u05d0"),
        ("\u05d0  ", LEFT_TO_RIGHT, "\u05d0  "),
    ],
)
def test_letters_stand_where_the_rules_put_them(text: str, direction: int, expected: str) -> None:
    assert seen(text, direction) == expected


@given(st.text(SIGNS), st.sampled_from([LEFT_TO_RIGHT, RIGHT_TO_LEFT]))
def test_every_letter_has_one_place(text: str, direction: int) -> None:
    assert sorted(visual_order(levels_of(text, direction))) == list(range(len(text)))


@given(st.text("abc 123.,()"))
def test_text_without_letters_from_the_right_stays_as_it_is(text: str) -> None:
    assert seen(text, LEFT_TO_RIGHT) == text


def test_the_first_letter_with_a_direction_leads() -> None:
    assert direction_of("12 \u05d0 b") == RIGHT_TO_LEFT
    assert direction_of("12 b \u05d0") == LEFT_TO_RIGHT
    assert direction_of("12") == LEFT_TO_RIGHT
