"""The list of competencies: where one stands, and nothing of it while one is rating."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui import tour
from ahpjournal.ui.pages.competencies.overview import OverviewView
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme


def first_steps(session: JournalSession) -> set[str]:
    """Give what the button that comes first may say."""
    offers = session.ratings.suggested() is not None or bool(session.ratings.unfinished())
    return {"Start rating", "Continue rating"} if offers else {"Follow-up, some months later"}


def test_earlier_levels_are_out_of_sight_while_a_sitting_is_under_way(
    qtbot: QtBot, theme: Theme, demo_session: JournalSession, tmp_path: Path
) -> None:
    window = tour.make_window(tour.TourWish(tmp_path), demo_session, theme)

    def words() -> str:
        window.go(Route(PageId.COMPETENCIES))
        tour.settle()
        overview = window.findChild(OverviewView)
        assert isinstance(overview, OverviewView)
        return "\n".join(one.text() for one in overview.findChildren(QLabel))

    assert "4 of 5" in words()
    focus = window.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() in first_steps(demo_session)
    sitting = demo_session.ratings.start(SittingKind.AD_HOC)
    assert " of 5" not in words()
    demo_session.ratings.rate(sitting.id, "A1", 3)
    demo_session.ratings.finish(sitting.id)
    assert "3 of 5" in words()
    tour.close_window(window)


def test_many_modules_are_offered_by_their_numbers_and_named_for_a_screen_reader(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, tmp_path: Path
) -> None:
    for _module in range(6):
        memory_session.programme.add_module()
    window = tour.make_window(tour.TourWish(tmp_path), memory_session, theme)
    window.go(Route(PageId.COMPETENCIES))
    tour.settle()
    overview = window.findChild(OverviewView)
    assert isinstance(overview, OverviewView)
    named = {b.text(): b.accessibleName() for b in overview.findChildren(QPushButton)}
    title = memory_session.programme.title_of(2)
    assert named["After module 2"] == f"After module 2: {title}"
    assert named["After module 12"] == "After module 12"
    tour.close_window(window)


def test_with_large_letters_long_titles_of_modules_stay_within_the_window(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, tmp_path: Path
) -> None:
    ratings = memory_session.ratings
    sitting = ratings.start(SittingKind.BASELINE)
    ratings.rate(sitting.id, "A1", 3)
    ratings.finish(sitting.id)
    memory_session.programme.save_module(
        replace(memory_session.programme.modules()[4], title="Making impact visible " * 8)
    )
    theme.apply_look(ThemeChoice.LIGHT, 150)
    window = tour.make_window(tour.TourWish(tmp_path, width=1280), memory_session, theme)
    window.go(Route(PageId.COMPETENCIES))
    tour.settle()
    overview = window.findChild(OverviewView)
    assert isinstance(overview, OverviewView)
    edge = overview.viewport().mapToGlobal(QPoint(overview.viewport().width(), 0)).x()
    shown = [b for b in overview.findChildren(QPushButton) if b.isVisible()]
    assert any(button.text().startswith("After module 5") for button in shown)
    for button in shown:
        assert button.mapToGlobal(QPoint(button.width(), 0)).x() <= edge, button.text()
    tour.close_window(window)
