"""Letters join, and what is drawn stands for the letters that were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from ahpjournal.pdf.bidi import LEFT_TO_RIGHT, RIGHT_TO_LEFT
from ahpjournal.pdf.fonts import font_for, register_fonts
from ahpjournal.pdf.shaping import (
    FIRST_PRIVATE,
    NOTHING,
    asks_for_shaping,
    has_glyph,
    shaped,
    text_of,
    visual_pieces,
)

HELLO = "\u0633\u0644\u0627\u0645"
"""Arabic "salaam": its lam and alef make one glyph."""


@pytest.fixture(autouse=True)
def fonts() -> None:
    """Have the fonts."""
    register_fonts()


def typed(drawn: str) -> str:
    """Give the text that drawn characters stand for."""
    return "".join(text_of(c) for c in drawn).replace(NOTHING, "")


def test_letters_that_join_get_glyphs_of_their_own() -> None:
    drawn = shaped(HELLO, "DejaVu")
    assert all(ord(c) >= FIRST_PRIVATE for c in drawn)
    alone = [shaped(c, "DejaVu") for c in HELLO]
    assert drawn[0] != alone[0]  # joined to the next letter
    assert typed(drawn) == HELLO


def test_each_glyph_from_right_to_left_stands_for_one_letter() -> None:
    assert [text_of(c) for c in shaped(HELLO, "DejaVu")] == list(HELLO)


def test_what_keeps_letters_apart_is_kept() -> None:
    word = "\u0645\u06cc\u200c\u062e\u0648"
    assert typed(shaped(word, "DejaVu")) == word
    assert typed(shaped(word.replace("\u200c", ""), "DejaVu")) == word.replace("\u200c", "")


def test_the_same_text_gets_the_same_glyphs() -> None:
    assert shaped(HELLO, "DejaVu") == shaped(HELLO, "DejaVu")
    assert shaped(HELLO, "DejaVu") != shaped(HELLO, "DejaVu-Bold")


def test_letters_that_the_font_lacks_are_left_for_the_drawing() -> None:
    assert shaped("\u0710\u0712", "DejaVu") == "\u0710\u0712"


def test_plain_words_stay_as_they_are() -> None:
    assert shaped("h\u00f4tel 12", "Body") == "h\u00f4tel 12"
    assert not asks_for_shaping("h\u00f4tel \u65e5\u672c")
    assert asks_for_shaping("ab \u0915")


@given(
    st.text("\u0628\u0644\u0627\u064e\u0651\u05e9\u05c1\u05d0 a1\u0915\u093f\u094d", max_size=12)
)
def test_no_letter_is_lost(text: str) -> None:
    assert sorted(typed(shaped(text, "DejaVu"))) == sorted(text)


def test_brackets_are_turned_and_still_mean_what_was_typed() -> None:
    pieces = [("(\u05d0)", "DejaVu")]
    [(_i, drawn)] = visual_pieces(pieces, RIGHT_TO_LEFT)
    assert [text_of(c) for c in drawn] == [")", "\u05d0", "("]
    assert drawn[0] != ")"


def test_pieces_change_places_by_their_letters() -> None:
    pieces = [("ab ", "Body"), ("\u05d0\u05d1", "DejaVu"), (" c", "Body")]
    assert visual_pieces(pieces, LEFT_TO_RIGHT) == [(0, "ab "), (1, "\u05d1\u05d0"), (2, " c")]
    assert [i for i, _t in visual_pieces(pieces, RIGHT_TO_LEFT)] == [2, 1, 0]


def test_characters_of_the_private_planes_are_nobodys() -> None:
    shaped(HELLO, "DejaVu")
    assert not has_glyph(chr(FIRST_PRIVATE), "DejaVu")
    assert font_for(chr(FIRST_PRIVATE)) is None


def test_asking_for_a_private_character_leaves_its_glyph_its_width() -> None:
    drawn = [c for c in shaped(HELLO, "DejaVu") if ord(c) >= FIRST_PRIVATE]
    widths = pdfmetrics.getFont("DejaVu").face.charWidths
    before = [widths[ord(c)] for c in drawn]
    font_for.cache_clear()
    assert drawn
    assert [font_for(c) for c in drawn] == [None] * len(drawn)
    assert [widths[ord(c)] for c in drawn] == before
