"""The list of entries with headings for months."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.text import _
from ahpjournal.ui.kit.headed_list import HeadedList
from ahpjournal.ui.pages.journal.delegate import EntryDelegate
from ahpjournal.ui.pages.journal.list_model import ENTRY_ID, EntryListModel
from ahpjournal.ui.theme.theme import Theme


class EntryListView(HeadedList):
    """Rows and month headings; the arrow keys open entries as they go.

    Signals:
        entry_requested(str): the user chose the entry with this id.
    """

    entry_requested = Signal(str)

    def __init__(self, model: EntryListModel, parent: QWidget | None = None) -> None:
        """Show *model*."""
        theme = Theme.active()
        super().__init__(_("Reflections"), model, theme, parent)
        self.show_with(EntryDelegate(theme, self))
        self.row_moved_to.connect(self._on_moved)

    def _on_moved(self, index: QModelIndex) -> None:
        self.entry_requested.emit(str(index.data(ENTRY_ID) or ""))
