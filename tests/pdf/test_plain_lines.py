"""Words in lines: nothing lost, nothing wider than its room, marks in the right faces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.pdf.fonts import register_fonts
from ahpjournal.pdf.markup import Markup, bold, escape, italic, join, link
from ahpjournal.pdf.plain_lines import broken, paragraphs_of, stretches, width_of

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=200
)


@pytest.fixture(autouse=True)
def fonts() -> None:
    register_fonts()


@given(texts, st.floats(40, 500))
def test_lines_hold_every_letter_and_none_is_wider_than_its_room(text: str, room: float) -> None:
    register_fonts()
    (words,) = paragraphs_of(escape(text), "Body")
    lines = broken(words, 10.5, room, room - 10)
    shown = "".join(piece[1] for _used, line in lines for word in line for piece in word[1])
    asked = "".join(piece[1] for word in words for piece in word[1])
    assert shown == asked
    for at, (used, line) in enumerate(lines):
        letters = sum(len(piece[1]) for word in line for piece in word[1])
        assert used <= (room if at else room - 10) + 1e-6 or letters == 1


def test_marks_choose_faces() -> None:
    markup = join(
        escape("a "),
        bold(escape("b")),
        italic(bold(escape("c"))),
        escape(" \u2713"),
        italic(escape(" d")),
    )
    (words,) = paragraphs_of(markup, "Body")
    assert [[piece[0] for piece in word[1]] for word in words] == [
        ["Body"],
        ["Body-Bold", "Body-BoldItalic"],
        ["DejaVu"],
        ["Body-Italic"],
    ]


def test_what_was_typed_is_never_a_mark() -> None:
    (words,) = paragraphs_of(escape("<b>1 & 2</b> &lt; <br/>"), "Body")
    assert " ".join("".join(p[1] for p in w[1]) for w in words) == "<b>1 & 2</b> &lt; <br/>"


def test_a_line_break_begins_a_line() -> None:
    assert len(paragraphs_of(Markup("one<br/>two"), "Body")) == 2


def test_a_line_is_cut_where_a_link_begins_and_ends() -> None:
    markup = join(
        escape("see ("), link(escape("the page"), "https://x.org/?a=1&b=2"), escape(") x")
    )
    (words,) = paragraphs_of(markup, "Body")
    found = stretches(words, 10)
    assert [(s.href, s.is_open) for s in found] == [
        ("", True),
        ("https://x.org/?a=1&b=2", True),
        ("", False),
    ]
    assert found[1].start == pytest.approx(
        10 * (width_of("see", "Body") + width_of(" ", "Body") + width_of("(", "Body"))
    )
    assert found[1].end == pytest.approx(found[2].start)


def test_a_word_wider_than_its_line_is_cut_after_a_hyphen() -> None:
    (words,) = paragraphs_of(escape("Featherstonehaugh-Cholmondeley-Warner"), "Body")
    lines = broken(words, 10, 150, 150)
    assert [line[0][1][0][1] for _used, line in lines] == [
        "Featherstonehaugh-",
        "Cholmondeley-Warner",
    ]
