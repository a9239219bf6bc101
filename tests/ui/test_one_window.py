"""Nothing but the window is ever a window: a piece that shows alone takes the keyboard away."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.theme.theme import Theme


class Watch(QObject):
    """Notes every widget that is shown alone."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: set[str] = set()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            is_alone = watched.isWindow() and watched.parent() is None
            if is_alone and not isinstance(watched, MainWindow):
                self.seen.add(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.mark.parametrize("content", ["memory_session", "demo_session"])
def test_no_piece_of_a_page_is_a_window_for_an_instant(
    theme: Theme,
    qapp: QApplication,
    content: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    session: JournalSession = request.getfixturevalue(content)
    watch = Watch(qapp)
    qapp.installEventFilter(watch)
    window = tour.make_window(tour.TourWish(tmp_path), session, theme)
    for page in PageId:
        window.go(Route(page))
    for stop in tour.stops(session):
        window.go(stop.route)
    sitting = session.ratings.start(SittingKind.AD_HOC)
    window.go(Route(PageId.COMPETENCIES, RouteAction.RESUME, sitting.id))
    tour.settle()
    qapp.removeEventFilter(watch)
    tour.close_window(window)
    assert watch.seen == set()
