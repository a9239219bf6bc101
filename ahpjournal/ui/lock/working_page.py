"""What fills the window while the file of the journal itself is changed."""

from PySide6.QtCore import QTimer

from ahpjournal.domain.jobs import Progress
from ahpjournal.text import _
from ahpjournal.ui.kit.bars import Bar
from ahpjournal.ui.kit.cards import Card, ScrollPage
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.theme.theme import Theme

_WIDTH = 520
_SHOW_AFTER_MS = 300


class WorkingPage(ScrollPage):
    """Says what is being done; there is nothing to press."""

    def __init__(self, title: str, theme: Theme) -> None:
        """Say *title*; for work under 300 ms nothing is shown."""
        super().__init__(theme, _WIDTH)
        self.setAccessibleName(title)
        self.content.addStretch(2)
        self._card = Card()
        self._card.body.addWidget(Words(title, "h2"))
        self._card.body.addWidget(
            Words(
                _(
                    "Your pages are put away meanwhile. Should the power fail now, the journal"
                    " still opens, as it was or as it will be."
                ),
                "body",
                "text2",
            )
        )
        self._bar = Bar(_("Progress"))
        self._bar.show_share(0, 0)
        self._card.body.addWidget(self._bar)
        self.content.addWidget(self._card)
        self.content.addStretch(3)
        self._card.hide()
        QTimer.singleShot(_SHOW_AFTER_MS, self._card, self._card.show)

    def show_progress(self, progress: Progress) -> None:
        """Show how far the work is."""
        self._bar.show_share(progress.done, progress.total)
