"""The portfolio page with more in it than fits: few widgets, and every thing that leaves named."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme

ACTIONS = 60


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, tmp_path: Path
) -> Iterator[MainWindow]:
    """Give the page of a journal with many actions, all chosen."""
    session = memory_session
    saved = [
        session.plans.save(replace(session.plans.draft(), title=f"Action {n}"))
        for n in range(ACTIONS)
    ]
    selection = session.portfolios.saved_selection()
    chosen = replace(selection, actions=tuple(action.id for action in saved))
    session.portfolios.save_selection(chosen)
    made = tour.make_window(tour.TourWish(tmp_path), session, theme)
    made.go(Route(PageId.PORTFOLIO))
    yield made
    tour.close_window(made)


def test_many_things_take_few_widgets_and_all_that_leave_are_named(window: MainWindow) -> None:
    page = window.page_widget(PageId.PORTFOLIO)
    lines = "\n".join(label.text() for label in page.findChildren(QLabel)).split("\n")
    for number in range(ACTIONS):
        assert any(line.startswith(f"\u2022 Action {number}\u00a0") for line in lines)
    assert len(page.findChildren(QWidget)) < 15 * ACTIONS
