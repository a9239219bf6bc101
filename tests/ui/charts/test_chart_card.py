"""A chart for other programs: picture, drawing and numbers."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ahpjournal.charts.dumbbell import dumbbell_chart
from ahpjournal.ui.charts.chart_card import ChartCard
from ahpjournal.ui.theme.theme import Theme
from tests.charts.reports import report

Saved = tuple[str, str, bytes]


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> ChartCard:
    made = ChartCard("Change since the start", "", theme)
    qtbot.addWidget(made)
    made.resize(640, 420)
    progress = report([{0: 2, 1: 3}, {0: 4, 1: 3}])
    made.show_chart(lambda width, height, measure: dumbbell_chart(progress, width, height, measure))
    made.show()
    return made


def saves(card: ChartCard) -> Callable[[int], Saved]:
    heard: list[Saved] = []
    card.save_requested.connect(lambda *said: heard.append(said))
    actions = [a for a in card.findChildren(QAction) if a.text().startswith(("As ", "The "))]

    def choose(number: int) -> Saved:
        actions[number].trigger()
        return heard[-1]

    return choose


def test_a_chart_leaves_as_picture_drawing_and_numbers(card: ChartCard) -> None:
    choose = saves(card)
    title, ending, picture = choose(0)
    scene = card.chart.scene
    assert scene is not None
    assert (title, ending) == (scene.title, "png")
    image = QImage.fromData(picture)
    assert image.width() == round(scene.width * 2)
    assert len({image.pixel(x, image.height() // 2) for x in range(image.width())}) > 2
    _title, ending, drawing = choose(1)
    assert ending == "svg"
    assert scene.summary in drawing.decode()
    _title, ending, numbers = choose(2)
    assert ending == "csv"
    assert numbers.decode("utf-8-sig").splitlines()[0] == ",".join(scene.table.header)
    assert len(numbers.decode().splitlines()) == 1 + len(scene.table.rows)


@pytest.mark.parametrize("is_told", [True, False])
def test_the_sentence_stands_below_where_the_page_does_not_tell_it(
    qtbot: QtBot,
    theme: Theme,
    is_told: bool,
) -> None:
    made = ChartCard("Change since the start", "", theme, is_told=is_told)
    qtbot.addWidget(made)
    progress = report([{0: 2, 1: 3}, {0: 4, 1: 3}])
    made.show_chart(lambda width, height, measure: dumbbell_chart(progress, width, height, measure))
    assert made.chart.scene is not None
    seen = [one.text() for one in made.findChildren(QLabel) if one.isVisibleTo(made)]
    assert (made.chart.scene.summary in seen) is is_told
