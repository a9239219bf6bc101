"""Qt's application object, its loop, signals of the system, and faults."""

import gc
import signal
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ahpjournal import logs
from ahpjournal.assets import resource_path
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.app import WindowApplication
from ahpjournal.ui.journals import Journals
from ahpjournal.ui.screen import check_screen
from ahpjournal.ui.theme.fonts import load_first_fonts
from ahpjournal.ui.theme.theme import Theme

SIGNAL_LOOK_MS = 250
COLLECT_AFTER_MS = 1_000
"""When Python looks for what nobody holds any more again: not before the first page is there."""


def make_qt_application(arguments: list[str]) -> QApplication:
    """Make Qt's application object with our name, icon and first fonts."""
    # One style on every system, which our style sheet was made for. As a method call, it would
    # have Python learn all that a style can do.
    app = QApplication([*arguments, "-style", "Fusion"])
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
    ticking = _quit_on_signals(app, application.leave)
    QTimer.singleShot(0, application, application.start)
    QTimer.singleShot(COLLECT_AFTER_MS, application, gc.enable)
    gc.freeze()  # the program itself, which stays; nothing of a journal is here yet
    code = app.exec()
    ticking.stop()
    return int(code)


def _quit_on_signals(app: QApplication, leave: Callable[[], None]) -> QTimer:
    """Let SIGTERM and Ctrl-C close the window as its button does; drafts are saved on the way."""

    def on_signal(_number: int, _frame: object) -> None:
        QTimer.singleShot(0, app, leave)

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
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
