"""The tour: a picture of every page, of the size asked for, with nothing cut off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui import tour
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.quick_thought import QuickThoughtPanel
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme

SMALL = 6


@pytest.fixture
def window(
    theme: Theme, demo_session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Give the window of the demo journal as the tour makes it."""
    made = tour.make_window(tour.TourWish(tmp_path), demo_session, theme)
    yield made
    tour.close_window(made)


def test_every_page_and_a_first_day_get_a_picture(
    theme: Theme, demo_session: JournalSession, memory_session: JournalSession, tmp_path: Path
) -> None:
    wish = tour.TourWish(tmp_path / "pictures", 1366, 768, ThemeChoice.LIGHT)
    written = tour.make_pictures(wish, demo_session, memory_session)
    names = {path.stem for path in written}
    assert {page.value for page in PageId} <= names
    assert {"competencies-sitting", "journal-versions", "safekeeping-bin"} <= names
    assert {"journal-find", "journal-only-text", "quick-thought"} <= names
    assert len(demo_session.bin.items()) == 4
    for path in written:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (1366, 768)


def test_a_quick_thought_does_not_lie_over_the_next_picture(
    window: MainWindow, demo_session: JournalSession
) -> None:
    seen: list[str] = []
    tour.take_writing(window, lambda _window, name: seen.append(name), demo_session)
    panel = window.findChild(QuickThoughtPanel)
    assert panel is not None
    assert seen[-1] == "quick-thought"
    assert not panel.isHidden()
    window.go(Route(PageId.JOURNAL))
    assert panel.isHidden()


def test_a_folder_that_cannot_be_made_is_said(
    theme: Theme, demo_session: JournalSession, memory_session: JournalSession, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    wish = tour.TourWish(tmp_path / "file" / "pictures")
    with pytest.raises(ConditionError) as raised:
        tour.make_pictures(wish, demo_session, memory_session)
    assert raised.value.code is ConditionCode.NO_PERMISSION


@pytest.mark.parametrize(
    ("size", "text_size"),
    [((1366, 768), 100), ((1366, 768), 150), ((911, 512), 100), ((1920, 1080), 200)],
)
@pytest.mark.parametrize("page", [page for page in PageId if page is not PageId.JOURNAL])
def test_no_words_are_cut_off(
    window: MainWindow, theme: Theme, page: PageId, size: tuple[int, int], text_size: int
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, text_size)
    window.resize(*size)
    window.go(Route(page))
    tour.settle()
    widget = window.page_widget(page)
    assert cut_off(widget) == []


@pytest.mark.parametrize(
    ("size", "text_size"),
    [((1280, 720), 100), ((1366, 768), 150), ((1120, 700), 100), ((911, 512), 100)],
)
def test_no_page_is_wider_than_its_place(
    window: MainWindow,
    theme: Theme,
    demo_session: JournalSession,
    size: tuple[int, int],
    text_size: int,
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, text_size)
    window.resize(*size)
    for stop in tour.stops(demo_session):
        window.go(stop.route)
        tour.settle()
        for area in window.findChildren(QScrollArea):
            body = area.widget()
            if area.isVisible() and body is not None:
                assert body.width() <= area.viewport().width(), stop.name


def cut_off(page: QWidget) -> list[str]:
    """Name every visible label and button whose words need more room than they have."""
    found = []
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text() or type(label).__name__ == "OneLine":
            continue
        needed = (
            label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        )
        if label.height() + SMALL < needed:
            found.append(f"label too low: {label.text()[:60]} {label.height()} < {needed}")
        if not label.wordWrap() and label.width() + SMALL < label.minimumSizeHint().width():
            found.append(f"label too narrow: {label.text()[:60]}")
    found += [
        f"button too low: {button.text()[:60]}"
        for button in page.findChildren(QPushButton)
        if button.isVisible() and button.height() + SMALL < button.minimumSizeHint().height()
    ]
    return found
