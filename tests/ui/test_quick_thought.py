"""The panel for a quick thought, over any page."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui.quick_thought import QuickThought, QuickThoughtPanel
from tests.ui.pages.conftest import FakeNavigator

CTRL = Qt.KeyboardModifier.ControlModifier


class Over:
    """A page with a field, and the panel over it."""

    def __init__(self, page: QWidget, field: QLineEdit, session: JournalSession) -> None:
        self.page, self.field, self.session = page, field, session
        self.thought = QuickThought(page, session, FakeNavigator())
        panel = page.findChild(QuickThoughtPanel)
        assert panel is not None
        self.panel = panel
        area = panel.findChild(QPlainTextEdit)
        assert area is not None
        self.area = area

    def titles(self) -> list[str]:
        """Give the thoughts that are stored."""
        return [entry.title for entry in self.session.entries.finish_later()]


@pytest.fixture
def over(qtbot: QtBot, theme: object, memory_session: JournalSession) -> Over:
    """Give a page on the screen with the keyboard in its field."""
    page = QWidget()
    field = QLineEdit()
    QVBoxLayout(page).addWidget(field)
    made = Over(page, field, memory_session)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.activateWindow()
    field.setFocus()
    return made


@pytest.mark.parametrize(
    "finish",
    [
        lambda area: QTest.keyClick(area, Qt.Key.Key_Escape),
        lambda area: QTest.keyClick(area, Qt.Key.Key_Return, CTRL),
    ],
)
def test_a_thought_is_kept_and_the_keyboard_goes_back(
    over: Over, finish: Callable[[QWidget], None]
) -> None:
    over.thought.take()
    assert over.area.hasFocus()
    QTest.keyClicks(over.area, "Ask the ward")
    finish(over.area)
    assert not over.panel.isVisible()
    assert over.field.hasFocus()
    assert over.titles() == ["Ask the ward"]
    over.thought.take()
    assert over.area.toPlainText() == ""


def test_tab_stays_in_the_panel_and_reaches_everything(over: Over) -> None:
    over.thought.take()
    names = []
    for _press in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert over.panel.isAncestorOf(focus)
        names.append(focus.accessibleName())
    assert names == [
        "Keep it",
        "Write on in the journal",
        "Keep it and close",
        "What is on your mind?",
    ]


def test_it_stays_within_a_window_that_gets_smaller(over: Over) -> None:
    over.thought.take()
    over.page.resize(420, 320)
    assert over.page.rect().contains(over.panel.geometry())


def test_closing_leaves_no_words(over: Over) -> None:
    over.thought.take()
    QTest.keyClicks(over.area, "secret")
    assert over.thought.flush()
    over.thought.close()
    assert over.area.toPlainText() == ""
    assert over.titles() == ["secret"]
