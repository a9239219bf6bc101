"""A help page: its own type for headings and tables, from the beginning each time."""

import pytest
from PySide6.QtGui import QTextBlock, QTextTable
from pytestqt.qtbot import QtBot

from ahpjournal.assets import read_text
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.pages.about.help_reader import HelpReader
from ahpjournal.ui.theme.theme import Theme


@pytest.fixture
def reader(qtbot: QtBot, theme: Theme) -> HelpReader:
    """Give a reader on the screen."""
    made = HelpReader(theme)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def block(reader: HelpReader, words: str) -> QTextBlock:
    """Find a paragraph by its beginning."""
    one = reader.document().begin()
    while one.isValid() and not one.text().startswith(words):
        one = one.next()
    assert one.isValid(), words
    return one


def letters(reader: HelpReader, words: str) -> int:
    """Give the size of the letters of a paragraph, in pixels."""
    fragment = block(reader, words).begin().fragment()
    return fragment.charFormat().font().pixelSize()


def test_headings_stand_out_by_size_and_space(reader: HelpReader, theme: Theme) -> None:
    assert reader.show_page("# First\n\nwords\n\n## Second\n\nmore")
    assert letters(reader, "First") == theme.font("h1").pixelSize()
    assert letters(reader, "Second") == theme.font("h2").pixelSize()
    assert block(reader, "Second").blockFormat().topMargin() > 0


def test_a_page_is_read_from_its_beginning(reader: HelpReader) -> None:
    reader.show_page(read_text("help", "first-steps.md"))
    bar = reader.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not reader.show_page(read_text("help", "first-steps.md"))
    assert bar.value() == bar.maximum() > 0
    assert reader.show_page(read_text("help", "writing.md"))
    assert bar.value() == 0


def test_a_table_has_lines_in_the_colours_of_the_theme(reader: HelpReader, theme: Theme) -> None:
    reader.show_page("# Keys\n\n| keys | what |\n|---|---|\n| F1 | help |\n")
    theme.apply_look(ThemeChoice.DARK, 150)
    tables = [f for f in reader.document().rootFrame().childFrames() if isinstance(f, QTextTable)]
    assert len(tables) == 1
    assert tables[0].format().borderBrush().color().name().upper() == theme.colours.border
    assert letters(reader, "Keys") == theme.font("h1").pixelSize()
