"""A password or passphrase, typed twice, with its strength in words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.secret_field import SecretField


class SecretPair(QWidget):
    """Two fields for the same words.

    Signals:
        edited(str): what stands in the first field.
    """

    edited = Signal(str)

    def __init__(self, first: str, again: str, hint: str) -> None:
        """Label the fields *first* and *again*."""
        super().__init__()
        outer = Column(self, gap=10)
        self._first = SecretField(first, hint)
        self._again = SecretField(again)
        self._strength = Words("", "small", "text3")
        self._first.edited.connect(self._on_edited)
        self._first.submitted.connect(self._again.select)
        for part in (self._first, self._strength, self._again):
            outer.addWidget(part)

    def typed(self) -> tuple[str, str]:
        """Give what stands in both fields."""
        return self._first.text(), self._again.text()

    def clear(self) -> None:
        """Empty both fields."""
        self._first.clear()
        self._again.clear()

    def show_strength(self, words: str, tone: str) -> None:
        """Say how hard the words are to guess."""
        self._strength.setText(words)
        self._strength.set_tone(tone)

    def _on_edited(self) -> None:
        self.edited.emit(self._first.text())
