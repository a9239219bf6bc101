"""Text in whatever encoding, bounded and clean."""

from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.pdf.reading.texts import Budget, plain, words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (pikepdf.String("Si\u00e2n \u0174yn \U0001f600"), "Si\u00e2n \u0174yn \U0001f600"),
        (pikepdf.String(b"\xff\xfea\x00b\x00"), "ab"),
        (pikepdf.String(b"\xef\xbb\xbfZo\xc3\xab"), "Zo\u00eb"),
        (pikepdf.Name("/Yes"), "Yes"),
        (None, ""),
        (7, ""),
        (pikepdf.Array([1]), ""),
    ],
)
def test_strings_in_their_encodings(value: Any, text: str) -> None:
    assert words(value, Budget()) == text


def test_a_text_in_a_stream_is_read() -> None:
    with pikepdf.new() as pdf:
        assert words(pdf.make_stream("Zo\u00eb".encode()), Budget()) == "Zo\u00eb"
        assert words(pdf.make_stream(b"Zo\xeb"), Budget()) == "Zo\u00eb"


def test_lines_end_alike_and_what_turns_text_round_is_gone() -> None:
    assert plain("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
    assert plain("\u202eabc\u202c\u200b\x00\x07\ufeff") == "abc"


@given(st.text())
def test_no_text_keeps_what_no_journal_can_hold(text: str) -> None:
    found = plain(text)
    found.encode("utf-8")
    assert "\r" not in found
    assert "\0" not in found


def test_a_budget_ends() -> None:
    budget = Budget(5)
    assert budget.take("abc") == "abc"
    assert budget.take("defg") == "de"
    assert budget.is_cut
    assert budget.take("x") == ""


def test_a_budget_that_is_kept_is_not_cut() -> None:
    budget = Budget(5)
    budget.take("abcde")
    assert not budget.is_cut
