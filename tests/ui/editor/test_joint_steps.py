"""Steps in several documents that belong together."""

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from ahpjournal.ui.editor.document import make_document
from ahpjournal.ui.editor.joint_steps import JointSteps

pytestmark = pytest.mark.usefixtures("theme")


def write(document: QTextDocument, text: str) -> None:
    """Write *text* at the end, as a step of its own."""
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.beginEditBlock()
    cursor.insertText(text)
    cursor.endEditBlock()


def made(*documents: QTextDocument) -> JointSteps:
    """Write into all of *documents* as one step."""
    steps = JointSteps()
    begun = steps.begin(documents)
    for document in documents:
        write(document, "!")
    steps.end(begun)
    return steps


def test_what_was_done_together_is_undone_and_done_again_together() -> None:
    one, two = make_document("one"), make_document("two")
    steps = made(one, two)
    assert steps.undo(two)
    assert (one.toPlainText(), two.toPlainText()) == ("one", "two")
    assert steps.redo(one)
    assert (one.toPlainText(), two.toPlainText()) == ("one!", "two!")
    assert steps.undo(one)
    assert not steps.undo(one)


def test_what_was_written_since_stays() -> None:
    one, two = make_document("one"), make_document("two")
    steps = made(one, two)
    write(two, "?")
    assert not steps.undo(two)
    assert steps.undo(one)
    assert (one.toPlainText(), two.toPlainText()) == ("one", "two!?")


def test_a_change_of_one_document_is_its_own() -> None:
    one, two = make_document("one"), make_document("two")
    steps = JointSteps()
    begun = steps.begin((one, two))
    write(one, "!")
    steps.end(begun)
    assert not steps.undo(one)
    assert not steps.redo(one)


def test_documents_that_are_gone_are_passed_over() -> None:
    one, two = make_document("one"), make_document("two")
    steps = made(one, two)
    del two
    assert steps.undo(one)
    assert one.toPlainText() == "one"
