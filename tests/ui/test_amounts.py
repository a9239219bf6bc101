"""Amounts as people read them."""

import pytest

from ahpjournal.ui.amounts import size_words


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 kB"), (340_000, "340 kB"), (2_140_000, "2.1 MB")]
)
def test_a_size_is_in_kilobytes_or_megabytes(size: int, words: str) -> None:
    assert size_words(size) == words
