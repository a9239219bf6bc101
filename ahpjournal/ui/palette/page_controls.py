"""What can be done on a page, read off its own buttons, so that the palette cannot be wrong."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget
from shiboken6 import Shiboken

from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.scrolling import show_part
from ahpjournal.ui.palette.command import Command

_NOT_LISTED = frozenset({"row", "level"})
"""Looks of buttons that stand for one of many things and not for something to do."""


def page_commands(page: QWidget, group: str) -> tuple[Command, ...]:
    """Give a command for each button that *page* shows now, and for each entry of its menus."""
    return tuple(_commands(page, group))


def _commands(page: QWidget, group: str) -> Iterator[Command]:
    for button in _buttons(page):
        if button.menu() is not None:
            yield from _entries(button, button.menu(), group)
        else:
            yield Command(
                _name(button),
                partial(_press, button),
                group,
                button.keys if isinstance(button, IconButton) else "",
                hindrance=partial(_hindrance, button),
            )


def _buttons(page: QWidget) -> Iterator[Button | IconButton]:
    """Give the buttons in the order in which they are read, as nearly as their places tell."""
    found = [
        one
        for one in page.findChildren(QAbstractButton)
        if isinstance(one, Button | IconButton)
        and one.isVisibleTo(page)
        and one.property("look") not in _NOT_LISTED
        and _name(one)
    ]
    found.sort(key=lambda one: _place(one, page))
    yield from found


def _place(button: QWidget, page: QWidget) -> tuple[int, int]:
    corner = button.mapTo(page, QPoint(0, 0))
    return corner.y(), corner.x()


def _name(button: QAbstractButton) -> str:
    name = button.accessibleName()
    if button.isCheckable() and button.isChecked():
        return _("{name} (on)").format(name=name) if name else ""
    return name


def _entries(button: QWidget, menu: QMenu, group: str) -> Iterator[Command]:
    for entry in menu.actions():
        if entry.isSeparator() or not entry.text():
            continue
        inner = entry.menu()
        if isinstance(inner, QMenu):
            yield from _entries(button, inner, group)
            continue
        keys = entry.shortcut().toString()
        yield Command(
            entry.text().replace("&&", "&"),
            partial(_trigger, entry),
            group,
            keys,
            hindrance=partial(_entry_hindrance, button, entry),
        )


def _hindrance(button: QWidget) -> str:
    if not Shiboken.isValid(button):
        return _("This is no longer on the page.")
    return "" if button.isEnabled() else _not_now()


def _entry_hindrance(button: QWidget, entry: QAction) -> str:
    if not Shiboken.isValid(entry):
        return _("This is no longer on the page.")
    return _hindrance(button) or ("" if entry.isEnabled() else _not_now())


def _not_now() -> str:
    return _("Not possible at present.")


def _press(button: QAbstractButton) -> None:
    """Bring *button* into view, with the keyboard on it, and press it."""
    if not Shiboken.isValid(button):
        return
    show_part(button)
    if button.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
    button.click()


def _trigger(entry: QAction) -> None:
    if Shiboken.isValid(entry):
        entry.trigger()
