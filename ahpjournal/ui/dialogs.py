"""Every dialog of the program goes through here; tests hand in a gate with answers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ahpjournal.text import _


class DialogGate(Protocol):
    """What a page may ask, and opening things outside the program."""

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Ask before something that leaves the program or cannot be undone."""

    def confirm_typed(self, title: str, text: str, word: str) -> bool:
        """Ask before much is replaced: only typing *word* says yes."""

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        """Ask for a folder; None if the user thinks better of it."""

    def choose(self, title: str, text: str, choices: Sequence[str]) -> int:
        """Ask which of *choices*; gives its number. The last one is the safe one, and Escape."""

    def choose_open_file(self, title: str, folder: Path, pattern: str) -> Path | None:
        """Ask for an existing file; None if the user thinks better of it."""

    def choose_open_files(self, title: str, folder: Path, pattern: str) -> Sequence[Path]:
        """Ask for existing files; none if the user thinks better of it."""

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Ask where to save; replacing a file is confirmed there."""

    def open_outside(self, target: str) -> None:
        """Open a file, folder or web address with the computer's own program."""


class QtDialogs:
    """Qt's dialogs, over the window; each kind is loaded when it is first asked for."""

    def __init__(self) -> None:
        """Start without a window; set it once there is one."""
        self.window: QWidget | None = None

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Ask; the safe answer is the default."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self.window)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        _take_icons_off(box)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is agree

    def confirm_typed(self, title: str, text: str, word: str) -> bool:
        """Ask; anything but *word* counts as no."""
        from PySide6.QtWidgets import QInputDialog

        ask = _("To go on, type {word}:").format(word=word)
        dialog = QInputDialog(self.window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(f"{text}\n\n{ask}")
        dialog.setOkButtonText(_("Go on"))
        _take_icons_off(dialog)
        is_agreed = bool(dialog.exec()) and dialog.textValue().strip() == word
        dialog.deleteLater()
        return is_agreed

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        """Ask for a folder."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self.window, title, str(folder))
        return Path(name) if name else None

    def choose(self, title: str, text: str, choices: Sequence[str]) -> int:
        """Ask; the last choice is the default."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self.window)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        buttons = [box.addButton(words, QMessageBox.ButtonRole.ActionRole) for words in choices]
        box.setDefaultButton(buttons[-1])
        box.setEscapeButton(buttons[-1])
        _take_icons_off(box)
        box.exec()
        box.deleteLater()
        clicked = box.clickedButton()
        return next((i for i, b in enumerate(buttons) if b is clicked), len(buttons) - 1)

    def close_all(self) -> None:
        """Close every dialog and menu as if the user had thought better of it."""
        from PySide6.QtWidgets import QDialog

        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            following = QApplication.activePopupWidget()
            popup = following if following is not popup else None
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()

    def choose_open_file(self, title: str, folder: Path, pattern: str) -> Path | None:
        """Ask for an existing file."""
        from PySide6.QtWidgets import QFileDialog

        name, _kind = QFileDialog.getOpenFileName(self.window, title, str(folder), pattern)
        return Path(name) if name else None

    def choose_open_files(self, title: str, folder: Path, pattern: str) -> Sequence[Path]:
        """Ask for existing files."""
        from PySide6.QtWidgets import QFileDialog

        names, _kind = QFileDialog.getOpenFileNames(self.window, title, str(folder), pattern)
        return [Path(name) for name in names]

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Ask where to save."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self.window, title, str(path.parent), pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(path.suffix.removeprefix("."))
        dialog.selectFile(path.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def open_outside(self, target: str) -> None:
        """Open *target* outside."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        is_address = "://" in target or target.startswith("mailto:")
        url = QUrl(target) if is_address else QUrl.fromLocalFile(target)
        QDesktopServices.openUrl(url)


def _take_icons_off(dialog: QWidget) -> None:
    """Let buttons be words alone, as everywhere else: some desktops put pictures of their own."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QAbstractButton

    for button in dialog.findChildren(QAbstractButton):
        button.setIcon(QIcon())
