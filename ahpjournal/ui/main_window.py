"""The window: a sidebar and one page at a time, each built on its first visit."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.text import _
from ahpjournal.ui.kit.tab_order import first_stop, order_tabs
from ahpjournal.ui.navigation import PageSpec
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.problem_page import ProblemPage
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction
from ahpjournal.ui.sidebar import Sidebar
from ahpjournal.ui.theme.theme import Theme

RAIL_BELOW = 1120
"""Width of the window, in scaled pixels, below which the sidebar shows pictures only."""


class MainWindow(QMainWindow):
    """Shows one page of the open journal at a time; knows page specs, never a page class.

    Signals:
        closed: the window has closed and everything typed is on disk.
    """

    closed = Signal()

    def __init__(
        self,
        specs: Sequence[PageSpec],
        make_context: Callable[[Navigator], PageContext],
        theme: Theme,
        *,
        is_demo: bool = False,
    ) -> None:
        """Build the frame; *make_context* joins the window, as navigator, with the journal."""
        super().__init__()
        self._specs = {spec.id: spec for spec in specs}
        self._theme = theme
        self._is_demo = is_demo
        self._context = make_context(self)
        self._pages: dict[PageId, Page] = {}
        self._current: PageId | None = None
        self._problem: ProblemPage | None = None
        self._sidebar = Sidebar(specs, theme)
        self._sidebar.page_requested.connect(self._on_page_requested)
        self._stack = QStackedWidget()
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(frame)
        self.setMinimumSize(720, 480)
        self._add_shortcuts(specs)
        self.show_identity()

    def show_identity(self) -> None:
        """Show whose journal this is, in the sidebar and the title."""
        session = self._context.session
        profile = session.profile.get()
        where = _("Kept in memory") if session.path is None else _("Saved on this computer")
        if session.is_read_only:
            where = _("Read only")
        if self._is_demo:
            where = _("Demo: nothing is kept")
        self._sidebar.show_identity(profile.initials, profile.name or _("My journal"), where)
        name = session.path.stem if session.path is not None else ""
        title = _("AHP Journal")
        self.setWindowTitle(f"{name} \u2013 {title}" if name else title)

    def go(self, route: Route) -> None:
        """Leave the present page, saving it, and show *route*; stay if saving failed."""
        current = self._pages.get(self._current) if self._current is not None else None
        if current is not None and self._current is not route.page:
            if not current.presenter.flush():
                self._sidebar.select(self._current)
                return
            current.presenter.hidden()
        page = self._pages.get(route.page) or self._build(route.page)
        self._current = route.page
        self._sidebar.select(route.page)
        self._stack.setCurrentWidget(page.widget)
        if not self._sidebar.has_keyboard():
            first = first_stop(page.widget)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
        try:
            page.presenter.shown(route)
        except AhpJournalError as error:  # its part of the journal cannot be read
            self._show_problem(error)

    def _show_problem(self, error: AhpJournalError) -> None:
        if self._problem is None:
            self._problem = ProblemPage(self._theme)
            self._stack.addWidget(self._problem)
        self._problem.show_error(error)
        self._stack.setCurrentWidget(self._problem)

    def page_widget(self, page_id: PageId) -> QWidget:
        """Give the widget of a page that has been visited."""
        return self._pages[page_id].widget

    def flush(self) -> bool:
        """Save everything being typed on every page; tell whether all of it is on disk."""
        results = [page.presenter.flush() for page in self._pages.values()]
        return all(results)

    def close_pages(self) -> None:
        """Let every page go, as before another journal is opened."""
        for page in self._pages.values():
            page.presenter.close()
            self._stack.removeWidget(page.widget)
            page.widget.deleteLater()
        self._pages.clear()
        self._current = None

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
            return
        event.accept()
        self.closed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sidebar.set_rail(event.size().width() < RAIL_BELOW * self._theme.scale)

    @override
    def focusNextPrevChild(self, is_next: bool) -> bool:
        page = self._stack.currentWidget()
        if page is not None:
            order_tabs(page)  # pages fill themselves in later than they are made
        return super().focusNextPrevChild(is_next)

    def _build(self, page_id: PageId) -> Page:
        page = self._specs[page_id].build(self._context)
        self._pages[page_id] = page
        self._stack.addWidget(page.widget)
        return page

    def _on_page_requested(self, page_id: str) -> None:
        if page_id != self._current:
            self.go(Route(PageId(page_id)))

    def _add_shortcuts(self, specs: Sequence[PageSpec]) -> None:
        routes = {f"Ctrl+{i}": Route(spec.id) for i, spec in enumerate(specs, start=1)}
        routes["Ctrl+N"] = Route(PageId.JOURNAL, RouteAction.NEW)
        routes["Ctrl+Shift+A"] = Route(PageId.ACTIONS, RouteAction.NEW)
        routes["Ctrl+Shift+F"] = Route(PageId.JOURNAL, RouteAction.SEARCH)
        routes["F1"] = Route(PageId.ABOUT)
        for keys, route in routes.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(partial(self._on_shortcut, route))

    def _on_shortcut(self, route: Route) -> None:
        self._stack.setFocus()
        self.go(route)
