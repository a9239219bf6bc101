import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.search import (
    HIT_END,
    HIT_START,
    Filter,
    FilterKey,
    Named,
    Names,
    SearchHit,
    SearchKind,
    Term,
    Wanted,
    filters_in,
    hit_key,
    kind_of,
    number_of,
    parse,
    render,
    split_filters,
    words_in,
)

ANYTHING = st.text(
    alphabet=st.one_of(st.sampled_from('ab:-"*\\ tagison\n\0_1'), st.characters()), max_size=40
)
VALUES = st.text(max_size=20).map(lambda text: " ".join(text.replace("\0", " ").split()))


def test_a_hit_does_not_show_its_text_in_a_report() -> None:
    hit = SearchHit("id", SearchKind.ENTRY, "secret", None, f"{HIT_START}secret{HIT_END}")
    assert "secret" not in repr(hit)
    assert "secret" not in repr(parse("secret tag:secret"))


def test_the_marks_of_a_hit_are_no_text_anybody_can_type() -> None:
    assert not (HIT_START + HIT_END).isprintable()


@given(st.sampled_from(SearchKind), st.integers(min_value=1, max_value=2**50))
def test_a_key_holds_kind_and_row(kind: SearchKind, n: int) -> None:
    key = hit_key(kind, n)
    assert (kind_of(key), number_of(key)) == (kind, n)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ('  "" - -- * _ ', ()),
        ("falls audit", (Term("falls"), Term("audit"))),
        ('"falls audit"', (Term("falls audit", is_phrase=True),)),
        ('"falls audit', (Term("falls audit", is_phrase=True),)),
        ('a"b c"d', (Term("a"), Term("b c", is_phrase=True), Term("d"))),
        ('say ""hello""', (Term("say"), Term("hello"))),
        ('"say ""hello"""', (Term('say "hello"', is_phrase=True),)),
        ("tag:falls", (Term("falls", FilterKey.TAG),)),
        ("TAG:Falls", (Term("Falls", FilterKey.TAG),)),
        ('tag:"near miss" x', (Term("near miss", FilterKey.TAG), Term("x"))),
        ("-tag:falls", (Term("falls", FilterKey.TAG, is_negated=True),)),
        ("-falls", (Term("falls", is_negated=True),)),
        ('-"near miss"', (Term("near miss", is_phrase=True, is_negated=True),)),
        ("- falls", (Term("falls"),)),
        ("well-led", (Term("well-led"),)),
        ("tag:", (Term("", FilterKey.TAG),)),
        ("tag: falls", (Term("", FilterKey.TAG), Term("falls"))),
        ("at 10:30", (Term("at"), Term("10:30"))),
        ("after:24/06/2026", (Term("24/06/2026", FilterKey.AFTER),)),
        ("lea*", (Term("lea"),)),
    ],
)
def test_what_is_typed_is_read(text: str, expected: tuple[Term, ...]) -> None:
    assert parse(text) == expected


def test_the_last_word_may_go_on_and_one_with_a_star() -> None:
    assert [term.is_open for term in parse("lea* one two tag:x")] == [True, False, True, False]
    assert [term.is_open for term in parse('one "two thr')] == [False, True]
    assert [term.is_open for term in parse('one "two three"')] == [False, False]


def test_a_word_before_a_colon_that_is_no_filter_is_told() -> None:
    (term,) = parse("tags:falls")
    assert (term.value, term.key, term.unknown) == ("tags:falls", None, "tags")
    assert parse('note:"a b"') == (Term("note a b", is_phrase=True),)
    assert parse("10:30")[0].unknown == ""


def test_words_and_filters_are_told_apart() -> None:
    terms = parse("one tag:x two")
    assert words_in(terms) == (Term("one"), Term("two"))
    assert filters_in(terms) == (Term("x", FilterKey.TAG),)


@given(ANYTHING)
def test_any_text_is_read_and_written_again_alike(text: str) -> None:
    terms = parse(text)
    assert parse(render(terms)) == terms


@given(st.sampled_from(FilterKey), VALUES, st.booleans())
def test_every_filter_can_be_written_as_text(key: FilterKey, value: str, is_negated: bool) -> None:
    term = Term(value, key, is_negated=is_negated)
    assert parse(render([term])) == (term,)


@given(ANYTHING)
def test_what_is_taken_out_of_a_text_is_a_filter_of_it(text: str) -> None:
    filters, rest = split_filters(text)
    assert filters_in(parse(render(filters))) == filters
    assert set(filters) <= set(parse(text))
    assert split_filters(rest)[0] == () or len(rest) < len(text)


@pytest.mark.parametrize(
    ("text", "filters", "rest"),
    [
        ("tag:falls", (), "tag:falls"),
        ("tag:falls ", (Term("falls", FilterKey.TAG),), ""),
        ("one tag:falls two", (Term("falls", FilterKey.TAG),), "one two"),
        ('tag:"near miss" ', (Term("near miss", FilterKey.TAG),), ""),
        ('tag:"near mi ', (), 'tag:"near mi '),
        ("tag: ", (), "tag: "),
        ("note:x ", (), "note:x "),
        ("-is:draft one", (Term("draft", FilterKey.IS, is_negated=True),), "one"),
    ],
)
def test_a_filter_is_complete_when_something_follows(
    text: str, filters: tuple[Term, ...], rest: str
) -> None:
    assert split_filters(text) == (filters, rest)


def test_names_by_filter() -> None:
    names = Names(("falls",), (Named("1", "Start"),), (Named("A1"),), (Named("T1"),))
    assert names.of(FilterKey.TAG) == (Named("falls"),)
    assert names.of(FilterKey.MODULE) == (Named("1", "Start"),)
    assert names.of(FilterKey.COMPETENCY) == (Named("A1"),)
    assert names.of(FilterKey.THEME) == (Named("T1"),)
    assert names.of(FilterKey.AFTER) == ()


def test_nothing_wanted_finds_everything() -> None:
    assert Wanted().is_empty
    assert not Wanted((), (Filter(FilterKey.IS, ("draft",)),)).is_empty
