"""What is shown in the place of a page whose part of the journal cannot be read."""

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.services.messages import describe
from ahpjournal.text import _
from ahpjournal.ui.kit.cards import Banner, ScrollPage, page_head
from ahpjournal.ui.theme.theme import Theme


class ProblemPage(ScrollPage):
    """Says what happened, what is safe and what to do; never an empty page."""

    def __init__(self, theme: Theme) -> None:
        """Make the page without a message."""
        super().__init__(theme)
        head, _title, _line = page_head(
            _("This page cannot be shown"), _("The other pages can still be used.")
        )
        self.content.addLayout(head)
        self._banner = Banner()
        self.content.addWidget(self._banner)
        self.content.addStretch(1)

    def show_error(self, error: AhpJournalError) -> None:
        """Say what *error* means."""
        self._banner.show_message(describe(error))
