from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ahpjournal.domain.markdown import plain_text
from ahpjournal.ui.editor.blocks import LINE_BREAK, Block, BlockKind, Span, settle_levels
from ahpjournal.ui.editor.markdown_reader import read_blocks
from ahpjournal.ui.editor.markdown_writer import write_blocks
from tests.ui.editor.typed_text import SAMPLES, blocks, lines


def letters(text: str) -> str:
    """Give *text* without white space."""
    return "".join(text.split())


def texts(found: Sequence[Block]) -> list[str]:
    """Give the text of each block without white space, empty ones left out."""
    return [letters(block.text) for block in found if letters(block.text)]


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("kind", list(BlockKind))
def test_a_sample_survives_saving_in_every_kind_of_block(sample: str, kind: BlockKind) -> None:
    block = Block(kind, (Span(sample),))
    (read,) = read_blocks(write_blocks([block]))
    assert (read.kind, letters(read.text)) == (kind, letters(sample))
    assert all(span.is_plain for span in read.spans)


@given(st.lists(blocks(), max_size=6))
def test_whatever_is_typed_survives_saving(typed: list[Block]) -> None:
    assert texts(read_blocks(write_blocks(typed))) == texts(typed)


@given(st.lists(blocks(), max_size=6))
def test_kinds_and_levels_survive_saving(typed: list[Block]) -> None:
    written = settle_levels(b for b in typed if b.text.strip())
    read = read_blocks(write_blocks(typed))
    assert [(b.kind, b.level) for b in read] == [(b.kind, b.level) for b in written]


@given(st.lists(blocks(), max_size=6))
def test_what_was_saved_once_is_saved_the_same_again(typed: list[Block]) -> None:
    once = write_blocks(typed)
    assert write_blocks(read_blocks(once)) == once


@given(st.lists(lines.map(lambda text: Block(spans=(Span(text),))), min_size=1, max_size=4))
def test_another_commonmark_reader_finds_the_same_text(typed: list[Block]) -> None:
    found = []
    for token in MarkdownIt("commonmark", {"html": True}).parse(write_blocks(typed)):
        assert token.type in {"paragraph_open", "inline", "paragraph_close"}
        for child in token.children or []:
            assert child.type == "text", child.type
            found.append(child.content)
    assert letters("".join(found)) == letters("".join(b.text for b in typed))


@given(lines)
def test_search_and_previews_see_the_words_without_escapes(text: str) -> None:
    # A reference such as &amp; is kept apart: plain_text() does not resolve references.
    bare = text.replace("&", "and")
    assert letters(plain_text(write_blocks([Block(spans=(Span(bare),))]))) == letters(bare)


@pytest.mark.parametrize(
    ("spans", "markdown"),
    [
        ((Span("a "), Span("b", bold=True), Span(" c")), "a **b** c"),
        ((Span("a"), Span(" b ", bold=True), Span("c")), "a **b** c"),
        ((Span("a", bold=True), Span("b", bold=True, italic=True)), "**a*b***"),
        ((Span("a", bold=True, italic=True), Span(" b", italic=True)), "***a** b*"),
        ((Span("a", link="https://b.org"),), "[a](https://b.org)"),
        ((Span("a", bold=True, link="https://b.org"),), "[**a**](https://b.org)"),
        ((Span("a", link="javascript:b"),), "a"),
        (
            (
                Span("so", bold=True),
                Span("-called"),
            ),
            "**so**-called",
        ),
        (
            (
                Span("!", bold=True),
                Span("a"),
            ),
            "!a",
        ),
        (
            (
                Span("(a)", bold=True),
                Span("b"),
            ),
            "(**a**)b",
        ),
    ],
)
def test_formats_are_written(spans: tuple[Span, ...], markdown: str) -> None:
    assert write_blocks([Block(spans=spans)]) == markdown


def test_formats_that_can_be_written_are_read_again() -> None:
    spans = (Span("a", bold=True), Span(" b "), Span("c", italic=True), Span(" d"))
    (read,) = read_blocks(write_blocks([Block(spans=spans)]))
    assert read.spans == spans


def test_blocks_are_written_as_one_would_by_hand() -> None:
    kinds = BlockKind
    typed = [
        Block(kinds.HEADING, (Span("Title"),)),
        Block(kinds.PARAGRAPH, (Span(f"one{LINE_BREAK}two"),)),
        Block(kinds.BULLET, (Span("a"),)),
        Block(kinds.NUMBER, (Span("b"),), level=1),
        Block(kinds.NUMBER, (Span("c"),), level=1),
        Block(kinds.TODO, (Span("d"),)),
        Block(kinds.QUOTE, (Span("e"),)),
        Block(kinds.QUOTE, (Span("f"),)),
    ]
    assert write_blocks(typed) == (
        "## Title\n\none\\\ntwo\n\n- a\n  1. b\n  2. c\n- [ ] d\n\n> e\n>\n> f"
    )


def test_blocks_without_text_are_left_out() -> None:
    assert write_blocks([Block(spans=(Span(" "),)), Block(BlockKind.BULLET)]) == ""


def test_four_hundred_thousand_characters_are_written_without_a_freeze() -> None:
    block = Block(spans=(Span("*_[a](b) <c> \\ " * 25_000),))
    assert len(write_blocks([block])) > 400_000
