"""The saved searches as buttons, and the line in which one is named."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ahpjournal.domain.saved_searches import SavedSearch
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.fields import TextField
from ahpjournal.ui.kit.layouts import Column, Row


class SavedMenu(Button):
    """A button that lists the saved searches, and what can be done with each.

    Signals:
        save_requested: the user wants the present search kept.
        use_requested(str): search for what was saved under this id.
        rename_requested(str, str): the user wants the one with this id, so called, renamed.
        move_requested(str, int): move it up (-1) or down (1).
        remove_requested(str): remove it.
    """

    save_requested = Signal()
    use_requested = Signal(str)
    rename_requested = Signal(str, str)
    move_requested = Signal(str, int)
    remove_requested = Signal(str)

    def __init__(self) -> None:
        """Make it with nothing saved."""
        super().__init__(_("Saved searches"), "secondary", "flag")
        self._shown: tuple[object, ...] = ()
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def show_saved(
        self, saved: tuple[SavedSearch, ...], *, may_save: bool, is_read_only: bool
    ) -> None:
        """List *saved*; the present search can be kept if it *may_save*."""
        if (saved, may_save, is_read_only) == self._shown:
            return
        self._shown = (saved, may_save, is_read_only)
        self._menu.clear()
        for place, search in enumerate(saved):
            self._menu.addMenu(self._choices(search, place, len(saved), is_read_only=is_read_only))
        if saved:
            self._menu.addSeparator()
        keep = self._add(self._menu, _("Save this search\u2026"), self.save_requested.emit)
        keep.setEnabled(may_save and not is_read_only)

    def _choices(self, search: SavedSearch, place: int, count: int, *, is_read_only: bool) -> QMenu:
        menu = QMenu(search.name.replace("&", "&&"), self._menu)
        self._add(menu, _("Search"), partial(self.use_requested.emit, search.id))
        changes = (
            (_("Rename\u2026"), partial(self.rename_requested.emit, search.id, search.name), True),
            (_("Move up"), partial(self.move_requested.emit, search.id, -1), place > 0),
            (_("Move down"), partial(self.move_requested.emit, search.id, 1), place < count - 1),
            (_("Remove"), partial(self.remove_requested.emit, search.id), True),
        )
        for words, act, is_possible in changes:
            self._add(menu, words, act).setEnabled(is_possible and not is_read_only)
        return menu

    def _add(self, menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
        action = QAction(words, menu)

        def on_triggered() -> None:
            act()

        action.triggered.connect(on_triggered)
        menu.addAction(action)
        return action


class NameLine(QWidget):
    """Asks for the name of a search.

    Signals:
        named(str): the user gave this name.
        left: the user wants none after all.
    """

    named = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        """Make it hidden."""
        super().__init__()
        column = Column(self, gap=8)
        self.field = TextField(_("Name of the search"))
        self.field.line.returnPressed.connect(self._on_save)
        buttons = Row(gap=8)
        self._save = Button(_("Save the search"), "primary")
        self._save.clicked.connect(self._on_save)
        cancel = Button(_("Cancel"))
        cancel.clicked.connect(self.left)
        buttons.addWidget(self._save)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        column.addWidget(self.field)
        column.addLayout(buttons)
        self.hide()

    def ask(self, name: str, *, is_new: bool) -> None:
        """Show the line with *name* in it."""
        self.field.set_text(name)
        self.field.show_error("")
        self._save.set_words(_("Save the search") if is_new else _("Rename the search"))
        self.show()
        self.field.line.selectAll()
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save(self) -> None:
        if self.field.text().strip():
            self.named.emit(self.field.text())
        else:
            self.field.show_error(_("Write a name first."))
            self.field.focus_control()
