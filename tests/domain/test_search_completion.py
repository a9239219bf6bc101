import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.search import FilterKey, Named, Names, parse
from ahpjournal.domain.search_completion import MOST, completions

NAMES = Names(
    ("falls", "near miss", "Café"),
    (Named("1", "Setting out"), Named("2", "Patient safety")),
    (Named("A1", "Listening"), Named("A2", "Leading")),
    (Named("T1", "Influence"),),
)


def offered(text: str) -> list[str]:
    return [one.text for one in completions(text, len(text), NAMES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("t", []),
        ("ta", ["tag:"]),
        ("falls -mo", ["-module:"]),
        ("falls ", []),
        ("tag:", ["tag:falls ", 'tag:"near miss" ', "tag:Café "]),
        ("tag:fa", ["tag:falls "]),
        ("-tag:fa", ["-tag:falls "]),
        ("tag:cafe", ["tag:Café "]),
        ("tag:miss", ['tag:"near miss" ']),
        ('tag:"near m', ['tag:"near miss" ']),
        ("module:saf", ["module:2 "]),
        ("module:2", ["module:2 "]),
        ("competency:l", ["competency:A1 ", "competency:A2 "]),
        ("theme:inf", ["theme:T1 "]),
        ("is:pr", ["is:private "]),
        ("has:at", ["has:attachment "]),
        ("in:no", ["in:notes "]),
        ("after:this", ["after:this-week ", "after:this-month ", "after:this-year "]),
        ("unknown:x", []),
        ("10:30", []),
        ('"tag:fa', []),
    ],
)
def test_what_is_offered_while_typing(text: str, expected: list[str]) -> None:
    assert offered(text) == expected


def test_what_begins_so_comes_before_what_has_a_word_that_does() -> None:
    names = Names(("staff well-being", "well led"))
    found = completions("tag:well", 8, names)
    assert [one.value for one in found] == ["well led", "staff well-being"]


def test_a_completion_takes_the_place_of_what_is_typed() -> None:
    text = "board tag:fa"
    (one,) = completions(text, len(text), NAMES)
    assert text[: one.start] + one.text == "board tag:falls "
    assert (one.key, one.value) == (FilterKey.TAG, "falls")


def test_only_what_stands_before_the_cursor_counts() -> None:
    assert [one.value for one in completions("tag:fa board", 6, NAMES)] == ["falls"]
    assert completions("tag:fa board", 12, NAMES) == ()


def test_no_more_than_can_be_looked_over() -> None:
    names = Names(tuple(f"tag {n}" for n in range(100)))
    assert len(completions("tag:", 4, names)) == MOST


@given(st.text(max_size=30), st.integers(min_value=0, max_value=40))
def test_whatever_is_typed_and_wherever_the_cursor_is(text: str, cursor: int) -> None:
    for one in completions(text, cursor, NAMES):
        assert 0 <= one.start <= cursor
        assert parse(one.text)[-1].key is one.key
