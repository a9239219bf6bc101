"""The about page says how much there is in words that fit the number."""

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme


def test_one_of_a_kind_is_not_counted_as_many(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, tmp_path: Path
) -> None:
    memory_session.entries.save(memory_session.entries.draft(title="One thing"))
    memory_session.plans.save(memory_session.plans.draft(title="Ask"))
    window = tour.make_window(tour.TourWish(tmp_path), memory_session, theme)
    window.go(Route(PageId.ABOUT))
    tour.settle()
    words = [label.text() for label in window.page_widget(PageId.ABOUT).findChildren(QLabel)]
    assert any(w.startswith("1 reflection, 1 action, 0 sittings with 0 ratings. ") for w in words)
    tour.close_window(window)
