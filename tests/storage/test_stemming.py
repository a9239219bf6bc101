import re
from collections.abc import Iterator
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.assets import read_text
from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.driver import Connection
from ahpjournal.storage.query_text import match_expression
from ahpjournal.storage.stemming import kept_whole, stem

_INDEX = "porter unicode61 remove_diacritics 2"
_ENDINGS = ("", "s", "ing", "ed", "ation", "ness", "ies", "ly", "ments", "er", "ability", "ive")


@lru_cache(maxsize=1)
def british() -> tuple[str, ...]:
    """Give words of the British dictionary, every one of them made longer in one of many ways."""
    lines = read_text("dictionaries", "en_GB.dic").splitlines()
    words = sorted({line.split("/")[0].lower() for line in lines})
    plain = [word for word in words if re.fullmatch("[a-z]+", word)]
    return tuple(word + _ENDINGS[i % len(_ENDINGS)] for i, word in enumerate(plain))


@pytest.fixture
def index() -> Iterator[Connection]:
    connection = open_connection(None)
    connection.execute(f"CREATE VIRTUAL TABLE words USING fts5 (word, tokenize='{_INDEX}')")
    connection.execute("CREATE VIRTUAL TABLE stems USING fts5vocab (words, instance)")
    yield connection
    connection.close()


def stems(index: Connection, words: tuple[str, ...]) -> dict[int, str]:
    index.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", list(enumerate(words)))
    return {doc: term for term, doc in index.execute("SELECT term, doc FROM stems")}


def test_the_stems_are_those_of_the_index(index: Connection) -> None:
    words = british()[::5]
    kept = stems(index, words)
    differing = [word for number, word in enumerate(words) if stem(word) != kept[number]]
    assert differing == []


@given(st.text(alphabet="aeiouylstednbizm", min_size=1, max_size=12))
def test_whatever_the_letters(word: str) -> None:
    connection = open_connection(None)
    connection.execute(f"CREATE VIRTUAL TABLE words USING fts5 (word, tokenize='{_INDEX}')")
    connection.execute("CREATE VIRTUAL TABLE stems USING fts5vocab (words, instance)")
    assert stems(connection, (word,)) == {0: stem(word)}
    connection.close()


@pytest.mark.parametrize(
    ("word", "expected"),
    [("capy", "capye"), ("safety", "safetye"), ("news", "newse"), ("x", "x"), ("foretell", None)],
)
def test_a_word_whose_stem_is_what_is_typed(word: str, expected: str | None) -> None:
    assert kept_whole(word) == expected


@pytest.mark.parametrize("word", british()[::400])
def test_a_word_of_the_dictionary_is_found_after_every_letter(index: Connection, word: str) -> None:
    index.execute("INSERT INTO words (word) VALUES (?)", (word,))
    missed = [
        word[:n]
        for n in range(1, len(word) + 1)
        if not index.execute(
            "SELECT 1 FROM words WHERE words MATCH ?", (match_expression(word[:n]),)
        ).fetchone()
    ]
    # A letter or two before the end of a rare ending, nothing may be found yet.
    assert all(len(word) - len(typed) <= 2 for typed in missed)
    assert len(missed) <= 2
