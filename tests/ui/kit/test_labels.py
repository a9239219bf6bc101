"""Words wrap without being cut off, and are never taken for markup."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.kit.labels import OneLine, Picture, Words, breakable, pill
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.theme.tokens import DARK, LIGHT, TYPE

LONG = "Your earlier ratings stay hidden until you finish, so that they do not lead you. " * 3


@pytest.mark.parametrize("look", sorted(TYPE))
@pytest.mark.parametrize("size", [100, 200])
def test_wrapped_words_get_the_height_they_need(
    qtbot: QtBot, theme: Theme, look: str, size: int
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, size)
    frame = QWidget()
    column = QVBoxLayout(frame)
    words = Words(LONG, look)
    column.addWidget(words)
    column.addStretch(1)
    qtbot.addWidget(frame)
    frame.resize(360, 2400)
    frame.show()
    assert words.height() >= words.heightForWidth(words.width())
    assert words.heightForWidth(words.width()) > 2 * words.fontMetrics().height()


def test_words_are_plain_text(qtbot: QtBot, theme: Theme) -> None:
    for label in (Words("<b>x</b>"), OneLine("<b>x</b>"), pill("<b>x</b>")):
        qtbot.addWidget(label)
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_tone_changes_the_colour_at_once(qtbot: QtBot, theme: Theme) -> None:
    words = Words("Overdue")
    qtbot.addWidget(words)
    words.show()
    words.set_tone("bad")
    assert words.palette().color(words.foregroundRole()).name().upper() == LIGHT.bad


def test_one_line_ends_in_an_ellipsis_and_tells_all_in_the_tooltip(
    qtbot: QtBot, theme: Theme
) -> None:
    line = OneLine(LONG)
    qtbot.addWidget(line)
    line.resize(120, 24)
    line.grab()
    assert line.toolTip() == LONG
    line.resize(4_000, 24)
    line.grab()
    assert line.toolTip() == ""


def test_one_line_may_be_narrow(qtbot: QtBot, theme: Theme) -> None:
    line = OneLine(LONG)
    qtbot.addWidget(line)
    assert line.minimumSizeHint().width() < 60


def test_a_picture_scales_and_is_redrawn_with_the_theme(qtbot: QtBot, theme: Theme) -> None:
    picture = Picture("sprout", "accent", 20)
    qtbot.addWidget(picture)
    before = picture.pixmap().cacheKey()
    theme.apply_look(ThemeChoice.DARK, 150)
    assert picture.width() == 30
    assert picture.pixmap().cacheKey() != before
    picture.show_icon("check", "ok")
    image = picture.pixmap().toImage()
    colours = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert DARK.ok in colours


def test_a_word_without_end_does_not_make_the_page_wide(qtbot: QtBot, theme: Theme) -> None:
    for words in (Words("W" * 5_000), Words("")):
        qtbot.addWidget(words)
        words.setText("W" * 5_000)
        assert words.minimumSizeHint().width() < 900
    assert breakable(LONG) == LONG
    assert breakable("W" * 61) == f"{'W' * 30}\u200b{'W' * 30}\u200bW"
    assert breakable("W" * 30 + " on") == "W" * 30 + " on"
