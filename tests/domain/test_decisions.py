"""Decisions about words that may point to a person."""

from ahpjournal.domain.decisions import decision_key


def test_the_same_words_share_a_decision() -> None:
    assert decision_key("person", "Mrs  Hale") == decision_key("person", "mrs\nhale")
    assert decision_key("person", "Mrs Hale") != decision_key("own-word", "Mrs Hale")
