"""The demo journal's charts, their tables on the screen and the tables of its PDFs say the same."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableView
from pytestqt.qtbot import QtBot

from ahpjournal.bootstrap import DEMO_NOW, workshop
from ahpjournal.charts.scene import ChartScene, Dot, Ink, Marker, Text
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.portfolio import PortfolioKind
from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.charts.chart_card import ChartCard
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme

ON_PAPER = {
    PortfolioKind.COACH: {"Change since the start, self-rated", "Over the sittings, self-rated"},
    PortfolioKind.PORTFOLIO: {
        "Change since the start, self-rated",
        "Over the sittings, self-rated",
        "What stands behind it",
        "How sure, self-rated",
        "My view and that of others",
    },
}
CHARTS = ON_PAPER[PortfolioKind.PORTFOLIO] | {
    "Competency profile, self-rated",
    "Actions by state",
    "Reflections by week",
}


@pytest.fixture
def session() -> Iterator[JournalSession]:
    """Give the demo journal."""
    made = workshop(FixedClock(DEMO_NOW))
    with closing(made.memory()) as session:
        made.fill_with_demo(session)
        yield session


@pytest.fixture
def cards(
    qtbot: QtBot, theme: Theme, session: JournalSession, tmp_path: Path
) -> Iterator[dict[str, ChartCard]]:
    """Give the charts of the progress page by title."""
    window: MainWindow = tour.make_window(tour.TourWish(tmp_path), session, theme)
    window.go(Route(PageId.PROGRESS))
    tour.settle()
    found = [card for card in window.findChildren(ChartCard) if card.isVisible()]
    yield {scene_of(card).title: card for card in found}
    tour.close_window(window)


def scene_of(card: ChartCard) -> ChartScene:
    """Give what a card paints."""
    assert card.chart.scene is not None
    return card.chart.scene


def on_screen(card: ChartCard) -> list[tuple[str, ...]]:
    """Give the rows of the table that a card shows instead of its chart."""
    toggle = next(b for b in card.findChildren(QPushButton) if b.text() == "View as table")
    toggle.click()
    table = card.findChild(QTableView)
    assert isinstance(table, QTableView)
    assert table.isVisible()
    model = table.model()
    return [
        tuple(
            str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole))
            for column in range(model.columnCount())
        )
        for row in range(model.rowCount())
    ]


def painted_levels(scene: ChartScene, marker: Marker, ink: Ink) -> dict[float, int]:
    """Read each marker's level off the scale above the rows, by the height of its row."""
    scale = {
        shape.at[0]: int(shape.words)
        for shape in scene.shapes
        if isinstance(shape, Text) and shape.at[1] < 20 and shape.words.isdigit()
    }
    found = {}
    for shape in scene.shapes:
        if isinstance(shape, Dot) and (shape.marker, shape.ink) == (marker, ink):
            near = [level for x, level in scale.items() if abs(x - shape.at[0]) < 0.01]
            if near:  # the legend's marks stand on no level
                found[shape.at[1]] = near[0]
    return found


def test_the_screens_tables_say_what_the_charts_paint(cards: dict[str, ChartCard]) -> None:
    assert set(cards) == CHARTS
    for title, card in cards.items():
        scene = scene_of(card)
        rows = on_screen(card)
        assert rows == list(scene.table.rows), title
        for mark in scene.marks:
            name = max((row[0] for row in rows if row[0] in mark.says), key=len)
            cells = next(row for row in rows if row[0] == name)
            numbers = re.findall(r"\d+", mark.says.replace(name, ""))
            known = re.findall(r"\d+", " ".join((*cells, *scene.table.header)))
            top = "5" if " of 5" in mark.says or ", of 5" in mark.says else ""
            assert set(numbers) <= {*known, top}, mark.says


def test_each_mark_of_the_change_stands_on_its_level(cards: dict[str, ChartCard]) -> None:
    scene = scene_of(cards["Change since the start, self-rated"])
    assert scene.table.header[1:4] == ("Start", "Start, looking back", "Now")
    places = [mark.at[1] for mark in scene.marks]
    for column, (marker, ink) in enumerate(
        (
            (Marker.RING, Ink.BASELINE),
            (Marker.DIAMOND, Ink.BASELINE),
            (Marker.DOT, Ink.ACCENT),
        ),
        start=1,
    ):
        painted = painted_levels(scene, marker, ink)
        for place, row in zip(places, scene.table.rows, strict=True):
            assert row[column] == (str(painted[place]) if place in painted else "\u2013")


@pytest.mark.parametrize("kind", ON_PAPER)
def test_the_pdf_says_what_the_screen_says(
    cards: dict[str, ChartCard], session: JournalSession, kind: PortfolioKind, tmp_path: Path
) -> None:
    path = tmp_path / "document.pdf"
    content = session.portfolios.content(session.portfolios.suggested_selection(kind), kind)
    session.portfolios.write_pdf(session.gate.keeper().clear(content), path, SilentJob())
    pages = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    words = re.sub(r"\s+", "", pages)
    for title in ON_PAPER[kind]:
        scene = scene_of(cards[title])
        for row in scene.table.rows:
            cells = ["\u2013" if cell == "no chance yet" else cell for cell in row]
            assert "".join(re.sub(r"\s+", "", cell) for cell in cells) in words, (title, row)
