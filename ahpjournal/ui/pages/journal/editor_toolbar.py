"""The row of buttons above the text."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from ahpjournal.text import _
from ahpjournal.ui.attachments.panel import SHORTCUT as ATTACH_SHORTCUT
from ahpjournal.ui.editor.blocks import BlockKind
from ahpjournal.ui.editor.commands import Command, shortcut_of
from ahpjournal.ui.editor.formatting import FormatState
from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.kit.toolbar import Toolbar
from ahpjournal.ui.versions.panel import SHORTCUT as VERSIONS_SHORTCUT


class EditorToolbar(Toolbar):
    """Formatting, and what is done with the entry as a whole.

    Signals:
        command_requested(object): do this Command at the cursor.
        focus_toggled(bool): show the text only.
        details_toggled(bool): show or hide the details.
        attach_requested: attach files to the entry.
        action_requested: make an action from the entry.
        remove_requested: remove the entry.
        versions_requested: show earlier versions of the entry.
        find_requested, replace_requested: find words in the text, and put others in their place.
        list_requested: go back to the list, where it has given way to the text.
    """

    command_requested = Signal(object)
    focus_toggled = Signal(bool)
    details_toggled = Signal(bool)
    attach_requested = Signal()
    action_requested = Signal()
    remove_requested = Signal()
    versions_requested = Signal()
    find_requested = Signal()
    replace_requested = Signal()
    list_requested = Signal()

    def __init__(self) -> None:
        """Make the buttons."""
        super().__init__(_("Formatting"))
        self._back = IconButton("chevron-left", _("Back to the list"))
        self._back.clicked.connect(self.list_requested)
        self.add(self._back)
        self._undo = self._command("undo-2", _("Undo"), Command.UNDO)
        self._redo = self._command("redo-2", _("Redo"), Command.REDO)
        self.add_gap()
        self._headings = self._build_headings()
        self._bold = self._command("bold", _("Bold"), Command.BOLD, checkable=True)
        self._italic = self._command("italic", _("Italic"), Command.ITALIC, checkable=True)
        self.add_gap()
        self._kinds = {
            BlockKind.BULLET: self._command(
                "list", _("Bulleted list"), Command.BULLETS, checkable=True
            ),
            BlockKind.NUMBER: self._command(
                "list-ordered", _("Numbered list"), Command.NUMBERS, checkable=True
            ),
            BlockKind.TODO: self._command(
                "list-todo", _("Check list"), Command.CHECKS, checkable=True
            ),
        }
        self.add_gap()
        self._kinds[BlockKind.QUOTE] = self._command(
            "quote", _("Quote"), Command.QUOTE, checkable=True
        )
        self._link = self._command("link", _("Link"), Command.LINK, checkable=True)
        self._attach = IconButton("paperclip", _("Add files"), shortcut=ATTACH_SHORTCUT)
        self._attach.clicked.connect(self.attach_requested)
        self.add(self._attach)
        self.add_stretch()
        self._focus = IconButton("maximize-2", _("Only the text"), shortcut="F11", checkable=True)
        self._focus.clicked.connect(self.focus_toggled)
        self.add(self._focus)
        self._details = IconButton("panel-right", _("Details"), shortcut="Ctrl+D", checkable=True)
        self._details.clicked.connect(self.details_toggled)
        self.add(self._details)
        self._build_more()

    def show_format(self, state: FormatState, *, may_undo: bool, may_redo: bool) -> None:
        """Show what holds at the cursor."""
        self._undo.setEnabled(may_undo)
        self._redo.setEnabled(may_redo)
        self._bold.setChecked(state.bold)
        self._italic.setChecked(state.italic)
        self._link.setChecked(bool(state.link))
        kind = BlockKind.TODO if state.kind is BlockKind.DONE else state.kind
        for one, button in self._kinds.items():
            button.setChecked(one is kind)
        self._headings.setChecked(kind.is_heading)
        for one, action in self._heading_actions.items():
            action.setChecked(one is kind)

    def show_panes(self, *, is_focused: bool, has_details: bool, has_list_key: bool) -> None:
        """Show which columns are open, and whether there is a way back to the list."""
        self._back.setVisible(has_list_key)
        self._focus.setChecked(is_focused)
        self._details.setChecked(has_details)

    def allow_attaching(self, *, is_allowed: bool) -> None:
        """Offer to attach files or not."""
        self._attach.setVisible(is_allowed)

    def set_writable(self, *, is_writable: bool, is_new: bool) -> None:
        """Let the entry be changed or not."""
        for button in (self._headings, self._bold, self._italic, self._link, *self._kinds.values()):
            button.setEnabled(is_writable)
        if not is_writable:
            self._undo.setEnabled(False)
            self._redo.setEnabled(False)
        self._replace.setEnabled(is_writable)
        self._act.setEnabled(is_writable and not is_new)
        self._versions.setEnabled(not is_new)
        self._remove.setEnabled(is_writable and not is_new)

    def _command(
        self, icon: str, name: str, command: Command, *, checkable: bool = False
    ) -> IconButton:
        button = IconButton(icon, name, shortcut=shortcut_of(command), checkable=checkable)
        button.clicked.connect(partial(self._ask, command))
        self.add(button)
        return button

    def _ask(self, command: Command, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self.command_requested.emit(command)

    def _build_headings(self) -> IconButton:
        button = IconButton("heading", _("Heading"), checkable=True)
        menu = QMenu(button)
        menu.setAccessibleName(_("Heading"))
        group = QActionGroup(menu)
        self._heading_actions: dict[BlockKind, QAction] = {}
        for kind, name, command in (
            (BlockKind.HEADING, _("Heading"), Command.HEADING),
            (BlockKind.SUBHEADING, _("Smaller heading"), Command.SUBHEADING),
            (BlockKind.PARAGRAPH, _("Plain text"), Command.PARAGRAPH),
        ):
            action = menu.addAction(name)
            action.setCheckable(True)
            _show_key(action, shortcut_of(command))
            group.addAction(action)
            action.triggered.connect(partial(self._ask, command))
            self._heading_actions[kind] = action
        button.setMenu(menu)
        self.add(button)
        return button

    def _build_more(self) -> None:
        button = IconButton("ellipsis", _("More"))
        menu = QMenu(button)
        menu.setAccessibleName(_("More"))
        find = menu.addAction(_("Find\u2026"))
        _show_key(find, "Ctrl+F")
        find.triggered.connect(self.find_requested)
        self._replace = menu.addAction(_("Replace\u2026"))
        _show_key(self._replace, "Ctrl+H")
        self._replace.triggered.connect(self.replace_requested)
        menu.addSeparator()
        self._act = menu.addAction(_("Turn into an action"))
        self._act.triggered.connect(self.action_requested)
        self._versions = menu.addAction(_("Earlier versions\u2026"))
        _show_key(self._versions, VERSIONS_SHORTCUT)
        self._versions.triggered.connect(self.versions_requested)
        menu.addSeparator()
        self._remove = menu.addAction(_("Remove this reflection"))
        self._remove.triggered.connect(self.remove_requested)
        button.setMenu(menu)
        self.add(button)


def _show_key(action: QAction, keys: str) -> None:
    """Show *keys* beside an action: the page or the text listens to them, the menu does not."""
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcutVisibleInContextMenu(True)
