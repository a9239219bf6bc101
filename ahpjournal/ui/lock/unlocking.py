"""Puts the unlock page over the window and hands on what comes of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.services.jobs import Jobs
from ahpjournal.services.messages import describe
from ahpjournal.services.protection import Key
from ahpjournal.text import _
from ahpjournal.ui.dialogs import DialogGate
from ahpjournal.ui.lock.ports import Protection
from ahpjournal.ui.lock.reasons import LockReason
from ahpjournal.ui.page import JournalDoor
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.theme.theme import Theme

if TYPE_CHECKING:
    from ahpjournal.ui.backup_offer import Restores
    from ahpjournal.ui.lock.unlock_page import UnlockPage
    from ahpjournal.ui.lock.unlock_presenter import UnlockPresenter


class UnlockHost(JournalDoor, Protocol):
    """What covers the window, and opens the journal once it is unlocked."""

    def show_cover(self, cover: QWidget) -> None:
        """Cover the window."""

    def unlocked(self, path: Path, key: Key, *, read_only: bool) -> None:
        """Open the journal at *path*.

        Raises:
            ConditionError: it cannot be opened.
        """


class Unlocking(QObject):
    """One unlock page at a time; how often a passphrase was wrong is remembered between them."""

    def __init__(
        self,
        host: UnlockHost,
        protection: Protection,
        restores: "Restores",
        jobs: Jobs,
        dialogs: DialogGate,
        theme: Theme,
    ) -> None:
        """Unlock for *host*."""
        super().__init__()
        self._host = host
        self._protection = protection
        self._restores = restores
        self._jobs = jobs
        self._dialogs = dialogs
        self._theme = theme
        self._path: Path | None = None
        self._presenter: UnlockPresenter | None = None
        self._page: UnlockPage | None = None
        self._offered: QWidget | None = None
        self._wrong: dict[Path, int] = {}

    def begin(self, path: Path, reason: LockReason, problem: AhpJournalError | None = None) -> None:
        """Cover the window with a page that unlocks the journal at *path*."""
        from ahpjournal.ui.lock.more_ways import UnlockContext, more_ways
        from ahpjournal.ui.lock.unlock_page import UnlockPage
        from ahpjournal.ui.lock.unlock_presenter import UnlockPresenter

        self.end()
        self._path = path
        page = UnlockPage(self._theme)

        def unlocked(key: Key) -> None:
            self._host.unlocked(path, key, read_only=False)

        def read_only(key: Key) -> None:
            self._host.unlocked(path, key, read_only=True)

        presenter = UnlockPresenter(
            page,
            path,
            reason,
            self._protection,
            self._jobs,
            QtTimers(page),
            unlocked,
            read_only,
            wrong_before=self._wrong.get(path, 0),
        )
        self._presenter = presenter
        page.unlock_requested.connect(presenter.unlock)
        page.code_requested.connect(presenter.ask_code)
        page.passphrase_requested.connect(presenter.ask_passphrase)
        page.code_given.connect(presenter.give_code)
        page.new_typed.connect(presenter.new_typed)
        page.new_given.connect(presenter.set_new)
        page.read_only_requested.connect(presenter.open_read_only)
        page.came_into_sight.connect(presenter.came_into_sight)
        page.went_out_of_sight.connect(presenter.went_out_of_sight)
        page.other_requested.connect(self._on_other)
        context = UnlockContext(
            path, self._restores, self._jobs, self._dialogs, self._host.open_journal
        )
        for widget in more_ways(context):
            page.more.addWidget(widget)
        self._page = page
        self._host.show_cover(page)
        presenter.start(problem)

    def set_unsaved(self, has_unsaved: bool) -> None:  # noqa: FBT001 - one fact
        """Say whether something typed before locking is not on disk yet."""
        if self._presenter is not None:
            self._presenter.set_unsaved(has_unsaved)

    def offer(self, widget: QWidget) -> None:
        """Put what else can be done onto the page, in the place of what was offered before."""
        if self._page is None:
            widget.deleteLater()
            return
        if self._offered is not None:
            self._offered.hide()
            self._offered.deleteLater()
        self._offered = widget
        self._page.more.addWidget(widget)

    def end(self) -> None:
        """Forget the page; who covered the window takes the cover away."""
        if self._presenter is not None and self._path is not None:
            self._wrong[self._path] = self._presenter.wrong
            self._presenter.close()
        self._presenter = self._page = self._offered = None

    def _on_other(self) -> None:
        folder = self._path.parent if self._path is not None else Path.home()
        path = self._dialogs.choose_open_file(
            _("Open a journal"), folder, _("Journals (*.ahpjournal)")
        )
        if path is None:
            return
        try:
            self._host.open_journal(path)
        except AhpJournalError as error:
            if self._presenter is not None:
                self._presenter.show_problem(describe(error))
