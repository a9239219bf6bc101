"""What went is struck through, what came is underlined, and headings look like headings."""

from PySide6.QtGui import QTextCharFormat, QTextDocument
from pytestqt.qtbot import QtBot

from ahpjournal.domain.word_diff import compare_words
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.versions.compared_text import ComparedText

BEFORE = "# Title\n\nI waited for the rota.\n\n- one\n- two"
AFTER = "# Title\n\nI decided on the rota.\n\n- one\n- three"


def formats(document: QTextDocument) -> dict[str, QTextCharFormat]:
    """Give the format of each stretch of text."""
    found = {}
    block = document.begin()
    while block.isValid():
        for part in block.textFormats():
            text = block.text()[part.start : part.start + part.length]
            found[text.strip()] = QTextCharFormat(part.format)
        block = block.next()
    return found


def shown(qtbot: QtBot) -> ComparedText:
    """Give a text with changes in it."""
    text = ComparedText("Text of the version")
    qtbot.addWidget(text)
    text.show_passages(compare_words(BEFORE, AFTER))
    return text


def test_changes_differ_by_more_than_colour(qtbot: QtBot, theme: Theme) -> None:
    found = formats(shown(qtbot).document())
    assert found["waited"].fontStrikeOut()
    assert not found["waited"].fontUnderline()
    assert found["decided"].fontUnderline()
    assert not found["decided"].fontStrikeOut()
    assert not found["the rota."].fontUnderline()


def test_marks_of_headings_and_lists_are_not_read_out(qtbot: QtBot, theme: Theme) -> None:
    words = shown(qtbot).toPlainText()
    assert words.startswith("Title\nI ")
    assert "- " not in words
    assert "#" not in words


def test_a_version_is_read_as_a_whole_without_marks_of_change(qtbot: QtBot, theme: Theme) -> None:
    text = shown(qtbot)
    text.show_whole("# Title\n\nI **waited**.")
    assert text.toPlainText() == "Title\nI waited."
    assert not any(f.fontStrikeOut() for f in formats(text.document()).values())


def test_colours_follow_the_theme(qtbot: QtBot, theme: Theme) -> None:
    text = shown(qtbot)
    theme.apply_look(ThemeChoice.DARK, 100)
    ink = formats(text.document())["waited"].foreground().color().name()
    assert ink.casefold() == theme.colours.bad.casefold()


def test_nothing_can_be_typed_into_it_and_tab_leaves_it(qtbot: QtBot, theme: Theme) -> None:
    text = shown(qtbot)
    before = text.toPlainText()
    qtbot.keyClicks(text, "typed")
    assert text.toPlainText() == before
    assert text.tabChangesFocus()


def test_the_first_change_is_in_view(qtbot: QtBot, theme: Theme) -> None:
    text = ComparedText("Text of the version")
    qtbot.addWidget(text)
    text.resize(300, 200)
    text.show()
    long = "\n\n".join(f"Paragraph {n} stays as it is." for n in range(60))
    text.show_passages(compare_words(long + "\n\nwaited", long + "\n\ndecided"))
    qtbot.waitUntil(lambda: text.verticalScrollBar().value() > 0)
    place = text.cursorRect()
    assert text.viewport().rect().contains(place.center())
    assert text.document().toPlainText()[text.textCursor().position() :].startswith("waited")


def test_one_goes_from_change_to_change_and_round(qtbot: QtBot, theme: Theme) -> None:
    text = shown(qtbot)
    assert text.change_count == 2
    selected = []
    for _ in range(3):
        text.show_next_change()
        selected.append(text.textCursor().selectedText().replace(" ", ""))
    assert selected[0] == selected[2] != selected[1]
    assert "decided" in selected[0]
    assert "three" in selected[1]
    text.show_whole("# Title")
    assert text.change_count == 0
    text.show_next_change()
