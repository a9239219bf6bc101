"""Headings as a screen reader meets them, so that it can go from one to the next."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QLabel
from typing_extensions import override

LOOKS = frozenset({"h1", "h2", "title"})
"""Looks of labels that head a page or a part of it."""
_PROPERTY = "ahpHeadings"
_SPOKEN = "spoken_heading"
_BREAK = "\u200b"


class _SpokenHeading(QAccessibleWidget):
    def __init__(self, label: QLabel) -> None:
        super().__init__(label, QAccessible.Role.Heading)
        self._label = label

    @override
    def text(self, t: QAccessible.Text) -> str:
        if t == QAccessible.Text.Name:
            return self._label.accessibleName() or self._label.text().replace(_BREAK, "")
        return self._label.accessibleDescription() if t == QAccessible.Text.Description else ""


def install_headings() -> None:
    """Let Qt ask us who speaks for headings, once in an application."""
    app = QApplication.instance()
    if app is not None and not app.property(_PROPERTY):
        QAccessible.installFactory(_spoken)
        app.setProperty(_PROPERTY, True)


def _spoken(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, QLabel) or thing.property("look") not in LOOKS:
        return None
    spoken = _SpokenHeading(thing)
    setattr(thing, _SPOKEN, spoken)  # Qt does not hold it for Python
    return spoken
