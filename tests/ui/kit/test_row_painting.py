from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit.row_painting import ROW, RowDelegate
from ahpjournal.ui.theme.theme import Theme


def colours_in(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(image.height())
    }


def test_hits_are_set_off_from_what_is_around_them(qtbot: QtBot, theme: Theme) -> None:
    view = QListView()
    qtbot.addWidget(view)
    rows = RowDelegate(theme, view)
    assert rows.height() == ROW

    def painted(text: str) -> tuple[int, set[str]]:
        image = QImage(300, 30, QImage.Format.Format_RGB32)
        image.fill(theme.colours.surface)
        painter = QPainter(image)
        bottom = rows.draw_marked(painter, QRect(0, 0, 300, 30), 2, text)
        painter.end()
        return bottom, colours_in(image)

    plain, marked = painted("a hit here"), painted("a \u0002hit\u0003 here")
    assert plain[0] == marked[0]
    assert theme.colours.soft.lower() not in plain[1]
    assert theme.colours.soft.lower() in marked[1]


def test_a_line_keeps_to_its_room(qtbot: QtBot, theme: Theme) -> None:
    view = QListView()
    qtbot.addWidget(view)
    rows = RowDelegate(theme, view)
    image = QImage(300, 30, QImage.Format.Format_RGB32)
    image.fill(theme.colours.surface)
    painter = QPainter(image)
    rows.draw_marked(painter, QRect(0, 0, 100, 30), 2, "one \u0002long hit\u0003 " * 9)
    rows.draw_line(painter, QRect(0, 0, 100, 30), 2, "small", theme.colours.text, "word " * 40)
    painter.end()
    assert colours_in(image.copy(0, 0, 100, 30)) != colours_in(image.copy(104, 0, 196, 30))
    assert colours_in(image.copy(104, 0, 196, 30)) == {theme.colours.surface.lower()}


def test_another_text_size_takes_hold(qtbot: QtBot, theme: Theme) -> None:
    view = QListView()
    qtbot.addWidget(view)
    rows = RowDelegate(theme, view)
    image = QImage(300, 60, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    area = QRect(0, 0, 300, 60)
    before = rows.draw_line(painter, area, 0, "small", theme.colours.text, "word")
    theme.apply_look(theme.choice, 150)
    assert rows.draw_line(painter, area, 0, "small", theme.colours.text, "word") > before
    painter.end()
