"""The journal page: list, editor and details side by side."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from ahpjournal.domain.entries import Entry, EntrySummary
from ahpjournal.text import _
from ahpjournal.ui.attachments.panel import SHORTCUT as ATTACH_SHORTCUT
from ahpjournal.ui.attachments.state import AttachmentsState
from ahpjournal.ui.kit.layouts import Row
from ahpjournal.ui.kit.speech import say
from ahpjournal.ui.pages.journal.details import DetailsPanel
from ahpjournal.ui.pages.journal.editor_column import EditorColumn
from ahpjournal.ui.pages.journal.list_column import ListColumn
from ahpjournal.ui.pages.journal.state import EditorState, ListState, SaveState
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.versions.panel import SHORTCUT as VERSIONS_SHORTCUT
from ahpjournal.ui.versions.panel import VersionsPanel
from ahpjournal.ui.versions.presenter import VersionsState

PANEL_FROM = 1350
"""Width of the page, in pixels at 100 %, from which the details stand beside list and text."""
ONE_COLUMN_BELOW = 720
"""Width below which either the list or the text is shown, as at large text sizes."""
TEXT_LEAST = 520
"""Width that the text keeps before a column beside it gives way."""
_WIDEST = (1 << 24) - 1
FetchWithQuery = Callable[[Sequence[int], str], tuple[EntrySummary, ...]]


class JournalView(QWidget):
    """Three columns.

    In a narrow window the details take the list's place when asked for; in a very narrow one
    there is one column at a time.

    Signals:
        alone_requested(bool): only the text is to be seen, or everything again.
    """

    alone_requested = Signal(bool)

    def __init__(self, journal_id: str) -> None:
        """Make the empty page for the journal *journal_id*."""
        super().__init__()
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme.active()
        self._fetch: FetchWithQuery = _nothing
        self._wants_details: bool | None = None
        self._is_focused = False
        self._wants_list = False
        self._has_entry = False
        row = Row(self, gap=0)
        self.list = ListColumn()
        self.editor = EditorColumn(journal_id)
        self.versions = VersionsPanel()
        self.details = DetailsPanel()
        row.addWidget(self.list)
        row.addWidget(self.editor, 1)
        row.addWidget(self.versions, 1)
        row.addWidget(self.details)
        self.editor.toolbar.details_toggled.connect(self._on_details)
        self.editor.toolbar.focus_toggled.connect(self.show_only_text)
        self.editor.everything_requested.connect(self._on_focus_key)
        self.editor.toolbar.find_requested.connect(self._on_find_in_entry)
        self.editor.toolbar.replace_requested.connect(self._on_replace_key)
        self.editor.toolbar.list_requested.connect(self._on_find)
        self.details.stage_requested.connect(self._on_stage)
        self.list.list.clicked.connect(self._on_entry_chosen)
        self.list.list.activated.connect(self._on_entry_activated)
        self.list.new_requested.connect(self._on_entry_chosen)
        self._add_shortcut("Ctrl+F", self._on_find_key)
        self._add_shortcut("Ctrl+H", self._on_replace_key)
        self._add_shortcut("F3", self.editor.finding.go_on)
        self._add_shortcut("Shift+F3", self.editor.finding.go_back)
        self._add_shortcut("Ctrl+D", self._on_details_key)
        self._add_shortcut("F10", self._on_tools_key)
        self._add_shortcut("F11", self._on_focus_key)
        self._add_shortcut(ATTACH_SHORTCUT, self.editor.toolbar.attach_requested.emit)
        self._add_shortcut(VERSIONS_SHORTCUT, self.editor.toolbar.versions_requested.emit)
        self._theme.changed.connect(self._fit)
        self._fit()

    def read_rows_with(self, fetch: FetchWithQuery) -> None:
        """Read what rows of the list show by *fetch*."""
        self._fetch = fetch

    def render_list(self, state: ListState) -> None:
        """Show the list column."""
        query = state.query
        self.list.render_state(state, lambda keys: self._fetch(keys, query))

    def render_editor(self, state: EditorState, *, fill: bool) -> None:
        """Show the editor column and the details."""
        self._has_entry = state.entry is not None
        self.show_only_text(self._is_focused)
        self.editor.render_state(state, fill=fill)
        self.details.render_state(state)
        self._fit()

    def render_attachments(self, state: AttachmentsState) -> None:
        """Show the attachments of the open entry."""
        self.editor.show_attachments(state)

    def reveal_attachments(self) -> None:
        """Bring what was added into view, unless one has gone on writing meanwhile."""
        self.editor.reveal_attachments()

    def show_saving(self, state: SaveState) -> None:
        """Say how saving stands."""
        self.editor.show_saving(state)
        self.details.show_saving(state)

    def finish_typing(self) -> None:
        """Complete what is still being put into the texts, as a long paste."""
        self.editor.sections.finish_typing()

    def typed_entry(self, original: Entry) -> Entry:
        """Give *original* with the title and texts typed for it, and for no other entry."""
        is_open = original.id == self.editor.entry_id
        title = self.editor.typed_title() if is_open else original.title
        sections = self.editor.sections.typed_sections(original)
        return replace(original, title=title, sections=sections)

    def refresh_row(self, key: int) -> None:
        """Read one row of the list again."""
        self.list.model.refresh_row(key)

    def show_query(self, text: str) -> None:
        """Put *text* into the search field and the cursor behind it."""
        self.list.search.setText(text)
        self._on_find()

    def focus_writing(self) -> None:
        """Put the cursor where one begins to write."""
        self._on_entry_chosen()
        self.editor.focus_writing()

    def show_versions(self, state: VersionsState) -> None:
        """Show the panel of versions in the place of text and details."""
        self.show_only_text(False)
        self.versions.show_versions(state)
        self._fit()

    def hide_versions(self) -> None:
        """Put the panel away and give the keyboard back to where it was."""
        had_keyboard = self.versions.has_keyboard()
        before = self.versions.hide_versions()
        self._fit()
        if not had_keyboard:
            return
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.editor.focus_writing()

    def forget_buffers(self, entry_id: str) -> None:
        """Drop the texts kept for an entry."""
        self.editor.sections.forget(entry_id)

    def close_texts(self) -> None:
        """Let every text go, with all that was typed and may be undone."""
        self.editor.close_texts()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.editor.finding.close():
            self.show_only_text(False)
            return
        super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # another page takes its place
            self.show_only_text(False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _add_shortcut(self, keys: str, slot: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def _on_find(self) -> None:
        self.show_only_text(False)
        self._wants_list = True
        self._wants_details = self._wants_details and not self.list.isHidden()
        self._fit()
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.end(False)

    def _on_find_key(self) -> None:
        focus = QApplication.focusWidget()
        is_in_list = focus is not None and self.list.isAncestorOf(focus)
        if self.editor.isHidden() or not self._has_entry or is_in_list:
            self._on_find()
        else:
            self._on_find_in_entry()

    def _on_find_in_entry(self) -> None:
        self.editor.finding.open(is_replacing=False)

    def _on_replace_key(self) -> None:
        if not self.editor.isHidden() and self._has_entry:
            self.editor.finding.open(is_replacing=True)

    def _on_entry_activated(self) -> None:
        self._on_entry_chosen()
        self.editor.focus_writing()

    def _on_entry_chosen(self) -> None:
        self._wants_list = False
        self._fit()

    def _on_stage(self, stage: str) -> None:
        if self._is_narrow():
            self._on_details(False)
        self.editor.focus_stage(stage)

    def _on_details(self, is_wanted: bool) -> None:  # noqa: FBT001 - a button's state
        self._wants_details = is_wanted
        self._fit()

    def _on_details_key(self) -> None:
        self.show_only_text(False)
        self._on_details(self.details.isHidden())

    def show_only_text(self, is_focused: bool) -> None:  # noqa: FBT001 - a button's state
        """Show nothing but the text, or everything again; it needs an open entry."""
        is_focused = is_focused and self._has_entry
        if is_focused == self._is_focused:
            self._fit()
            return
        self._is_focused = is_focused
        self.editor.show_only_text(is_only=is_focused)
        self._fit()
        self.alone_requested.emit(is_focused)
        if is_focused:
            say(self, _("Only the text is shown. Escape shows everything again."))

    def _on_focus_key(self) -> None:
        self.show_only_text(not self._is_focused)

    def _on_tools_key(self) -> None:
        self.show_only_text(False)
        self.editor.toolbar.take_keyboard()

    def _is_narrow(self) -> bool:
        return self.width() < self._theme.px(ONE_COLUMN_BELOW)

    def _fit(self) -> None:
        theme, width = self._theme, self.width()
        wants = self._wants_details
        if wants is None:
            wants = width >= theme.px(PANEL_FROM)
        has_details = wants and self._has_entry and not self._is_focused
        has_details = has_details and self.versions.isHidden()
        if self._is_narrow():
            self._fit_one_column(has_details=has_details)
        else:
            self._fit_columns(has_details=has_details)
        self.editor.toolbar.show_panes(
            is_focused=self._is_focused, has_details=has_details, has_list_key=self._is_narrow()
        )

    def _fit_columns(self, *, has_details: bool) -> None:
        theme, sizes = self._theme, self._theme.sizes
        self.list.setFixedWidth(theme.px(sizes.list_column))
        self.details.setFixedWidth(theme.px(sizes.side_panel))
        room = self.width() - (self.details.width() if has_details else 0) - self.list.width()
        is_crowded = has_details and room < theme.px(TEXT_LEAST)
        self.editor.setVisible(self.versions.isHidden())
        self.details.setVisible(has_details)
        self.list.setVisible(not self._is_focused and not is_crowded)

    def _fit_one_column(self, *, has_details: bool) -> None:
        has_list = self._wants_list and not self._is_focused
        for side in (self.list, self.details):
            side.setMinimumWidth(0)
            side.setMaximumWidth(_WIDEST)
        half = self._theme.px(self._theme.sizes.side_panel)
        self.details.setMaximumWidth(half)
        has_versions = not self.versions.isHidden()
        has_list = has_list and not has_versions
        self.list.setVisible(has_list)
        self.editor.setVisible(not has_list and not has_versions)
        self.details.setVisible(has_details and not has_list)


def _nothing(_keys: Sequence[int], _query: str) -> tuple[EntrySummary, ...]:
    return ()
