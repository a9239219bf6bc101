"""The progress page, narrowed until nothing is left, and its charts as files."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.charts.chart_card import ChartCard
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.pages.progress.view import ProgressView
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, demo_session: JournalSession, tmp_path: Path
) -> Iterator[MainWindow]:
    """Give a window on the demo's progress."""
    made = tour.make_window(tour.TourWish(tmp_path), demo_session, theme)
    made.go(Route(PageId.PROGRESS))
    tour.settle()
    yield made
    tour.close_window(made)


def view_of(window: MainWindow) -> ProgressView:
    found = window.findChild(ProgressView)
    assert isinstance(found, ProgressView)
    return found


def titles(window: MainWindow) -> set[str]:
    """Give the titles of the charts in view."""
    cards = [card for card in window.findChildren(ChartCard) if card.isVisible()]
    return {card.title.text() for card in cards}


def test_narrowed_until_nothing_is_left_the_page_says_so_and_leads_back(
    window: MainWindow,
) -> None:
    before = titles(window)
    assert {"Competency profile", "Change since the start", "How sure you are"} <= before
    view = view_of(window)
    view.filter_changed.emit("theme", "T3")
    view.area_chosen.emit("A")
    tour.settle()
    assert titles(window) == {"Actions by state", "Reflections by week"}
    everything = [b for b in view.findChildren(QPushButton) if b.text() == "Show everything"]
    assert len([b for b in everything if b.isVisible()]) == 2
    next(b for b in reversed(everything) if b.isVisible()).click()
    tour.settle()
    assert titles(window) == before


@pytest.mark.parametrize("area", ["A", "B", "C", "D"])
@pytest.mark.parametrize("theme_id", ["", "T1", "T2", "T3", "T4", "T5"])
def test_every_choice_of_area_and_theme_can_be_shown(
    window: MainWindow, area: str, theme_id: str
) -> None:
    view = view_of(window)
    view.area_chosen.emit(area)
    view.filter_changed.emit("theme", theme_id)
    view.filter_changed.emit("first_module", 2)
    view.filter_changed.emit("last_module", 3)
    assert titles(window) >= {"Actions by state", "Reflections by week"}


def test_each_chart_is_saved_as_picture_drawing_and_table(window: MainWindow) -> None:
    view_of(window).save_requested.disconnect()  # which would ask where
    for card in window.findChildren(ChartCard):
        if not card.isVisible():
            continue
        saved: dict[str, bytes] = {}
        card.save_requested.connect(
            lambda _title, ending, content, kept=saved: kept.update({ending: bytes(content)})
        )
        for action in card.findChildren(QAction):
            action.trigger()
        assert not QImage.fromData(saved["png"]).isNull()
        assert saved["svg"].lstrip().startswith((b"<?xml", b"<svg"))
        assert card.chart.scene is not None
        rows = list(csv.reader(io.StringIO(saved["csv"].decode("utf-8-sig"))))
        table = card.chart.scene.table
        shown = [[cell.replace("\N{MINUS SIGN}", "-") for cell in row] for row in table.rows]
        assert rows[1:] == shown
