"""The list column: search, chips and entries."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout

from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import row
from ahpjournal.ui.kit.dates import format_month
from ahpjournal.ui.kit.fields import SearchField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.pages.journal.delegate import EntryDelegate
from ahpjournal.ui.pages.journal.list_model import ENTRY_ID, EntryListModel, Fetch
from ahpjournal.ui.pages.journal.presenter import EntryView, ListState
from ahpjournal.ui.theme.theme import Theme


class ListColumn(QFrame):
    """Finds entries.

    Signals:
        new_requested: begin an entry.
        query_edited(str): what is typed into the search field.
        view_requested(object): list other entries (an EntryView).
        entry_requested(str): open the entry with this id.
    """

    new_requested = Signal()
    query_edited = Signal(str)
    view_requested = Signal(object)
    entry_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Make the empty column."""
        super().__init__()
        self.setProperty("look", "column")
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 22, 19, 12)
        layout.setSpacing(14)
        head = row(8)
        head.addWidget(Words(_("Journal"), "h1", wraps=False))
        head.addStretch(1)
        self.new = Button(_("New"), "primary", "plus", theme)
        self.new.setAccessibleName(_("New reflection"))
        self.new.clicked.connect(self.new_requested)
        head.addWidget(self.new)
        layout.addLayout(head)
        self.search = SearchField(_("Search"), theme)
        self.search.textEdited.connect(self.query_edited)
        layout.addWidget(self.search)
        chips = FlowBox(6)
        self._chips: dict[EntryView, Button] = {}
        for view in EntryView:
            chip = Button(_view_name(view), "chip")
            chip.clicked.connect(lambda _checked=False, v=view: self.view_requested.emit(v))
            self._chips[view] = chip
            chips.add(chip)
        layout.addWidget(chips)
        self._month = Words("", "caption", "text2", wraps=False)
        layout.addWidget(self._month)
        self._nothing = Words("", "body", "text2")
        layout.addWidget(self._nothing)
        self.list = QListView()
        self.list.setAccessibleName(_("Reflections"))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = EntryListModel(self.list)
        self._delegate = EntryDelegate(theme, self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.verticalScrollBar().valueChanged.connect(self._show_month)
        layout.addWidget(self.list, 1)
        layout.setStretchFactor(self.list, 1)
        theme.changed.connect(self._fit)
        self._fit()

    def render_state(self, state: ListState, fetch: Fetch) -> None:
        """Show *state*; *fetch* reads what rows show."""
        self._delegate.today = state.today
        for view, chip in self._chips.items():
            chip.setChecked(view is state.view)
        self._chips[EntryView.MODULE].setVisible(state.module is not None)
        placeholder = ngettext(
            "Search {count} reflection", "Search {count} reflections", state.total
        )
        self.search.setPlaceholderText(placeholder.format(count=state.total))
        selection = self.list.selectionModel()
        selection.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.model.show_keys(state.keys, fetch)
        row_number = self.model.row_of(state.selected_key)
        if row_number >= 0:
            index = self.model.index(row_number, 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        selection.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._nothing.setVisible(not state.keys)
        self._nothing.setText(_nothing_words(state))
        self.list.viewport().update()
        self._show_month()

    def _show_month(self) -> None:
        index = self.list.indexAt(self.list.viewport().rect().topLeft())
        one = self.model.summary(max(index.row(), 0))
        self._month.setText(format_month(one.on) if one is not None else "")
        self._month.setVisible(one is not None)

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.entry_requested.emit(str(current.data(ENTRY_ID)))

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(self._theme.sizes.list_column))


def _nothing_words(state: ListState) -> str:
    if state.query:
        return _(
            "Nothing found for \u201c{query}\u201d. Try fewer letters or another word."
        ).format(query=state.query)
    if state.total:
        return _("No reflection here yet.")
    return _("Nothing written yet.")


def _view_name(view: EntryView) -> str:
    match view:
        case EntryView.ALL:
            return _("All")
        case EntryView.MODULE:
            return _("This module")
        case EntryView.LATER:
            return _("Finish later")
        case EntryView.SHARED:
            return _("Shared")
