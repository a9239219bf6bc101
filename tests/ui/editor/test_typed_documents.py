"""Whatever is typed in the editor, the journal gives back: the same but for white space.

A hundred documents are typed with the other tests, ten thousand with AHPJOURNAL_HYPOTHESIS=long.
"""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ahpjournal.domain.entries import Section
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.editor.blocks import settle_levels
from ahpjournal.ui.editor.commands import Command
from ahpjournal.ui.editor.document import document_blocks, document_markdown, make_document
from ahpjournal.ui.editor.rich_text import RichTextEdit
from tests.ui.editor.typed_text import SAMPLES

DOCUMENTS = 10_000 if settings.default and settings.default.max_examples > 1_000 else 100
SIGNS = (
    "ab cZ1.)(-+*_~#>`[]!\\<&;|=:/\"' \u00e9\u4e2d\u00a0\u0175\u0177"
    "\u0645\u0631\u062d\u0628\u0627\u05e9\u0301\u0327\U0001f600\u200d\u2019"
)
LINK = "https://example.org/a_(b)?c=d&e=<2>"
words = st.text(alphabet=SIGNS, min_size=1, max_size=16) | st.sampled_from(SAMPLES)
marks = st.sampled_from(("# ", "## ", "### ", "- ", "1. ", "7) ", "[ ] ", "[x] ", "> "))
commands = st.sampled_from([c for c in Command if c not in {Command.LINK, Command.PASTE_PLAIN}])
keys = st.sampled_from(
    [
        *[Qt.Key.Key_Return] * 4,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Home,
        Qt.Key.Key_Left,
        Qt.Key.Key_Up,
    ]
)
steps = st.lists(
    words | words | marks | commands | keys | st.just("link") | st.just("select"),
    min_size=1,
    max_size=16,
)


@pytest.fixture
def edit(qtbot: QtBot, theme: object) -> RichTextEdit:
    """Give an empty text edit."""
    made = RichTextEdit("Text")
    qtbot.addWidget(made)
    made.resize(600, 200)
    return made


def carry_out(edit: RichTextEdit, step: object) -> None:
    """Do one step as a writer does."""
    match step:
        case Command():
            edit.run(step)
        case Qt.Key():
            QTest.keyClick(edit, step)
        case "link":
            edit.set_link(LINK)
        case "select":
            cursor = edit.textCursor()
            cursor.movePosition(
                QTextCursor.MoveOperation.WordLeft, QTextCursor.MoveMode.KeepAnchor, 2
            )
            edit.setTextCursor(cursor)
        case _:
            none = Qt.KeyboardModifier.NoModifier
            for sign in str(step):
                QApplication.sendEvent(edit, QKeyEvent(QEvent.Type.KeyPress, 0, none, sign))


def squeezed(text: str) -> str:
    """Give *text* without white space."""
    return "".join(text.split())


@settings(max_examples=DOCUMENTS, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
@example(["- ", "one", Qt.Key.Key_Return, Command.DEEPER, "two", Qt.Key.Key_Return, "[ ] ", "x"])
@example(["> ", "\u0645\u0631\u062d\u0628\u0627 \U0001f600", Command.BOLD, "e\u0301", "link"])
def test_what_is_typed_is_in_the_journal(
    edit: RichTextEdit, memory_session: JournalSession, typed: list[object]
) -> None:
    document = make_document("")
    edit.show_document(document)
    for step in typed:
        carry_out(edit, step)
    entries = memory_session.entries
    draft = entries.draft(title="One")
    saved = entries.save(
        replace(draft, id="one", sections=(Section("text", document_markdown(document)),))
    )
    stored = entries.get(saved.id)
    assert stored is not None
    shown = settle_levels(b for b in document_blocks(document) if b.text.strip())
    again = document_blocks(make_document(stored.sections[0].markdown))
    edit.let_go()
    document.deleteLater()
    found = [(b.kind, b.level, squeezed(b.text)) for b in again if b.text.strip()]
    assert found == [(b.kind, b.level, squeezed(b.text)) for b in shown]
