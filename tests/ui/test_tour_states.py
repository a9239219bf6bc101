"""What the tour presses really leads to the state that its picture is named after."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.pages.portfolio.page_view import Sheet
from ahpjournal.ui.routes import PageId
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.tour_states import NoDialogs, covers, states, take_states


@pytest.fixture
def window(
    theme: Theme, demo_session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Give the window of the demo journal."""
    made = tour.make_window(tour.TourWish(tmp_path), demo_session, theme)
    yield made
    tour.close_window(made)


def shown_names(page: QWidget) -> set[str]:
    """Give the names of the buttons that a page shows."""
    buttons = page.findChildren(QAbstractButton)
    return {button.accessibleName() for button in buttons if button.isVisibleTo(page)}


def test_every_state_is_reached(window: MainWindow, demo_session: JournalSession) -> None:
    tour.name_somebody(demo_session)
    routes = {state.name: state.route for state in states()}
    seen: dict[str, set[str]] = {}
    sheets: dict[str, bool] = {}

    def look(shown: QWidget, name: str) -> None:
        assert shown is window
        page = window.page_widget(routes[name].page)
        seen[name] = shown_names(page)
        sheets[name] = any(sheet.isVisibleTo(page) for sheet in page.findChildren(Sheet))

    take_states(window, look, tour.settle)
    assert set(seen) == set(routes)
    assert "Replace all that is open" in seen["portfolio-findings"]
    assert sheets["portfolio-pages"]
    assert "Check and look at the pages" in seen["portfolio-chosen-again"]
    assert "Keep the prompt" in seen["material-own-prompt"]
    assert "Back to the topics" in seen["about-help"]
    assert "View as chart" in seen["progress-table"]


def test_what_covers_the_pages_can_be_shown_alone(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    made = dict(covers(theme, tour.NoDoor(), tmp_path / "Journal.ahpjournal"))
    for cover in made.values():
        qtbot.addWidget(cover)
        cover.show()
    assert set(made) == {"unlock", "unlock-code", "recovery-code", "trouble"}
    assert all(shown_names(cover) for cover in made.values())


def test_the_tour_answers_no_question_with_yes(tmp_path: Path) -> None:
    dialogs = NoDialogs()
    assert not dialogs.confirm("", "", "")
    assert not dialogs.confirm_typed("", "", "")
    assert dialogs.choose("", "", ("do it", "leave it")) == 1
    assert dialogs.choose_folder("", tmp_path) is None
    assert dialogs.choose_save_file("", tmp_path, "") is None
    assert dialogs.choose_open_file("", tmp_path, "") is None
    assert list(dialogs.choose_open_files("", tmp_path, "")) == []


def test_pages_within_pages_have_a_picture_of_their_own() -> None:
    assert {PageId.ABOUT, PageId.PORTFOLIO, PageId.SAFEKEEPING} <= {s.route.page for s in states()}
