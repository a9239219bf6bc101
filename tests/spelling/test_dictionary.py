import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.services.spelling import british_words, our_words
from ahpjournal.spelling.dictionary import MOST_SUGGESTIONS, Dictionary


@pytest.fixture(scope="module")
def british() -> Dictionary:
    return Dictionary(british_words(), our_words())


@pytest.mark.parametrize(
    "word",
    ["colour", "Colour", "COLOUR", "colour's", "practise", "organisation", "don't", "London",
     "LONDON", "naïve", "wellbeing", "Wellbeing", "HSSIB", "physiotherapist's", "prehab", "I'm"],
)  # fmt: skip
def test_what_is_spelt_well(british: Dictionary, word: str) -> None:
    assert british.is_known(word)
    assert british.unknown_part(word) is None


@pytest.mark.parametrize("word", ["color", "center", "recieve", "london", "teh", "wich", "xqz's"])
def test_what_is_not(british: Dictionary, word: str) -> None:
    assert not british.is_known(word)


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("system-wide", None),
        ("co-produced", None),
        ("non-reciept", "reciept"),
        ("goverance-led", "goverance"),
        ("AHP-led", None),
        ("e-rostering", None),
        ("x-ray", None),
    ],
)
def test_of_a_hyphenated_word_the_unknown_part_is_given(
    british: Dictionary, word: str, part: str | None
) -> None:
    found = british.unknown_part(word)
    assert (None if found is None else word[slice(*found)]) == part


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("recieve", "receive"), ("teh", "the"), ("definately", "definitely"),
        ("acomodate", "accommodate"),
        ("occured", "occurred"), ("seperate", "separate"), ("neccessary", "necessary"),
        ("managment", "management"), ("enviroment", "environment"), ("liason", "liaison"),
        ("color", "colour"), ("center", "centre"), ("wellbieng", "wellbeing"),
        ("dysfagia", "dysphagia"), ("goverance", "governance"), ("safegaurding", "safeguarding"),
        ("comittee", "committee"), ("becuase", "because"), ("untill", "until"), ("wich", "which"),
        ("Recieve", "Receive"), ("DEFINATELY", "DEFINITELY"), ("podiatirst", "podiatrist"),
    ],
)  # fmt: skip
def test_what_was_meant_comes_first(british: Dictionary, typed: str, meant: str) -> None:
    assert british.suggestions(typed)[0] == meant


def test_two_words_run_together(british: Dictionary) -> None:
    assert "a lot" in british.suggestions("alot")


def test_personal_and_our_own_words_come_first(british: Dictionary) -> None:
    own = Dictionary(british_words(), ["colon"])
    assert own.suggestions("colom")[0] == "colon"
    own.use_personal(["Teh"])
    assert own.is_known("Teh")
    assert not own.is_known("teh")
    own.use_personal([])
    assert not own.is_known("Teh")


def test_coarse_words_are_never_suggested(british: Dictionary) -> None:
    coarse = [w for w in ("fuck", "shit", "cunt") if british.is_known(w)]
    assert coarse
    for word in coarse:
        assert word not in british.suggestions(word[:-1] + "q" + word[-1])


@given(st.text(min_size=1, max_size=14))
def test_suggestions_are_few_and_known(word: str) -> None:
    british = Dictionary(british_words(), our_words())
    found = british.suggestions(word)
    assert len(found) <= MOST_SUGGESTIONS
    assert word not in found
