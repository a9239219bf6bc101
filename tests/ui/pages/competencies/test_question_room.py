"""The room that a question takes: no more than there is, and the same for all of a sitting."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.pages.competencies.level_choice import LevelChoice, LevelLook, level_height
from ahpjournal.ui.pages.competencies.level_list import LevelList
from ahpjournal.ui.pages.competencies.sitting import SittingView
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.theme.theme import Theme


@pytest.mark.usefixtures("qtbot")
def test_a_level_in_its_line_is_lower_and_grows_with_its_words(theme: Theme) -> None:
    def height(look: LevelLook, words: int) -> int:
        return level_height("Leading", "word " * words, look, 600, theme)

    looks = (LevelLook.ROOMY, LevelLook.INLINE, LevelLook.SMALL)
    assert [height(look, 5) for look in looks] == sorted(
        (height(look, 5) for look in looks), reverse=True
    )
    assert all(height(look, 60) > height(look, 5) for look in LevelLook)


def test_nothing_jumps_from_one_competency_to_the_next(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, tmp_path: Path
) -> None:
    window = tour.make_window(tour.TourWish(tmp_path), memory_session, theme)
    window.go(Route(PageId.COMPETENCIES, RouteAction.NEW))
    for size in ((1366, 768), (911, 512)):
        window.resize(*size)
        tour.settle()
        view = window.findChild(SittingView)
        levels = window.findChild(LevelList)
        assert isinstance(view, SittingView)
        assert isinstance(levels, LevelList)
        looks, tops = set(), set()
        for position in range(12):
            view.position_requested.emit(position)
            tour.settle()
            choices = window.findChildren(LevelChoice)
            looks |= {choice._look for choice in choices}
            tops.add(levels.mapTo(view, levels.rect().topLeft()).y())
            assert sum(one.height() for one in choices) <= levels.height()
        assert len(looks) == 1
        assert len(tops) == 1
    tour.close_window(window)
