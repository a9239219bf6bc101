import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.search import parse
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.query_text import match_expression, unwanted_expression
from ahpjournal.storage.stemming import stem
from tests.builders import CountingIds, entry, fixed_clock


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""),
        ("  ", ""),
        ('"', ""),
        ("-- ; * _", ""),
        ("oxo", '"oxo" *'),
        ("board 2026", '"board" AND "2026" *'),
        ("boards 2026", '"boards" AND "2026" *'),
        ('"the board"', '"the board"'),
        ('"the board" xy', '"the board" AND "xy" *'),
        ('xy "the board"', '"xy" AND "the board"'),
        ('"open xy', '"open" + "xy" *'),
        ("a\x00b", '"a" AND "b" *'),
        ("r\u00f4d", '"rod" *'),
        ("NOR", '"nor" *'),
        ("title:x", '"title" + "x" *'),
        ("dog !", '"dog" *'),
        ('dog -nor -"the board"', '("dog") NOT ("nor" OR "the board")'),
        ("-nor", ""),
        ("nor* dog", '"nor" * AND "dog" *'),
        ("tag:falls dog is:draft", '"dog" *'),
    ],
)
def test_what_is_typed_becomes_an_expression(typed: str, expected: str) -> None:
    assert match_expression(typed) == expected


def test_a_word_past_its_stem_is_also_looked_for_completed() -> None:
    assert match_expression("dog escalat") == ('"dog" AND ("escalat" * OR "escalation")')
    assert '"responsibility"' in match_expression("responsibilit")


@pytest.mark.parametrize("typed", ["the", "relea", "release", "escalat", "happin", "organis"])
def test_every_stem_that_may_be_meant_is_asked_for_once(typed: str) -> None:
    """Each word asked for is counted through the whole index, so none may be there in vain."""
    beginning, *others = re.findall(r'"([a-z]+)"', match_expression(typed))
    begun, kept = stem(beginning), [stem(word) for word in others]
    assert len(set(kept)) == len(kept)
    assert not any(one.startswith(begun) for one in kept)


def test_a_beginning_is_asked_for_as_it_is_typed() -> None:
    """The stem of "capy" is "capi", with which no capybara begins."""
    assert match_expression("capy") == '("capye" * OR "capy")'


def test_what_must_not_occur_is_asked_for_where_nothing_else_is() -> None:
    assert unwanted_expression(parse('-dog -"the board"')) == '"dog" OR "the board"'
    assert unwanted_expression(parse("-dog nor")) == ""
    assert unwanted_expression(parse("")) == ""


@given(st.text(max_size=60))
def test_whatever_is_typed_can_be_searched(typed: str) -> None:
    journal = JournalFile.in_memory(fixed_clock(), CountingIds())
    with journal.transaction():
        journal.entries.add(entry(text=typed))
    journal.search.search(typed, 5)
    journal.close()


@given(st.text(alphabet="\"*^:()-+{}NEAR ANDORT.abc'", max_size=30))
def test_the_words_of_the_query_language_mean_nothing(typed: str) -> None:
    journal = JournalFile.in_memory(fixed_clock(), CountingIds())
    with journal.transaction():
        journal.entries.add(entry(text="abc NEAR AND OR NOT"))
    journal.search.search(typed, 5)
    journal.close()
