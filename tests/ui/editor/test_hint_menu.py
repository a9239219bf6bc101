import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ahpjournal.privacy.detector import IdentifierCheck
from ahpjournal.privacy.findings import Finding
from ahpjournal.services.spelling import UnknownWord
from ahpjournal.ui.editor.document import TextLook, document_markdown, make_document
from ahpjournal.ui.editor.hints import HintKind, WritingHints
from ahpjournal.ui.editor.rich_text import RichTextEdit

LINE = QTextCharFormat.UnderlineStyle


class Speller:
    """Knows every word but "zorble" and "quux"."""

    def check(self, text: str) -> tuple[UnknownWord, ...]:
        places = [(text.find(word), word) for word in ("zorble", "quux")]
        return tuple(UnknownWord(at, at + len(word), word) for at, word in places if at >= 0)

    def suggestions(self, word: str) -> tuple[str, ...]:
        return ("warble", "marble") if word == "zorble" else ()


class Finder:
    """The real check."""

    def find_in_paragraph(self, paragraph: str) -> tuple[Finding, ...]:
        return IdentifierCheck().find_in_paragraph(paragraph)


@pytest.fixture
def edit(qtbot: QtBot, theme: object) -> RichTextEdit:
    """Give a text edit with hints on a text of three paragraphs, looked over once."""
    made = RichTextEdit("Text")
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    made.kept = make_document("I zorble.\n\nDr Hale and **bold** words.\n\nAnd quux.")  # type: ignore[attr-defined]
    made.look = TextLook(made.kept)  # type: ignore[attr-defined]
    made.use_hints(WritingHints(Speller(), Finder()))
    with qtbot.waitSignal(made.hints_changed):
        made.show_document(made.kept)  # type: ignore[attr-defined]
    return made


def underlines(
    edit: RichTextEdit, number: int
) -> list[tuple[int, int, QTextCharFormat.UnderlineStyle]]:
    block = edit.document().findBlockByNumber(number)
    return [
        (one.start, one.length, one.format.underlineStyle())
        for one in block.layout().formats()
        if one.format.underlineStyle() is not LINE.NoUnderline
    ]


def actions(menu: QMenu) -> list[tuple[str, bool]]:
    return [(one.text(), one.isEnabled()) for one in menu.actions() if not one.isSeparator()]


def menu_at(edit: RichTextEdit, place: int) -> QMenu:
    menu = QMenu(edit)
    edit._add_hints(menu, place)
    return menu


def covered(edit: RichTextEdit, number: int) -> int:
    return sum(length for _start, length, _style in underlines(edit, number))


def test_places_are_underlined_and_the_document_is_the_same(edit: RichTextEdit) -> None:
    assert {style for _s, _l, style in underlines(edit, 0)} == {LINE.WaveUnderline}
    assert covered(edit, 0) == len("zorble")
    assert {style for _s, _l, style in underlines(edit, 1)} == {LINE.DotLine}
    assert covered(edit, 1) == len("Dr Hale")
    assert not edit.document().isModified()
    assert not edit.document().isUndoAvailable()
    assert "zorble" in document_markdown(edit.document())
    assert edit.hint_count(HintKind.IDENTIFIER) == 1


def test_typing_keeps_what_it_does_not_touch_and_looks_again_after_a_pause(
    qtbot: QtBot, edit: RichTextEdit
) -> None:
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    with qtbot.waitSignal(edit.hints_changed):
        QTest.keyClicks(edit, "Oh ")
        assert min(start for start, _l, _s in underlines(edit, 0)) == 5
        assert covered(edit, 0) == len("zorble")
    assert covered(edit, 0) == len("zorble")


def test_the_menu_offers_words_and_puts_one_in_at_one_step(edit: RichTextEdit) -> None:
    menu = menu_at(edit, 4)
    assert actions(menu) == [
        ("warble", True), ("marble", True), ("Ignore this word", True), ("Add to my words", True),
    ]  # fmt: skip
    menu.actions()[0].trigger()
    assert edit.toPlainText().startswith("I warble.")
    edit.undo()
    assert edit.toPlainText().startswith("I zorble.")


def test_ignoring_and_keeping_are_asked_for(edit: RichTextEdit) -> None:
    ignored, kept = QSignalSpy(edit.word_ignored), QSignalSpy(edit.word_kept)
    menu = menu_at(edit, 4)
    menu.actions()[2].trigger()
    menu.actions()[3].trigger()
    assert (ignored.at(0), kept.at(0)) == (["zorble"], ["zorble"])


def test_the_menu_says_why_a_place_is_underlined(edit: RichTextEdit) -> None:
    place = edit.document().findBlockByNumber(1).position() + 3
    (said,) = actions(menu_at(edit, place))
    assert said[0].startswith("Name of a person.")
    assert not said[1]
    assert actions(menu_at(edit, place + 12)) == []


def test_without_suggestions_that_is_said(edit: RichTextEdit) -> None:
    place = edit.document().findBlockByNumber(2).position() + 5
    assert actions(menu_at(edit, place))[0] == ("No suggestions", False)


def test_nothing_can_be_changed_in_what_is_only_read(edit: RichTextEdit) -> None:
    edit.setReadOnly(True)
    assert actions(menu_at(edit, 4)) == []


def close_menu() -> list[str]:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    said = [text for text, _enabled in actions(menu)]
    menu.close()
    return said


def test_a_key_goes_from_word_to_word(edit: RichTextEdit) -> None:
    edit.setFocus()
    selected: list[str] = []
    ended: list[object] = []
    edit.hints_ended.connect(ended.append)
    for _ in range(2):
        QTest.keyClick(edit, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
        selected.append(edit.textCursor().selectedText())
        assert "Add to my words" in close_menu()
    assert (selected, ended) == (["zorble", "quux"], [])
    QTest.keyClick(edit, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert ended == [HintKind.SPELLING]


def test_another_key_goes_to_what_may_name_somebody(edit: RichTextEdit) -> None:
    QTest.keyClick(edit, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert edit.textCursor().selectedText() == "Dr Hale"
    assert QApplication.activePopupWidget() is None


def test_hints_can_be_taken_away(edit: RichTextEdit) -> None:
    edit.use_hints(None)
    assert underlines(edit, 0) == underlines(edit, 1) == []
    assert edit.hint_count(HintKind.IDENTIFIER) == 0


def test_a_word_that_is_known_by_now_loses_its_line(qtbot: QtBot, edit: RichTextEdit) -> None:
    hints = edit._hints
    assert hints is not None
    with qtbot.waitSignal(edit.hints_changed):
        hints.use(None, Finder())
        edit.use_hints(hints)
    assert covered(edit, 0) == 0
    assert covered(edit, 1) == len("Dr Hale")


def test_the_reason_is_at_the_cursor(edit: RichTextEdit) -> None:
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().findBlockByNumber(1).position() + 3)
    edit.setTextCursor(cursor)
    assert [one.what for one in edit.hints_at_cursor()] == ["Dr Hale"]
