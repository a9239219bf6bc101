"""The list column: search, chips and entries."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget

from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import EmptyState
from ahpjournal.ui.kit.chips import FilterChips
from ahpjournal.ui.kit.fields import SearchField
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.pages.journal.entry_list import EntryListView
from ahpjournal.ui.pages.journal.list_model import EntryListModel, Fetch
from ahpjournal.ui.pages.journal.material_button import MaterialButton
from ahpjournal.ui.pages.journal.state import EntryView, ListState


class ListColumn(QFrame):
    """Finds entries.

    Signals:
        new_requested: begin an entry.
        query_edited(str): what is typed into the search field.
        view_requested(object): list other entries (an EntryView).
        entry_requested(str): open the entry with this id.
        material_requested(str): go to prompts, templates or tags.
        everywhere_requested: look for the same on the find page.
    """

    new_requested = Signal()
    query_edited = Signal(str)
    view_requested = Signal(object)
    entry_requested = Signal(str)
    material_requested = Signal(str)
    everywhere_requested = Signal()

    def __init__(self) -> None:
        """Make the empty column."""
        super().__init__()
        self.setProperty("look", "column")
        outer = Column(self, gap=12, margins=(0, 24, 0, 0))
        top = Column(gap=12, margins=(20, 0, 20, 0))
        head = Row(gap=8)
        head.addWidget(Words(_("Journal"), "h1", wraps=False))
        head.addStretch(1)
        self.new = Button(_("New"), "primary", "plus")
        self.new.setAccessibleName(_("New reflection"))
        self.new.setToolTip(_("New reflection (Ctrl+N)"))
        self.new.clicked.connect(self.new_requested)
        head.addWidget(self.new)
        self.material = MaterialButton()
        self.material.material_requested.connect(self.material_requested)
        head.addWidget(self.material)
        top.addLayout(head)
        self.search = SearchField(_("Search"))
        self.search.textEdited.connect(self.query_edited)
        self.search.returnPressed.connect(self._on_return)
        self.search.setAccessibleDescription(
            _("Words, and filters such as tag:falls, module:3 or is:draft")
        )
        top.addWidget(self.search)
        self.everywhere = Button(_("Search everything for this"), "quiet", "search")
        self.everywhere.setToolTip(
            _("Reflections, actions, reasons, notes, replies and attachments (Ctrl+Enter)")
        )
        self.everywhere.clicked.connect(self.everywhere_requested)
        self.everywhere.hide()
        top.addWidget(self.everywhere, 0, Qt.AlignmentFlag.AlignLeft)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self.search)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.everywhere_requested)
        self._chips = FilterChips(_("Which reflections"))
        self._chips.filter_chosen.connect(self._on_filter)
        top.addWidget(self._chips)
        outer.addLayout(top)
        self.model = EntryListModel(self)
        self.list = EntryListView(self.model)
        self.list.entry_requested.connect(self.entry_requested)
        self._nothing = QFrame()
        nothing = Column(self._nothing, margins=(20, 16, 20, 0))
        self._words = Words("", "body", "text2")
        nothing.addWidget(self._words, 0, Qt.AlignmentFlag.AlignTop)
        nothing.addStretch(1)
        self._first = EmptyState(
            "notebook-pen",
            _("Nothing written yet"),
            _("Reflections appear here, newest first, as soon as you write one."),
        )
        self._stack = QStackedWidget()
        holder = QFrame()
        inner = Column(holder, margins=(20, 0, 8, 0))
        inner.addWidget(self.list)
        for widget in (holder, self._nothing, self._first):
            self._stack.addWidget(widget)
        outer.addWidget(self._stack, 1)
        self._shown_key: int | None = None

    def render_state(self, state: ListState, fetch: Fetch) -> None:
        """Show *state*; *fetch* reads what rows show."""
        self.list.rows.today = state.today
        self.new.setEnabled(not state.is_read_only)
        self.material.set_read_only(is_read_only=state.is_read_only)
        self._chips.set_options(_options(state))
        self._chips.set_value(state.view.value)
        self._chips.setVisible(bool(state.total))
        self.search.setVisible(bool(state.total or state.query))
        self.everywhere.setVisible(bool(state.query))
        placeholder = ngettext(
            "Search {count} reflection", "Search {count} reflections", state.total
        )
        self.search.setPlaceholderText(placeholder.format(count=state.total))
        place = self.list.verticalScrollBar().value()
        self.model.show_keys(state.keys, state.months, fetch)
        self.list.verticalScrollBar().setValue(place)
        row = self.model.row_of(state.selected_key)
        is_other = state.selected_key != self._shown_key
        self._shown_key = state.selected_key
        self.list.select_row(row, is_shown=is_other or bool(state.query))
        self._words.setText(_nothing_words(state))
        place_in_stack = 0 if state.keys else (1 if state.total else 2)
        self._stack.setCurrentIndex(place_in_stack)

    def _on_filter(self, value: str) -> None:
        self.view_requested.emit(EntryView(value))

    def _on_return(self) -> None:
        """Open the first hit: Enter in the search field goes to the list."""
        if self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.setCurrentIndex(self.model.index(0, 0))


def _options(state: ListState) -> list[tuple[str, str]]:
    options = [(EntryView.ALL.value, _("All"))]
    if state.module is not None:
        options.append((EntryView.MODULE.value, _("This module")))
    options.append((EntryView.LATER.value, _("Drafts")))
    return options


def _nothing_words(state: ListState) -> str:
    if state.hint:
        return state.hint
    if state.query:
        return _(
            "Nothing found for \u201c{query}\u201d. Try fewer letters or another word."
        ).format(query=state.query)
    match state.view:
        case EntryView.MODULE:
            return _("Nothing is linked to the current module yet.")
        case EntryView.LATER:
            return _("Nothing is waiting to be finished.")
        case EntryView.ALL:
            return ""
