"""A tour: a picture of every page, made without a screen."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from math import ceil
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QSize,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from ahpjournal.domain.backups import Backup
from ahpjournal.domain.entries import EntryFilter
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.plans import ActionState
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.domain.records import dataclass
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.protection import Key
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import Settings, SettingsStore, ThemeChoice
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.navigation import page_specs
from ahpjournal.ui.page import PageContext, Refused
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction
from ahpjournal.ui.running import make_qt_application
from ahpjournal.ui.theme.fonts import load_more_fonts
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.tour_states import NoDialogs, Take, covers, take_states

SETTLE_MS, SETTLE_ROUNDS = 25, 4


@dataclass(frozen=True, slots=True)
class TourWish:
    """How the pictures are to be made: *width* and *height* in pixels of the picture."""

    folder: Path
    width: int = 1366
    height: int = 768
    theme: ThemeChoice = ThemeChoice.LIGHT
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture: its name and where to go for it."""

    name: str
    route: Route


class NoDoor:
    """Opens nothing: the tour stays in the demo journal."""

    def open_journal(self, path: Path) -> None:
        """Stay."""

    def open_read_only(self, path: Path) -> None:
        """Stay."""

    def create_journal(self, path: Path) -> None:
        """Stay."""

    def open_demo(self) -> None:
        """Stay."""

    def put_back(self, backup: Backup) -> None:
        """Stay."""

    def undo_put_back(self, aside: Path) -> None:
        """Stay."""

    def reopen(self, route: Route) -> None:
        """Stay."""

    def merge_copy(self, other: Path, *, dry_run: bool, other_key: Key | None = None) -> None:
        """Stay."""

    def lock_now(self) -> None:
        """Stay."""

    def set_lock_minutes(self, minutes: int) -> None:
        """Stay."""

    def set_passphrase(self, new: Passphrase, on_refused: Refused) -> None:
        """Stay."""

    def change_passphrase(self, present: Passphrase, new: Passphrase, on_refused: Refused) -> None:
        """Stay."""

    def remove_passphrase(self, present: Passphrase, on_refused: Refused) -> None:
        """Stay."""

    def save_sheet(self, on_saved: Callable[[Path], None], on_refused: Refused) -> None:
        """Stay."""


def stops(session: JournalSession) -> tuple[Stop, ...]:
    """Give every picture of the tour: each page, and the states worth seeing."""
    shared = session.portfolios.saved_selection()
    entry = shared.entries[0] if shared.entries else ""
    keys = session.entries.find(EntryFilter())
    with_files = next((e.id for e in session.entries.page(keys) if e.attachments), entry)
    reply = next((reply.id for reply in session.replies.list_all()), "")
    open_actions = [a for a in session.plans.list_all() if a.state.is_open and a.notes]
    action = open_actions[0].id if open_actions else ""
    return (
        Stop("today", Route(PageId.TODAY)),
        Stop("programme", Route(PageId.PROGRAMME)),
        Stop("competencies", Route(PageId.COMPETENCIES)),
        Stop("progress", Route(PageId.PROGRESS)),
        Stop("journal", Route(PageId.JOURNAL, RouteAction.SHOW, entry)),
        Stop("journal-attachments", Route(PageId.JOURNAL, RouteAction.ATTACHMENTS, with_files)),
        Stop("journal-search", Route(PageId.JOURNAL, RouteAction.SEARCH, text="risk")),
        Stop("find", Route(PageId.FIND, RouteAction.SEARCH, text="risk\tafter:2026-01")),
        Stop("find-timeline", Route(PageId.FIND, RouteAction.SEARCH, "months", "coach")),
        Stop("find-calendar", Route(PageId.FIND, record="calendar")),
        Stop("material", Route(PageId.MATERIAL, record="prompts")),
        Stop("material-templates", Route(PageId.MATERIAL, record="templates")),
        Stop("material-tags", Route(PageId.MATERIAL, record="tags")),
        Stop("actions", Route(PageId.ACTIONS, RouteAction.SHOW, action)),
        Stop("portfolio", Route(PageId.PORTFOLIO)),
        Stop("replies", Route(PageId.REPLIES)),
        Stop("replies-reply", Route(PageId.REPLIES, RouteAction.SHOW, reply)),
        Stop("settings", Route(PageId.SETTINGS)),
        Stop("safekeeping", Route(PageId.SAFEKEEPING)),
        Stop("about", Route(PageId.ABOUT)),
    )


def make_pictures(wish: TourWish, session: JournalSession, empty: JournalSession) -> list[Path]:
    """Write a PNG for every stop into the folder.

    *session* is the demo journal, in which a sitting is begun for one picture; *empty* is a new
    journal, for the pictures of a first day.

    Raises:
        ConditionError: the folder cannot be made or written to.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(wish.scale)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = make_qt_application(["ahpjournal"])
    load_more_fonts()
    theme = Theme(wish.theme, 100, app)
    written: list[Path] = []
    qInstallMessageHandler(_on_qt_message)

    def take(window: QWidget, name: str) -> None:
        settle()
        path = wish.folder / f"{name}.png"
        picture = window.grab().copy(0, 0, wish.width, wish.height)
        if not picture.save(str(path)):
            raise ConditionError(ConditionCode.NO_PERMISSION, str(wish.folder))
        written.append(path)

    try:
        wish.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(wish.folder)) from error
    window = make_window(wish, session, theme)
    for stop in stops(session):
        window.go(stop.route)
        take(window, stop.name)
    sitting = session.ratings.start(SittingKind.AD_HOC)
    for competency, level in zip(sitting.competencies[:4], (4, 3, 3, 4), strict=False):
        session.ratings.rate(sitting.id, competency, level, because="", confidence=70)
    window.go(Route(PageId.COMPETENCIES, RouteAction.RESUME, sitting.id))
    take(window, "competencies-sitting")
    take_writing(window, take, session)
    window.go(Route(PageId.TODAY))
    window.show_palette()
    take(window, "palette")
    window.go(Route(PageId.JOURNAL, RouteAction.VERSIONS, write_on(session)))
    take(window, "journal-versions")
    window.go(Route(PageId.SAFEKEEPING, record="bin"))
    take(window, "safekeeping-bin")
    name_somebody(session)
    take_states(window, take, settle)
    close_window(window)
    for name, cover in covers(theme, NoDoor(), wish.folder / "Journal.ahpjournal"):
        cover.resize(ceil(wish.width / wish.scale), ceil(wish.height / wish.scale))
        cover.show()
        take(cover, name)
        cover.hide()
        cover.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window = make_window(wish, empty, theme)
    for page in (
        PageId.TODAY,
        PageId.PROGRAMME,
        PageId.COMPETENCIES,
        PageId.PROGRESS,
        PageId.JOURNAL,
        PageId.ACTIONS,
        PageId.PORTFOLIO,
    ):
        window.go(Route(page))
        take(window, f"first-day-{page.value}")
    close_window(window)
    return written


def take_writing(window: MainWindow, take: Take, session: JournalSession) -> None:
    """Take pictures of writing: finding words, nothing but the text, and a quick thought."""
    shared = session.portfolios.saved_selection().entries
    window.go(Route(PageId.JOURNAL, record=shared[0] if shared else ""))
    view = window.page_widget(PageId.JOURNAL)
    if isinstance(view, JournalView):
        view.editor.find_words("she")
        take(window, "journal-find")
        view.editor.finding.close()
        view.show_only_text(True)
        take(window, "journal-only-text")
        view.show_only_text(False)
    window.go(Route(PageId.ACTIONS))
    window.take_thought()
    take(window, "quick-thought")


def write_on(session: JournalSession) -> str:
    """Write on in one reflection of the demo journal and remove a few; gives the id of the one.

    It loses its end, gets it back from the versions, and loses its first sentence.
    """
    keys = session.entries.find(EntryFilter())
    first, *others = session.entries.page(keys[:12])
    entry = session.entries.get(first.id)
    if entry is None:
        return ""
    whole = max(entry.sections, key=lambda section: len(section.markdown))

    def save(markdown: str) -> None:
        new = (replace(s, markdown=markdown) if s is whole else s for s in entry.sections)
        session.entries.save(replace(entry, sections=tuple(new)))

    save(whole.markdown[: len(whole.markdown) // 3].rpartition(" ")[0])
    for version in session.history.versions(RecordKind.ENTRY, entry.id)[:1]:
        session.history.restore(version)
    save(whole.markdown.partition(". ")[2] or whole.markdown)
    for one in others[3::3]:
        session.entries.remove(one.id)
    ideas = [plan for plan in session.plans.list_all() if plan.state is ActionState.IDEA]
    for plan in ideas[:1]:
        session.plans.remove(plan.id)
    return entry.id


def name_somebody(session: JournalSession) -> None:
    """Put what may point to a person into a reflection that is to leave, for the export's gate."""
    for entry_id in session.portfolios.saved_selection().entries[:1]:
        entry = session.entries.get(entry_id)
        if entry is not None:
            first, *others = entry.sections
            told = replace(first, markdown=f"07700-900123\n\n{first.markdown}")
            session.entries.save(replace(entry, sections=(told, *others)))


def _on_qt_message(kind: QtMsgType, _context: object, text: str) -> None:
    """Pass over what a window without a screen cannot do; say what is wrong."""
    if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
        sys.stderr.write(f"{text}\n")


def make_window(wish: TourWish, session: JournalSession, theme: Theme) -> MainWindow:
    """Show a window of the wished size on *session*, without a screen."""
    settings = SettingsStore(wish.folder / "no-settings")
    settings.use(Settings(theme=wish.theme))

    def make_context(navigator: Navigator) -> PageContext:
        return PageContext(session, InlineJobs(), NoDialogs(), navigator, theme, settings, NoDoor())

    window = MainWindow(page_specs(), make_context, theme)
    window.setMinimumSize(320, 240)
    window.resize(QSize(ceil(wish.width / wish.scale), ceil(wish.height / wish.scale)))
    window.show()
    return window


def close_window(window: MainWindow) -> None:
    """Let the window and its pages go."""
    window.close_pages()
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle() -> None:
    """Let layouts and timers come to rest."""
    for _round in range(SETTLE_ROUNDS):
        loop = QEventLoop()
        QTimer.singleShot(SETTLE_MS, loop.quit)
        loop.exec()
