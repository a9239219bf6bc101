"""What is shown in the place of a page whose part of the journal cannot be read."""

from PySide6.QtCore import Signal

from ahpjournal.domain.errors import AhpJournalError, ConditionCode
from ahpjournal.services.messages import describe
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, ScrollPage, page_head
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.theme.theme import Theme


class ProblemPage(ScrollPage):
    """Says what happened, what is safe and what to do; never an empty page.

    Signals:
        repair_requested: the user wants a copy with everything that can be read.
    """

    repair_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the page without a message."""
        super().__init__(theme)
        head, _title, _line = page_head(
            _("This page cannot be shown"), _("The other pages can still be used.")
        )
        self.content.addLayout(head)
        self._banner = Banner()
        self.content.addWidget(self._banner)
        self._repair = Button(_("Make a repaired copy\u2026"))
        self._repair.setAccessibleDescription(
            _("Everything that can be read goes into a new journal; this one stays as it is.")
        )
        self._repair.clicked.connect(self.repair_requested)
        buttons = FlowBox(8)
        buttons.add(self._repair)
        self.content.addWidget(buttons)
        self.content.addStretch(1)

    def show_error(self, error: AhpJournalError) -> None:
        """Say what *error* means."""
        self._banner.show_message(describe(error))
        self._repair.setVisible(error.code is ConditionCode.DAMAGED)
