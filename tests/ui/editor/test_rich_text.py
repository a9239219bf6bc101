import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ahpjournal.ui.editor.blocks import BlockKind
from ahpjournal.ui.editor.commands import Command
from ahpjournal.ui.editor.document import document_markdown, make_document
from ahpjournal.ui.editor.markers import box_rect
from ahpjournal.ui.editor.rich_text import RichTextEdit
from tests.ui.editor.typed_text import SAMPLES, lines

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def edit(qtbot: QtBot, theme: object) -> RichTextEdit:
    """Give an empty text edit on the screen."""
    made = RichTextEdit("Text")
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    made.setFocus()
    return made


def load(edit: RichTextEdit, markdown: str, place: int = 0) -> None:
    """Show *markdown* with the cursor at *place*."""
    edit.kept = make_document(markdown)  # type: ignore[attr-defined]
    edit.show_document(edit.kept, place)  # type: ignore[attr-defined]


def markdown(edit: RichTextEdit) -> str:
    """Give what stands in *edit*."""
    return document_markdown(edit.document())


def type_text(edit: RichTextEdit, text: str) -> None:
    """Press a key for each character, of any script."""
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(edit, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))


def select(edit: RichTextEdit, start: int, end: int) -> None:
    """Select from *start* to *end*."""
    cursor = edit.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


@pytest.mark.parametrize("sample", SAMPLES)
def test_keys_typed_are_there_after_saving_and_opening(edit: RichTextEdit, sample: str) -> None:
    type_text(edit, sample)
    shown, saved = edit.toPlainText(), markdown(edit)
    load(edit, saved)
    assert "".join(edit.toPlainText().split()) == "".join(shown.split())
    signs = sample.replace(shown.strip(), "") if shown.strip() in sample else sample
    assert signs.strip() in {"", "#", "##", "1.", "1)", "-", "+", "*", ">", "[ ]"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines, lines)
def test_two_paragraphs_typed_are_there_after_saving_and_opening(
    edit: RichTextEdit, one: str, two: str
) -> None:
    load(edit, "")
    edit.insertPlainText(one)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    edit.insertPlainText(two)
    load(edit, markdown(edit))
    assert "".join(edit.toPlainText().split()) == "".join((one + two).split())


def test_bold_and_italic_are_typed_by_their_keys(edit: RichTextEdit) -> None:
    for key, text in ((Qt.Key.Key_B, "b"), (Qt.Key.Key_B, "c "), (Qt.Key.Key_I, "d")):
        QTest.keyClick(edit, key, CTRL)
        QTest.keyClicks(edit, text)
    assert markdown(edit) == "**b**c *d*"


def test_ctrl_u_does_nothing(edit: RichTextEdit) -> None:
    load(edit, "a")
    select(edit, 0, 1)
    QTest.keyClick(edit, Qt.Key.Key_U, CTRL)
    assert not edit.fontUnderline()
    assert markdown(edit) == "a"


def test_shift_and_enter_make_a_paragraph_too(edit: RichTextEdit) -> None:
    QTest.keyClicks(edit, "a")
    QTest.keyClick(edit, Qt.Key.Key_Return, SHIFT)
    QTest.keyClicks(edit, "b")
    assert markdown(edit) == "a\n\nb"


def test_headings_have_keys(edit: RichTextEdit) -> None:
    load(edit, "a")
    found = []
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_0):
        QTest.keyClick(edit, key, CTRL | Qt.KeyboardModifier.AltModifier)
        found.append(markdown(edit))
    assert found == ["## a", "### a", "a"]


@pytest.mark.parametrize(
    ("key", "written"),
    [(Qt.Key.Key_7, "1. a"), (Qt.Key.Key_8, "- a"), (Qt.Key.Key_9, "- [ ] a")],
)
def test_lists_have_keys(edit: RichTextEdit, key: Qt.Key, written: str) -> None:
    load(edit, "a")
    QTest.keyClick(edit, key, CTRL | SHIFT)
    assert markdown(edit) == written


def test_brackets_move_items_deeper_and_back(edit: RichTextEdit) -> None:
    load(edit, "- a\n- b", place=3)
    QTest.keyClick(edit, Qt.Key.Key_BracketRight, CTRL)
    assert markdown(edit) == "- a\n  - b"
    QTest.keyClick(edit, Qt.Key.Key_BracketLeft, CTRL)
    assert markdown(edit) == "- a\n- b"


def test_undo_and_redo_have_their_keys(edit: RichTextEdit) -> None:
    load(edit, "a")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(edit, "b")
    QTest.keyClick(edit, Qt.Key.Key_Z, CTRL)
    assert markdown(edit) == "a"
    QTest.keyClick(edit, Qt.Key.Key_Y, CTRL)
    assert markdown(edit) == "ab"


def test_tab_leaves_the_text(edit: RichTextEdit) -> None:
    load(edit, "- a")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert markdown(edit) == "- a"


def test_a_check_box_is_ticked_by_mouse_and_by_key(edit: RichTextEdit) -> None:
    load(edit, "- [ ] a")
    box = box_rect(edit.document(), edit.document().begin()).center().toPoint()
    QTest.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert markdown(edit) == "- [x] a"
    QTest.keyClick(edit, Qt.Key.Key_Return, CTRL)
    assert markdown(edit) == "- [ ] a"


def test_a_paste_is_reduced_to_the_subset(edit: RichTextEdit) -> None:
    mime = QMimeData()
    mime.setHtml(
        "<p style='color:red;font-size:40px'>a <b>b</b></p><table><tr><td>c</td></tr></table>"
    )
    edit.insertFromMimeData(mime)
    assert markdown(edit) == "a **b**\n\nc"


def test_ctrl_shift_v_pastes_the_words_only(edit: RichTextEdit) -> None:
    mime = QMimeData()
    mime.setHtml("<h1>a</h1>")
    mime.setText("a\nb")
    QApplication.clipboard().setMimeData(mime)
    QTest.keyClick(edit, Qt.Key.Key_V, CTRL | SHIFT)
    assert markdown(edit) == "a\n\nb"


def test_lines_pasted_into_a_list_become_items(edit: RichTextEdit) -> None:
    load(edit, "- a")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    mime = QMimeData()
    mime.setText("b\nc")
    edit.insertFromMimeData(mime)
    assert markdown(edit) == "- ab\n- c"


def test_one_undo_takes_back_a_paste(edit: RichTextEdit) -> None:
    load(edit, "a")
    mime = QMimeData()
    mime.setText("b\nc\nd")
    edit.insertFromMimeData(mime)
    edit.undo()
    assert markdown(edit) == "a"


def test_what_is_copied_is_markdown_too(edit: RichTextEdit) -> None:
    load(edit, "a **b**")
    edit.selectAll()
    edit.copy()
    mime = QApplication.clipboard().mimeData()
    assert bytes(mime.data("text/markdown").data()) == b"a **b**"


def test_words_typed_after_a_link_are_not_part_of_it(edit: RichTextEdit) -> None:
    load(edit, "[a](https://b.org)")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(edit, " c")
    assert markdown(edit) == "[a](https://b.org) c"


def test_ctrl_click_on_a_link_asks_to_open_it(edit: RichTextEdit) -> None:
    load(edit, "[a link](https://b.org)")
    spy = QSignalSpy(edit.link_requested)
    place = edit.cursorRect().center() + QPoint(10, 4)
    QTest.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert spy.count() == 0
    QTest.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton, CTRL, place)
    assert spy.at(0) == ["https://b.org"]


def test_a_link_is_set_on_the_selection(edit: RichTextEdit) -> None:
    load(edit, "a b")
    select(edit, 2, 3)
    edit.set_link("https://c.org")
    assert markdown(edit) == "a [b](https://c.org)"


def test_ctrl_k_asks_for_an_address(edit: RichTextEdit) -> None:
    spy = QSignalSpy(edit.link_edit_requested)
    QTest.keyClick(edit, Qt.Key.Key_K, CTRL)
    assert spy.count() == 1


def test_it_grows_with_its_text(edit: RichTextEdit) -> None:
    before = edit.height()
    load(edit, "\n\n".join("word " * 40 for _n in range(12)))
    assert edit.height() > 3 * before
    assert edit.verticalScrollBar().maximum() == 0


def test_showing_a_document_is_no_edit(edit: RichTextEdit, qtbot: QtBot) -> None:
    spy = QSignalSpy(edit.edited)
    load(edit, "## a\n\n> b")
    QApplication.sendPostedEvents()
    assert spy.count() == 0
    QTest.keyClicks(edit, "c")
    assert spy.count() == 1


def test_arrow_keys_leave_past_the_first_and_last_line(edit: RichTextEdit) -> None:
    load(edit, "a\n\nb")
    up, down = QSignalSpy(edit.left_upwards), QSignalSpy(edit.left_downwards)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert (up.count(), down.count()) == (0, 0)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Up)
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert (up.count(), down.count()) == (1, 1)


def test_page_down_moves_by_the_page_in_view(edit: RichTextEdit) -> None:
    load(edit, "\n\n".join("line" for _n in range(40)))
    edit.set_page_height(200)
    QTest.keyClick(edit, Qt.Key.Key_PageDown)
    assert 3 <= edit.textCursor().blockNumber() <= 8
    QTest.keyClick(edit, Qt.Key.Key_PageUp, SHIFT)
    assert edit.textCursor().hasSelection()


def test_a_journal_that_is_read_only_takes_no_change(edit: RichTextEdit) -> None:
    load(edit, "- [ ] a")
    edit.setReadOnly(True)
    for command in (Command.BOLD, Command.BULLETS, Command.TICK, Command.DEEPER):
        edit.run(command)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert markdown(edit) == "- [ ] a"


def test_the_state_at_the_cursor_is_told(edit: RichTextEdit) -> None:
    load(edit, "## a\n\n**b**", place=3)
    state = edit.format_state()
    assert (state.kind, state.bold, state.italic) == (BlockKind.PARAGRAPH, True, False)
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    assert edit.format_state().kind is BlockKind.HEADING


def test_it_can_be_named_by_a_screen_reader(edit: RichTextEdit) -> None:
    assert edit.accessibleName() == "Text"
