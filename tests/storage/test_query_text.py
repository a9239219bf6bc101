import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.query_text import match_expression
from tests.builders import CountingIds, entry, fixed_clock


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""),
        ("  ", ""),
        ('"', ""),
        ("-- ; * _", ""),
        ("saf", '"saf" *'),
        ("board saf", '"board" AND "saf" *'),
        ('"the board"', '"the board"'),
        ('"the board" pa', '"the board" AND "pa" *'),
        ('pa "the board"', '"pa" AND "the board"'),
        ('"open saf', '"open" AND "saf" *'),
        ("a\x00b", '"a" AND "b" *'),
        ("na\u00efve", '"na\u00efve" *'),
        ("NOT", '"NOT" *'),
        ("title:x", '"title:x" *'),
        ("two !", '"two" *'),
    ],
)
def test_what_is_typed_becomes_an_expression(typed: str, expected: str) -> None:
    assert match_expression(typed) == expected


def test_a_word_past_its_stem_is_also_looked_for_completed() -> None:
    assert match_expression("escalat") == '("escalat" * OR "escalation")'
    assert '"responsibility"' in match_expression("responsibilit")


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
