"""Saying something to a screen reader that only shows elsewhere on the page."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def say(widget: QWidget, words: str) -> None:
    """Let a screen reader say *words*, once it has finished what it says; *widget* is where."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
