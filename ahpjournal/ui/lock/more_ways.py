"""What else the unlock page offers below its card. A new offer is one line here."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ahpjournal.domain.records import dataclass
from ahpjournal.services.jobs import Jobs
from ahpjournal.text import _
from ahpjournal.ui.backup_offer import BackupOffer, Restores
from ahpjournal.ui.dialogs import DialogGate
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.layouts import Column


@dataclass(frozen=True, slots=True)
class UnlockContext:
    """Everything an offer may use; *path* is the journal that is locked or cannot be opened."""

    path: Path
    restores: Restores
    jobs: Jobs
    dialogs: DialogGate
    open_journal: Callable[[Path], None]


def more_ways(context: UnlockContext) -> tuple[QWidget, ...]:
    """Build what is offered, from top to bottom; each widget keeps alive what it needs."""
    return (BackupsWay(context),)


class BackupsWay(QWidget):
    """A button that looks for the backups of the journal and shows them."""

    def __init__(self, context: UnlockContext) -> None:
        """Look for nothing before the button is pressed."""
        super().__init__()
        self._context = context
        self._column = Column(self, gap=8)
        self._button = Button(_("Backups\u2026"), "quiet", "history")
        self._button.setAccessibleDescription(
            _("For the day the file is damaged: lists its backups. Each needs the passphrase.")
        )
        self._button.clicked.connect(self._on_pressed)
        self._column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)

    def _on_pressed(self) -> None:
        context = self._context
        self._button.hide()
        offer = BackupOffer(
            context.path, context.restores, context.jobs, context.dialogs, context.open_journal
        )
        self._column.addWidget(offer)
