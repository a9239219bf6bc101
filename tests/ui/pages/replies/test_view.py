"""The page of replies: what is shown, and what each button asks for."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.ui.pages.replies.parts import ShownPart
from ahpjournal.ui.pages.replies.presenter import (
    RepliesState,
    ReplyLine,
    ShownFile,
    ShownReply,
)
from ahpjournal.ui.pages.replies.view import RepliesView
from ahpjournal.ui.theme.theme import Theme

PART = ShownPart(0, "The budget room", "What?", "You waited.", "Before.", "New", leads=True)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> RepliesView:
    made = RepliesView(theme)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def shown_words(view: RepliesView) -> str:
    labels = [w for w in view.findChildren(QPushButton) if w.isVisible()]
    return " ".join(label.text() for label in labels)


def button(view: RepliesView, words: str) -> QPushButton:
    QApplication.processEvents()  # what was put into the page just now is shown
    return next(b for b in view.findChildren(QPushButton) if b.text() == words and b.isVisible())


def drop(view: RepliesView, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(event)


def test_a_first_day_teaches_how(view: RepliesView) -> None:
    view.render_state(RepliesState())
    assert view._none.isVisible()
    assert view._list.count() == 0
    assert view._paste_card.isVisible()


def test_a_file_is_shown_with_what_to_know_of_it(view: RepliesView, qtbot: QtBot) -> None:
    file = ShownFile("back.pdf", "Its seal fits.", ("Changed since.",), (PART,), may_add=True)
    view.render_state(RepliesState(file=file))
    assert view._file_card.title.text() == "What is in back.pdf"
    assert not view._paste_card.isVisible()
    with qtbot.waitSignal(view.add_requested):
        button(view, "Add to the journal").click()
    with qtbot.waitSignal(view.leave_requested):
        button(view, "Leave it out").click()


def test_an_empty_file_can_only_be_closed(view: RepliesView) -> None:
    view.render_state(RepliesState(file=ShownFile("back.pdf", "Ours.")))
    assert view._nothing.isVisible()
    assert "Add to the journal" not in shown_words(view)
    assert button(view, "Close").isVisible()


def test_the_parts_of_a_reply_lead_on(view: RepliesView, qtbot: QtBot) -> None:
    reply = ShownReply("Moira, read on 23/04/2026", "To what you sent", (PART,))
    view.render_state(RepliesState(reply=reply, chosen="r"))
    with qtbot.waitSignal(view.action_requested) as acted:
        button(view, "Make an action").click()
    assert acted.args == [0]
    with qtbot.waitSignal(view.subject_requested):
        button(view, "Show what it is about").click()
    with qtbot.waitSignal(view.list_requested):
        button(view, "All replies").click()


def test_a_password_is_typed_and_gone_afterwards(view: RepliesView, qtbot: QtBot) -> None:
    view.render_state(RepliesState(asks_password=True))
    view._password.line.setText("herons")
    with qtbot.waitSignal(view.password_typed) as typed:
        button(view, "Open the PDF").click()
    assert typed.args == ["herons"]
    view.render_state(RepliesState())
    assert view._password.text() == ""
    assert not view._password_card.isVisible()


def test_one_file_can_be_dropped_on_the_page(view: RepliesView, qtbot: QtBot) -> None:
    view.render_state(RepliesState())
    with qtbot.waitSignal(view.file_dropped) as dropped:
        drop(view, Path("back.pdf").absolute())
    assert dropped.args == [Path("back.pdf").absolute()]
    with qtbot.assertNotEmitted(view.file_dropped):
        drop(view, Path("/a.pdf"), Path("/b.pdf"))
        drop(view)


def test_pasted_words_are_added_with_a_name(view: RepliesView, qtbot: QtBot) -> None:
    view.render_state(RepliesState())
    view.show_pasted("Well done.")
    assert view.typed_pasted() == "Well done."
    view._from.line.setText(" Moira ")
    with qtbot.waitSignal(view.paste_requested) as asked:
        button(view, "Add these words").click()
    assert asked.args == ["Moira"]


def test_a_reply_nobody_looked_at_is_marked(view: RepliesView, qtbot: QtBot) -> None:
    line = ReplyLine("r", "Moira, read on 23/04/2026", "5 answers", is_new=True)
    view.render_state(RepliesState(replies=(line,)))
    found = button(view, line.title)
    assert "not looked at yet" in found.accessibleDescription()
    with qtbot.waitSignal(view.reply_chosen) as chosen:
        found.click()
    assert chosen.args == ["r"]


def test_the_keyboard_stays_where_it_is_while_a_file_is_read(view: RepliesView) -> None:
    line = ReplyLine("r", "Moira, read on 23/04/2026", "5 answers", is_new=False)
    view.render_state(RepliesState(replies=(line,)))
    view._choose.setFocus()
    view.render_state(RepliesState(replies=(line,), is_running=True))
    assert view._choose.isEnabled()


def test_nothing_can_be_read_into_a_journal_that_may_not_be_written(view: RepliesView) -> None:
    view.render_state(RepliesState(is_read_only=True))
    assert not view._choose.isEnabled()
    assert not view._paste_card.isEnabled()
