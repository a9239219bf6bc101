"""Files where one writes: they are not text, and neither is a path."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ahpjournal.ui.editor.offered_files import offers_files, paths_of, picture_of
from ahpjournal.ui.editor.rich_text import RichTextEdit
from ahpjournal.ui.theme.theme import Theme


@pytest.fixture
def image(qapp: QApplication) -> QImage:
    made = QImage(3, 3, QImage.Format.Format_RGB32)
    made.fill(QColor("teal"))
    return made


def files(*names: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(name) for name in names])
    return mime


def test_files_and_pictures_are_told_from_text(image: QImage) -> None:
    assert offers_files(files("/a.txt"))
    words, link, picture, cell = QMimeData(), QMimeData(), QMimeData(), QMimeData()
    words.setText("/a.txt")
    link.setUrls([QUrl("https://example.org/")])
    picture.setImageData(image)
    cell.setImageData(image)
    cell.setText("17")
    assert not offers_files(words)
    assert not offers_files(link)
    assert offers_files(picture)
    assert not offers_files(cell)
    assert paths_of(files("/a", "/b", "/a")) == (Path("/a"), Path("/b"))
    assert paths_of(words) == ()
    assert picture_of(picture) is not None
    assert picture_of(words) is None


def test_a_pasted_file_is_handed_on_and_no_path_is_written(qtbot: QtBot, theme: Theme) -> None:
    edit = RichTextEdit("Text")
    qtbot.addWidget(edit)
    mime = files("/a.txt")
    assert edit.canInsertFromMimeData(mime)
    with qtbot.waitSignal(edit.files_pasted) as heard:
        edit.insertFromMimeData(mime)
    assert heard.args == [mime]
    assert edit.toPlainText() == ""


def test_a_file_held_over_the_text_belongs_to_the_page(qtbot: QtBot, theme: Theme) -> None:
    edit = RichTextEdit("Text")
    qtbot.addWidget(edit)
    words = QMimeData()
    words.setText("words")
    for mime, is_taken in ((files("/a.txt"), False), (words, True)):
        event = QDragEnterEvent(
            QPoint(1, 1),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        edit.dragEnterEvent(event)
        assert event.isAccepted() is is_taken
