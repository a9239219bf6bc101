"""Walking a window with the Tab key, as somebody does who uses no mouse."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_MOST = 400


def name_of(widget: QWidget | None) -> str:
    """Give the name that a screen reader says for *widget*."""
    if widget is None:
        return ""
    words = widget.accessibleName()
    if not words and isinstance(widget, QAbstractButton):
        words = widget.text()
    return words or type(widget).__name__


def press_tab(window: QWidget, *, backwards: bool = False) -> QWidget | None:
    """Press Tab, or Shift and Tab, where the keyboard is; give where it is then."""
    key = Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab
    modifier = Qt.KeyboardModifier.ShiftModifier if backwards else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
    return QApplication.focusWidget()


def tab_stops(window: QWidget) -> list[QWidget]:
    """Give every stop of the Tab key in *window*, from where the keyboard is, once round."""
    first = QApplication.focusWidget()
    assert first is not None
    stops = [first]
    while len(stops) < _MOST:
        found = press_tab(window)
        assert found is not None
        if found is first:
            return stops
        assert found is not stops[-1], f"Tab does not leave {name_of(found)}"
        stops.append(found)
    raise AssertionError([name_of(stop) for stop in stops])


def tab_names(window: QWidget) -> list[str]:
    """Give the names of tab_stops."""
    return [name_of(stop) for stop in tab_stops(window)]
