"""Bringing a journal back from an archive PDF: which file, its passphrase, where to put it."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from ahpjournal.domain.errors import AhpJournalError, ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services.archives import BroughtBack, bring_back_archive, refuse_other
from ahpjournal.services.jobs import Jobs
from ahpjournal.services.messages import describe, unexpected
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.secret_field import SecretField


class ArchiveDialogs(Protocol):
    """What the offer asks."""

    def choose_open_file(self, title: str, folder: Path, pattern: str) -> Path | None:
        """Ask for the archive."""

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Ask where to put the journal."""


class ArchiveOffer(QWidget):
    """A button; then the passphrase of the archive that was chosen; then the journal, to open."""

    def __init__(
        self,
        jobs: Jobs,
        dialogs: ArchiveDialogs,
        open_journal: Callable[[Path], None],
        known: Callable[[], tuple[Path, ...]] = tuple,
    ) -> None:
        """Offer it. *known* gives journals among which other copies are looked for."""
        super().__init__()
        self._jobs = jobs
        self._dialogs = dialogs
        self._open_journal = open_journal
        self._known = known
        self._archive: Path | None = None
        self._back: BroughtBack | None = None
        outer = Column(self, gap=10)
        self._choose = Button(_("Bring back from an archive\u2026"))
        self._choose.setAccessibleDescription(
            _("An archive is a PDF with a whole journal inside, saved on the Portfolio page.")
        )
        self._choose.clicked.connect(self._on_choose)
        outer.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._form = QWidget()
        form = Column(self._form, gap=10)
        self._file = Words("", "small", "text2")
        self._field = SecretField(
            _("Passphrase of the archive"), _("The one that was typed when it was saved.")
        )
        self._field.submitted.connect(self._on_bring)
        self._bring = Button(_("Bring it back\u2026"), "primary")
        self._bring.clicked.connect(self._on_bring)
        self._leave = Button(_("Cancel"))
        self._leave.clicked.connect(self._on_leave)
        buttons = FlowBox(8)
        buttons.add(self._bring)
        buttons.add(self._leave)
        for part in (self._file, self._field, buttons):
            form.addWidget(part)
        self._form.hide()
        outer.addWidget(self._form)
        self._banner = Banner()
        self._banner.hide()
        outer.addWidget(self._banner)
        self._open = Button(_("Open the journal"), "primary")
        self._open.clicked.connect(self._on_open)
        self._open.hide()
        outer.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_choose(self) -> None:
        path = self._dialogs.choose_open_file(
            _("Bring back from an archive"), Path.home(), _("Archives (*.pdf)")
        )
        if path is None:
            return
        try:
            refuse_other(path)
        except AhpJournalError as error:
            self._banner.show_message(describe(error))
            return
        self._archive, self._back = path, None
        self._file.setText(str(path))
        self._field.clear()
        self._banner.hide()
        self._open.hide()
        self._choose.hide()
        self._form.show()
        self._field.select()

    def _on_leave(self) -> None:
        self._archive = None
        self._field.clear()
        self._form.hide()
        self._banner.hide()
        self._choose.show()
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_bring(self) -> None:
        archive = self._archive
        if archive is None or not self._form.isEnabled():
            return
        try:
            passphrase = Passphrase(self._field.text())
        except AhpJournalError as error:
            self._refuse(error)
            return
        target = self._dialogs.choose_save_file(
            _("Where to put the journal"),
            archive.with_suffix(".ahpjournal"),
            _("Journals (*.ahpjournal)"),
        )
        if target is None:
            return
        self._form.setEnabled(False)
        self._field.show_error("")
        self._banner.show_words(_("Reading the archive and bringing the journal back\u2026"))
        known = self._known()

        def work(job: Job) -> BroughtBack:
            return bring_back_archive(archive, passphrase, target, job, known)

        def done(back: BroughtBack) -> None:
            if Shiboken.isValid(self):  # the page may be gone by then
                self._on_done(back)

        def failed(error: Exception) -> None:
            if Shiboken.isValid(self):
                self._on_error(error)

        self._jobs.submit(
            work,
            on_done=done,
            on_error=failed,
            on_cancelled=lambda: None,
            on_progress=lambda _progress: None,
        )

    def _on_done(self, back: BroughtBack) -> None:
        self._back = back
        self._field.clear()
        self._form.setEnabled(True)
        self._form.hide()
        self._choose.show()
        text = _("It is the same journal as before, and opens with the passphrase of the archive.")
        if back.copies:
            text += " " + _(
                "There is another copy of it: {paths}. Go on in one of them only, or bring them"
                " together on the page Safekeeping."
            ).format(paths=", ".join(map(str, back.copies)))
        tone = "warn" if back.copies else "ok"
        self._banner.show_words(_("The journal is back"), f"{back.path}\n{text}", tone)
        self._open.show()
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_open(self) -> None:
        if self._back is None:
            return
        try:
            self._open_journal(self._back.path)
        except AhpJournalError as error:
            if Shiboken.isValid(self):
                self._on_error(error)

    def _on_error(self, error: Exception) -> None:
        self._form.setEnabled(True)
        if not isinstance(error, AhpJournalError):
            self._banner.show_message(unexpected())
            raise error
        self._refuse(error)

    def _refuse(self, error: AhpJournalError) -> None:
        is_wrong = (
            isinstance(error, ConditionError) and error.code is ConditionCode.WRONG_PASSPHRASE
        )
        self._banner.show_message(None if is_wrong else describe(error))
        if is_wrong:
            said = describe(error)
            self._field.show_error(f"{said.title}. {said.what_is_safe} {said.next_step}")
        self._field.select()
