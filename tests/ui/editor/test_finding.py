"""Finding words as one means them."""

import pytest

from ahpjournal.ui.editor.document import document_markdown, make_document
from ahpjournal.ui.editor.finding import Wanted, find_places, pattern_of, replace_places

pytestmark = pytest.mark.usefixtures("theme")


def found(markdown: str, wanted: Wanted) -> list[str]:
    """Give the texts found in *markdown*, as they stand there."""
    document = make_document(markdown)
    pattern = pattern_of(wanted)
    assert pattern is not None
    text = document.toPlainText().encode("utf-16-le")
    places = find_places(document, pattern)
    return [text[2 * p.start : 2 * p.end].decode("utf-16-le") for p in places]


@pytest.mark.parametrize(
    ("markdown", "wanted", "texts"),
    [
        ("Risk, risk and RISKS", Wanted("risk"), ["Risk", "risk", "RISK"]),
        ("Risk, risk and RISKS", Wanted("risk", matches_case=True), ["risk"]),
        ("Risk, risk and RISKS", Wanted("risk", whole_words=True), ["Risk", "risk"]),
        ("a.b axb", Wanted("a.b"), ["a.b"]),
        ("\U0001f600 cr\u00e8me, cre\u0300me", Wanted("cr\u00e8me"), ["cr\u00e8me", "cre\u0300me"]),
        ("cre\u0300me", Wanted("creme"), []),
        ("it\u2019s \u201cso\u201d", Wanted("it's \"so\""), ["it\u2019s \u201cso\u201d"]),
        ("one\u00a0two", Wanted("one two"), ["one two"]),
        ("\u0645\u0631\u062d\u0628\u0627 d\u0175r", Wanted("D\u0174R"), ["d\u0175r"]),
        ("one\n\ntwo", Wanted("one two"), []),
        ("**bo**ld", Wanted("bold"), ["bold"]),
    ],
)  # fmt: skip
def test_words_are_found_as_they_are_meant(markdown: str, wanted: Wanted, texts: list[str]) -> None:
    assert found(markdown, wanted) == texts


def test_nothing_is_found_without_words() -> None:
    assert pattern_of(Wanted("")) is None


def test_a_paragraph_in_pieces_is_searched_as_a_whole() -> None:
    document = make_document("word " * 1_599 + "first second " + "word " * 3_000 + "last")
    pattern, ends = pattern_of(Wanted("first second word")), pattern_of(Wanted("word last"))
    assert pattern is not None
    assert ends is not None
    assert document.blockCount() > 2
    (place,) = find_places(document, pattern)
    replace_places(document, (place,), "changed")
    assert "word changed word" in document_markdown(document)
    assert len(find_places(document, ends)) == 1


def test_replacing_keeps_the_format_and_is_one_step_to_undo() -> None:
    document = make_document("a **team** met; the *team* went\n\n- team")
    pattern = pattern_of(Wanted("team"))
    assert pattern is not None
    before = document_markdown(document)
    replace_places(document, find_places(document, pattern), "group \U0001f600")
    assert document_markdown(document) == (
        "a **group \U0001f600** met; the *group \U0001f600* went\n\n- group \U0001f600"
    )
    document.undo()
    assert document_markdown(document) == before
    assert not document.isUndoAvailable()


def test_replacing_nothing_is_no_step() -> None:
    document = make_document("a")
    replace_places(document, (), "b")
    assert not document.isUndoAvailable()
