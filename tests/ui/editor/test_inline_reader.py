import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ahpjournal.ui.editor.blocks import LINE_BREAK, Span
from ahpjournal.ui.editor.inline_reader import is_link, read_spans
from tests.ui.editor.typed_text import words


@pytest.mark.parametrize(
    ("markdown", "spans"),
    [
        ("plain", (Span("plain"),)),
        ("a **b** c", (Span("a "), Span("b", bold=True), Span(" c"))),
        ("*a **b***", (Span("a ", italic=True), Span("b", bold=True, italic=True))),
        ("***a** b*", (Span("a", bold=True, italic=True), Span(" b", italic=True))),
        ("__a__ _b_", (Span("a", bold=True), Span(" "), Span("b", italic=True))),
        ("snake_case_word", (Span("snake_case_word"),)),
        ("** not bold **", (Span("** not bold **"),)),
        (r"\*a\* \_b\_ \\", (Span("*a* _b_ \\"),)),
        ("a &amp; b &lt;", (Span("a & b <"),)),
        ("a\nb", (Span("a b"),)),
        ("a\\\nb  \nc", (Span(f"a{LINE_BREAK}b{LINE_BREAK}c"),)),
        ("<b>a</b>", (Span("<b>a</b>"),)),
        ("`a`", (Span("`a`"),)),
        ("[a](https://b.org)", (Span("a", link="https://b.org"),)),
        ("[a *b*](https://c.org) d", (
            Span("a ", link="https://c.org"),
            Span("b", italic=True, link="https://c.org"),
            Span(" d"),
        )),
        ("[a](https://b.org/<2>)", (Span("a", link="https://b.org/<2>"),)),
        ("[a](<https://b.org/2>)", (Span("a", link="https://b.org/2"),)),
        ("<https://a.org>", (Span("https://a.org", link="https://a.org"),)),
        ("[a](javascript:alert)", (Span("[a](javascript:alert)"),)),
        ("![a](https://b.org/c.png)", (Span("![a](https://b.org/c.png)"),)),
        ("[a", (Span("[a"),)),
        ("a]", (Span("a]"),)),
    ],
)  # fmt: skip
def test_markdown_is_read_as_commonmark_says(markdown: str, spans: tuple[Span, ...]) -> None:
    assert read_spans(markdown) == spans


_MARKS = st.text(alphabet="ab *_", min_size=1, max_size=14)


@given(_MARKS)
def test_emphasis_is_read_as_another_commonmark_reader_reads_it(markdown: str) -> None:
    text = f"x{markdown}x"
    found: list[Span] = []
    bold = italic = 0
    for token in MarkdownIt("commonmark").parseInline(text)[0].children or []:
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case _:
                found.append(Span(token.content, bold > 0, italic > 0))
    characters = [(sign, s.bold, s.italic) for s in found for sign in s.text]
    assert [(sign, s.bold, s.italic) for s in read_spans(text) for sign in s.text] == characters


@given(st.lists(words, min_size=1, max_size=6).map("".join))
def test_whatever_is_read_no_letter_or_digit_goes_missing(markdown: str) -> None:
    # Entities, escapes and addresses aside, which stand for something else.
    text = markdown.replace("&", "").replace("](", "] (")
    read = "".join(span.text for span in read_spans(text))
    assert [s for s in read if s.isalnum()] == [s for s in text if s.isalnum()]


@pytest.mark.parametrize(
    "hostile",
    [
        "*a " * 20_000,
        "*a **b " * 10_000 + "a** b* " * 10_000,
        "[" * 50_000,
        "[a](" * 12_000,
        "[x](" + "\\(" * 20_000,
        "[" * 20_000 + "[a](http://b) " * 4_000,
        "**a* " * 10_000,
        "&a" * 20_000,
    ],
)
def test_hostile_text_is_read_without_a_freeze(hostile: str) -> None:
    # Time that grew with the square of this would run into pytest's limit, not by a little.
    assert read_spans(hostile)


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://example.org", True),
        ("HTTP://example.org", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://a b", False),
        ("", False),
    ],
)
def test_only_the_web_and_mail_may_be_linked_to(address: str, allowed: bool) -> None:
    assert is_link(address) is allowed
