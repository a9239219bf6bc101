"""A large title to write in: one paragraph that wraps, so that no title is ever cut off."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy
from typing_extensions import override


class TitleEdit(QPlainTextEdit):
    """A title; Return and Tab leave it, a pasted line break becomes a space.

    Signals:
        edited: the user changed the title.
    """

    edited = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        """Start empty; *name* is the accessible name."""
        super().__init__()
        self.setProperty("look", "title")
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._is_filling = False
        self.textChanged.connect(self._on_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """Give the title."""
        return " ".join(self.toPlainText().split("\n"))

    def set_text(self, text: str) -> None:
        """Put *text* in, unless it stands there already (the cursor stays)."""
        line = " ".join(text.splitlines())
        if self.text() != line:
            self._is_filling = True
            self.setPlainText(line)
            self._is_filling = False

    def go_to(self, place: int) -> None:
        """Put the cursor at *place*, or at the end if the title is shorter."""
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(self.toPlainText())))
        self.setTextCursor(cursor)

    def is_on_last_line(self) -> bool:
        """Tell whether there is no line below the cursor's."""
        return not self.textCursor().movePosition(QTextCursor.MoveOperation.Down)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if any(url.isLocalFile() for url in source.urls()):
            return  # a file is no title
        self.textCursor().insertText(" ".join(source.text().split()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _on_changed(self) -> None:
        if not self._is_filling:
            self.edited.emit()

    def _fit(self) -> None:
        lines = max(1, int(self.document().size().height()))
        height = lines * self.fontMetrics().lineSpacing() + 6
        if height != self.height():
            self.setFixedHeight(height)
