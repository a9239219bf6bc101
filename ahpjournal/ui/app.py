"""The running window: opening, locking and changing journals, and closing without loss."""

import gc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QWidget

from ahpjournal import logs
from ahpjournal.domain.backups import Backup
from ahpjournal.domain.errors import AhpJournalError, ConditionCode, ConditionError, WarningCode
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services.messages import (
    CAN_BE_READ,
    UserMessage,
    describe_for_opening,
    describe_read_only,
    describe_warning,
)
from ahpjournal.services.one_writer import is_held
from ahpjournal.services.protection import Key, is_encrypted
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.text import _
from ahpjournal.ui.clipboard import Clipboard
from ahpjournal.ui.daily_backups import DailyBackups
from ahpjournal.ui.dialogs import QtDialogs
from ahpjournal.ui.file_work import FileWork
from ahpjournal.ui.journals import Journals
from ahpjournal.ui.lock.changes import PassphraseChanges
from ahpjournal.ui.lock.idle_watch import IdleWatch
from ahpjournal.ui.lock.reasons import LockReason
from ahpjournal.ui.lock.unlocking import Unlocking
from ahpjournal.ui.main_window import MainWindow, Whereabouts
from ahpjournal.ui.navigation import page_specs
from ahpjournal.ui.page import PageContext, Refused
from ahpjournal.ui.qt_jobs import QtJobs
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.routes import Navigator, PageId, Route
from ahpjournal.ui.safe_closing import SafeClosing
from ahpjournal.ui.show_requests import ShowAsker, ShowRequests
from ahpjournal.ui.theme.theme import Theme

if TYPE_CHECKING:
    from ahpjournal.ui.lock.system_events import SystemEvents
    from ahpjournal.ui.trouble import TroubleWindow

WIDTH, HEIGHT = 1440, 900
WATCH_AFTER_MS = 300
"""When to begin to watch whether anybody is there: the page is shown by then."""
LOOK_MS = 1_000
"""How often to look whether something typed could not be saved, and to try again while locked."""
_WITH_BACKUPS = frozenset(
    {
        ConditionCode.MISSING,
        ConditionCode.DAMAGED,
        ConditionCode.NOT_A_JOURNAL,
        ConditionCode.UPGRADE_FAILED,
    }
)
"""Where a journal does not open in a way that a backup may help; the unlock page has its own."""
_NEEDS_SECRET = frozenset(
    {ConditionCode.ENCRYPTED, ConditionCode.KEYS_MISSING, ConditionCode.KEYS_DAMAGED}
)


class WindowApplication(QObject):
    """Owns the window, the open journal and the worker; there is one in a process."""

    def __init__(
        self, app: QApplication, journals: Journals, settings: SettingsStore, theme: Theme
    ) -> None:
        """Prepare; start() shows the window."""
        super().__init__()
        self._app = app
        self._journals = journals
        self._settings = settings
        self._theme = theme
        self._jobs = QtJobs()
        self._dialogs = QtDialogs()
        self._clipboard = Clipboard()
        self._daily = DailyBackups(self._jobs, QtTimers(self))
        self._session: JournalSession | None = None
        self._window: MainWindow | None = None
        self._trouble: TroubleWindow | None = None
        self._asker: ShowAsker | None = None
        self._is_locked = self._has_left = False
        self._where: tuple[Path, Whereabouts] | None = None
        self._closing = SafeClosing(self._dialogs)
        self._file_work = FileWork(self, journals.restores, self._jobs, self._dialogs, theme)
        self._changes = PassphraseChanges(
            self, journals.protection, self._jobs, self._dialogs, theme
        )
        self._unlocking = Unlocking(
            self, journals.protection, journals.restores, self._jobs, self._dialogs, theme
        )
        self._watch = IdleWatch(app, journals.clock)
        self._events: SystemEvents | None = None
        self._requests = ShowRequests()
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._on_look)
        self._watch.lock_due.connect(self._on_lock_due)
        self._requests.asked.connect(self.come_forward)
        app.commitDataRequest.connect(self._on_session_end, Qt.ConnectionType.DirectConnection)
        app.aboutToQuit.connect(self.shut_down)

    @property
    def window(self) -> MainWindow | None:
        """The window, once there is a journal to show or to unlock."""
        return self._window

    @property
    def trouble(self) -> "TroubleWindow | None":
        """What says why no journal is open; None once one is."""
        return self._trouble

    @property
    def session(self) -> JournalSession | None:
        """The open journal; None while there is none, as while it is locked."""
        return self._session

    @property
    def is_demo(self) -> bool:
        """Whether the window shows a throw-away copy of the demo journal."""
        return self._window is not None and self._window.is_demo

    @property
    def is_locked(self) -> bool:
        """Whether the unlock page covers the window."""
        return self._is_locked

    # --- opening --------------------------------------------------------------------------------

    def start(self) -> None:
        """Open the first journal, ask for what opens it, or say what stands in the way."""
        try:
            session = self._journals.start()
        except ConditionError as error:
            self._on_refused_start(error)
            return
        self._show(session, is_demo=self._journals.starts_with_demo)

    def open_journal(self, path: Path) -> None:
        """Close this journal and open the one at *path*; on failure this one stays open.

        One that can only be read at present is opened so, if that is wanted.
        """
        try:
            self._change(lambda: self._journals.open(path))
        except ConditionError as error:
            if error.code not in CAN_BE_READ or not self._is_to_be_read(error):
                raise
            self.open_read_only(path)

    def _is_to_be_read(self, error: ConditionError) -> bool:
        said = describe_for_opening(error)
        read = _("Open it read-only")
        choices = (read, _("Cancel"))
        words = f"{said.what_happened} {said.what_is_safe} {said.next_step}"
        return choices[self._dialogs.choose(said.title, words, choices)] == read

    def create_journal(self, path: Path) -> None:
        """Close this journal and open a new one at *path*."""
        self._change(lambda: self._journals.create(path))

    def open_demo(self) -> None:
        """Close this journal and open a throw-away copy of the demo journal."""
        self._change(self._journals.demo, is_demo=True)

    def open_read_only(self, path: Path) -> None:
        """Close this journal and open the one at *path* to read it only."""
        self._change(lambda: self._journals.open(path, read_only=True))

    def put_back(self, backup: Backup) -> None:
        """Close this journal, put *backup* in its place and open that; nothing is deleted."""
        self._file_work.put_back(backup)

    def undo_put_back(self, aside: Path) -> None:
        """Close this journal and bring back the one that a backup replaced, kept in *aside*."""
        self._file_work.undo_put_back(aside)

    def merge_copy(self, other: Path, *, dry_run: bool, other_key: Key | None = None) -> None:
        """Close this journal, merge the copy at *other*, or look what that would do, and reopen."""
        self._file_work.merge_copy(other, dry_run=dry_run, other_key=other_key)

    def reopen(self, route: Route) -> None:
        """Close this journal, open it again as after a change of its programme, go to *route*."""
        self._file_work.reopen(route)

    def open_again(
        self,
        path: Path,
        key: Key,
        keep: Callable[[JournalSession], None],
        route: Route,
        *,
        is_demo: bool,
    ) -> None:
        """Open what lies at *path* now, hand the session to *keep*, and go to *route*.

        If *key* does not open it, its passphrase is asked for.
        """
        try:
            session = self._open_with(path, key)
        except ConditionError as refused:
            self._say(refused)
            return
        keep(session)
        self._show(session, is_demo=is_demo, route=route)

    def _open_with(self, path: Path, key: Key) -> JournalSession:
        """Open what lies at *path* now; if *key* does not open it, its passphrase is needed.

        Raises:
            ConditionError: it cannot be opened.
        """
        if not is_encrypted(path):
            return self._journals.open(path)
        try:
            return self._journals.open(path, key=key)
        except ConditionError as error:
            raise ConditionError(ConditionCode.ENCRYPTED, str(path)) from error

    def _change(self, opener: Callable[[], JournalSession], *, is_demo: bool = False) -> None:
        if self._window is not None and not self._window.flush():
            return
        try:
            session = opener()
        except ConditionError as error:
            if error.code not in _NEEDS_SECRET:
                raise
            needed = error
            QTimer.singleShot(0, self, lambda: self._ask_secret(needed))
            return
        # The pages that asked for this are on the call stack: let them return before they go.
        QTimer.singleShot(0, self, lambda: self._show(session, is_demo=is_demo))

    def _show(
        self,
        session: JournalSession,
        *,
        is_demo: bool = False,
        where: Whereabouts | None = None,
        route: Route | None = None,
    ) -> None:
        window = self._window_to_fill()
        self._close_session()
        self._session = session
        if session.path is not None and not is_demo:
            with suppress(AhpJournalError):
                self._settings.remember(session.path)

        def make_context(navigator: Navigator) -> PageContext:
            return PageContext(
                session, self._jobs, self._dialogs, navigator, self._theme, self._settings, self
            )

        self._is_locked = False
        self._unlocking.end()
        window.show_journal(make_context, is_demo=is_demo)
        window.show()
        self._end_trouble()
        QTimer.singleShot(0, window, lambda: self._arrive(where, route))
        QTimer.singleShot(0, self, lambda: self._start_watching(session))
        self._daily.begin(session)
        if session.is_from_newer_version:
            said = describe_warning(WarningCode.NEWER_VERSION, str(session.path or ""))
            window.show_notice("", said)
        elif session.is_read_only:
            window.show_notice("", describe_read_only())

    def _arrive(self, where: Whereabouts | None, route: Route | None) -> None:
        if self._window is None or self._session is None:
            return
        if where is not None:
            self._window.go_back(where)
        else:
            self._window.go(route or Route(PageId.TODAY))

    def _window_to_fill(self) -> MainWindow:
        if self._window is None:
            window = MainWindow(page_specs(), None, self._theme)
            _place(window, self._settings.current.window)
            window.closed.connect(self._on_window_closed)
            window.repair_requested.connect(self._on_repair_requested)
            window.close_refused.connect(self._on_close_refused)
            window.lock_requested.connect(self.lock_now)
            window.copy_requested.connect(self._on_copy_requested)
            self._dialogs.window = window
            self._window = window
        return self._window

    def _on_refused_start(self, error: ConditionError) -> None:
        path = Path(error.path)
        is_open_here = error.code is ConditionCode.IN_USE or (
            error.code in _NEEDS_SECRET and is_held(path)
        )
        if is_open_here:
            self._asker = ShowAsker(path, self)
            self._asker.answered.connect(self._on_answered)
            self._asker.unanswered.connect(lambda: self._say(error))
            self._asker.start()
        else:
            self._say(error)

    def _on_answered(self) -> None:
        logs.note("another-window-came-forward")
        self._has_left = True
        self._app.quit()

    def _say(self, error: ConditionError) -> None:
        if error.code in _NEEDS_SECRET:
            self._ask_secret(error)
        else:
            self._show_trouble(error)

    def _ask_secret(self, error: ConditionError) -> None:
        window = self._window_to_fill()
        self._close_session()
        self._is_locked = True
        self._unlocking.begin(Path(error.path), LockReason.START, error)
        window.show()
        self._end_trouble()

    def _show_trouble(self, error: AhpJournalError) -> None:
        from ahpjournal.ui.archive_offer import ArchiveOffer
        from ahpjournal.ui.backup_offer import BackupOffer
        from ahpjournal.ui.repair_offer import RepairOffer
        from ahpjournal.ui.trouble import TroubleWindow

        trouble = TroubleWindow(error, self, self._dialogs, self.start, self._theme)
        repair = self._journals.repair
        is_damaged = isinstance(error, ConditionError) and error.code is ConditionCode.DAMAGED
        if repair is not None and is_damaged and isinstance(error, ConditionError):
            trouble.add_offer(
                RepairOffer(Path(error.path), repair, self._jobs, self._dialogs, self.open_journal)
            )
        if isinstance(error, ConditionError) and error.code in _WITH_BACKUPS:
            trouble.add_offer(
                BackupOffer(
                    Path(error.path),
                    self._journals.restores,
                    self._jobs,
                    self._dialogs,
                    self.open_journal,
                )
            )
        is_gone = isinstance(error, ConditionError) and error.code in _WITH_BACKUPS
        if is_gone:
            trouble.add_offer(ArchiveOffer(self._jobs, self._dialogs, self.open_journal))
        old, self._trouble = self._trouble, trouble
        trouble.show()
        if old is not None:
            old.hide()
            old.deleteLater()

    def _end_trouble(self) -> None:
        if self._trouble is not None:
            self._trouble.hide()
            self._trouble.deleteLater()
            self._trouble = None

    # --- locking --------------------------------------------------------------------------------

    def lock_now(self) -> None:
        """Lock the journal; where nothing protects it, show how to protect it."""
        self.lock(LockReason.ASKED)

    def lock(self, reason: LockReason) -> None:
        """Save, cover everything, and let the journal and its key go. Never asks anything."""
        session, window = self._session, self._window
        if session is None or window is None or self._is_locked:
            return
        if not session.is_encrypted or session.path is None:
            if reason is LockReason.ASKED:
                window.go(Route(PageId.SAFEKEEPING, record="passphrase"))
            return
        where = window.where()
        self._where = (session.path, where) if where is not None else None
        is_saved = window.flush()
        self._is_locked = True
        self._unlocking.begin(session.path, reason)
        self._stop_watching()
        self._dialogs.close_all()
        session.forget_copies()
        self._clipboard.clear_ours()
        self._clipboard.stop()
        self._unlocking.set_unsaved(not is_saved)
        if is_saved:
            # A page may have asked for this: it is on the call stack and has to return first.
            QTimer.singleShot(0, self, self._end_locking)
        else:
            logs.note("locked-with-words-not-saved")
            self._looking.start()

    def _end_locking(self) -> None:
        if self._is_locked:
            self._unlocking.set_unsaved(False)
            self._close_session()
            # The pages are destroyed in the next turn; what held each other in a ring goes then.
            QTimer.singleShot(0, self, gc.collect)

    def unlocked(self, path: Path, key: Key, *, read_only: bool) -> None:
        """Open the journal that was locked, where one was in it.

        Raises:
            ConditionError: it cannot be opened.
        """
        if self._session is not None and self._window is not None:  # it still holds unsaved words
            self._is_locked = False
            self._unlocking.end()
            self._window.uncover()
            self._start_watching(self._session)
            return
        try:
            session = self._journals.open(path, read_only=read_only, key=key)
        except ConditionError as error:
            self._offer_repair(error, path, key)
            raise
        kept, self._where = self._where, None
        where = kept[1] if kept is not None and kept[0] == path else None
        self._show(session, where=where)

    def _offer_repair(self, error: ConditionError, path: Path, key: Key) -> None:
        """Offer, where the secret was right and the file is damaged, what can still be read."""
        from ahpjournal.ui.repair_offer import RepairOffer

        repair = self._journals.repair
        if repair is None or error.code is not ConditionCode.DAMAGED:
            return
        with_key = partial(repair, key=key)
        self._unlocking.offer(
            RepairOffer(path, with_key, self._jobs, self._dialogs, self.open_journal)
        )

    def _on_repair_requested(self) -> None:
        if self._journals.repair is not None:
            self._file_work.repair(self._journals.repair)

    def set_lock_minutes(self, minutes: int) -> None:
        """Lock after *minutes* without use from now on.

        Raises:
            ConditionError: the settings cannot be written; it holds for this time only.
        """
        self._watch.set_minutes(minutes)
        self._settings.save(replace(self._settings.current, lock_minutes=minutes))

    def _start_watching(self, session: JournalSession) -> None:
        if session is not self._session:  # it was closed before the page was there
            return
        if session.is_encrypted and self._window is not None:
            QTimer.singleShot(WATCH_AFTER_MS, self, lambda: self._watch_for_absence(session))
            self._clipboard.watch()
        if not session.is_read_only:
            self._requests.listen(session.path)
            self._looking.start()

    def _watch_for_absence(self, session: JournalSession) -> None:
        """Lock when nobody is there, or the system says so; both slow what is being shown."""
        if session is not self._session or self._window is None or self._is_locked:
            return
        from ahpjournal.ui.lock.system_events import SystemEvents

        if self._events is None:
            self._events = SystemEvents()
            self._events.lock_due.connect(self._on_lock_due)
        self._watch.start(self._settings.current.lock_minutes)
        self._events.start(int(self._window.winId()))

    def _stop_watching(self) -> None:
        self._watch.stop()
        if self._events is not None:
            self._events.stop()
        self._looking.stop()

    def _on_lock_due(self, reason: str) -> None:
        self.lock(LockReason(reason))

    # --- the passphrase -------------------------------------------------------------------------

    def set_passphrase(self, new: Passphrase, on_refused: Refused) -> None:
        """Encrypt the journal with *new*."""
        self._changes.set_passphrase(new, on_refused)

    def change_passphrase(self, present: Passphrase, new: Passphrase, on_refused: Refused) -> None:
        """Let *new* open the journal in place of *present*."""
        self._changes.change_passphrase(present, new, on_refused)

    def remove_passphrase(self, present: Passphrase, on_refused: Refused) -> None:
        """Make the journal plain again."""
        self._changes.remove_passphrase(present, on_refused)

    def save_sheet(self, on_saved: Callable[[Path], None], on_refused: Refused) -> None:
        """Ask where to, and save the recovery sheet there."""
        self._changes.save_sheet(on_saved, on_refused)

    def put_away(self, cover: QWidget) -> bool:
        """Save, close the journal and cover everything; tell whether that was possible."""
        window = self._window
        if window is None or self._is_locked or not window.flush():
            return False
        window.cover(cover)
        self._stop_watching()
        self._close_session(is_backed_up=False)
        return True

    def show_notice(self, words: str, problem: UserMessage | None = None, left: str = "") -> None:
        """Say above the pages what was done, what stood in the way, or what is *left* to do."""
        self._window_to_fill().show_notice(words, problem, left)

    def show_cover(self, cover: QWidget) -> None:
        """Show another cover."""
        if self._window is not None:
            self._window.cover(cover)

    def bring_back(
        self, path: Path, key: Key, problem: UserMessage | None, words: str, left: str = ""
    ) -> None:
        """Open the journal again and go to safekeeping, with what went wrong or what was done.

        *left* says what is left to do by hand.
        """
        try:
            session = self._journals.open(path, key=key)
        except ConditionError as error:
            self._say(error)
            return
        self._show(session, route=Route(PageId.SAFEKEEPING, record="passphrase"))
        self.show_notice(words, problem, left)

    # --- saving, and closing without loss -------------------------------------------------------

    def come_forward(self) -> None:
        """Show the window in front of the others."""
        if self._window is not None:
            self._window.come_forward()

    def leave(self) -> None:
        """Quit if everything typed is on disk; otherwise stay and say what is not."""
        if self._window is None or self._window.flush():
            self._app.quit()
            return
        logs.note("asked-to-quit-with-words-not-saved")
        self._on_look()

    def _on_look(self) -> None:
        window = self._window
        if window is None or self._session is None:
            return
        if not self._is_locked:
            window.show_unsaved(window.unsaved())
        elif window.flush():
            self._looking.stop()
            self._end_locking()

    def _on_copy_requested(self) -> None:
        if self._window is not None:
            self._closing.save_copy(self._window)

    def _on_close_refused(self) -> None:
        # While it is locked, the unlock page says so, and shows nothing of it.
        window = self._window
        if window is not None and not self._is_locked and self._closing.may_close(window):
            self._on_window_closed()

    def _on_window_closed(self) -> None:
        if self._window is not None:
            kept = replace(self._settings.current, window=self._window.place())
            with suppress(AhpJournalError):
                self._settings.save(kept)
        self._app.quit()

    def _on_session_end(self, manager: QSessionManager) -> None:
        if self._window is not None and not self._window.flush() and manager.allowsInteraction():
            manager.cancel()
            manager.release()

    def _close_session(self, *, is_backed_up: bool = True) -> None:
        self._stop_watching()
        self._closing.forget_copy()
        self._daily.end()
        self._requests.listen(None)
        self._jobs.stop_all()
        if self._window is not None:
            self._window.let_go()
        if self._session is not None:
            session, self._session = self._session, None
            try:
                session.close()
            except ConditionError as error:
                # What was saved is safe in the log beside the journal.
                logs.note(f"closing-journal: {error.code.value}")
            if is_backed_up:
                self._daily.journal_closed(session.backups, was_read_only=session.is_read_only)

    def shut_down(self) -> None:
        """Save, stop the worker and let the journal go; the program ends or a test does."""
        if self._window is not None:
            self._window.flush()
        self._unlocking.end()
        self._clipboard.stop()
        for window in (self._window, self._trouble):
            if window is not None:
                window.hide()
        self._jobs.shut_down()
        self._daily.leave()
        self._close_session()
        for window in (self._window, self._trouble):
            if window is not None:
                window.deleteLater()
        self._window = self._trouble = None


def _place(window: MainWindow, kept: str) -> None:
    """Put the window where it was, or in the middle of the screen at a good size."""
    room = window.screen().availableGeometry()
    size = QSize(min(WIDTH, round(room.width() * 0.94)), min(HEIGHT, round(room.height() * 0.92)))
    window.resize(size)
    frame = window.geometry()
    frame.moveCenter(room.center())
    window.setGeometry(frame)
    if kept:
        window.restore_place(kept)
