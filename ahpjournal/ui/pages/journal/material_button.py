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
        menu.setAccessibleName(self.accessibleName())
        for part, words in (
            ("prompts", _("Start from a prompt\u2026")),
            ("templates", _("Start from a template\u2026")),
            ("tags", _("Change tags\u2026")),
        ):
            action = menu.addAction(words)
            action.triggered.connect(partial(self._on_part, part))
        self.setMenu(menu)

    def _on_part(self, part: str, _is_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self.material_requested.emit(part)
