"""The window: a sidebar and one page at a time, each built on its first visit; or a cover."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ahpjournal.domain.errors import AhpJournalError, ConditionCode, ConditionError
from ahpjournal.domain.records import dataclass
from ahpjournal.services.messages import UserMessage, describe, describe_read_only
from ahpjournal.text import _
from ahpjournal.ui.kit.cards import Banner
from ahpjournal.ui.kit.tab_order import first_stop, order_tabs, text_in_hand
from ahpjournal.ui.navigation import PageSpec
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.palette.command import Command
from ahpjournal.ui.palette.program_commands import PALETTE_KEYS, program_commands
from ahpjournal.ui.places import Place, WidgetPlaces
from ahpjournal.ui.problem_page import ProblemPage
from ahpjournal.ui.quick_thought import QuickThought
from ahpjournal.ui.regions import Regions
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction
from ahpjournal.ui.sidebar import Sidebar
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.unsaved import UnsavedText

if TYPE_CHECKING:
    from ahpjournal.ui.palette.panel import Palette

RAIL_BELOW = 1120
"""Width of the window, in scaled pixels, below which the sidebar shows pictures only."""
_WRITES = frozenset({RouteAction.NEW, RouteAction.RESUME})
"""What cannot be done on arrival in a journal that is read only."""
_WITHOUT_PASSPHRASE = frozenset({PageId.SAFEKEEPING, PageId.SETTINGS, PageId.ABOUT})
"""What can be seen of a journal that has no passphrase where the organisation wants one."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where one was in the window: a page and the place in it."""

    page: PageId
    place: Place


class _Frame(QWidget):
    """Sidebar and pages of one open journal; it goes with the journal."""

    def __init__(self, specs: Sequence[PageSpec], theme: Theme) -> None:
        super().__init__()
        self.sidebar = Sidebar(specs, theme)
        self.stack = QStackedWidget()
        self.banner = Banner()
        self.notice = Banner(may_dismiss=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        row.addLayout(column, 1)


class MainWindow(QMainWindow):
    """Shows one page of the open journal at a time; knows page specs, never a page class.

    A cover takes the place of everything, as while the journal is locked.

    Signals:
        repair_requested: a page cannot be read, and the user wants a repaired copy.
        closed: the window has closed and everything typed is on disk.
        close_refused: it should have closed, but something typed is not on disk.
        lock_requested: the user wants to lock the journal now.
        copy_requested: the user wants what cannot be saved written to another place.
    """

    closed = Signal()
    repair_requested = Signal()
    close_refused = Signal()
    lock_requested = Signal()
    copy_requested = Signal()

    def __init__(
        self,
        specs: Sequence[PageSpec],
        make_context: Callable[[Navigator], PageContext] | None,
        theme: Theme,
        *,
        is_demo: bool = False,
    ) -> None:
        """Build the window; *make_context* joins it, as navigator, with the journal, if any."""
        super().__init__()
        self._specs = {spec.id: spec for spec in specs}
        self._theme = theme
        theme.changed.connect(self._fit_sidebar)
        self._is_demo = False
        self._context: PageContext | None = None
        self._pages: dict[PageId, Page] = {}
        self._current: PageId | None = None
        self._is_notice_passing = False
        self._problem: ProblemPage | None = None
        self._frame: _Frame | None = None
        self._thought: QuickThought | None = None
        self._palette: Palette | None = None
        self._regions = Regions()
        self._cover: QWidget | None = None
        self._layers = QStackedWidget()
        self.setCentralWidget(self._layers)
        self.setMinimumSize(720, 480)
        self.setWindowTitle(_("AHP Journal"))
        self._commands = program_commands(self, specs, self._write_hindrance)
        for command in self._commands:
            self._add_shortcut(command)
        if make_context is not None:
            self.show_journal(make_context, is_demo=is_demo)

    # --- the journal and what covers it ---------------------------------------------------------

    def show_journal(
        self, make_context: Callable[[Navigator], PageContext], *, is_demo: bool = False
    ) -> None:
        """Show the pages of another journal in place of what is there."""
        self.let_go()
        self._is_demo = is_demo
        self._context = make_context(self)
        frame = _Frame(tuple(self._specs.values()), self._theme)
        frame.sidebar.page_requested.connect(self._on_page_requested)
        frame.sidebar.lock_requested.connect(self.lock_requested)
        frame.sidebar.offer_lock(self._context.session.is_encrypted)
        frame.banner.action_requested.connect(self.copy_requested)
        self._frame = frame
        self._fit_sidebar()  # before it is dressed, which happens when it is put in
        self._layers.addWidget(frame)
        self.uncover()
        self.show_identity()

    def let_go(self) -> None:
        """Destroy the pages and forget the journal; what covers them stays."""
        frame, self._frame = self._frame, None  # from here on, nothing leads to a page
        self._problem = None
        self.close_pages()
        self._context = None
        self.setWindowTitle(_("AHP Journal"))
        if frame is not None:
            self._layers.removeWidget(frame)
            frame.hide()
            frame.deleteLater()

    def cover(self, cover: QWidget) -> None:
        """Show *cover* in place of everything, and no name in the title."""
        old, self._cover = self._cover, cover
        self._layers.addWidget(cover)
        self._layers.setCurrentWidget(cover)
        self.setWindowTitle(_("AHP Journal"))
        if old is not None:
            self._layers.removeWidget(old)
            old.hide()
            old.deleteLater()

    def uncover(self) -> None:
        """Take the cover away and show the pages again."""
        if self._frame is not None:
            self._layers.setCurrentWidget(self._frame)
            self.show_identity()
        if self._cover is not None:
            self._layers.removeWidget(self._cover)
            self._cover.hide()
            self._cover.deleteLater()
            self._cover = None

    @property
    def is_covered(self) -> bool:
        """Whether a cover hides the pages."""
        return self._cover is not None

    @property
    def is_demo(self) -> bool:
        """Whether the journal shown is a throw-away copy of the demo."""
        return self._is_demo

    def show_identity(self) -> None:
        """Show whose journal this is, in the sidebar and the title."""
        if self._context is None or self._frame is None:
            return
        session = self._context.session
        profile = session.profile.get()
        where = _("Kept in memory") if session.path is None else _("Kept on this computer")
        if session.is_read_only:
            where = _("Read only")
        if self._is_demo:
            where = _("Demo: nothing is kept")
        if not self._frame.banner.isHidden():
            where = _("Not saved")  # the banner says what
        self._frame.sidebar.show_identity(profile.initials, profile.name or _("My journal"), where)
        name = session.path.stem if session.path is not None else ""
        title = _("AHP Journal")
        self.setWindowTitle(f"{name} \u2013 {title}" if name else title)

    # --- pages ----------------------------------------------------------------------------------

    def go(self, route: Route) -> None:
        """Leave the present page, saving it, and show *route*; stay if saving failed."""
        if self._frame is None or self.is_covered:
            return
        if route.action in _WRITES and self._context and self._context.session.is_read_only:
            self.show_notice("", describe_read_only())
            return
        route = self._instead(route)
        frame = self._frame
        current = self._pages.get(self._current) if self._current is not None else None
        if current is not None and self._current is not route.page:
            if not current.presenter.flush():
                frame.sidebar.select(self._listed(self._current))
                return
            self._leave(current, frame)
        page = self._pages.get(route.page)
        if page is None:
            page = self._build(route.page)
        if not frame.sidebar.has_keyboard():
            # A page that is hidden with the keyboard in it would hand it to the list of pages,
            # which then asks for its first page.
            frame.stack.setFocus()
        self._current = route.page
        frame.sidebar.select(self._listed(route.page))
        frame.stack.setCurrentWidget(page.widget)
        self._begin(page, frame, goes_on=route == Route(route.page))
        try:
            page.presenter.shown(route)
        except AhpJournalError as error:  # its part of the journal cannot be read
            self._show_problem(error)
        QTimer.singleShot(0, self, self._begin_late)

    def _begin_late(self) -> None:
        """Begin with what the page made while it was shown, if nothing has the keyboard yet."""
        page = self._pages.get(self._current) if self._current is not None else None
        frame = self._frame
        if page and frame is not None and self.focusWidget() in {None, frame.stack}:
            self._begin(page, frame)

    def _begin(self, page: Page, frame: _Frame, *, goes_on: bool = False) -> None:
        """Give the keyboard to the first control of *page*, unless it is in the list of pages.

        One who *goes_on* and was writing there finds the keyboard in that text.
        """
        first = (text_in_hand(page.widget) if goes_on else None) or first_stop(page.widget)
        if first is not None and not frame.sidebar.has_keyboard():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _listed(self, page: PageId | None) -> PageId | None:
        """Give the page of the sidebar that *page* belongs to."""
        spec = self._specs.get(page) if page is not None else None
        return spec.within or page if spec is not None else page

    def _instead(self, route: Route) -> Route:
        """Give *route*, or the way to a passphrase where one has to be set first."""
        if route.page in _WITHOUT_PASSPHRASE or not self._needs_passphrase():
            return route
        self.show_notice("", describe(ConditionError(ConditionCode.PASSPHRASE_REQUIRED)))
        return Route(PageId.SAFEKEEPING, record="passphrase")

    def _needs_passphrase(self) -> bool:
        """Tell whether the organisation wants a passphrase here before anything is written."""
        if self._context is None or self._is_demo:
            return False
        session = self._context.session
        is_plain = session.path is not None and not session.is_encrypted
        return is_plain and not session.is_read_only and session.policies.requires_passphrase

    def _leave(self, page: Page, frame: _Frame) -> None:
        page.presenter.hidden()
        if self._thought is not None:
            self._thought.keep()
        if self._palette is not None:
            self._palette.close()
        self._end_passing_notice(frame)

    def _show_problem(self, error: AhpJournalError) -> None:
        if self._frame is None:
            return
        if self._problem is None:
            self._problem = ProblemPage(self._theme)
            self._problem.repair_requested.connect(self.repair_requested)
            self._frame.stack.addWidget(self._problem)
        self._problem.show_error(error)
        self._frame.stack.setCurrentWidget(self._problem)

    def page_widget(self, page_id: PageId) -> QWidget:
        """Give the widget of a page that has been visited."""
        return self._pages[page_id].widget

    def where(self) -> Whereabouts | None:
        """Tell where one is: ids and positions only; None if no page is shown."""
        page = self._pages.get(self._current) if self._current is not None else None
        if page is None or self._current is None:
            return None
        places = page.places or WidgetPlaces(page.widget)
        return Whereabouts(self._current, places.place())

    def go_back(self, where: Whereabouts) -> None:
        """Go back to where one was, as far as it is still there."""
        self.go(Route(where.page, record=where.place.record))
        page = self._pages.get(where.page)
        if page is not None and self._current is where.page:
            places = page.places or WidgetPlaces(page.widget)
            places.go_back(where.place)

    def flush(self) -> bool:
        """Save everything being typed on every page; tell whether all of it is on disk."""
        results = [page.presenter.flush() for page in self._pages.values()]
        if self._thought is not None:
            results.append(self._thought.flush())
        return all(results)

    def unsaved(self) -> tuple[UnsavedText, ...]:
        """Give what was typed and could not be saved so far."""
        pages = self._pages.values()
        texts = tuple(text for page in pages if page.unsaved for text in page.unsaved())
        return texts if self._thought is None else (*texts, *self._thought.unsaved())

    def take_thought(self) -> None:
        """Take a quick thought over whatever page is shown."""
        frame, context = self._frame, self._context
        if frame is None or context is None or self.is_covered:
            return
        if context.session.is_read_only:
            self.show_notice("", describe_read_only())
            return
        if self._thought is None:
            self._thought = QuickThought(frame, context.session, self)
        self._thought.take()

    def ask_to_lock(self) -> None:
        """Ask for the journal to be locked."""
        if self._frame is not None and not self.is_covered:
            self.lock_requested.emit()

    def show_palette(self) -> None:
        """Show, over whatever page is shown, everything that can be done; or put it away."""
        if self._frame is None or self.is_covered:
            return
        if self._palette is None:
            from ahpjournal.ui.palette.panel import Palette

            self._palette = Palette(self._frame, self._all_commands)
        if self._palette.is_open:
            self._palette.close()
        else:
            self._palette.open()

    def next_region(self) -> None:
        """Bring the keyboard to the next part of the window."""
        self._move_region(1)

    def previous_region(self) -> None:
        """Bring the keyboard to the part of the window before."""
        self._move_region(-1)

    def _move_region(self, by: int) -> None:
        frame = self._frame
        page = frame.stack.currentWidget() if frame is not None else None
        if frame is None or page is None or self.is_covered:
            return
        order_tabs(page)
        areas = [frame.sidebar, frame.banner, frame.notice, page]
        self._regions.move_on((area for area in areas if area.isVisible()), by)

    def _all_commands(self) -> tuple[Command, ...]:
        """Give what can be done from anywhere, and on the page that is shown."""
        from ahpjournal.ui.palette.page_controls import page_commands

        page = self._pages.get(self._current) if self._current is not None else None
        listed = tuple(one for one in self._commands if one.keys != PALETTE_KEYS)
        if page is None:
            return listed
        return (*listed, *page_commands(page.widget, _("On this page")))

    def _write_hindrance(self) -> str:
        """Say why nothing can be written here, if so."""
        if self._context is None or not self._context.session.is_read_only:
            return ""
        return _("This journal is read only.")

    def show_unsaved(self, texts: Sequence[UnsavedText]) -> None:
        """Say above the pages what could not be saved; nothing hides the words again."""
        if self._frame is None:
            return
        was_hidden = self._frame.banner.isHidden()
        if not texts:
            self._frame.banner.hide()
            if not was_hidden:
                self.show_identity()
            return
        names = ", ".join(dict.fromkeys(text.where for text in texts))
        self._frame.banner.show_words(
            _("Not saved: {where}").format(where=names),
            _("What you typed is still here, and saving is tried again by itself."),
            "bad",
            _("Save a copy elsewhere\u2026"),
        )
        if was_hidden:
            self.show_identity()

    def show_notice(self, words: str, problem: UserMessage | None = None, left: str = "") -> None:
        """Say above the pages what was done, or what stood in the way or is *left* to do.

        What was done is said until another page is shown; the others stay until they are closed.
        """
        if self._frame is None:
            return
        self._is_notice_passing = problem is None and not left
        if problem is not None:
            self._frame.notice.show_message(problem)
        elif words:
            self._frame.notice.show_words(words, left, "warn" if left else "ok")

    def _end_passing_notice(self, frame: _Frame) -> None:
        if self._is_notice_passing:
            frame.notice.show_message(None)

    def close_pages(self) -> None:
        """Let every page go, as before another journal is opened."""
        pages, self._current = tuple(self._pages.values()), None
        if self._thought is not None:
            self._thought.close()
            self._thought = None
        if self._palette is not None:
            self._palette.close()
            self._palette = None
        self._regions.forget()
        self._pages.clear()
        for page in pages:
            page.presenter.close()
            page.widget.hide()
            page.widget.deleteLater()

    # --- the window itself ----------------------------------------------------------------------

    def come_forward(self) -> None:
        """Show the window in front of the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def place(self) -> str:
        """Give size and place of the window as text for the settings."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def restore_place(self, text: str) -> None:
        """Put the window where place() said; nonsense is passed over."""
        self.restoreGeometry(QByteArray.fromBase64(QByteArray(text.encode("ascii", "ignore"))))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.flush():
            event.ignore()
            self.close_refused.emit()
            return
        event.accept()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Pages with a search of their own take this key first.
        if event.matches(QKeySequence.StandardKey.Find) and not self.is_covered:
            self.go(Route(PageId.FIND, RouteAction.SEARCH))
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()

    def _fit_sidebar(self) -> None:
        if self._frame is not None:
            self._frame.sidebar.set_rail(self.width() < RAIL_BELOW * self._theme.scale)

    @override
    def focusNextPrevChild(self, is_next: bool) -> bool:
        page = self._frame.stack.currentWidget() if self._frame is not None else None
        if page is not None and not self.is_covered:
            order_tabs(page)  # pages fill themselves in later than they are made
        return super().focusNextPrevChild(is_next)

    def _build(self, page_id: PageId) -> Page:
        if self._context is None or self._frame is None:
            raise RuntimeError("no journal is open")
        page = self._specs[page_id].build(self._context)
        self._pages[page_id] = page
        if page.on_alone is not None:
            page.on_alone(self._show_alone)
        self._frame.stack.addWidget(page.widget)
        return page

    def _show_alone(self, is_alone: bool) -> None:  # noqa: FBT001 - from a signal
        if self._frame is not None:
            self._frame.sidebar.setVisible(not is_alone)

    def _on_page_requested(self, page_id: str) -> None:
        if page_id != self._current:
            self.go(Route(PageId(page_id)))

    def _add_shortcut(self, command: Command) -> None:
        if not command.keys:
            return
        shortcut = QShortcut(QKeySequence(command.keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(partial(self._on_shortcut, command))

    def _on_shortcut(self, command: Command) -> None:
        if self._frame is None or self.is_covered:
            return
        if command.route is not None:
            self._frame.stack.setFocus()  # away from the list of pages, too
        command.run()
