"""After a module: three competencies rated from Today to Finish, by keyboard alone.

The keys are counted, so that "under a minute" can be argued: the levels alone take ten, which
leaves five seconds to read and decide for each. With how sure one is and what one rests on they
take nineteen, and what is typed as a reason comes on top.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.bootstrap import DEMO_NOW, workshop
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.programme import Module, ModuleState
from ahpjournal.domain.ratings import EvidenceKind, SittingKind
from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme
from tests.builders import entry

LEVELS_ALONE, WITH_EVERYTHING = 12, 22
"""Most keys that a sitting of three may take; a reason's letters come on top."""
REASON = "I brought two trusts to one sentence."


class Keyboard:
    """Presses keys wherever the keyboard is, and counts them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.count = 0

    def press(self, *keys: Qt.Key, chord: Qt.KeyboardModifier | None = None) -> None:
        """Press each of *keys*, with *chord* held."""
        for key in keys:
            place = QApplication.focusWidget() or self._window
            QTest.keyClick(place, key, chord or Qt.KeyboardModifier.NoModifier)
            self.count += 1

    def type(self, words: str) -> None:
        """Type *words*; not counted, as one types at one's own pace."""
        QTest.keyClicks(QApplication.focusWidget() or self._window, words)

    def tab_to(self, name: str) -> None:
        """Press Tab until the button called *name* has the keyboard."""
        for _try in range(12):
            place = QApplication.focusWidget()
            if isinstance(place, QPushButton) and place.accessibleName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"no way to {name}")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[JournalSession]:
    """Give a journal on disk: the baseline is rated, and module 6 is under way."""
    made = workshop(FixedClock(DEMO_NOW)).create(tmp_path / "My journal.ahpjournal")
    baseline = made.ratings.start(SittingKind.BASELINE)
    for competency in baseline.competencies:
        made.ratings.rate(baseline.id, competency, 2)
    made.ratings.finish(baseline.id)
    made.entries.save(replace(entry(1), title="Two trusts, one sentence", competencies=("C2",)))
    made.programme.save_module(Module(6, state=ModuleState.CURRENT))
    yield made
    made.close()


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, session: JournalSession, tmp_path: Path
) -> Iterator[MainWindow]:
    """Give the window on Today."""
    made = tour.make_window(tour.TourWish(tmp_path), session, theme)
    made.go(Route(PageId.TODAY))
    tour.settle()
    made.activateWindow()
    tour.settle()
    yield made
    tour.close_window(made)


def words(window: MainWindow) -> str:
    """Give every word that can be seen."""
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def begin(window: MainWindow, keyboard: Keyboard) -> None:
    """Go from Today to the sitting that is the next step."""
    keyboard.press(Qt.Key.Key_3, chord=Qt.KeyboardModifier.ControlModifier)
    tour.settle()
    keyboard.tab_to("Start rating")
    keyboard.press(Qt.Key.Key_Return)
    tour.settle()
    assert "1 of 3" in words(window)


def test_levels_alone(window: MainWindow, session: JournalSession) -> None:
    keyboard = Keyboard(window)
    begin(window, keyboard)
    for level in (Qt.Key.Key_4, Qt.Key.Key_3, Qt.Key.Key_0):
        keyboard.press(level, Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Return)
    tour.settle()
    assert "Module 6 is complete" in words(window)
    assert keyboard.count <= LEVELS_ALONE
    (done,) = (s for s in session.ratings.sittings() if s.kind is SittingKind.MODULE)
    given = session.ratings.ratings_of(done.id)
    assert [given[c].level for c in ("C2", "D2", "D3")] == [4, 3, None]
    assert session.ratings.unfinished() == ()


def test_a_reason_how_sure_and_what_it_rests_on(
    window: MainWindow, session: JournalSession
) -> None:
    keyboard = Keyboard(window)
    begin(window, keyboard)
    keyboard.press(Qt.Key.Key_4)
    keyboard.press(Qt.Key.Key_B)
    keyboard.type(REASON)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.press(Qt.Key.Key_C, Qt.Key.Key_7, Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_E)
    tour.settle()
    assert "linked" not in words(window)  # rows of the list are painted, not labels
    keyboard.press(Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return)
    tour.settle()
    assert "Two trusts, one sentence" in words(window)
    keyboard.press(Qt.Key.Key_Return)
    for level in (Qt.Key.Key_3, Qt.Key.Key_5):
        keyboard.press(level, Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Return)
    tour.settle()
    assert "Module 6 is complete" in words(window)
    assert "Higher than last time" in words(window)
    assert keyboard.count <= WITH_EVERYTHING
    rating = next(r for r in session.ratings.ledger("C2") if r.evidence)
    assert (rating.level, rating.confidence, rating.because) == (4, 70, REASON)
    assert [(e.kind, e.record) for e in rating.evidence] == [(EvidenceKind.ENTRY, entry(1).id)]


def test_a_sitting_left_half_way_goes_on_where_it_was(
    window: MainWindow, session: JournalSession
) -> None:
    keyboard = Keyboard(window)
    begin(window, keyboard)
    keyboard.press(Qt.Key.Key_4, Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_1, chord=Qt.KeyboardModifier.ControlModifier)
    tour.settle()
    keyboard.press(Qt.Key.Key_3, chord=Qt.KeyboardModifier.ControlModifier)
    tour.settle()
    assert "2 of 3" in words(window)
