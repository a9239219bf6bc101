"""Text that the program put on the clipboard: kept out of histories, gone when it locks.

While an encrypted journal is open, what is copied from it carries the three marks by which Windows
leaves it out of its clipboard history and its cloud. On locking the clipboard is emptied, but only
if it still holds what was copied here.
"""

from typing import cast

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

_MARKS = (
    ("ExcludeClipboardContentFromMonitorProcessing", b"\x00\x00\x00\x00"),
    ("CanIncludeInClipboardHistory", b"\x00\x00\x00\x00"),
    ("CanUploadToCloudClipboard", b"\x00\x00\x00\x00"),
)
_WINDOWS = 'application/x-qt-windows-mime;value="{name}"'
_KDE_HINT, _SECRET = "x-kde-passwordManagerHint", b"secret"


class Clipboard(QObject):
    """Watches the clipboard for text copied here while a journal is open."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        super().__init__()
        self._board = QGuiApplication.clipboard()
        self._is_watching = False
        self._is_marking = False

    def watch(self) -> None:
        """Mark from now on what is copied here as not to be kept."""
        if not self._is_watching:
            self._is_watching = True
            self._board.dataChanged.connect(self._on_changed)

    def stop(self) -> None:
        """Take no more notice of what is copied."""
        if self._is_watching:
            self._is_watching = False
            self._board.dataChanged.disconnect(self._on_changed)

    def clear_ours(self) -> None:
        """Empty the clipboard, and the selection, if they still hold what was copied here."""
        if self.is_ours():
            self._board.clear()
        if self._board.supportsSelection() and self._board.ownsSelection():
            self._board.clear(self._board.Mode.Selection)

    def is_ours(self) -> bool:
        """Tell whether what is on the clipboard was copied in this program."""
        return self._board.ownsClipboard()

    def _on_changed(self) -> None:
        if self._is_marking or not self.is_ours():
            return
        present = cast("QMimeData | None", self._board.mimeData())
        if present is None or present.hasFormat(_KDE_HINT):
            return
        marked = QMimeData()
        for name in present.formats():
            marked.setData(name, present.data(name))
        marked.setData(_KDE_HINT, _SECRET)
        for name, value in _MARKS:
            marked.setData(_WINDOWS.format(name=name), value)
        self._is_marking = True
        try:
            self._board.setMimeData(marked)
        finally:
            self._is_marking = False
