"""The order of the Tab key: that in which one reads, however late a control was made."""

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLayout,
    QLayoutItem,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def order_tabs(container: QWidget) -> None:
    """Let the Tab key go through *container* as its layouts lay it out.

    Qt's own order is that in which the controls were made, which is another one wherever a page
    fills itself in later. Where the keyboard stops at all is not changed.
    """
    for one, other in pairwise(_stops(container)):
        QWidget.setTabOrder(one, other)


def first_stop(container: QWidget) -> QWidget | None:
    """Give the first control in *container* at which the Tab key stops now; None without one."""
    return next(usable_stops(container), None)


def text_in_hand(container: QWidget) -> QWidget | None:
    """Give the text in *container* in which one wrote last; None if the keyboard was elsewhere."""
    last = container.focusWidget()
    if not isinstance(last, (QTextEdit, QPlainTextEdit)) or last.isReadOnly():
        return None
    return last if _is_usable(last, container) else None


def usable_stops(container: QWidget) -> Iterator[QWidget]:
    """Give the controls in *container* at which the Tab key stops now, as one reads them."""
    return (one for one in _stops(container) if _is_usable(one, container))


def _is_usable(widget: QWidget, container: QWidget) -> bool:
    return widget.isEnabled() and widget.isVisibleTo(container)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Give every control in *widget* that takes the Tab key, shown or not, as one reads them."""
    for child in _children(widget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None:
            yield child
        yield from _stops(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    """Give the widgets directly in *widget*: first as they are laid out, then what is left."""
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield inside
        return
    if isinstance(widget, QStackedWidget):
        pages = (widget.widget(place) for place in range(widget.count()))
        yield from (page for page in pages if page is not None)
        return
    layout = widget.layout()
    known: dict[int, QWidget] = {}
    for child in _laid_out(layout) if layout is not None else ():
        known[id(child)] = child
        yield child
    # Only now: Qt's own parts of a control, unknown to Python so far, are dear to ask for.
    for child in widget.findChildren(QWidget, options=_DIRECT):
        if id(child) not in known and not child.isWindow():
            yield child


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for item in _items(layout):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _items(layout: QLayout) -> list[QLayoutItem]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: _cell(layout, place))
    return [item for place in places if (item := layout.itemAt(place)) is not None]


def _cell(grid: QGridLayout, place: int) -> tuple[int, int]:
    # Row, column and how many of each; the stubs call it an object.
    row, column, _rows, _columns = cast("tuple[int, int, int, int]", grid.getItemPosition(place))
    return row, column
