import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.spelling.words_in_text import plain_word, words_to_check


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One, two.", ["One", "two"]),
        ("**bold** _lean_ ~~gone~~", ["bold", "lean", "gone"]),
        ("# Head\n> quote\n- [ ] item", ["Head", "quote", "item"]),
        ("don\u2019t the team\u2019s", ["don't", "the", "team's"]),
        ("well-being self\u2010care", ["well-being", "self-care"]),
        ("`cod e` and ```\nmoor\n``` end", ["and", "end"]),
        ("see https://exampel.org/pth?q=x now", ["see", "now"]),
        ("see www.exampel.org, or exampel.co.uk/x", ["see", "or"]),
        ("[text](https://exampel.org) here", ["text", "here"]),
        ("mail jnae.smiht@exampel.org today", ["mail", "today"]),
        ("B12 4th 3pm x86 Band8a", []),
        ("NHS AHPs ICBs PSIRF'S SEIPS", []),
        ("SHOUTED LOUDLY", ["SHOUTED", "LOUDLY"]),
        ("SystmOne and iPad by McArdle", ["and", "by", "McArdle"]),
        ("minuets.docx in folder/paht/file", ["in"]),
        ("snake_cased word", ["word"]),
        ("@somboedy #tgas &nbsp; <br/>", []),
        ("\u0645\u0631\u062d\u0628\u0627 \u5fc3 caf\u00e9 g\u0175r", ["caf\u00e9", "g\u0175r"]),
        ("cafe\u0301 co\u00adopt", ["caf\u00e9", "coopt"]),
        ("a I", []),
    ],
)  # fmt: skip
def test_words_are_found_and_the_rest_is_let_be(text: str, expected: list[str]) -> None:
    assert [span.word for span in words_to_check(text)] == expected


@given(st.text())
def test_words_stand_where_they_say_and_in_order(text: str) -> None:
    at = 0
    for span in words_to_check(text):
        assert at <= span.start < span.end
        assert plain_word(text[span.start : span.end]) == span.word
        at = span.end


@given(st.text(alphabet="ab_*`<>/\\.@#-' \n1", max_size=60))
def test_marks_never_raise(text: str) -> None:
    assert all(span.word for span in words_to_check(text))
