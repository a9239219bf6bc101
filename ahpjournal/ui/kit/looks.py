"""Choosing a look from the style sheet, and following the theme."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ahpjournal.ui.theme.theme import Theme

RING = 2.0
"""Width of the focus ring in pixels; it does not scale, so that it stays crisp."""


def set_look(widget: QWidget, look: str) -> None:
    """Make *widget* look like *look*, a value known to the style sheet."""
    _set(widget, "look", look)


def set_tone(widget: QWidget, tone: str) -> None:
    """Colour *widget* by *tone*; an empty tone is the plain one."""
    _set(widget, "tone", tone)


def set_state(widget: QWidget, state: str) -> None:
    """Mark the value in *widget*: bad, or empty for none."""
    _set(widget, "state", state)


def follow_theme(slot: Callable[[], None]) -> Theme:
    """Call *slot*, a method of a QObject, now and whenever colours or scale change."""
    theme = Theme.active()
    theme.changed.connect(slot)
    slot()
    return theme


def shows_ring(reason: Qt.FocusReason, *, before: bool) -> bool:
    """Tell whether focus that came for *reason* is to be seen; a click needs no ring."""
    if reason in {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}:
        return before
    return reason is not Qt.FocusReason.MouseFocusReason


def paint_ring(widget: QWidget, radius: float, inner: str = "") -> None:
    """Draw the focus ring just inside *widget*; *inner* is the colour of a second, inner ring.

    The inner ring sets the outer one off where the widget itself has the accent's colour.
    """
    theme = Theme.active()
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rings = [(RING / 2, theme.colours.accent)]
    if inner:
        rings.append((RING * 1.5, inner))
    for inset, colour in rings:
        painter.setPen(QPen(QColor(colour), RING))
        area = widget.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        round_by = max(0.0, radius - inset)
        painter.drawRoundedRect(area, round_by, round_by)
    painter.end()


def _set(widget: QWidget, name: str, value: str) -> None:
    if (widget.property(name) or "") == value:
        return
    widget.setProperty(name, value)
    dress_again(widget)
    widget.updateGeometry()
    widget.update()


def dress_again(widget: QWidget) -> None:
    """Let the style sheet look again at the properties of *widget*.

    One that was not shown so far has not been dressed yet, and will be.
    """
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def hide_unless(widget: QWidget, *, is_wanted: bool) -> None:
    """Hide a new *widget* that is not wanted.

    One that is wanted shows with what it is put into. Telling it to show before that would make
    a window of it for an instant, which takes the keyboard away.
    """
    if not is_wanted:
        widget.hide()
