import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.markdown import one_line, plain_text, word_count


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**bold** and *it* and ***both***", "bold and it and both"),
        ("__bold__ and _it_", "bold and it"),
        ("## Heading\n\nText", "Heading\n\nText"),
        ("- one\n* two\n+ three\n1. four\n2) five", "one\ntwo\nthree\nfour\nfive"),
        ("- [x] done\n- [ ] to do", "done\nto do"),
        ("> quoted *text*\n> more", "quoted text\nmore"),
        ("[the report](https://example.org/a)", "the report"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        (r"\*not emphasis\* and \# no heading", "*not emphasis* and # no heading"),
        ("*open\n\nclosed*", "*open\n\nclosed*"),
        ("*a **b** c*", "a b c"),
        ("*a _b* c_", "a _b c_"),
        ("a**b**c", "abc"),
        ("****", "****"),
        ("5 - 3 and #hashtag", "5 - 3 and #hashtag"),
        ("", ""),
    ],
)
def test_marks_go_and_text_stays(markdown: str, expected: str) -> None:
    assert plain_text(markdown) == expected


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("", 0),
        ("one", 1),
        ("**one** two-three don\u2019t", 3),
        ("- one\n- two", 2),
        ("## Heading here", 2),
        ("\u2014 \u2026 !", 0),
        ("na\u00efve \u0627\u0644\u0639\u0631\u0628\u064a\u0629", 2),
    ],
)
def test_words_are_counted_as_people_count(markdown: str, words: int) -> None:
    assert word_count(markdown) == words


@given(st.text(alphabet="ab1 \n*_#>-[]()\\.x!", max_size=200))
def test_only_marks_are_taken_out(markdown: str) -> None:
    left = plain_text(markdown)
    letters = [c for c in markdown if c in "ab"]
    kept = [c for c in left if c in "ab"]
    # Only the address of a link may take letters with it.
    assert kept == letters or "](" in markdown


@given(st.text(max_size=300))
def test_any_text_can_be_read(markdown: str) -> None:
    assert word_count(markdown) >= 0
    assert "\n" not in one_line(markdown)


@given(st.text(alphabet="abc \n,.", max_size=200))
def test_text_without_marks_is_itself(text: str) -> None:
    assert plain_text(text) == text


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("\u2026half of **bold text and\n- an item", "\u2026half of bold text and an item"),
        ("**\x02word\x03** in it", "\x02word\x03 in it"),
        ("snake_case", "snake_case"),
        ("  two\n\n  lines\t", "two lines"),
        (r"\*star", "*star"),
    ],
)
def test_a_piece_is_shown_on_one_line_without_marks(fragment: str, expected: str) -> None:
    assert one_line(fragment) == expected


@pytest.mark.parametrize(
    "unit",
    [
        "\n",
        " ",
        "*a ",
        "_a ",
        "*_",
        "a*",
        "[",
        "[](",
        "![a](",
        "> ",
        "- ",
        "1. ",
        "*",
        "\\",
        "#",
        "**a_b ",
    ],
)
def test_hostile_repetition_takes_time_in_proportion(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    start = time.process_time()
    word_count(text)
    one_line(text)
    assert time.process_time() - start < 5  # a second at most; quadratic ways take minutes
