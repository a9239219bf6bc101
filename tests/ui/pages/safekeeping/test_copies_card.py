"""Copies as they are seen: both texts, told apart by more than colour."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.domain.history import RecordKind, Version, VersionReason
from ahpjournal.domain.merging import Disagreement
from ahpjournal.domain.word_diff import compare_words
from ahpjournal.services.history import VersionText
from ahpjournal.ui.pages.safekeeping.copies_card import CopiesCard
from ahpjournal.ui.pages.safekeeping.copies_presenter import CopiesState, MergeStage
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.versions.compared_text import ComparedText

FOUND = Disagreement(RecordKind.ENTRY, "1", "b", "a", "Ward round")
MODULE = Disagreement(RecordKind.MODULE, "3", "b", "a")
OTHER = VersionText(
    Version(RecordKind.ENTRY, "1", "a", datetime(2026, 6, 12, tzinfo=UTC), VersionReason.MERGE),
    "Ward round",
    "I waited.",
    compare_words("I waited.", "I decided."),
)


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> CopiesCard:
    made = CopiesCard()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made


def offered(card: CopiesCard) -> list[str]:
    """Name the buttons that can be seen."""
    return [b.accessibleName() for b in card.findChildren(QPushButton) if b.isVisible()]


def test_without_disagreements_there_is_little_to_see(card: CopiesCard) -> None:
    card.render_state(CopiesState((), may_merge=True))
    assert len(offered(card)) == 2
    assert not card.findChildren(ComparedText)[0].isVisible()


def test_both_texts_are_shown_and_spoken(card: CopiesCard) -> None:
    card.render_state(CopiesState((FOUND, MODULE), FOUND, OTHER))
    text = card.findChildren(ComparedText)[0]
    assert "waited" in text.toPlainText()
    assert "decided" in text.toPlainText()
    assert "Gone: waited" in text.accessibleDescription()
    assert {"Keep it as it is now", "Use the other text", "Open it"} <= set(offered(card))


def test_a_module_can_only_be_kept(card: CopiesCard, qtbot: QtBot) -> None:
    card.render_state(CopiesState((FOUND, MODULE), MODULE))
    assert "Use the other text" not in offered(card)
    assert not card.findChildren(ComparedText)[0].isVisible()
    with qtbot.waitSignal(card.chosen) as chosen:
        card._list.setFocus()
        qtbot.keyClick(card._list, Qt.Key.Key_Up)
    assert chosen.args == ["0"]


FILE = Path("Home.ahpjournal")
LOCKED = CopiesState((), stage=MergeStage.LOCKED, other_file=FILE)
FOUND_NEW = CopiesState(
    (), stage=MergeStage.FOUND, other_file=FILE, sentences=("New: 1.",), may_bring_in=True
)


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        (LOCKED, {"Open the copy", "Leave it as it is"}),
        (FOUND_NEW, {"Bring it in", "Leave it as it is"}),
        (CopiesState((), stage=MergeStage.FOUND, sentences=("Nothing.",)), {"Close"}),
        (CopiesState((), stage=MergeStage.DONE, sentences=("New: 1.",)), {"Close"}),
        (CopiesState((), stage=MergeStage.REFUSED), {"Merge another copy of this journal\u2026"}),
    ],
)
def test_each_stage_of_a_merge_offers_what_can_be_done(
    card: CopiesCard, state: CopiesState, buttons: set[str]
) -> None:
    card.render_state(state)
    assert set(offered(card)) - {"How this works: merging copies"} == buttons


def test_a_passphrase_is_hidden_while_it_is_typed_and_then_forgotten(
    card: CopiesCard, qtbot: QtBot
) -> None:
    card.render_state(LOCKED)
    (line,) = card.findChildren(QLineEdit)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(line, "secret")
    with qtbot.waitSignal(card.passphrase_typed) as typed:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert typed.args == ["secret"]
    card.render_state(FOUND_NEW)
    assert line.text() == ""


def test_every_control_has_a_name(card: CopiesCard) -> None:
    for state in (CopiesState((FOUND,), FOUND, OTHER, may_merge=True), LOCKED, FOUND_NEW):
        card.render_state(state)
        for control in card.findChildren(QWidget):
            if control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert control.accessibleName(), type(control).__name__
