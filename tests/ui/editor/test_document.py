import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from ahpjournal.ui.editor.blocks import Block, BlockKind
from ahpjournal.ui.editor.document import (
    LONGEST_PIECE,
    TextLook,
    block_kind,
    document_blocks,
    document_markdown,
    make_document,
    selected_blocks,
)
from ahpjournal.ui.editor.markdown_writer import write_blocks
from ahpjournal.ui.theme.theme import Theme
from tests.ui.editor.typed_text import blocks

pytestmark = pytest.mark.usefixtures("theme")

EVERYTHING = (
    "## Heading\n\n### Smaller\n\nText with **bold**, *italic*, ***both*** and"
    " [a link](https://example.org/a?b=c).\n\n- one\n  1. two\n  2. three\n- [ ] four\n"
    "- [x] five\n\n> said\n>\n> again\n\nfirst line\\\nsecond line"
)


def test_a_document_gives_back_its_markdown() -> None:
    assert document_markdown(make_document(EVERYTHING)) == EVERYTHING


@given(st.lists(blocks(), max_size=5))
def test_any_saved_text_comes_through_a_document_unchanged(typed: list[Block]) -> None:
    markdown = write_blocks(typed)
    assert document_markdown(make_document(markdown)) == markdown


def test_a_new_document_has_nothing_to_undo() -> None:
    document = make_document(EVERYTHING)
    assert not document.isUndoAvailable()
    assert not document.isModified()


def test_looks_are_not_part_of_the_document(theme: Theme) -> None:
    document = make_document(EVERYTHING)
    look = TextLook(document)
    look.rehighlight()
    assert not document.isModified()
    assert not document.isUndoAvailable()
    assert document_markdown(document) == EVERYTHING


def test_headings_are_larger_on_the_screen(theme: Theme) -> None:
    document = make_document("## Heading")
    TextLook(document).rehighlight()
    (part,) = document.begin().layout().formats()
    assert part.format.font().pixelSize() == theme.px(20)


def test_a_very_long_paragraph_is_laid_out_in_pieces_and_saved_as_one() -> None:
    text = "word " * 20_000
    document = make_document(text)
    assert document.blockCount() > 10
    assert _longest_piece(document) <= LONGEST_PIECE
    (block,) = document_blocks(document)
    assert block.text == text.rstrip()


def test_one_very_long_word_is_saved_as_one() -> None:
    document = make_document("x" * 100_000)
    (block,) = document_blocks(document)
    assert block.text == "x" * 100_000


def test_a_long_paragraph_keeps_its_formats_where_it_is_cut() -> None:
    markdown = "a " * 3_990 + "**" + "b " * 100 + "c**"
    assert document_markdown(make_document(markdown)) == markdown


def test_part_of_a_block_is_copied_as_plain_words_with_formats() -> None:
    document = make_document("## A **bold** heading")
    cursor = QTextCursor(document)
    cursor.setPosition(2)
    cursor.setPosition(10, QTextCursor.MoveMode.KeepAnchor)
    assert write_blocks(selected_blocks(cursor)) == "**bold** hea"


def test_whole_blocks_are_copied_with_their_kinds() -> None:
    document = make_document(EVERYTHING)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    assert write_blocks(selected_blocks(cursor)) == EVERYTHING


def test_hostile_text_is_only_text() -> None:
    text = "<img src=x onerror=alert(1)> <b>&amp;"
    document = make_document(text.replace("<", r"\<").replace("&", r"\&"))
    assert document.toPlainText() == text
    assert block_kind(document.begin()) is BlockKind.PARAGRAPH


def _longest_piece(document: QTextDocument) -> int:
    longest, block = 0, document.begin()
    while block.isValid():
        longest = max(longest, len(block.text()))
        block = block.next()
    return longest


def test_scripts_without_italics_stand_upright_in_a_quote(theme: Theme) -> None:
    document = make_document("> ab \U0001f600 مرحبا c")
    look = TextLook(document)
    look.rehighlight()
    parts = document.firstBlock().layout().formats()
    upright = {
        place
        for part in parts
        if not part.format.fontItalic()
        for place in range(part.start, part.start + part.length)
    }
    assert upright == {3, 4, 6, 7, 8, 9, 10}
