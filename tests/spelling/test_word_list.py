import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.spelling.word_list import WordList


def packed(words: set[str], coarse: set[str] = frozenset()) -> bytes:  # type: ignore[assignment]
    lines = sorted([w.encode() for w in words] + [w.encode() + b"!" for w in coarse])
    return zlib.compress(b"\n" + b"\n".join(lines) + b"\n")


names = st.text(st.characters(categories=["L"]), min_size=1, max_size=30)


@given(st.sets(names, min_size=1, max_size=300), st.lists(names))
def test_a_list_holds_its_words_and_no_others(words: set[str], others: list[str]) -> None:
    found = WordList(packed(words))
    assert len(found) == len(words)
    assert all(word in found for word in words)
    assert all((other in found) == (other in words) for other in others)


def test_a_long_list_is_searched_in_blocks() -> None:
    words = {f"word{number}x" for number in range(5000)}
    found = WordList(packed(words))
    assert len(found._starts) > 10
    assert all(word in found for word in words)
    assert "word5000x" not in found
    assert "" not in found
    assert "word1x\nword2x" not in found
    assert "\ud800" not in found


def test_coarse_words_are_known_and_not_suggested() -> None:
    found = WordList(packed({"calm"}, {"damn"}))
    assert "damn" in found
    assert not found.may_suggest("damn")
    assert found.may_suggest("calm")


@pytest.mark.parametrize("content", [b"", b"colour", zlib.compress(b"colour"), zlib.compress(b"")])
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="not a"):
        WordList(content)
