"""The page about prompts, templates and tags: one part at a time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import ScrollPage, page_head
from ahpjournal.ui.kit.chips import FilterChips
from ahpjournal.ui.pages.material.presenter import Part
from ahpjournal.ui.pages.material.prompts_view import PromptsView
from ahpjournal.ui.pages.material.tags_view import TagsView
from ahpjournal.ui.pages.material.templates_view import TemplatesView
from ahpjournal.ui.theme.theme import Theme

_WIDE = 820


class MaterialView(ScrollPage):
    """Three parts under one head.

    Signals:
        part_requested(str): show another part.
        back_requested: go back to the journal.
    """

    part_requested = Signal(str)
    back_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the page."""
        super().__init__(theme, _WIDE)
        back = Button(_("Journal"), "quiet", "arrow-left", theme)
        back.setAccessibleName(_("Back to the journal"))
        back.clicked.connect(self.back_requested)
        self.content.addWidget(back)
        head, _title, _line = page_head(
            _("Prompts, templates and tags"), _("What you write from, and how you find it again.")
        )
        self.content.addLayout(head)
        self._chips = FilterChips(
            _("Part of the page"),
            [
                (Part.PROMPTS.value, _("Prompts")),
                (Part.TEMPLATES.value, _("Templates")),
                (Part.TAGS.value, _("Tags")),
            ],
        )
        self._chips.filter_chosen.connect(self.part_requested)
        self.content.addWidget(self._chips)
        self.prompts = PromptsView()
        self.templates = TemplatesView()
        self.tags = TagsView()
        self._parts: dict[Part, QWidget] = {
            Part.PROMPTS: self.prompts,
            Part.TEMPLATES: self.templates,
            Part.TAGS: self.tags,
        }
        for part in self._parts.values():
            self.content.addWidget(part)
        self.content.addStretch(1)

    def show_part_of_page(self, part: Part) -> None:
        """Show one part of the page."""
        self._chips.set_value(part.value)
        for name, widget in self._parts.items():
            widget.setVisible(name is part)
