"""Signs of Markdown typed at the start of a line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ahpjournal.ui.editor.blocks import BlockKind
from ahpjournal.ui.editor.document import document_markdown, make_document
from ahpjournal.ui.editor.rich_text import RichTextEdit
from ahpjournal.ui.editor.typing_marks import Mark, mark_of, turn_mark

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def edit(qtbot: QtBot, theme: object) -> RichTextEdit:
    """Give an empty text edit on the screen."""
    made = RichTextEdit("Text")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


@pytest.mark.parametrize(
    ("signs", "present", "mark"),
    [
        ("##", BlockKind.PARAGRAPH, Mark(BlockKind.HEADING)),
        ("###", BlockKind.PARAGRAPH, Mark(BlockKind.SUBHEADING)),
        ("4.", BlockKind.PARAGRAPH, Mark(BlockKind.NUMBER, 4)),
        ("[ ]", BlockKind.BULLET, Mark(BlockKind.TODO)),
        ("-", BlockKind.BULLET, None),
        ("-", BlockKind.HEADING, None),
        ("1.", BlockKind.QUOTE, None),
        ("2026.", BlockKind.PARAGRAPH, None),
        ("C#", BlockKind.PARAGRAPH, None),
        ("", BlockKind.PARAGRAPH, None),
    ],
)
def test_signs_stand_for_a_kind_of_block(signs: str, present: BlockKind, mark: Mark | None) -> None:
    assert mark_of(signs, present) == mark


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("## a", "## a"),
        ("### a", "### a"),
        ("- a", "- a"),
        ("* a", "- a"),
        ("1. a", "1. a"),
        ("3) a", "3. a"),
        ("[ ] a", "- [ ] a"),
        ("- [x] a", "- [x] a"),
        ("> a", "> a"),
        ("a - b", "a - b"),
    ],
)
def test_what_is_typed_becomes_what_the_signs_say(
    edit: RichTextEdit, typed: str, saved: str
) -> None:
    QTest.keyClicks(edit, typed)
    assert document_markdown(edit.document()) == saved


def test_one_undo_brings_the_signs_back_and_they_stay(edit: RichTextEdit) -> None:
    QTest.keyClicks(edit, "- ")
    assert edit.toPlainText() == ""
    QTest.keyClick(edit, Qt.Key.Key_Z, CTRL)
    assert edit.toPlainText() == "- "
    QTest.keyClicks(edit, "a b")
    assert document_markdown(edit.document()) == "\\- a b"


def test_signs_in_front_of_words_turn_them_too(edit: RichTextEdit) -> None:
    QTest.keyClicks(edit, "a")
    QTest.keyClick(edit, Qt.Key.Key_Home)
    QTest.keyClicks(edit, "> ")
    assert document_markdown(edit.document()) == "> a"


@pytest.mark.usefixtures("theme")
def test_signs_within_a_line_are_text() -> None:
    document = make_document("a - b")
    cursor = QTextCursor(document)
    cursor.setPosition(4)
    assert not turn_mark(cursor)
    assert document.toPlainText() == "a - b"
