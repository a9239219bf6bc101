"""Setting, changing and removing the passphrase of the open journal, with its pages put away."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ahpjournal.domain.errors import AhpJournalError, InputCode, InputError
from ahpjournal.domain.jobs import Job, Progress
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode, RecoverySheet
from ahpjournal.services.jobs import Jobs
from ahpjournal.services.messages import UserMessage, describe, unexpected
from ahpjournal.services.protection import NO_KEY, Key
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _
from ahpjournal.ui.dialogs import DialogGate
from ahpjournal.ui.lock.ports import Protection
from ahpjournal.ui.page import Refused
from ahpjournal.ui.theme.theme import Theme

T = TypeVar("T")


class ChangeHost(Protocol):
    """What puts the pages away and brings them back."""

    @property
    def session(self) -> JournalSession | None:
        """The open journal."""

    def put_away(self, cover: QWidget) -> bool:
        """Save, close the journal and cover everything; tell whether that was possible."""

    def show_cover(self, cover: QWidget) -> None:
        """Show another cover."""

    def bring_back(
        self, path: Path, key: Key, problem: UserMessage | None, words: str, left: str = ""
    ) -> None:
        """Open the journal again and go to safekeeping, with what went wrong or what was done.

        *left* says what is left to do by hand.
        """


class PassphraseChanges(QObject):
    """Does one change at a time; an outcome always ends in an open journal or the unlock page."""

    def __init__(
        self,
        host: ChangeHost,
        protection: Protection,
        jobs: Jobs,
        dialogs: DialogGate,
        theme: Theme,
    ) -> None:
        """Change the journal that *host* has open."""
        super().__init__()
        self._host = host
        self._protection = protection
        self._jobs = jobs
        self._dialogs = dialogs
        self._theme = theme

    def set_passphrase(self, new: Passphrase, on_refused: Refused) -> None:
        """Encrypt the journal with *new*, then show its recovery code."""
        session, path = self._host.session, self._path()
        if session is None or path is None:
            return
        protection = self._protection
        journal_id, today = session.journal_id, session.clock.today()

        def work(job: Job) -> tuple[RecoveryCode, Key]:
            code = protection.set_passphrase(path, new, job)
            return code, protection.unlock(path, new)

        def done(outcome: tuple[RecoveryCode, Key]) -> None:
            code, key = outcome
            sheet = RecoverySheet(path.name, journal_id, code, today)
            self._show_code(path, sheet, key)

        self._apart(_("Encrypting the journal\u2026"), path, NO_KEY, work, done, on_refused)

    def change_passphrase(self, present: Passphrase, new: Passphrase, on_refused: Refused) -> None:
        """Let *new* open the journal in place of *present*."""
        path = self._path()
        if path is None:
            return
        protection = self._protection

        def work(job: Job) -> Key:
            protection.change_passphrase(path, present, new, job)
            return protection.unlock(path, new)

        def done(key: Key) -> None:
            words = _("The passphrase was changed. The recovery code is the same as before.")
            left = _left_words(protection.left, is_new=False)
            self._host.bring_back(path, key, None, words, left)

        def proven(key: Key) -> None:
            title = _("Changing the passphrase\u2026")
            self._apart(title, path, key, work, done, on_refused)

        self._prove(path, present, proven, on_refused)

    def remove_passphrase(self, present: Passphrase, on_refused: Refused) -> None:
        """Make the journal plain again."""
        path = self._path()
        if path is None:
            return
        protection = self._protection

        def work(job: Job) -> None:
            protection.remove_passphrase(path, present, job)

        def done(_nothing: None) -> None:
            words = _("The passphrase was removed. The journal is a plain file now.")
            self._host.bring_back(path, NO_KEY, None, words)

        def proven(key: Key) -> None:
            title = _("Removing the passphrase\u2026")
            self._apart(title, path, key, work, done, on_refused)

        self._prove(path, present, proven, on_refused)

    def save_sheet(self, on_saved: Callable[[Path], None], on_refused: Refused) -> None:
        """Ask where to, and save the recovery sheet of the open journal there."""
        session = self._host.session
        path = self._path()
        if session is None or path is None:
            return
        try:
            sheet = session.recovery_sheet()
        except AhpJournalError as error:
            on_refused(describe(error))
            return
        self._save_sheet(path, sheet, on_saved, on_refused)

    def _save_sheet(
        self,
        path: Path,
        sheet: RecoverySheet,
        on_saved: Callable[[Path], None],
        on_refused: Refused,
    ) -> None:
        from ahpjournal.services.recovery_sheets import suggested_name

        target = self._dialogs.choose_save_file(
            _("Save the recovery sheet"), Path.home() / suggested_name(sheet), _("PDF (*.pdf)")
        )
        if target is None:
            return
        protection = self._protection

        def work(job: Job) -> Path:
            return protection.write_sheet(sheet, path, target, job)

        self._submit(work, on_saved, on_refused)

    def _show_code(self, path: Path, sheet: RecoverySheet, key: Key) -> None:
        from ahpjournal.ui.lock.recovery_page import RecoveryPage

        page = RecoveryPage(sheet.code, self._theme)

        def finish() -> None:
            words = _(
                "The journal is encrypted. It opens with your passphrase or your recovery code"
                " only."
            )
            left = _left_words(self._protection.left, is_new=True)
            self._host.bring_back(path, key, None, words, left)

        page.sheet_requested.connect(
            lambda: self._save_sheet(path, sheet, page.show_saved, page.show_problem)
        )
        page.finished.connect(finish)
        self._host.show_cover(page)

    def _path(self) -> Path | None:
        session = self._host.session
        return session.path if session is not None else None

    def _prove(
        self,
        path: Path,
        present: Passphrase,
        proven: Callable[[Key], None],
        on_refused: Refused,
    ) -> None:
        """Find out whether *present* is right while the pages are still there."""
        protection = self._protection

        def work(_job: Job) -> Key:
            return protection.unlock(path, present)

        self._submit(work, proven, on_refused)

    def _apart(
        self,
        title: str,
        path: Path,
        key: Key,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        on_refused: Refused,
    ) -> None:
        """Do *work* on the closed file; *key* opens it again if the work cannot be done."""
        from ahpjournal.ui.lock.working_page import WorkingPage

        page = WorkingPage(title, self._theme)

        def failed(problem: UserMessage) -> None:
            self._host.bring_back(path, key, problem, "")

        def begin() -> None:
            if self._host.put_away(page):
                self._submit(work, done, failed, page.show_progress)
            else:
                page.deleteLater()
                on_refused(describe(InputError(InputCode.NOT_ALLOWED_NOW)))

        # The card that asked for this is on the call stack: let it return before it goes.
        QTimer.singleShot(0, self, begin)

    def _submit(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Refused,
        on_progress: Callable[[Progress], None] = lambda _progress: None,
    ) -> None:
        def on_error(error: Exception) -> None:
            if isinstance(error, AhpJournalError):
                failed(describe(error))
                return
            failed(unexpected())
            raise error

        self._jobs.submit(
            work,
            on_done=done,
            on_error=on_error,
            on_cancelled=lambda: None,
            on_progress=on_progress,
        )


def _left_words(left: tuple[Path, ...], *, is_new: bool) -> str:
    """Name the copies that a change of the passphrase left as they were."""
    if not left:
        return ""
    words = (
        _(
            "These copies could not be encrypted: whoever has them may read them. Delete them once"
            " you are sure that you do not need them:"
        )
        if is_new
        else _("These copies could not be updated and are as they were:")
    )
    return "\n".join((words, *map(str, left)))
