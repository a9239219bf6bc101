"""The page of a merge: each stage says what it is and offers what can be done."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.services.messages import unexpected
from ahpjournal.ui.copies.page import MergePage
from ahpjournal.ui.copies.presenter import MergeStage, MergeState
from ahpjournal.ui.theme.theme import Theme

OTHER = Path("Home.ahpjournal")
FOUND = MergeState(MergeStage.FOUND, OTHER, ("New from there: 1.", "Newer: 2."), has_changes=True)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> MergePage:
    made = MergePage(theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def offered(page: MergePage) -> list[str]:
    """Name the buttons that can be seen."""
    return [b.accessibleName() for b in page.findChildren(QPushButton) if b.isVisible()]


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        (MergeState(MergeStage.LOOKING, OTHER), []),
        (MergeState(MergeStage.LOCKED, OTHER), ["Open the copy", "Leave it as it is"]),
        (FOUND, ["Bring it in", "Leave it as it is"]),
        (MergeState(MergeStage.FOUND, OTHER, ("Nothing.",)), ["Back to the journal"]),
        (MergeState(MergeStage.MERGING, OTHER), []),
        (MergeState(MergeStage.DONE, OTHER, ("Done.",)), ["Back to the journal"]),
        (MergeState(MergeStage.REFUSED, OTHER, problem=unexpected()), ["Back to the journal"]),
    ],
)
def test_each_stage_offers_what_can_be_done(
    page: MergePage, state: MergeState, buttons: list[str]
) -> None:
    page.render_state(state)
    assert offered(page) == buttons


def test_what_would_happen_is_spoken_as_a_whole(page: MergePage) -> None:
    page.render_state(FOUND)
    assert page.accessibleDescription() == "New from there: 1. Newer: 2."


def test_a_passphrase_is_hidden_while_it_is_typed_and_then_forgotten(
    page: MergePage, qtbot: QtBot
) -> None:
    page.render_state(MergeState(MergeStage.LOCKED, OTHER))
    (line,) = page.findChildren(QLineEdit)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(line, "secret")
    with qtbot.waitSignal(page.passphrase_typed) as typed:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert typed.args == ["secret"]
    page.render_state(FOUND)
    assert line.text() == ""


def test_every_control_has_a_name(page: MergePage) -> None:
    for stage in MergeStage:
        page.render_state(MergeState(stage, OTHER, has_changes=True))
        for control in page.findChildren(QWidget):
            if control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert control.accessibleName(), type(control).__name__
