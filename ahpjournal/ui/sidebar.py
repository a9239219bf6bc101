"""The sidebar: the program's name, the pages, and whose journal this is."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ahpjournal.text import _
from ahpjournal.ui.kit.labels import OneLine
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.looks import dress_again, paint_ring, set_look, shows_ring
from ahpjournal.ui.navigation import PageSpec
from ahpjournal.ui.routes import PageId
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme

_ROW_GAP, _LEAST_ROW = 6, 26
"""Pixels between the marks of two rows, and the height of a row where the window is low."""
_ICON_GAP = 3
_LEAST_ROWS = 2
"""Rows that stay in view where the window is low; the arrow keys and the wheel reach the rest."""
_PAGE = Qt.ItemDataRole.UserRole
_CHOOSE = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class PageList(QListView):
    """A list of pages; the selected one is shown.

    Signals:
        page_requested(str): the user chose the page with this id.
    """

    page_requested = Signal(str)

    def __init__(self, specs: Sequence[PageSpec], name: str, theme: Theme) -> None:
        """List *specs* under the accessible *name*."""
        super().__init__()
        self.setObjectName("page-list")
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._canvas = QWidget()  # one of ours: Qt's own would be dear to ask for
        self.setViewport(self._canvas)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self._specs = tuple(specs)
        self._theme = theme
        self._full_height = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._model = QStandardItemModel(self)
        for spec in specs:
            item = QStandardItem(spec.title)
            item.setData(spec.id.value, _PAGE)
            item.setAccessibleText(spec.title)
            self._model.appendRow(item)
        self.setModel(self._model)
        self.selectionModel().currentChanged.connect(self._ask_for_current)
        self.clicked.connect(self._ask_for_current)

    def select(self, page_id: PageId | None) -> None:
        """Mark *page_id* as shown, without asking for it; None or a page not listed marks none."""
        model = self.selectionModel()
        model.blockSignals(True)
        model.clear()
        for row, spec in enumerate(self._specs):
            if spec.id is page_id:
                model.setCurrentIndex(
                    self._model.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
        model.blockSignals(False)
        self.scrollTo(self.currentIndex())
        self._canvas.update()

    @property
    def rows(self) -> int:
        """How many pages are listed."""
        return len(self._specs)

    def refresh_look(self, *, is_rail: bool, row_height: int) -> None:
        """Take up the theme's colours and sizes; a rail shows pictures only."""
        size = round(20 * self._theme.scale)
        if self.property("rail") is not is_rail:
            self.setProperty("rail", is_rail)
            dress_again(self)
        self.setIconSize(QSize(size, size))
        for row, spec in enumerate(self._specs):
            item = self._model.item(row)
            item.setText("" if is_rail else spec.title)
            item.setToolTip(spec.title if is_rail else "")
            item.setSizeHint(QSize(10, row_height))
            item.setIcon(icons.icon(spec.icon, self._theme.colours.text2, size))
        self._full_height = row_height * len(self._specs) + 2
        self.setMaximumHeight(self._full_height)
        self.setMinimumHeight(row_height * min(_LEAST_ROWS, len(self._specs)) + 2)
        self.updateGeometry()
        self.scrollTo(self.currentIndex())

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._full_height)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # Where no page of this list is shown, Qt puts the keyboard on the first row: that is a
        # place to go on from, and not yet a choice.
        model = self.selectionModel()
        was_blocked = model.blockSignals(True)
        super().focusInEvent(event)
        model.blockSignals(was_blocked)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._show_ring(is_shown=True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CHOOSE and not event.modifiers() & ~_KEYPAD:
            self._ask_for_current()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_ring(is_shown=False)

    def _show_ring(self, *, is_shown: bool) -> None:
        self.setProperty("ring", is_shown)
        dress_again(self)

    def _ask_for_current(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.page_requested.emit(str(index.data(_PAGE)))


class NavigationButton(QPushButton):
    """Something to do at once, looking like a row of the list above it."""

    def __init__(self, icon: str, name: str, shortcut: str, theme: Theme) -> None:
        """Show *icon* and *name*; *shortcut* is told in the tooltip."""
        super().__init__(name)
        self.setObjectName("navigation-button")
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})")
        self._icon = icon
        self._name = name
        self._theme = theme
        self._has_ring = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def refresh_look(self, *, is_rail: bool, row_height: int) -> None:
        """Take up the theme's colours and sizes; a rail shows the picture only."""
        size = round(20 * self._theme.scale)
        set_look(self, "rail" if is_rail else "")
        self.setText("" if is_rail else self._name)
        gap = 0 if is_rail else self._theme.px(_ICON_GAP)
        self.setIconSize(QSize(size + gap, size))
        self.setIcon(icons.icon(self._icon, self._theme.colours.text2, size, gap=gap))
        self.setFixedHeight(row_height)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _CHOOSE and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._has_ring = shows_ring(event.reason(), before=self._has_ring)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._has_ring:
            paint_ring(self, self._theme.px(self._theme.sizes.radius))


class Sidebar(QWidget):
    """Name, pages and owner, from top to bottom; a rail of pictures in a narrow window.

    Signals:
        page_requested(str): the user chose the page with this id.
        lock_requested: the user wants to lock the journal now.
    """

    page_requested = Signal(str)
    lock_requested = Signal()

    def __init__(self, specs: Sequence[PageSpec], theme: Theme) -> None:
        """Offer *specs*, but for pages within others."""
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._is_rail = False
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        column = Column(gap=0, margins=(16, 20, 16, 16))
        self._column = column
        outer.addLayout(column, 1)
        edge = QFrame()
        edge.setObjectName("sidebar-edge")
        edge.setFixedWidth(1)
        outer.addWidget(edge)
        self._head, self._mark, self._names = _head()
        listed = [s for s in specs if s.within is None]
        self._main = PageList([s for s in listed if not s.at_foot], _("Pages"), theme)
        self._foot = PageList([s for s in listed if s.at_foot], _("More pages"), theme)
        self._avatar, self._owner, self._where = (
            QLabel(),
            OneLine("", "small"),
            OneLine("", "caption", "text2"),
        )
        self._identity = _identity(self._avatar, self._owner, self._where)
        column.addWidget(self._head)
        column.addSpacing(20)
        column.addWidget(self._main)
        column.addStretch(1)
        column.addWidget(self._foot)
        self._lock = NavigationButton("lock", _("Lock now"), "Ctrl+L", theme)
        self._lock.clicked.connect(self.lock_requested)
        self._lock.hide()
        column.addWidget(self._lock)
        line = QFrame()
        line.setObjectName("divider")
        line.setFixedHeight(1)
        column.addSpacing(8)
        column.addWidget(line)
        column.addSpacing(12)
        column.addWidget(self._identity)
        for pages in (self._main, self._foot):
            pages.page_requested.connect(self.page_requested)
        theme.changed.connect(self._refresh_look)
        self._refresh_look()

    def has_keyboard(self) -> bool:
        """Tell whether the keyboard is in one of the lists of pages."""
        return self._main.hasFocus() or self._foot.hasFocus()

    def select(self, page_id: PageId | None) -> None:
        """Mark the page that is shown."""
        self._main.select(page_id)
        self._foot.select(page_id)

    def show_identity(self, initials: str, name: str, where: str) -> None:
        """Show whose journal it is and where it is kept."""
        self._avatar.setText(initials or "\u2013")
        self._owner.setText(name)
        self._where.setText(where)
        self._identity.setAccessibleName(f"{name}. {where}")

    def offer_lock(self, is_offered: bool) -> None:  # noqa: FBT001 - one fact
        """Offer to lock the journal, where there is something to lock."""
        self._lock.setVisible(is_offered)
        self._fit_rows()

    def set_rail(self, is_rail: bool) -> None:  # noqa: FBT001 - one state
        """Show pictures only, or pictures and words."""
        if is_rail != self._is_rail:
            self._is_rail = is_rail
            self._refresh_look()

    def _refresh_look(self) -> None:
        theme = self._theme
        size = theme.px(34)
        self._mark.setPixmap(icons.mark(theme.colours.accent, theme.colours.on_accent, size))
        self._mark.setFixedSize(size, size)
        avatar = theme.px(36)
        self._avatar.setFixedSize(avatar, avatar)
        self._names.setVisible(not self._is_rail)
        for widget in (self._owner, self._where):
            widget.setVisible(not self._is_rail)
        self._fit_rows()
        self.setFixedWidth(theme.px(theme.sizes.rail if self._is_rail else theme.sizes.sidebar))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._fit_rows()

    def _fit_rows(self) -> None:
        """Make the rows lower where the window is low, so that all pages stay in view.

        Where that is not enough, as with very large letters, the program's name and then whose
        journal it is give way.
        """
        least = self._theme.px(_LEAST_ROW)
        for has_head, has_identity in ((True, True), (False, True), (False, False)):
            self._head.setVisible(has_head)
            self._identity.setVisible(has_identity)
            room = self._room_for_rows()
            if room >= least:
                break
        height = max(least, min(self._theme.px(self._theme.sizes.nav_row + _ROW_GAP), room))
        for one in (self._main, self._foot):
            one.refresh_look(is_rail=self._is_rail, row_height=height)
        self._lock.refresh_look(is_rail=self._is_rail, row_height=height)

    def _room_for_rows(self) -> int:
        """Give how high each row can be, with what else is shown at present."""
        lists = (self._main, self._foot)
        self._column.invalidate()
        has_lock = not self._lock.isHidden()
        taken = self._column.sizeHint().height() - sum(one.sizeHint().height() for one in lists)
        rows = sum(one.rows for one in lists)
        if has_lock:
            taken -= self._lock.height()
            rows += 1
        return (self.height() - taken - 2 * len(lists)) // rows


def _head() -> tuple[QWidget, QLabel, QWidget]:
    head, mark, names = QWidget(), QLabel(), QWidget()
    mark.setObjectName("mark")
    line = QHBoxLayout(head)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    words = QVBoxLayout(names)
    words.setContentsMargins(0, 0, 0, 0)
    words.setSpacing(0)
    title = OneLine(_("AHP Journal"), "title")
    words.addWidget(title)
    words.addWidget(OneLine(_("Quality and safety"), "caption", "text2"))
    line.addWidget(mark)
    line.addWidget(names, 1)
    return head, mark, names


def _identity(avatar: QLabel, owner: QLabel, where: QLabel) -> QWidget:
    avatar.setObjectName("avatar")
    avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
    identity = QWidget()
    line = QHBoxLayout(identity)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(owner)
    words.addWidget(where)
    line.addWidget(avatar)
    line.addLayout(words, 1)
    return identity
