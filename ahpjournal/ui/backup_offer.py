"""What is offered where a journal does not open: its backups, with dates and counts."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from ahpjournal.domain.backups import Backup
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.jobs import Job
from ahpjournal.services.jobs import Jobs
from ahpjournal.services.messages import describe, unexpected
from ahpjournal.text import _
from ahpjournal.ui.backup_words import holds, moment_of, reason_name
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, empty
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column, PackedColumn

FEW = 3


class Restores(Protocol):
    """The ways back for a journal that does not open."""

    def near(self, journal: Path) -> tuple[Backup, ...]:
        """Give the journal's backups, newest first."""

    def beside(self, backup: Path, target: Path, job: Job) -> object:
        """Bring *backup* back at *target*."""

    def put_back(self, backup: Backup, journal: Path, job: Job) -> object:
        """Put *backup* in the place of *journal*, which is kept."""


class OfferDialogs(Protocol):
    """What the offer asks."""

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Ask before something is replaced."""

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Ask where to save."""


class BackupOffer(Card):
    """Lists the newest backups of a journal; hidden while there are none.

    Each comes back beside the journal or in its place, and is opened then.
    """

    def __init__(
        self,
        journal: Path,
        restores: Restores,
        jobs: Jobs,
        dialogs: OfferDialogs,
        open_journal: Callable[[Path], None],
    ) -> None:
        """Look for backups of *journal* in the background."""
        super().__init__(
            _("Backups of this journal"),
            _("One that is brought back is opened; the file that does not open is kept."),
        )
        self._journal = journal
        self._restores = restores
        self._jobs = jobs
        self._dialogs = dialogs
        self._open = open_journal
        self._banner = Banner()
        self._rows = Column(gap=10)
        self.body.addWidget(self._banner)
        self.body.addLayout(self._rows)
        self.hide()
        self._submit(lambda _job: restores.near(journal), self._show_backups)

    def _show_backups(self, backups: tuple[Backup, ...]) -> None:
        empty(self._rows)
        for backup in backups[:FEW]:
            self._rows.addWidget(self._row(backup))
        self.setVisible(bool(backups))

    def _row(self, backup: Backup) -> QWidget:
        holder = QWidget()
        layout = PackedColumn(holder, gap=2)
        moment = moment_of(backup)
        layout.addWidget(Words(moment, "strong"))
        detail = f"{reason_name(backup.reason)} \u00b7 {holds(backup)}"
        layout.addWidget(Words(detail, "small", "text2"))
        beside = Button(_("Bring back beside\u2026"), "quiet")
        beside.setAccessibleName(
            _("Bring back the backup of {moment} beside the journal").format(moment=moment)
        )
        beside.clicked.connect(lambda: self._on_beside(backup))
        place = Button(_("Put in its place\u2026"), "quiet")
        place.setAccessibleName(
            _("Put the backup of {moment} in the place of the journal").format(moment=moment)
        )
        place.clicked.connect(lambda: self._on_place(backup))
        buttons = FlowBox(8)
        buttons.add(beside)
        buttons.add(place)
        layout.addWidget(buttons)
        return holder

    def _on_beside(self, backup: Backup) -> None:
        name = _("{journal} as of {date}").format(
            journal=self._journal.stem, date=backup.made_on.isoformat()
        )
        target = self._dialogs.choose_save_file(
            _("Bring back beside the journal"),
            self._journal.with_name(f"{name}.ahpjournal"),
            _("Journals (*.ahpjournal)"),
        )
        if target is not None:
            self._bring(lambda job: self._restores.beside(backup.path, target, job), target)

    def _on_place(self, backup: Backup) -> None:
        text = _(
            "The backup of {moment} holds {what}. It takes the place of {name}, which is kept in a"
            " folder beside it as it is and can come back."
        ).format(moment=moment_of(backup), what=holds(backup), name=self._journal.name)
        title = _("Put this backup in the place of the journal?")
        if self._dialogs.confirm(title, text, _("Put it back")):
            self._bring(
                lambda job: self._restores.put_back(backup, self._journal, job), self._journal
            )

    def _bring(self, work: Callable[[Job], object], path: Path) -> None:
        self._banner.show_words(_("Reading the backup and bringing it back\u2026"))
        for button in self.findChildren(Button):
            button.setEnabled(False)

        def opened(_outcome: object) -> None:
            try:
                self._open(path)
            except AhpJournalError as error:
                self._on_error(error)

        self._submit(work, opened)

    def _submit(self, work: Callable[[Job], object], done: Callable[..., None]) -> None:
        def if_alive(call: Callable[..., None]) -> Callable[..., None]:
            def called(outcome: object) -> None:
                if Shiboken.isValid(self):  # the offer may be gone by then
                    call(outcome)

            return called

        self._jobs.submit(
            work,
            on_done=if_alive(done),
            on_error=if_alive(self._on_error),
            on_cancelled=lambda: None,
            on_progress=lambda _progress: None,
        )

    def _on_error(self, error: Exception) -> None:
        for button in self.findChildren(Button):
            button.setEnabled(True)
        if isinstance(error, AhpJournalError):
            self._banner.show_message(describe(error))
            return
        self._banner.show_message(unexpected())
        raise error
