"""Very long texts go in a little at a time."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from ahpjournal.ui.editor.blocks import Block, Span
from ahpjournal.ui.editor.clipboard import LONG, Batch, batches_of_mime, blocks_of_mime, is_long
from ahpjournal.ui.editor.document import document_markdown, make_document
from ahpjournal.ui.editor.rich_text import RichTextEdit
from ahpjournal.ui.editor.slow_paste import SlowPaste


def batches() -> Iterator[Batch]:
    """Give three paragraphs one by one."""
    for number in range(1, 4):
        yield number / 3, (Block(spans=(Span(f"line {number}"),)),)


def long_mime(kind: str) -> QMimeData:
    """Give more text than goes in at once."""
    mime = QMimeData()
    line = "The team met on Thursday. "
    if kind == "text":
        mime.setText((line + "\n") * (LONG // 20))
    elif kind == "one line":
        mime.setText(line * (LONG // 20))
    else:
        item = f"<p class=MsoNormal>{line}<b>bold</b></p><ul><li>one</li><li>two</li></ul>"
        mime.setHtml(
            f"<html><head><title>x</title></head><body>{item * (LONG // 50)}</body></html>"
        )
    return mime


@pytest.mark.usefixtures("theme")
def test_all_of_it_is_one_step_to_undo(qtbot: QtBot) -> None:
    document = make_document("before")
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    paste = SlowPaste(cursor, batches(), document)
    told: list[int] = []
    paste.progressed.connect(told.append)
    with qtbot.waitSignal(paste.finished):
        paste.start()
    assert document_markdown(document) == "beforeline 1\n\nline 2\n\nline 3"
    assert told == [33, 67, 100]
    document.undo()
    assert document_markdown(document) == "before"


@pytest.mark.parametrize("kind", ["text", "one line", "html"])
def test_parts_are_the_whole(kind: str) -> None:
    mime = long_mime(kind)
    assert is_long(mime)
    parts = list(batches_of_mime(mime))
    assert len(parts) > 1
    assert parts[-1][0] == 1.0
    blocks = tuple(block for _share, part in parts for block in part)
    whole = blocks_of_mime(mime)
    if kind == "one line":
        joined = " ".join(block.text for block in blocks)
        assert joined.split() == whole[0].text.split()
    else:
        assert blocks == whole


def test_a_long_paste_counts_as_typed_when_it_is_in(qtbot: QtBot, theme: object) -> None:
    edit = RichTextEdit("Text")
    qtbot.addWidget(edit)
    heard: list[str] = []
    edit.edited.connect(lambda: heard.append(edit.toPlainText()))
    edit.insertFromMimeData(long_mime("text"))
    assert edit.isReadOnly()
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))
    assert not edit.isReadOnly()
    assert len(heard[-1].split()) == 5 * (LONG // 20)


def test_another_text_waits_for_the_rest_of_a_paste(qtbot: QtBot, theme: object) -> None:
    edit = RichTextEdit("Text")
    qtbot.addWidget(edit)
    document, other = make_document(""), make_document("other")
    edit.show_document(document)
    edit.insertFromMimeData(long_mime("html"))
    edit.show_document(other)
    assert document.toPlainText().count("two") == LONG // 50
    assert other.toPlainText() == "other"
    assert not edit.isReadOnly()
