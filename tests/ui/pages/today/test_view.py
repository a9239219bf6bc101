"""Today on screen: a quick thought, typed and left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.charts.chart_widget import ChartWidget
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, tmp_path: Path
) -> Iterator[MainWindow]:
    """Give a window on an empty journal, at Today."""
    made = tour.make_window(tour.TourWish(tmp_path), memory_session, theme)
    made.go(Route(PageId.TODAY))
    yield made
    tour.close_window(made)


def field_of(window: MainWindow) -> QPlainTextEdit:
    field = window.page_widget(PageId.TODAY).findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    return field


def waiting(session: JournalSession) -> list[str]:
    """Give the titles that wait to be finished."""
    return [entry.title for entry in session.entries.finish_later()]


def test_a_thought_typed_and_never_kept_is_there_after_closing(
    window: MainWindow, memory_session: JournalSession
) -> None:
    QTest.keyClicks(field_of(window), "On the stairs")
    assert waiting(memory_session) == []
    assert window.close()
    assert waiting(memory_session) == ["On the stairs"]


def test_a_thought_is_saved_without_any_button_and_says_so(
    qtbot: QtBot, window: MainWindow, memory_session: JournalSession
) -> None:
    field = field_of(window)
    QTest.keyClicks(field, "On the stairs")
    qtbot.waitUntil(lambda: waiting(memory_session) == ["On the stairs"])
    words = {label.text() for label in window.findChildren(QLabel) if label.isVisible()}
    assert "Saved, to be finished later" in words
    assert field.toPlainText() == "On the stairs"
    window.go(Route(PageId.JOURNAL))
    window.go(Route(PageId.TODAY))
    assert field.toPlainText() == ""
    assert waiting(memory_session) == ["On the stairs"]


def test_the_profile_is_out_of_sight_while_a_sitting_is_under_way(
    qtbot: QtBot, theme: Theme, demo_session: JournalSession, tmp_path: Path
) -> None:
    window = tour.make_window(tour.TourWish(tmp_path), demo_session, theme)

    def is_chart_shown() -> bool:
        window.go(Route(PageId.TODAY))
        tour.settle()
        chart = window.page_widget(PageId.TODAY).findChild(ChartWidget)
        assert isinstance(chart, ChartWidget)
        return chart.isVisible()

    assert is_chart_shown()
    sitting = demo_session.ratings.start(SittingKind.AD_HOC)
    demo_session.ratings.rate(sitting.id, "A1", 3)
    assert not is_chart_shown()
    demo_session.ratings.finish(sitting.id)
    assert is_chart_shown()
    tour.close_window(window)
