"""The editor column: toolbar, title, sections, and the line at the foot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ahpjournal.domain.entries import EntryState, Sharing
from ahpjournal.text import _, ngettext
from ahpjournal.ui.editor.blocks import BlockKind
from ahpjournal.ui.editor.rich_text_edit import RichTextEdit
from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.kit.cards import Banner, EmptyState, ScrollPage, row
from ahpjournal.ui.kit.dates import format_event, format_time
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words, pill
from ahpjournal.ui.kit.toolbar import Toolbar
from ahpjournal.ui.pages.journal.presenter import EditorState
from ahpjournal.ui.pages.journal.sections import SectionsView
from ahpjournal.ui.theme.theme import Theme


class EditorColumn(QFrame):
    """Where one writes.

    Signals:
        edited: title or text changed.
        details_toggled(bool): show or hide the details.
        focus_toggled(bool): show the text only.
        link_typed(str): the user wants to link the selection; answered by set_link().
        new_requested: begin an entry.
        banner_requested: the banner's button was pressed.
    """

    edited = Signal()
    details_toggled = Signal(bool)
    focus_toggled = Signal(bool)
    link_wanted = Signal()
    new_requested = Signal()
    banner_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the empty column."""
        super().__init__()
        self.setProperty("look", "paper")
        self._theme = theme
        self._active: RichTextEdit | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._build_toolbar())
        strip = QVBoxLayout()
        strip.setContentsMargins(32, 0, 32, 0)
        self._banner = Banner()
        self._banner.action_requested.connect(self.banner_requested)
        strip.addWidget(self._banner)
        outer.addLayout(strip)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack, 1)
        self._page = ScrollPage(theme, theme.sizes.editor_max)
        self._page.setProperty("look", "paper")
        self._page.widget().setProperty("look", "paper")
        self._build_page()
        self._stack.addWidget(self._page)
        self._nothing = EmptyState(
            "notebook-pen",
            _("A place to think"),
            _(
                "Write about something that stayed with you. Two lines are enough; it is saved as you type, and private."
            ),
            _("New reflection"),
            theme,
        )
        self._nothing.action_requested.connect(self.new_requested)
        self._stack.addWidget(self._nothing)
        outer.addWidget(self._build_foot())

    def render_state(self, state: EditorState, *, fill: bool) -> None:
        """Show *state*; with *fill* the texts are put in as well."""
        self._render_banner(state)
        entry = state.entry
        self._toolbar.setEnabled(entry is not None and not state.is_read_only)
        self._foot.setVisible(entry is not None)
        self._stack.setCurrentWidget(self._page if entry is not None else self._nothing)
        if entry is None or state.model is None:
            return
        if fill:
            self._active = None
            self.title.setText(entry.title)
            self.sections.show_entry(entry, state.model, is_read_only=state.is_read_only)
            self._page.verticalScrollBar().setValue(0)
        self.title.setReadOnly(state.is_read_only)
        self._prompt.setText(entry.prompt)
        self._prompt.setVisible(bool(entry.prompt))
        self._render_chips(state)
        self._reminder.setText(state.reminder)
        self._show_status(state, state.words)

    def show_saving(self, *, is_saved: bool, words: int) -> None:
        """Say whether the text is on disk, and count its words."""
        self._saved.setText(_("Saved") if is_saved else _("Saving\u2026"))
        self._words.setText(_count(words))

    def typed_entry_title(self) -> str:
        """Give the title as it stands."""
        return self.title.text()

    def focus_writing(self) -> None:
        """Put the cursor where one begins to write."""
        edits = self.sections.edits
        if edits:
            edits[0].setFocus()

    def show_details_state(self, *, is_shown: bool) -> None:
        """Show on the button whether the details are shown."""
        self._details.setChecked(is_shown)

    def set_link(self, href: str) -> None:
        """Link the selection of the text in use."""
        if self._active is not None:
            self._active.set_link(href)
            self._active.setFocus()

    def _build_toolbar(self) -> QWidget:
        bar = Toolbar(_("Formatting"))
        self._toolbar = bar

        def act(icon: str, name: str, shortcut: str, action: object) -> IconButton:
            button = IconButton(icon, name, shortcut=shortcut)
            button.clicked.connect(action)
            return bar.add(button)

        act("undo-2", _("Undo"), _("Ctrl+Z"), lambda: self._with(lambda e: e.undo()))
        act("redo-2", _("Redo"), _("Ctrl+Y"), lambda: self._with(lambda e: e.redo()))
        bar.add_gap()
        act("heading", _("Heading"), "", lambda: self._kind(BlockKind.HEADING_2))
        act("bold", _("Bold"), _("Ctrl+B"), lambda: self._with(lambda e: e.toggle_bold()))
        act("italic", _("Italic"), _("Ctrl+I"), lambda: self._with(lambda e: e.toggle_italic()))
        bar.add_gap()
        act("list", _("Bulleted list"), "", lambda: self._kind(BlockKind.BULLET))
        act("list-ordered", _("Numbered list"), "", lambda: self._kind(BlockKind.NUMBER))
        act("list-todo", _("Check list"), "", lambda: self._kind(BlockKind.TO_DO))
        bar.add_gap()
        act("quote", _("Quote"), "", lambda: self._kind(BlockKind.QUOTE))
        act("link", _("Link"), _("Ctrl+K"), self.link_wanted.emit)
        bar.add_stretch()
        focus = IconButton("maximize-2", _("Only the text"), shortcut="F11", checkable=True)
        focus.toggled.connect(self.focus_toggled)
        bar.add(focus)
        self._details = IconButton("panel-right", _("Details"), shortcut="Ctrl+D", checkable=True)
        self._details.clicked.connect(self.details_toggled)
        bar.add(self._details)
        holder = QWidget()
        line = row(0)
        line.setContentsMargins(32, 14, 24, 6)
        line.addWidget(bar, 1)
        holder.setLayout(line)
        return holder

    def _build_page(self) -> None:
        content = self._page.content
        content.setSpacing(12)
        self.title = QLineEdit()
        self.title.setProperty("look", "title")
        self.title.setPlaceholderText(_("Title"))
        self.title.setAccessibleName(_("Title of the reflection"))
        self.title.textEdited.connect(self.edited)
        content.addWidget(self.title)
        self._chips = FlowBox(8)
        content.addWidget(self._chips)
        self._prompt = Words("", "body", "text2")
        content.addWidget(self._prompt)
        self.sections = SectionsView(self._theme)
        self.sections.edited.connect(self.edited)
        self.sections.entered.connect(self._on_entered)
        content.addSpacing(4)
        content.addWidget(self.sections)
        content.addStretch(1)

    def _build_foot(self) -> QFrame:
        self._foot = QFrame()
        self._foot.setProperty("look", "foot")
        line = row(20)
        line.setContentsMargins(32, 9, 32, 9)
        self._foot.setLayout(line)
        self._saved = Words("", "small", "text2", wraps=False)
        self._words = Words("", "small", "text2", wraps=False)
        self._reminder = Words("", "small", "text2")
        self._reminder.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._saved)
        line.addWidget(self._words)
        line.addWidget(self._reminder, 1)
        return self._foot

    def _render_banner(self, state: EditorState) -> None:
        if state.removed:
            self._banner.show_words(_("Reflection removed."), "", "info", _("Undo"))
        else:
            self._banner.show_message(state.problem, _("Try again"))

    def _render_chips(self, state: EditorState) -> None:
        entry = state.entry
        self._chips.clear()
        if entry is None:
            return
        self._chips.add(pill(format_event(entry.on, entry.on_precision)))
        if entry.module is not None:
            title = next((m.title for m in state.modules if m.number == entry.module), "")
            words = _("Module {number}: {title}").format(number=entry.module, title=title)
            self._chips.add(
                pill(
                    words if len(words) < 60 else _("Module {number}").format(number=entry.module),
                    "accent",
                )
            )
        if state.model is not None and entry.model != "free":
            self._chips.add(pill(state.model.name))
        names = {c.id: c.short_name for c in state.competencies}
        for competency in entry.competencies:
            if competency in names:
                self._chips.add(pill(names[competency]))
        for tag in entry.tags:
            self._chips.add(pill(f"#{tag}"))
        if entry.state is EntryState.DRAFT:
            self._chips.add(pill(_("Finish later"), "warn"))
        if entry.sharing is not Sharing.PRIVATE:
            text = _("For my coach") if entry.sharing is Sharing.COACH else _("For my portfolio")
            self._chips.add(pill(text, "ok"))

    def _show_status(self, state: EditorState, words: int) -> None:
        if not state.is_saved:
            self._saved.setText(_("Saving\u2026"))
        elif state.saved_at is None:
            self._saved.setText(_("Not written yet"))
        else:
            self._saved.setText(_("Saved at {time}").format(time=format_time(state.saved_at)))
        self._words.setText(_count(words))

    def _on_entered(self, edit: object) -> None:
        if isinstance(edit, RichTextEdit):
            self._active = edit

    def _with(self, action: object) -> None:
        if self._active is None and self.sections.edits:
            self._active = self.sections.edits[0]
        if self._active is not None and callable(action):
            action(self._active)
            self._active.setFocus()

    def _kind(self, kind: BlockKind) -> None:
        self._with(lambda edit: edit.set_kind(kind))


def _count(words: int) -> str:
    return ngettext("{count} word", "{count} words", words).format(count=words)
