"""The virtual list of entries: row numbers in memory, what rows show in pages of 200."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ahpjournal.domain.entries import EntryState, EntrySummary, Sharing
from ahpjournal.domain.markdown import plain_text
from ahpjournal.text import _
from ahpjournal.ui.kit.dates import format_event, format_month

PAGE, PAGES = 200, 12
ENTRY_ID = Qt.ItemDataRole.UserRole
SUMMARY = Qt.ItemDataRole.UserRole + 1
MONTH = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], tuple[EntrySummary, ...]]


class EntryListModel(QAbstractListModel):
    """Shows entries by row number; a row is read from the journal when it comes into view."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self._keys: tuple[int, ...] = ()
        self._fetch: Fetch | None = None
        self._pages: OrderedDict[int, dict[int, EntrySummary]] = OrderedDict()

    def show_keys(self, keys: tuple[int, ...], fetch: Fetch) -> None:
        """List *keys*; *fetch* reads what rows show."""
        self.beginResetModel()
        self._keys = keys
        self._fetch = fetch
        self._pages.clear()
        self.endResetModel()

    def refresh_rows(self) -> None:
        """Read again what is in view."""
        self._pages.clear()
        if self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, 0))

    def row_of(self, key: int | None) -> int:
        """Give the row of *key*, or -1."""
        if key is None:
            return -1
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def summary(self, row: int) -> EntrySummary | None:
        """Give what row *row* shows; None if the entry is gone."""
        if not 0 <= row < len(self._keys) or self._fetch is None:
            return None
        number = row // PAGE
        page = self._pages.get(number)
        if page is None:
            keys = self._keys[number * PAGE : (number + 1) * PAGE]
            page = {one.key: one for one in self._fetch(keys)}
            self._pages[number] = page
            while len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._keys[row])

    def month_above(self, row: int) -> str:
        """Give the month to head row *row* with; empty if the row above is of the same month."""
        one = self.summary(row)
        if one is None:
            return ""
        above = self.summary(row - 1) if row > 0 else None
        if above is not None and _month(above.on) == _month(one.on):
            return ""
        return format_month(one.on)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == MONTH:
            return self.month_above(index.row())
        one = self.summary(index.row())
        if one is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row_title(one)
        if role == ENTRY_ID:
            return one.id
        if role == SUMMARY:
            return one
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(one)
        return None


def row_title(one: EntrySummary) -> str:
    """Give the title of a row; the first words of the text where there is none."""
    if one.title.strip():
        return one.title
    words = plain_text(one.preview).replace("\u0002", "").replace("\u0003", "").strip()
    return words.split("\n", 1)[0] if words else _("Reflection without a title")


def spoken(one: EntrySummary) -> str:
    """Say what a row shows."""
    parts = [row_title(one), format_event(one.on, one.on_precision)]
    if one.module is not None:
        parts.append(_("Module {number}").format(number=one.module))
    if one.state is EntryState.DRAFT:
        parts.append(_("to finish later"))
    if one.sharing is Sharing.COACH:
        parts.append(_("for my coach"))
    elif one.sharing is Sharing.PORTFOLIO:
        parts.append(_("for my portfolio"))
    return ", ".join(parts)


def _month(day: date) -> tuple[int, int]:
    return (day.year, day.month)
