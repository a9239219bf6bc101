"""The running window: opening and changing journals, faults, and closing without loss."""

import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QObject, QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ahpjournal import logs
from ahpjournal.assets import resource_path
from ahpjournal.domain.backups import Backup
from ahpjournal.domain.clock import SystemClock
from ahpjournal.domain.errors import AhpJournalError, ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.merging import MergeReport
from ahpjournal.services.backups import BackupService, RestoreService
from ahpjournal.services.copies import MergeOutcome
from ahpjournal.services.messages import describe
from ahpjournal.services.protection import Key
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.backup_offer import BackupOffer
from ahpjournal.ui.daily_backups import DailyBackups
from ahpjournal.ui.dialogs import QtDialogs
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.navigation import page_specs
from ahpjournal.ui.page import PageContext
from ahpjournal.ui.qt_jobs import QtJobs
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.routes import Navigator, PageId, Route
from ahpjournal.ui.screen import check_screen
from ahpjournal.ui.theme.fonts import load_first_fonts, load_more_fonts
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.trouble import TroubleWindow

T = TypeVar("T")
SIGNAL_LOOK_MS = 250
WIDTH, HEIGHT = 1440, 900
_WITH_BACKUPS = frozenset(
    {
        ConditionCode.MISSING,
        ConditionCode.DAMAGED,
        ConditionCode.NOT_A_JOURNAL,
        ConditionCode.KEYS_MISSING,
        ConditionCode.KEYS_DAMAGED,
        ConditionCode.ENCRYPTED,
        ConditionCode.UPGRADE_FAILED,
    }
)
"""Where a journal does not open in a way that a backup may help."""


@dataclass(frozen=True, slots=True)
class Journals:
    """How the window opens journals; given by the composition root.

    *start* opens the journal to begin with; each raises ConditionError when it cannot.
    """

    start: Callable[[], JournalSession]
    open: Callable[[Path], JournalSession]
    create: Callable[[Path], JournalSession]
    demo: Callable[[], JournalSession]
    starts_with_demo: bool = False
    restores: RestoreService = field(default_factory=lambda: RestoreService(SystemClock()))


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
        self._daily = DailyBackups(self._jobs, QtTimers(self))
        self._session: JournalSession | None = None
        self._window: MainWindow | None = None
        self._trouble: TroubleWindow | None = None
        app.commitDataRequest.connect(self._on_session_end)
        app.aboutToQuit.connect(self.shut_down)

    @property
    def window(self) -> MainWindow | None:
        """The window, once a journal is open."""
        return self._window

    @property
    def trouble(self) -> TroubleWindow | None:
        """What says why no journal is open; None once one is."""
        return self._trouble

    def start(self) -> None:
        """Open the first journal, or say what stands in the way."""
        try:
            session = self._journals.start()
        except ConditionError as error:
            self._show_trouble(error)
            return
        self._show(session, is_demo=self._journals.starts_with_demo)

    def open_journal(self, path: Path) -> None:
        """Close this journal and open the one at *path*; on failure this one stays open."""
        self._change(lambda: self._journals.open(path))

    def create_journal(self, path: Path) -> None:
        """Close this journal and open a new one at *path*."""
        self._change(lambda: self._journals.create(path))

    def open_demo(self) -> None:
        """Close this journal and open a throw-away copy of the demo journal."""
        self._change(self._journals.demo, is_demo=True)

    def put_back(self, backup: Backup) -> None:
        """Close this journal, put *backup* in its place and open that; nothing is deleted."""
        self._replace(lambda backups, job: backups.put_back(backup, job))

    def undo_put_back(self, aside: Path) -> None:
        """Close this journal and bring back the one that a backup replaced, kept in *aside*."""
        self._replace(lambda backups, _job: backups.undo_put_back(aside))

    def merge_copy(self, other: Path, *, dry_run: bool, other_key: Key | None = None) -> None:
        """Close this journal, merge the copy at *other*, or look what that would do, and reopen."""
        if self._session is None:
            return
        copies = self._session.copies

        def work(job: Job) -> MergeReport:
            return copies.bring_in(other, job, dry_run=dry_run, other_key=other_key)

        def keep(
            session: JournalSession, report: MergeReport | None, error: AhpJournalError | None
        ) -> None:
            session.copies.outcome = MergeOutcome(other, report, error, other_key)

        self._apart(work, keep, "copies")

    def _replace(self, work: Callable[[BackupService, Job], object]) -> None:
        """Close the journal, let *work* put another file in its place, and open that."""
        if self._session is None:
            return
        backups = self._session.backups

        def keep(session: JournalSession, _outcome: object, error: AhpJournalError | None) -> None:
            if isinstance(error, ConditionError):
                session.backups.refused = error

        self._apart(lambda job: work(backups, job), keep, "backups")

    def _apart(
        self,
        work: Callable[[Job], T],
        keep: Callable[[JournalSession, T | None, AhpJournalError | None], None],
        card: str,
    ) -> None:
        """Close the journal, do *work* on the file, open it again and go to that *card*.

        *keep* hands what came of it to the new session: the result, or why there is none.
        """
        session, window = self._session, self._window
        if session is None or window is None or session.path is None or not window.flush():
            return
        path = session.path

        def reopen(outcome: T | None = None, error: Exception | None = None) -> None:
            known = error if isinstance(error, AhpJournalError) else None
            self._reopen(path, lambda fresh: keep(fresh, outcome, known), card)
            if error is not None and known is None:
                raise error

        def begin() -> None:
            self._daily.end()
            window.setEnabled(False)
            window.close_pages()
            session.close()
            self._session = None
            self._jobs.submit(
                work,
                on_done=reopen,
                on_error=lambda error: reopen(None, error),
                on_cancelled=reopen,
                on_progress=lambda _progress: None,
            )

        # The card that asked for this is on the call stack: let it return before it goes.
        QTimer.singleShot(0, self, begin)

    def _reopen(self, path: Path, keep: Callable[[JournalSession], None], card: str) -> None:
        try:
            session = self._journals.open(path)
        except ConditionError as refused:
            self._show_trouble(refused)
            return
        keep(session)
        self._show(session, is_demo=False, route=Route(PageId.SAFEKEEPING, record=card))

    def _change(self, opener: Callable[[], JournalSession], *, is_demo: bool = False) -> None:
        if self._window is not None and not self._window.flush():
            return
        session = opener()
        # The pages that asked for this are on the call stack: let them return before they go.
        QTimer.singleShot(0, self, lambda: self._show(session, is_demo=is_demo))

    def _show(self, session: JournalSession, *, is_demo: bool, route: Route | None = None) -> None:
        self._close_session()
        self._session = session
        if session.path is not None and not is_demo:
            with suppress(AhpJournalError):
                self._settings.remember(session.path)

        def make_context(navigator: Navigator) -> PageContext:
            return PageContext(
                session, self._jobs, self._dialogs, navigator, self._theme, self._settings, self
            )

        window = MainWindow(page_specs(), make_context, self._theme, is_demo=is_demo)
        _place(window, self._settings.current.window)
        window.closed.connect(self._on_window_closed)
        self._dialogs.window = window
        old, self._window = self._window, window
        window.show()
        if old is not None:
            old.hide()
            old.deleteLater()
        if self._trouble is not None:
            self._trouble.hide()
            self._trouble.deleteLater()
            self._trouble = None
        first = route or Route(PageId.TODAY)
        QTimer.singleShot(0, window, lambda: window.go(first))
        QTimer.singleShot(0, self, load_more_fonts)
        self._daily.begin(session)

    def _show_trouble(self, error: AhpJournalError) -> None:
        trouble = TroubleWindow(describe(error), self, self._dialogs, self.start, self._theme)
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
        old, self._trouble = self._trouble, trouble
        trouble.show()
        if old is not None:
            old.deleteLater()

    def _close_session(self) -> None:
        if self._window is not None:
            self._window.close_pages()
        self._daily.end()
        session, self._session = self._session, None
        if session is not None:
            session.close()
            self._daily.journal_closed(session.backups, was_read_only=session.is_read_only)

    def _on_window_closed(self) -> None:
        if self._window is not None:
            from dataclasses import replace

            kept = replace(self._settings.current, window=self._window.place())
            with suppress(AhpJournalError):
                self._settings.save(kept)
        self._app.quit()

    def _on_session_end(self) -> None:
        if self._window is not None:
            self._window.flush()

    def shut_down(self) -> None:
        """Save, stop the worker and let the journal go; the program ends or a test does."""
        if self._window is not None:
            self._window.flush()
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


def make_qt_application(arguments: list[str]) -> QApplication:
    """Make Qt's application object with our name, icon and first fonts."""
    app = QApplication(arguments)
    app.setApplicationName("AHP Journal")
    app.setDesktopFileName("ahpjournal")
    app.setWindowIcon(QIcon(str(resource_path("icons", "app", "ahpjournal-256.png"))))
    load_first_fonts()
    return app


def run_window(arguments: list[str], journals: Journals, settings: SettingsStore) -> int:
    """Show the window until it is closed; gives the exit code.

    Raises:
        ConditionError: there is no screen, or the system lacks what a window needs.
    """
    let_go = check_screen()
    app = make_qt_application(arguments)
    let_go()
    _install_hooks()
    theme = Theme(settings.current.theme, settings.current.text_size, app)
    application = WindowApplication(app, journals, settings, theme)
    ticking = _quit_on_signals(app)
    QTimer.singleShot(0, application, application.start)
    code = app.exec()
    ticking.stop()
    return int(code)


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


def _quit_on_signals(app: QApplication) -> QTimer:
    """Let SIGTERM and Ctrl-C close the window as its button does; drafts are saved on the way."""

    def leave(_number: int, _frame: object) -> None:
        app.quit()

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    # Python handles signals between byte codes of its own: this timer gives it the chance.
    timer = QTimer(app)
    timer.start(SIGNAL_LOOK_MS)
    timer.timeout.connect(_look_at_signals)
    return timer


def _look_at_signals() -> None:
    """Do nothing, in Python."""


def _install_hooks() -> None:
    """Log faults without the words they carry; the window stays open."""

    def on_error(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        logs.fault(error, trace)

    def on_thread_error(details: threading.ExceptHookArgs) -> None:
        if details.exc_value is not None:
            logs.fault(details.exc_value, details.exc_traceback)

    def on_unraisable(details: "sys.UnraisableHookArgs") -> None:
        if details.exc_value is not None:
            logs.fault(details.exc_value, details.exc_traceback)

    def on_qt_message(kind: QtMsgType, _context: object, _text: str) -> None:
        if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
            logs.note(f"qt: {kind.name}")

    sys.excepthook = on_error
    threading.excepthook = on_thread_error
    sys.unraisablehook = on_unraisable
    qInstallMessageHandler(on_qt_message)
