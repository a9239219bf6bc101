"""The questions the program asks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from ahpjournal.ui.dialogs import QtDialogs
from ahpjournal.ui.theme.theme import Theme


def when_asked(act: Callable[[QMessageBox], None]) -> None:
    """Call *act* with the box as soon as it is open."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            try:
                act(box)
            finally:
                box.close()
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


@pytest.mark.parametrize("words", ["Delete", "Cancel"])
def test_an_answer_is_what_was_pressed(qtbot: QtBot, theme: Theme, words: str) -> None:
    def press(box: QMessageBox) -> None:
        (button,) = (b for b in box.buttons() if b.text().replace("&", "") == words)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    when_asked(press)
    answer = QtDialogs().confirm("Delete this reflection", "It goes to the bin.", "Delete")
    assert answer is (words == "Delete")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_are_safe(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    def press(box: QMessageBox) -> None:
        qtbot.keyClick(box, key)

    when_asked(press)
    assert QtDialogs().confirm("Delete", "It goes to the bin.", "Delete") is False


def test_buttons_are_words_alone_whatever_the_desktop_adds(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    icon = QIcon(QPixmap(8, 8))
    plain = QMessageBox.setDefaultButton

    def decorate(box: QMessageBox, button: QMessageBox.StandardButton) -> None:
        box.button(button).setIcon(icon)
        plain(box, button)

    monkeypatch.setattr(QMessageBox, "setDefaultButton", decorate)
    seen: list[bool] = []

    def look(box: QMessageBox) -> None:
        seen.extend(button.icon().isNull() for button in box.buttons())
        box.reject()

    when_asked(look)
    QtDialogs().confirm("Delete", "It goes to the bin.", "Delete")
    assert seen == [True, True]


def test_words_in_a_question_are_not_taken_for_markup(qtbot: QtBot, theme: Theme) -> None:
    seen: list[Qt.TextFormat] = []

    def look(box: QMessageBox) -> None:
        seen.append(box.textFormat())
        box.reject()

    when_asked(look)
    QtDialogs().confirm("Delete", "<b>Falls</b> review", "Delete")
    assert seen == [Qt.TextFormat.PlainText]


def test_a_file_name_gets_its_ending(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, bool]] = []

    def run(dialog: QFileDialog) -> int:
        saving = dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
        shown.append((dialog.defaultSuffix(), saving))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", run)
    chosen = QtDialogs().choose_save_file("Save", tmp_path / "portfolio.pdf", "PDF (*.pdf)")
    assert shown == [("pdf", True)]
    assert chosen == tmp_path / "portfolio.pdf"


def test_thinking_better_of_saving_gives_nothing(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda dialog: 0)
    assert QtDialogs().choose_save_file("Save", tmp_path / "a.pdf", "PDF (*.pdf)") is None


def test_the_folder_where_to_look_is_handed_on(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []

    def choose(*arguments: object) -> tuple[str, str]:
        asked.append(arguments)
        return str(tmp_path / "a.ahpjournal"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    chosen = QtDialogs().choose_open_file("Open", tmp_path, "Journals (*.ahpjournal)")
    assert chosen == tmp_path / "a.ahpjournal"
    assert asked == [(None, "Open", str(tmp_path), "Journals (*.ahpjournal)")]


def test_several_files_can_be_chosen(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_arguments: (chosen, ""))
    found = QtDialogs().choose_open_files("Attach", tmp_path, "All files (*)")
    assert list(found) == [tmp_path / "a.txt", tmp_path / "b.txt"]


@pytest.mark.parametrize(("words", "number"), [("Save a copy", 0), ("Stay", 1)])
def test_a_choice_is_the_one_that_was_pressed(
    qtbot: QtBot, theme: Theme, words: str, number: int
) -> None:
    def press(box: QMessageBox) -> None:
        (button,) = (b for b in box.buttons() if b.text().replace("&", "") == words)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    when_asked(press)
    assert QtDialogs().choose("Not saved", "What now?", ("Save a copy", "Stay")) == number


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_choose_the_last_and_safe_one(
    qtbot: QtBot, theme: Theme, key: Qt.Key
) -> None:
    when_asked(lambda box: qtbot.keyClick(box, key))
    assert QtDialogs().choose("Not saved", "What now?", ("Save a copy", "Stay")) == 1


def test_closing_all_dialogs_answers_no(qtbot: QtBot, theme: Theme) -> None:
    dialogs = QtDialogs()
    when_asked(lambda _box: dialogs.close_all())
    assert dialogs.confirm("Delete", "It goes to the bin.", "Delete") is False


def test_closing_all_closes_menus(qtbot: QtBot, theme: Theme) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Cut")
    menu.popup(QPoint(0, 0))
    qtbot.waitUntil(menu.isVisible)
    QtDialogs().close_all()
    assert not menu.isVisible()
