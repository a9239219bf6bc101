import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from ahpjournal.ui.editor.blocks import BlockKind
from ahpjournal.ui.editor.document import document_markdown, make_document
from ahpjournal.ui.editor.formatting import (
    backspace_at_start,
    change_level,
    link_at,
    new_paragraph,
    set_kind,
    set_link,
    toggle_done,
)

pytestmark = pytest.mark.usefixtures("theme")


def cursor_at(document: QTextDocument, block: int, place: int = 0) -> QTextCursor:
    """Give a cursor in block number *block*."""
    cursor = QTextCursor(document)
    cursor.setPosition(document.findBlockByNumber(block).position() + place)
    return cursor


def selected(document: QTextDocument, start: int, end: int) -> QTextCursor:
    """Give a cursor that has selected from *start* to *end*."""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


@pytest.mark.parametrize(
    ("kind", "markdown"),
    [
        (BlockKind.HEADING, "## a"),
        (BlockKind.SUBHEADING, "### a"),
        (BlockKind.BULLET, "- a"),
        (BlockKind.NUMBER, "1. a"),
        (BlockKind.TODO, "- [ ] a"),
        (BlockKind.QUOTE, "> a"),
    ],
)
def test_a_kind_is_put_on_and_taken_off_again(kind: BlockKind, markdown: str) -> None:
    document = make_document("a")
    set_kind(cursor_at(document, 0), kind)
    assert document_markdown(document) == markdown
    set_kind(cursor_at(document, 0), kind)
    assert document_markdown(document) == "a"


def test_one_undo_takes_a_kind_off_every_selected_paragraph() -> None:
    document = make_document("a\n\nb\n\nc")
    set_kind(selected(document, 0, 5), BlockKind.BULLET)
    assert document_markdown(document) == "- a\n- b\n- c"
    document.undo()
    assert document_markdown(document) == "a\n\nb\n\nc"


def test_a_long_paragraph_changes_its_kind_as_a_whole() -> None:
    document = make_document("word " * 4_000)
    set_kind(cursor_at(document, 1), BlockKind.QUOTE)
    assert document_markdown(document) == "> " + ("word " * 4_000).strip()


def test_items_move_deeper_only_below_another_item() -> None:
    document = make_document("- a\n- b")
    change_level(cursor_at(document, 0), 1)
    change_level(cursor_at(document, 1), 1)
    change_level(cursor_at(document, 1), 1)
    assert document_markdown(document) == "- a\n  - b"
    change_level(cursor_at(document, 1), -1)
    assert document_markdown(document) == "- a\n- b"


def test_a_check_box_is_ticked_and_unticked() -> None:
    document = make_document("- [ ] a")
    assert toggle_done(document.begin())
    assert document_markdown(document) == "- [x] a"
    assert toggle_done(document.begin())
    assert document_markdown(document) == "- [ ] a"


def test_only_check_list_items_are_ticked() -> None:
    document = make_document("- a")
    assert not toggle_done(document.begin())


@pytest.mark.parametrize(
    ("markdown", "block", "place", "after"),
    [
        ("ab", 0, 1, "a\n\nXb"),
        ("## ab", 0, 2, "## ab\n\nX"),
        ("## ab", 0, 1, "## a\n\n## Xb"),
        ("- ab", 0, 2, "- ab\n- X"),
        ("- [x] ab", 0, 2, "- [x] ab\n- [ ] X"),
        ("> ab", 0, 2, "> ab\n>\n> X"),
    ],
)
def test_enter_begins_what_one_expects(markdown: str, block: int, place: int, after: str) -> None:
    document = make_document(markdown)
    cursor = cursor_at(document, block, place)
    new_paragraph(cursor)
    cursor.insertText("X")
    assert document_markdown(document) == after


def test_enter_in_an_empty_item_ends_the_list_level_by_level() -> None:
    document = make_document("- a\n  - b")
    cursor = cursor_at(document, 1, 1)
    for _press in range(3):
        new_paragraph(cursor)
    cursor.insertText("X")
    assert document_markdown(document) == "- a\n  - b\n\nX"


def test_enter_in_the_middle_of_a_long_paragraph_parts_it() -> None:
    document = make_document("word " * 4_000)
    new_paragraph(cursor_at(document, 1, 5))
    first, second = document_markdown(document).split("\n\n")
    assert first.split() + second.split() == ["word"] * 4_000


@pytest.mark.parametrize("markdown", ["## a", "- a", "1. a", "- [ ] a", "> a"])
def test_backspace_at_the_start_makes_a_paragraph(markdown: str) -> None:
    document = make_document(markdown)
    assert backspace_at_start(cursor_at(document, 0))
    assert document_markdown(document) == "a"


def test_backspace_at_the_start_of_a_deeper_item_moves_it_back() -> None:
    document = make_document("- a\n  - b")
    assert backspace_at_start(cursor_at(document, 1))
    assert document_markdown(document) == "- a\n- b"


@pytest.mark.parametrize(("markdown", "place"), [("a", 0), ("- ab", 1)])
def test_backspace_elsewhere_is_left_to_the_text_edit(markdown: str, place: int) -> None:
    assert not backspace_at_start(cursor_at(make_document(markdown), 0, place))


def test_selected_words_are_linked_and_keep_their_formats() -> None:
    document = make_document("a **b** c")
    set_link(selected(document, 0, 3), "https://example.org")
    assert document_markdown(document) == "[a **b**](https://example.org) c"


def test_a_link_is_found_changed_and_taken_off_from_within() -> None:
    document = make_document("see [a **b**](https://a.org) c")
    place = link_at(cursor_at(document, 0, 5))
    assert place is not None
    assert (place.address, place.start, place.end) == ("https://a.org", 4, 7)
    set_link(cursor_at(document, 0, 5), "https://b.org")
    assert document_markdown(document) == "see [a **b**](https://b.org) c"
    set_link(cursor_at(document, 0, 5), "")
    assert document_markdown(document) == "see a **b** c"


def test_a_link_where_nothing_is_selected_shows_its_address() -> None:
    document = make_document("see ")
    cursor = cursor_at(document, 0, 3)
    set_link(cursor, "https://a.org")
    assert document_markdown(document) == "see[https://a.org](https://a.org)"


def test_there_is_no_link_beside_a_link() -> None:
    document = make_document("see [a](https://a.org) c")
    assert link_at(cursor_at(document, 0, 2)) is None
