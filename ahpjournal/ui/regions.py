"""Going from one part of the window to the next with a key: pages, list, text, details."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from ahpjournal.ui.kit.tab_order import usable_stops

_PARTS = frozenset({"column", "panel", "banner"})
"""Looks of what stands as a part of its own beside the rest of a page."""


class Regions:
    """The parts of a window, and where the keyboard was in each when one left it by this key."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._kept: dict[QWidget, QWidget] = {}

    def move_on(self, areas: Iterable[QWidget], by: int) -> QWidget | None:
        """Bring the keyboard *by* parts on, around the ends; gives the control that has it then.

        *areas* are the sidebar, banners and the page, in the order in which one reads them; the
        parts are each of these or, of a page, each column in it.
        """
        parts: dict[QWidget, list[QWidget]] = {}
        for area in areas:
            for stop in usable_stops(area):
                parts.setdefault(_part_of(stop, area), []).append(stop)
        if not parts:
            return None
        names = list(parts)
        focused = QApplication.focusWidget()
        present = _present(names, parts, focused)
        kept = {one: last for one, last in self._kept.items() if one in parts}
        if present >= 0 and focused is not None:
            kept[names[present]] = focused
        self._kept = kept
        part = names[(present + by) % len(names)] if present >= 0 else names[0]
        last = kept.get(part)
        target = last if last in parts[part] else _start_of(parts[part])
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return target

    def forget(self) -> None:
        """Let every control go, as before the pages are destroyed."""
        self._kept.clear()


def _part_of(stop: QWidget, area: QWidget) -> QWidget:
    """Give the innermost part of *area* that holds *stop*."""
    around = stop.parentWidget()
    while around is not None and around is not area:
        if around.property("look") in _PARTS:
            return around
        around = around.parentWidget()
    return area


def _start_of(stops: list[QWidget]) -> QWidget:
    """Give where one begins in a part: the text that one writes there, not the tools above it."""
    texts = (one for one in stops if isinstance(one, QTextEdit) and not one.isReadOnly())
    return next(texts, stops[0])


def _present(
    names: list[QWidget], parts: dict[QWidget, list[QWidget]], focused: QWidget | None
) -> int:
    if focused is None:
        return -1
    for place, name in enumerate(names):
        if focused in parts[name]:
            return place
    holding = [place for place, name in enumerate(names) if name.isAncestorOf(focused)]
    return holding[-1] if holding else -1
