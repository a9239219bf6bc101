"""The virtual list of what was found: keys in memory, what rows show in pages."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ahpjournal.domain.search import HitKey, SearchHit
from ahpjournal.text import _
from ahpjournal.ui.kit.headed_list import HeadedList, HeadedModel, first_rows
from ahpjournal.ui.kit.paged_rows import PagedRows
from ahpjournal.ui.kit.row_painting import RowDelegate
from ahpjournal.ui.pages.find.words import hit_foot, hit_title
from ahpjournal.ui.theme.theme import Theme

PAGE, PAGES = 12, 100
HIT = Qt.ItemDataRole.UserRole + 1
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_BY_KEY = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[HitKey]], tuple[SearchHit, ...]]


class HitModel(HeadedModel):
    """Shows what was found by key; a row is read from the journal when it comes into view."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows = PagedRows[HitKey, SearchHit](lambda hit: hit.key, PAGE, PAGES)
        self._headings: tuple[str, ...] = ()
        self._firsts: tuple[int, ...] = ()

    def show_keys(
        self, keys: tuple[HitKey, ...], headings: Sequence[tuple[str, int]], fetch: Fetch
    ) -> None:
        """List *keys* below *headings* with their numbers of rows; *fetch* reads rows."""
        self.beginResetModel()
        self._rows.show(keys, fetch)
        self._headings = tuple(words for words, _count in headings)
        self._firsts = first_rows([count for _words, count in headings])
        self.endResetModel()

    def hit(self, row: int) -> SearchHit | None:
        """Give what row *row* shows; None if the record is gone."""
        return self._rows.at(row)

    @override
    def heading_rows(self) -> tuple[int, ...]:
        return self._firsts

    @override
    def heading_text(self, heading: int) -> str:
        return self._headings[heading]

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows.keys)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role not in {HIT, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        hit = self.hit(index.row())
        if hit is None or role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit_title(hit)
        return ", ".join((hit_title(hit), *hit_foot(hit).split("  \u00b7  ")))


class HitDelegate(RowDelegate):
    """Title and a piece of the text with hits set off, and what the record is."""

    @override
    def paint_words(
        self, painter: QPainter, inner: QRect, index: Index, *, is_selected: bool
    ) -> None:
        hit = index.data(HIT)
        if not isinstance(hit, SearchHit):
            return
        px, colours = self._theme.px, self._theme.colours
        title = hit.marked or hit_title(hit)
        top = self.draw_marked(painter, inner, inner.top(), title, "strong")
        top = self.draw_marked(painter, inner, top + px(4), hit.snippet)
        colour = colours.soft_text if is_selected else colours.text2
        self.draw_line(painter, inner, top + px(5), "caption", colour, hit_foot(hit))


class HitList(HeadedList):
    """What was found; Enter or a click goes there.

    Signals:
        hit_requested(object): the user wants to read this SearchHit.
        box_requested: the user goes up from the first row.
    """

    hit_requested = Signal(object)
    box_requested = Signal()

    def __init__(self) -> None:
        """Make the empty list."""
        theme = Theme.active()
        holder = QWidget()
        self.hits = HitModel(holder)
        super().__init__(_("What was found"), self.hits, theme)
        self.hits.setParent(self)
        holder.deleteLater()
        self.show_with(HitDelegate(theme, self))
        self.clicked.connect(self._on_clicked)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is: in the first row, if it was in none."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY and not self.currentIndex().isValid():
            self.setCurrentIndex(self.hits.index(0, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in _ENTER and index.isValid():
            self._on_clicked(index)
        elif event.key() == Qt.Key.Key_Up and index.row() <= 0:
            self.box_requested.emit()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        hit = index.data(HIT)
        if isinstance(hit, SearchHit):
            self.hit_requested.emit(hit)
