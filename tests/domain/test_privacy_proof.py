"""Private sentences in what was written out."""

from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.privacy_proof import (
    PrivateSentence,
    WordRuns,
    find_private,
    sentences_of,
    words_of,
)

SECRET = "I was afraid that the board would not listen to any of us."
WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=4, max_size=12)


def found(private: str, written: str, leaving: str = "") -> list[PrivateSentence]:
    sentences = [PrivateSentence("entry", "1", words) for words in sentences_of(private)]
    return list(find_private(sentences, WordRuns([written]), WordRuns([leaving])))


def test_a_private_sentence_is_found_whatever_the_document_made_of_it() -> None:
    page = (
        "Some words.\nI WAS afraid\nthat the  board would not li\u00adsten to any of us \u2013 end."
    )
    assert [one.record for one in found(SECRET, page)] == ["1"]
    assert found(SECRET, "I was afraid that it rained") == []


def test_a_sentence_cut_off_by_the_end_of_a_page_is_found() -> None:
    assert found(SECRET, "I was afraid that the board page 7 of 9")
    assert found(SECRET, "page 8 of 9 not listen to any of us")


def test_what_also_stands_in_a_chosen_text_may_leave() -> None:
    assert found(SECRET, f"Chosen. {SECRET}", leaving=SECRET) == []


def test_sentences_of_a_few_words_tell_nothing() -> None:
    assert list(sentences_of("Not again. Why me?\n- it went well")) == []
    assert list(sentences_of("**We** will [talk](x) again.")) == [("we", "will", "talk", "again")]


def test_words_are_compared_without_their_forms() -> None:
    assert words_of("\ufb01nd STRA\u00dfe, o\u2019clock_1") == [
        "find",
        "strasse",
        "o",
        "clock",
        "1",
    ]


@given(WORDS, WORDS, WORDS)
def test_whatever_stands_around_it_a_sentence_is_found(
    sentence: list[str], before: list[str], after: list[str]
) -> None:
    written = " ".join([*before, *sentence, *after])
    assert found(" ".join(sentence), written)
    assert WordRuns(["x", written]).has(tuple(sentence))


@given(WORDS, WORDS)
def test_nothing_is_found_that_was_to_leave(sentence: list[str], other: list[str]) -> None:
    text = " ".join(sentence)
    assert found(text, f"{text} | {' '.join(other)}", leaving=text) == []


def test_words_in_a_row_stand_in_one_text() -> None:
    runs = WordRuns(["a b c d e", "d e f g h", "b c d e f"])
    assert runs.has(("b", "c", "d", "e", "f"))
    assert not runs.has(("a", "b", "c", "d", "e", "f"))
    assert not runs.has(("e", "f", "g", "x"))
