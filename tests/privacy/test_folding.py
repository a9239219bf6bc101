from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.privacy.folding import fold, without_accents


def test_digits_spaces_dashes_and_apostrophes_become_plain() -> None:
    assert fold("９٤३\u00a0\u2013\u2019\t").text == "943 -' "


def test_marks_and_invisible_characters_are_left_out() -> None:
    text = "**Mr** _La\u200bng_ 12\\.3\\.24 `x` 4*5 a_b"
    folded = fold(text)
    assert folded.text == "Mr Lang 12.3.24 x 4*5 a_b"
    start = folded.text.index("Lang")
    assert text[slice(*folded.original(start, start + 4))] == "La\u200bng"


@given(st.text())
def test_every_character_knows_where_it_was(text: str) -> None:
    folded = fold(text)
    for place in range(len(folded.text)):
        start, end = folded.original(place, place + 1)
        assert end == start + 1
        assert fold(text[start:end]).text in {folded.text[place], ""}


@given(st.text())
def test_accents_go_and_places_stay(text: str) -> None:
    assert len(without_accents(text)) == len(text)
    assert without_accents("Zoë Ó Briain") == "Zoe O Briain"
