"""Rating without a mouse: a number for each competency, Return to go on, and a clear end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui import tour
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.fields import TextArea
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.pages.competencies.confidence_row import ConfidenceRow
from ahpjournal.ui.pages.competencies.level_choice import LevelChoice
from ahpjournal.ui.pages.competencies.sitting import SittingView
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.theme.theme import Theme


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, tmp_path: Path
) -> Iterator[MainWindow]:
    """Give a window of 1366 by 768 at the first competency of a baseline."""
    made = tour.make_window(tour.TourWish(tmp_path), memory_session, theme)
    made.go(Route(PageId.COMPETENCIES, RouteAction.NEW))
    tour.settle()
    made.activateWindow()
    tour.settle()
    sitting_of(made).setFocus()
    yield made
    tour.close_window(made)


def sitting_of(window: MainWindow) -> SittingView:
    found = window.findChild(SittingView)
    assert isinstance(found, SittingView)
    return found


def button(window: MainWindow, name: str) -> Button:
    return next(b for b in sitting_of(window).findChildren(Button) if b.accessibleName() == name)


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key)


def words(window: MainWindow) -> str:
    shown = (label for label in sitting_of(window).findChildren(QLabel) if label.isVisible())
    return "\n".join(label.text() for label in shown)


def is_in_view(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_the_buttons_at_the_foot_are_always_in_view(window: MainWindow) -> None:
    for name in ("Back", "Next", "Finish"):
        assert is_in_view(button(window, name))
    window.resize(911, 512)
    tour.settle()
    for name in ("Back", "Next", "Finish"):
        assert is_in_view(button(window, name))


def test_numbers_and_return_lead_from_the_first_competency_to_the_end(
    window: MainWindow, memory_session: JournalSession
) -> None:
    for _competency in range(11):
        press(window, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert "12 of 12 \u00b7 11 rated" in words(window)
    assert "1 is not rated yet" in words(window)
    press(window, Qt.Key.Key_3)
    assert "All 12 are rated. Enter leads to Finish" in words(window)
    press(window, Qt.Key.Key_Return)
    assert button(window, "Finish").hasFocus()
    assert memory_session.ratings.unfinished()
    press(window, Qt.Key.Key_Return)
    assert memory_session.ratings.unfinished() == ()
    assert len(memory_session.ratings.sittings()) == 1


def test_return_at_the_end_goes_back_to_what_is_not_rated(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Return)
    for _competency in range(11):
        press(window, Qt.Key.Key_2, Qt.Key.Key_Return)
    assert "1 of 12 \u00b7 11 rated" in words(window)


def test_b_brings_the_whole_reason_into_view_and_escape_leads_back(window: MainWindow) -> None:
    press(window, Qt.Key.Key_4, Qt.Key.Key_B)
    field = sitting_of(window).findChild(TextArea)
    assert isinstance(field, TextArea)
    assert field.control.hasFocus()
    tour.settle()
    assert is_in_view(field)
    press(window, Qt.Key.Key_Escape)
    assert sitting_of(window).hasFocus()
    press(window, Qt.Key.Key_Return)
    assert "2 of 12" in words(window)


def test_c_leads_to_how_sure_one_is_and_a_digit_answers(
    window: MainWindow, memory_session: JournalSession
) -> None:
    press(window, Qt.Key.Key_C)
    assert sitting_of(window).hasFocus()  # nothing is rated yet
    press(window, Qt.Key.Key_4, Qt.Key.Key_C, Qt.Key.Key_8)
    assert memory_session.ratings.ledger()[-1].confidence == 80
    press(window, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert memory_session.ratings.ledger()[-1].confidence == 100
    assert memory_session.ratings.ledger()[-1].level == 4
    press(window, Qt.Key.Key_Return)
    assert sitting_of(window).hasFocus()


def test_e_leads_to_what_it_rests_on_and_no_key_there_rates(
    window: MainWindow, memory_session: JournalSession
) -> None:
    memory_session.plans.save(memory_session.plans.draft(title="Ask 3 people"))
    press(window, Qt.Key.Key_4, Qt.Key.Key_E)
    tour.settle()
    assert is_in_view(sitting_of(window).evidence.panel)
    press(window, Qt.Key.Key_3, Qt.Key.Key_Down, Qt.Key.Key_2, Qt.Key.Key_Space, Qt.Key.Key_Escape)
    assert sitting_of(window).hasFocus()
    last = memory_session.ratings.ledger()[-1]
    assert (last.level, len(last.evidence)) == (4, 1)
    assert len(memory_session.ratings.ledger()) == 2


def test_every_level_is_in_view_at_once(window: MainWindow) -> None:
    choices = sitting_of(window).findChildren(LevelChoice)
    assert len(choices) == 6
    assert all(is_in_view(choice) for choice in choices)
    assert all(choice.accessibleName().count(":") for choice in choices)


@pytest.mark.parametrize(
    ("width", "height"), [(1366, 768), (1093, 614), (911, 512), (683, 384)], ids=str
)
def test_a_whole_question_is_in_view_at_every_magnification_of_a_laptop(
    window: MainWindow, width: int, height: int
) -> None:
    window.resize(width, height)
    tour.settle()
    for _competency in range(12):
        choices = sitting_of(window).findChildren(LevelChoice)
        assert [is_in_view(choice) for choice in choices] == [True] * 6
        assert "Which line describes you now?" in words(window)
        press(window, Qt.Key.Key_Right)
        tour.settle()
    window.resize(1366, 768)
    tour.settle()
    assert sitting_of(window).findChildren(LevelChoice)[0].height() > 40  # as roomy as before


def test_a_whole_question_is_in_view_in_large_letters(window: MainWindow, theme: Theme) -> None:
    for scale in (150, 200):
        theme.apply_look(ThemeChoice.LIGHT, scale)
        tour.settle()
        choices = sitting_of(window).findChildren(LevelChoice)
        assert [is_in_view(choice) for choice in choices] == [True] * 6


def test_the_names_in_the_list_stand_below_each_other(window: MainWindow) -> None:
    press(window, Qt.Key.Key_4)
    steps = [b for b in sitting_of(window).findChildren(Button) if b.property("look") == "row"]
    assert len(steps) == 12
    assert len({(step.x(), step.iconSize().width()) for step in steps}) == 1
    assert not any(step.icon().isNull() for step in steps)


def test_how_sure_one_is_is_asked_in_the_words_of_the_programme_or_not_at_all(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, tmp_path: Path
) -> None:
    pack = memory_session.pack
    assert pack.confidence is not None
    made = tour.make_window(tour.TourWish(tmp_path), memory_session, theme)
    made.go(Route(PageId.COMPETENCIES, RouteAction.NEW))
    tour.settle()
    assert pack.confidence.question in words(made)
    row = sitting_of(made).findChild(ConfidenceRow)
    assert isinstance(row, ConfidenceRow)
    row.show_question(None)
    assert pack.confidence.question not in words(made)
    tour.close_window(made)
