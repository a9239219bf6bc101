"""The way from the list of reflections to prompts, templates and tags."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import IconButton


class MaterialButton(IconButton):
    """A menu beside the button for a new reflection.

    Signals:
        material_requested(str): go to prompts, templates or tags.
    """

    material_requested = Signal(str)

    def __init__(self) -> None:
        """Make the button with its menu."""
        super().__init__("chevron-down", _("Start from a prompt or template; tags"), size=36)
        menu = QMenu(self)
        self._actions = {part: menu.addAction("") for part in ("prompts", "templates", "tags")}
        for part, action in self._actions.items():
            action.triggered.connect(partial(self._on_part, part))
        self.setMenu(menu)
        self.set_read_only(is_read_only=False)

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Offer only to look where nothing can be written."""
        name = _("Start from a prompt or template; tags")
        words = {
            "prompts": _("Start from a prompt\u2026"),
            "templates": _("Start from a template\u2026"),
            "tags": _("Change tags\u2026"),
        }
        if is_read_only:
            name = _("See prompts, templates and tags")
            words = {
                "prompts": _("See the prompts"),
                "templates": _("See the templates"),
                "tags": _("See the tags"),
            }
        self.setAccessibleName(name)
        self.setToolTip(name)
        menu = self.menu()
        if menu is not None:
            menu.setAccessibleName(name)
        for part, action in self._actions.items():
            action.setText(words[part])

    def _on_part(self, part: str, _is_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self.material_requested.emit(part)
