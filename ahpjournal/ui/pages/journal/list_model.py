"""The virtual list of entries: row numbers in memory, what rows show in pages of 200."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ahpjournal.domain.entries import EntryState, EntrySummary, Sharing
from ahpjournal.domain.search import HIT_END, HIT_START
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.dates import format_event, format_month
from ahpjournal.ui.kit.headed_list import HeadedModel, first_rows
from ahpjournal.ui.kit.paged_rows import PagedRows

PAGE, PAGES = 200, 12
ENTRY_ID = Qt.ItemDataRole.UserRole
SUMMARY = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], tuple[EntrySummary, ...]]
Months = Sequence[tuple[date, int]]


class EntryListModel(HeadedModel):
    """Shows entries by row number; a row is read from the journal when it comes into view."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows = PagedRows[int, EntrySummary](lambda one: one.key, PAGE, PAGES)
        self._months: tuple[date, ...] = ()
        self._firsts: tuple[int, ...] = ()

    def show_keys(self, keys: tuple[int, ...], months: Months, fetch: Fetch) -> None:
        """List *keys*, *months* of them below each heading; *fetch* reads what rows show."""
        self.beginResetModel()
        self._rows.show(keys, fetch)
        is_whole = sum(count for _month, count in months) == len(keys)
        self._months = tuple(month for month, _count in months) if is_whole else ()
        self._firsts = first_rows([count for _month, count in months] if is_whole else [])
        self.endResetModel()

    def refresh_row(self, key: int) -> None:
        """Read the row of *key* again."""
        row = self.row_of(key)
        if row < 0:
            return
        self._rows.refresh(row)
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def row_of(self, key: int | None) -> int:
        """Give the row of *key*, or -1."""
        return self._rows.place_of(key)

    @override
    def heading_rows(self) -> tuple[int, ...]:
        return self._firsts

    @override
    def heading_text(self, heading: int) -> str:
        return format_month(self._months[heading])

    def summary(self, row: int) -> EntrySummary | None:
        """Give what row *row* shows; None if the entry is gone."""
        return self._rows.at(row)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows.keys)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
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
    if not one.is_readable:
        return _("This reflection cannot be read")
    title = " ".join(one.title.split())
    if title:
        return title
    words = one.preview.replace(HIT_START, "").replace(HIT_END, "").strip()
    return words.split("\n", 1)[0] or _("Reflection without a title")


def spoken(one: EntrySummary) -> str:
    """Say what a row shows."""
    parts = [row_title(one)]
    if one.on != date.min:
        parts.append(format_event(one.on, one.on_precision))
    if one.module is not None:
        parts.append(_("Module {number}").format(number=one.module))
    if one.state is EntryState.DRAFT:
        parts.append(_("to finish later"))
    if one.sharing is Sharing.COACH:
        parts.append(_("for my coach"))
    elif one.sharing is Sharing.PORTFOLIO:
        parts.append(_("for my portfolio"))
    if one.attachments:
        count = ngettext("{count} attachment", "{count} attachments", one.attachments)
        parts.append(count.format(count=one.attachments))
    return ", ".join(parts)
