"""A title wraps, is left with Return, and never holds a line break."""

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit.titles import TitleEdit
from ahpjournal.ui.theme.theme import Theme


def make(qtbot: QtBot) -> tuple[QWidget, TitleEdit]:
    """Give a title in a narrow box."""
    box = QWidget()
    qtbot.addWidget(box)
    layout = QVBoxLayout(box)
    title = TitleEdit("Title", "Title")
    layout.addWidget(title)
    box.resize(260, 200)
    box.show()
    return box, title


def test_a_long_title_takes_more_lines_and_a_short_one_gives_them_back(
    qtbot: QtBot, theme: Theme
) -> None:
    _box, title = make(qtbot)
    low = title.height()
    title.set_text("A title that is much longer than one line of this narrow box can ever hold")
    assert title.height() > 2 * low
    title.set_text("Short")
    assert title.height() == low


def test_typing_is_told_and_filling_is_not(qtbot: QtBot, theme: Theme) -> None:
    _box, title = make(qtbot)
    told = list[str]()
    title.edited.connect(lambda: told.append(title.text()))
    title.set_text("Filled")
    qtbot.keyClicks(title, "!")
    assert told == ["!Filled"]
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert title.text() == "!Filled"


def test_a_pasted_line_break_becomes_a_space(qtbot: QtBot, theme: Theme) -> None:
    _box, title = make(qtbot)
    data = QMimeData()
    data.setText("two\nlines")
    title.insertFromMimeData(data)
    assert title.text() == "two lines"
    title.set_text("three\r\nmore")
    assert title.text() == "three more"


def test_a_pasted_file_is_no_title(qtbot: QtBot, theme: Theme) -> None:
    _box, title = make(qtbot)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/a.txt")])
    title.insertFromMimeData(mime)
    assert title.text() == ""
