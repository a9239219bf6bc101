"""Bringing a part of a page into view, once the page knows how high everything is."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from ahpjournal.ui.theme.theme import Theme


def show_part(widget: QWidget) -> None:
    """Scroll what *widget* lies in so that it can be seen."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 0, Theme.active().px(Theme.active().sizes.gap))
        around = around.parentWidget()


def show_part_soon(widget: QWidget) -> None:
    """Do the same in a moment: words that wrap find their height in a second round."""

    def show() -> None:
        show_part(widget)

    QTimer.singleShot(0, widget, lambda: QTimer.singleShot(0, widget, show))
