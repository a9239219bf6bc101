"""The editor column: toolbar, title, sections, and the line at the foot."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget
from typing_extensions import override

from ahpjournal.text import _, ngettext
from ahpjournal.ui.attachments.panel import AttachmentsPanel
from ahpjournal.ui.attachments.state import AttachmentsState
from ahpjournal.ui.editor.commands import Command
from ahpjournal.ui.editor.formatting import FormatState
from ahpjournal.ui.editor.hints import HintKind
from ahpjournal.ui.editor.offered_files import offers_files
from ahpjournal.ui.editor.rich_text import RichTextEdit
from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.kit.cards import Banner, EmptyState, ScrollPage
from ahpjournal.ui.kit.dates import format_date, format_time
from ahpjournal.ui.kit.labels import Picture, Words
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.kit.titles import TitleEdit
from ahpjournal.ui.kit.toolbar import StatusLine
from ahpjournal.ui.pages.journal.editor_toolbar import EditorToolbar
from ahpjournal.ui.pages.journal.entry_facts import EntryFacts
from ahpjournal.ui.pages.journal.find_bar import FindBar
from ahpjournal.ui.pages.journal.find_in_entry import FindInEntry
from ahpjournal.ui.pages.journal.popups import AddressPopup
from ahpjournal.ui.pages.journal.sections import SectionsView
from ahpjournal.ui.pages.journal.state import EditorState, SaveMark, SaveState
from ahpjournal.ui.theme.theme import Theme

TEXT_WIDTH = 696
"""Widest line of text, in pixels at 100 %; the column around it is 760."""
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EditorColumn(QFrame):
    """Where one writes.

    Signals:
        edited: title or text changed.
        new_requested: begin an entry.
        banner_requested: the banner's button was pressed.
        everything_requested: nothing but the text is shown, and the rest is wanted again.
    """

    edited = Signal()
    new_requested = Signal()
    banner_requested = Signal()
    everything_requested = Signal()

    def __init__(self, journal_id: str) -> None:
        """Make the empty column for the journal *journal_id*."""
        super().__init__()
        self.setProperty("look", "paper")
        self._theme = Theme.active()
        self._active: RichTextEdit | None = None
        self._entry_id = ""
        self._has_entry = False
        self._reminder = ""
        self._is_writable = True
        self._is_only_text = False
        self._is_adding = False
        self._has_written_since = False
        self.edited.connect(self._on_edited)
        self.setAcceptDrops(True)
        outer = Column(self, gap=0)
        self._build_head(outer)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack, 1)
        self._page = ScrollPage(self._theme, TEXT_WIDTH)
        self._page.on_width(self._on_width)
        self._build_page(journal_id)
        self._stack.addWidget(self._page)
        sections = self.sections
        self.finding = FindInEntry(
            self._find_bar, sections.steps, lambda: sections.edits, self._edit_in_use
        )
        self.finding.place_shown.connect(self._on_place_shown)
        self.finding.closed.connect(self._on_find_closed)
        sections.edited.connect(self.finding.text_changed)
        self._nothing = EmptyState(
            "notebook-pen",
            _("A place to think"),
            _(
                "Write about something that stayed with you. Two lines are enough. It is saved as"
                " you type, and only you can read it."
            ),
            _("New reflection"),
        )
        self._nothing.action_requested.connect(self.new_requested)
        self._stack.addWidget(self._nothing)
        self._foot = StatusLine()
        outer.addWidget(self._foot)
        self._address = AddressPopup(self)
        self._address.address_chosen.connect(self._on_address)
        self._address.open_requested.connect(self.sections.link_requested)
        self._theme.changed.connect(self._fit)
        self._fit()

    def render_state(self, state: EditorState, *, fill: bool) -> None:
        """Show *state*; with *fill* the texts are put in as well."""
        self._render_banner(state)
        entry = state.entry
        self._has_entry = entry is not None
        self._show_parts()
        self._nothing.allow_action(not state.is_read_only)
        self._stack.setCurrentWidget(self._page if entry is not None else self._nothing)
        if entry is None:
            self._entry_id = ""
            self.sections.show_nothing()
            self.finding.close()
            return
        if fill or entry.id != self._entry_id:
            is_other = entry.id != self._entry_id
            self._entry_id = entry.id
            self.title.set_text(entry.title)
            if is_other:  # the undo of one title never reaches another, though both read the same
                self.title.document().clearUndoRedoStacks()
            self.finding.forget()
            self.sections.show_entry(entry, state.model, is_read_only=state.is_read_only)
            if is_other:
                self._active = None
                self._page.verticalScrollBar().setValue(0)
        self._is_writable = not state.is_read_only
        self.sections.show_privacy(entry)
        self.title.setReadOnly(state.is_read_only)
        self.toolbar.set_writable(is_writable=self._is_writable, is_new=state.is_new)
        self._render_prompt(entry.prompt, state.prompt_source)
        self.facts.render_state(state)
        self._reminder = state.reminders[0] if state.reminders else ""
        self._show_advice()
        self.show_saving(state.save)
        self._show_format()

    def show_saving(self, state: SaveState) -> None:
        """Say how saving stands, and count words."""
        match state.mark:
            case SaveMark.NOTHING:
                self._foot.show_status(_("Not written yet"), "")
            case SaveMark.TYPING:
                self._foot.show_status(_("Saving\u2026"), "")
            case SaveMark.FAILED:
                self._foot.show_status(_("Not saved"), "bad")
            case SaveMark.SAVED:
                self._foot.show_status(self._saved_words(state))
        words = ngettext("{count} word", "{count} words", state.words)
        self._foot.show_fact(words.format(count=f"{state.words:,}"))

    def show_only_text(self, *, is_only: bool) -> None:
        """Show nothing but title, headings and text, or everything again."""
        self._is_only_text = is_only
        focus = QApplication.focusWidget()
        had_keyboard = focus is self._everything or (
            focus is not None and self.toolbar.isAncestorOf(focus)
        )
        self._show_parts()
        self.sections.show_only_text(is_only=is_only)
        if had_keyboard:
            self._on_toolbar_left()

    def _show_parts(self) -> None:
        has_rest = self._has_entry and not self._is_only_text
        for part in (self.toolbar, self._foot):
            part.setVisible(has_rest)
        self.facts.setVisible(not self._is_only_text)
        self._attachments.setVisible(not self._is_only_text)
        self._corner.setVisible(self._is_only_text)

    def find_words(self, words: str) -> None:
        """Find *words* in the open entry."""
        self.finding.open(is_replacing=True)
        self._find_bar.words.setText(words)

    def typed_title(self) -> str:
        """Give the title of the open entry as it stands."""
        return self.title.text()

    @property
    def entry_id(self) -> str:
        """The id of the entry shown; empty if there is none."""
        return self._entry_id

    def close_texts(self) -> None:
        """Let every text go."""
        self.finding.close()
        self._active = None
        self.title.set_text("")
        self.title.document().clearUndoRedoStacks()
        self.sections.close_texts()

    def focus_writing(self) -> None:
        """Put the cursor where one begins to write."""
        edits = self.sections.edits
        if edits:
            edits[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def writing_place(self) -> tuple[str, int, int]:
        """Tell where one writes: the stage (empty for the title), the cursor, the scroll bar."""
        scroll = self._page.verticalScrollBar().value()
        focus = self.focusWidget()
        edits = self.sections.edits
        edit = next((e for e in (focus, self._active) if e in edits), None)
        if focus is self.title or not isinstance(edit, RichTextEdit):
            return "", self.title.textCursor().position(), scroll
        return self.sections.stage_of(edit), edit.textCursor().position(), scroll

    def go_back(self, stage: str, cursor: int, scroll: int) -> None:
        """Write on where writing_place() told, as far as it is still there."""
        edit = self.sections.edit_of(stage) if stage else None
        if edit is not None:
            edit.setFocus(Qt.FocusReason.OtherFocusReason)
            edit.go_to(cursor)
        elif not stage:
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            self.title.go_to(cursor)
        bar = self._page.verticalScrollBar()
        QTimer.singleShot(0, bar, lambda: bar.setValue(scroll))

    def focus_stage(self, stage: str) -> None:
        """Put the cursor into the section of *stage*."""
        edit = self.sections.edit_of(stage)
        if edit is not None:
            edit.enter(from_below=True)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_plain = not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
            if watched is self.title and is_plain and self._leaves_title(event):
                self.focus_writing()
                return True
        return super().eventFilter(watched, event)

    def _leaves_title(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down:
            return self.title.is_on_last_line()
        return event.key() in _ENTER

    def _build_head(self, outer: Column) -> None:
        self.toolbar = EditorToolbar()
        self.toolbar.command_requested.connect(self._on_command)
        self.toolbar.left.connect(self._on_toolbar_left)
        outer.addLayout(_centred(self.toolbar, (24, 16, 24, 0)))
        self._everything = IconButton("minimize-2", _("Show everything again"), shortcut=_("Esc"))
        self._everything.clicked.connect(self.everything_requested)
        # A layout keeps its margins when all in it is hidden; a widget does not.
        self._corner = QWidget()
        corner = Row(self._corner, gap=0, margins=(24, 16, 24, 0))
        corner.addStretch(1)
        corner.addWidget(self._everything)
        self._corner.hide()
        outer.addWidget(self._corner)
        self._banner = Banner()
        self._banner.action_requested.connect(self.banner_requested)
        outer.addLayout(_centred(self._banner, (32, 4, 32, 4)))
        self._find_bar = FindBar()
        outer.addLayout(_centred(self._find_bar, (24, 0, 24, 0)))

    def _build_page(self, journal_id: str) -> None:
        content = self._page.content
        self.title = TitleEdit(_("Title of the reflection"), _("Title"))
        self.title.setAcceptDrops(False)  # a file that is dropped here is no title
        self.title.edited.connect(self.edited)
        self.title.installEventFilter(self)
        content.addWidget(self.title)
        self.facts = EntryFacts()
        content.addWidget(self.facts)
        self._prompt = _PromptBox()
        content.addWidget(self._prompt)
        self.sections = SectionsView(journal_id)
        self.sections.edited.connect(self.edited)
        self.sections.entered.connect(self._on_entered)
        self.sections.format_changed.connect(self._show_format)
        self.sections.cursor_moved.connect(self._on_cursor_moved)
        self.sections.link_edit_requested.connect(self._on_link_edit)
        self.sections.hints_changed.connect(self._show_advice)
        self.sections.paste_progressed.connect(self._on_paste)
        self.sections.left_upwards.connect(self._on_left_upwards)
        content.addSpacing(self._theme.px(6))
        content.addWidget(self.sections)
        self.attachments = AttachmentsPanel()
        self.sections.files_pasted.connect(self._on_files_pasted)
        self._attachments = QWidget()
        place = Column(self._attachments, gap=0, margins=(0, 20, 0, 0))
        place.addWidget(self.attachments)
        content.addWidget(self._attachments)
        content.addStretch(1)

    def show_attachments(self, state: AttachmentsState) -> None:
        """Show the attachments of the open entry."""
        if state.is_working and not self._is_adding:
            self._has_written_since = False
        self._is_adding = state.is_working
        self.attachments.render_state(state)
        self.toolbar.allow_attaching(is_allowed=state.may_add)

    def reveal_attachments(self) -> None:
        """Bring what was added into view, unless one has gone on writing meanwhile."""
        if self._has_written_since:
            return
        self.attachments.show_newest()
        # The page grows with its content only once the layout is through with it.
        QTimer.singleShot(0, self, lambda: self._page.show_part(self.attachments))

    def _on_edited(self) -> None:
        self._has_written_since = True

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.attachments.may_add and offers_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.attachments.show_drop(is_over=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.attachments.show_drop(is_over=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.attachments.show_drop(is_over=False)
        if self.attachments.offer(event.mimeData(), is_drop=True):
            event.setDropAction(Qt.DropAction.CopyAction)  # whatever it came with, it stays there
            event.accept()

    def _on_files_pasted(self, mime: object) -> None:
        if isinstance(mime, QMimeData):
            self.attachments.offer(mime)

    def _render_banner(self, state: EditorState) -> None:
        if state.problem is not None:
            self._banner.show_message(state.problem, _("Try again"))
        elif state.removed:
            self._banner.show_words(_("Reflection removed."), "", "info", _("Undo"))
        elif state.restored:
            self._banner.show_words(
                _("The earlier version is back."),
                _("The text that was there stays among the versions."),
                "ok",
                _("Earlier versions\u2026"),
            )
        else:
            self._banner.hide()

    def _render_prompt(self, prompt: str, source: str) -> None:
        self._prompt.show_prompt(prompt, source)

    def _saved_words(self, state: SaveState) -> str:
        if state.saved_at is None:
            return _("Saved")
        local = state.saved_at.astimezone()
        time = format_time(state.saved_at)
        if state.today is not None and local.date() != state.today:
            return _("Saved {date} at {time}").format(date=format_date(local.date()), time=time)
        return _("Saved at {time}").format(time=time)

    def _on_entered(self, edit: object) -> None:
        if isinstance(edit, RichTextEdit):
            self._active = edit
            self._show_format()

    def _on_command(self, command: object) -> None:
        edit = self._edit_in_use()
        if edit is None or not isinstance(command, Command):
            return
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.run(command)
        self._show_format()

    def _on_toolbar_left(self) -> None:
        edit = self._edit_in_use()
        if edit is not None:
            edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit_in_use(self) -> RichTextEdit | None:
        edits = self.sections.edits
        if self._active not in edits:
            self._active = edits[0] if edits else None
        return self._active

    def _show_format(self) -> None:
        edit = self._active
        if edit is None:
            self.toolbar.show_format(FormatState(), may_undo=False, may_redo=False)
            return
        document = edit.document()
        self.toolbar.show_format(
            edit.format_state(),
            may_undo=self._is_writable and document.isUndoAvailable(),
            may_redo=self._is_writable and document.isRedoAvailable(),
        )

    def _on_link_edit(self) -> None:
        edit = self._edit_in_use()
        if edit is None:
            return
        place = edit.link_place()
        corner = edit.cursorRect().bottomLeft() + QPoint(0, self._theme.px(4))
        self._address.ask(edit, corner, place.address if place is not None else "")

    def _on_address(self, address: str) -> None:
        edit = self._edit_in_use()
        if edit is not None:
            edit.setFocus(Qt.FocusReason.OtherFocusReason)
            edit.set_link(address)

    def _on_cursor_moved(self, edit: object, place: QRect) -> None:
        body = self._page.widget()
        if not isinstance(edit, QWidget) or body is None:
            return
        self._show_advice()
        corner = edit.mapTo(body, place.center())
        margin = self._theme.px(48)
        self._page.ensureVisible(corner.x(), corner.y(), 0, margin)

    def _show_advice(self) -> None:
        """Say why the place at the cursor is underlined, how many are, or remind."""
        identifier = HintKind.IDENTIFIER
        at_cursor = self._active.hints_at_cursor() if self._active in self.sections.edits else ()
        here = next((hint.why for hint in at_cursor if hint.kind is identifier), "")
        count = sum(edit.hint_count(identifier) for edit in self.sections.edits)
        some = ngettext(
            "{count} place may point to a person", "{count} places may point to a person", count
        )
        self._foot.show_advice(here or (some.format(count=count) if count else self._reminder))

    def _on_paste(self, percent: int) -> None:
        words = _("Pasting\u2026 {percent} %").format(percent=percent)
        self._foot.show_status(words, "")

    def _on_place_shown(self, edit: object) -> None:
        if isinstance(edit, RichTextEdit):
            self._active = edit
            self._on_cursor_moved(edit, edit.cursorRect())
            self._show_format()

    def _on_find_closed(self, edit: object) -> None:
        if isinstance(edit, RichTextEdit):
            edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left_upwards(self) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        # The icons of the outermost buttons stand in line with the text, not the buttons.
        self.toolbar.setMaximumWidth(self._theme.px(TEXT_WIDTH + 16))
        self._banner.setMaximumWidth(self._theme.px(TEXT_WIDTH))
        self._find_bar.setMaximumWidth(self._theme.px(TEXT_WIDTH + 16))
        self._page.content.setSpacing(self._theme.px(10))

    def _on_width(self, _width: int) -> None:
        for edit in self.sections.all_edits:
            edit.set_page_height(self._page.viewport().height() - self._theme.px(48))


def _centred(widget: QWidget, margins: tuple[int, int, int, int]) -> Row:
    row = Row(gap=0, margins=margins)
    row.addStretch(1)
    row.addWidget(widget, 1000)
    row.addStretch(1)
    return row


class _PromptBox(QFrame):
    """The prompt an entry was started from, as a quiet quote with its source."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "well")
        row = Row(self, gap=12, margins=(14, 12, 14, 12))
        row.addWidget(Picture("lightbulb", "text2", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = Column(gap=2)
        self._words = Words("", "body", "text2")
        self._source = Words("", "caption", "text3")
        words.addWidget(self._words)
        words.addWidget(self._source)
        row.addLayout(words, 1)

    def show_prompt(self, prompt: str, source: str) -> None:
        """Show *prompt*, from *source*; hide if there is none."""
        self._words.setText(prompt)
        self._source.setText(_("Prompt: {theme}").format(theme=source) if source else "")
        self._source.setVisible(bool(source))
        self.setVisible(bool(prompt))
