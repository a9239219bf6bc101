"""The journal page: list, editor and details side by side."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ahpjournal.domain.entries import Entry, EntrySummary
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Card, row
from ahpjournal.ui.kit.fields import TextField
from ahpjournal.ui.pages.journal.details import DetailsPanel
from ahpjournal.ui.pages.journal.editor_column import EditorColumn
from ahpjournal.ui.pages.journal.list_column import ListColumn
from ahpjournal.ui.pages.journal.presenter import EditorState, ListState
from ahpjournal.ui.theme.theme import Theme

PANEL_FROM, LIST_FROM = 1350, 820
FetchWithQuery = Callable[[Sequence[int], str], tuple[EntrySummary, ...]]


class JournalView(QWidget):
    """Three columns; details fold away in a narrow window, and with the list in focus mode."""

    def __init__(self, theme: Theme, fetch: FetchWithQuery) -> None:
        """Make the empty page; *fetch* reads what rows of the list show."""
        super().__init__()
        self.setObjectName("page")
        self._theme = theme
        self._fetch = fetch
        self._wants_details: bool | None = None
        self._is_focused = False
        self._has_entry = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.list = ListColumn(theme)
        self.editor = EditorColumn(theme)
        self.details = DetailsPanel(theme)
        layout.addWidget(self.list)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.details)
        self._link_card = self._build_link_card()
        self.editor.details_toggled.connect(self._on_details)
        self.editor.focus_toggled.connect(self._on_focus)
        self.editor.link_wanted.connect(self._ask_link)
        for keys, action in (
            ("Ctrl+F", self.list.search.setFocus),
            ("Ctrl+K", self._ask_link),
            ("Ctrl+D", lambda: self._on_details(self.details.isHidden())),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        theme.changed.connect(self._on_theme_changed)
        self._fit()

    def render_list(self, state: ListState) -> None:
        """Show the list column."""
        query = state.query
        self.list.render_state(state, lambda keys: self._fetch(keys, query))

    def render_editor(self, state: EditorState, *, fill: bool) -> None:
        """Show the editor column and the details."""
        self._has_entry = state.entry is not None
        self.list.new.setEnabled(not state.is_read_only)
        self.editor.render_state(state, fill=fill)
        self.details.render_state(state)
        self._fit()

    def show_saving(self, *, is_saved: bool, words: int) -> None:
        """Say whether the text is on disk, and count its words."""
        self.editor.show_saving(is_saved=is_saved, words=words)

    def typed_entry(self, original: Entry) -> Entry:
        """Give *original* with the title and texts as they stand in the fields."""
        return replace(
            original,
            title=self.editor.typed_entry_title(),
            sections=self.editor.sections.typed_sections(original),
        )

    def refresh_rows(self) -> None:
        """Read the rows in view again."""
        self.list.model.refresh_rows()

    def show_query(self, text: str) -> None:
        """Put *text* into the search field."""
        self.list.search.setText(text)

    def focus_writing(self) -> None:
        """Put the cursor where one begins to write."""
        self.editor.focus_writing()

    def forget_buffers(self, entry_id: str) -> None:
        """Drop the documents kept for an entry."""
        self.editor.sections.shelf.forget(entry_id)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build_link_card(self) -> Card:
        card = Card(_("Link"))
        card.setParent(self)
        card.setWindowFlags(Qt.WindowType.Popup)
        self._link_field = TextField(_("Address"), _("Starts with https:// or mailto:"), "https://")
        self._link_field.line.returnPressed.connect(self._on_link)
        card.body.addWidget(self._link_field)
        buttons = row(8)
        add = Button(_("Link"), "primary")
        add.clicked.connect(self._on_link)
        buttons.addWidget(add)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        card.setFixedWidth(self._theme.px(360))
        return card

    def _ask_link(self) -> None:
        self._link_field.set_text("")
        self._link_card.move(self.editor.mapToGlobal(self.editor.rect().topLeft()))
        self._link_card.adjustSize()
        self._link_card.show()
        self._link_field.line.setFocus()

    def _on_link(self) -> None:
        href = self._link_field.text().strip()
        if href and not href.startswith(("http://", "https://", "mailto:")):
            self._link_field.show_error(_("It must start with https:// or mailto:"))
            return
        self._link_card.hide()
        if href:
            self.editor.set_link(href)

    def _on_details(self, is_wanted: bool) -> None:  # noqa: FBT001 - a button's state
        self._wants_details = is_wanted
        self._fit()

    def _on_focus(self, is_focused: bool) -> None:  # noqa: FBT001 - a button's state
        self._is_focused = is_focused
        self._fit()

    def _on_theme_changed(self) -> None:
        self._fit()

    def _fit(self) -> None:
        width = self.width() / self._theme.scale
        wants = self._wants_details if self._wants_details is not None else width >= PANEL_FROM
        is_shown = wants and self._has_entry and not self._is_focused
        self.details.setVisible(is_shown)
        self.details.setFixedWidth(self._theme.px(self._theme.sizes.side_panel))
        self.editor.show_details_state(is_shown=is_shown)
        is_narrow = width < LIST_FROM + (self._theme.sizes.side_panel if is_shown else 0)
        self.list.setVisible(not self._is_focused and not (is_narrow and is_shown))
