"""The page of replies: a file is read, shown and added; replies are looked at again."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ahpjournal.text import _
from ahpjournal.ui.kit.bars import ProgressPanel
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, ScrollPage, column, empty, page_head
from ahpjournal.ui.kit.fields import TextArea, TextField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Row
from ahpjournal.ui.kit.secret_field import SecretField
from ahpjournal.ui.pages.replies.part_list import PartList
from ahpjournal.ui.pages.replies.presenter import RepliesState, ReplyLine
from ahpjournal.ui.theme.theme import Theme


class RepliesView(ScrollPage):
    """Reads a reply by button or by dropping its PDF anywhere on the page.

    Signals:
        file_requested: choose a PDF.
        file_dropped(object): a Path was dropped on the page.
        password_typed(str): open the PDF with this.
        cancel_requested, add_requested, leave_requested, list_requested: buttons.
        reply_chosen(str): look at this reply.
        remove_requested: put the reply that is shown into the bin; undo_requested: take it back.
        action_requested(int), subject_requested(int): a button of a part of the reply.
        paste_edited: words are being pasted; paste_requested(str): add them, from this name.
    """

    file_requested = Signal()
    file_dropped = Signal(object)
    password_typed = Signal(str)
    cancel_requested = Signal()
    add_requested = Signal()
    leave_requested = Signal()
    list_requested = Signal()
    remove_requested = Signal()
    undo_requested = Signal()
    reply_chosen = Signal(str)
    action_requested = Signal(int)
    subject_requested = Signal(int)
    paste_edited = Signal()
    paste_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__(theme, 900)
        self.setAcceptDrops(True)
        self._stage: tuple[bool, bool, str] = (False, False, "")
        line = _(
            "What your coach sent back, beside what you wrote. Open the PDF, or drop it on this"
            " page."
        )
        head, _title, _line = page_head(_("Replies"), line)
        self._choose = Button(_("Read a coach\u2019s reply\u2026"), "primary", "upload", theme)
        self._choose.clicked.connect(self.file_requested)
        head.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        self._banner = Banner()
        self._banner.action_requested.connect(self.undo_requested)
        self._panel = ProgressPanel()
        self._panel.cancel_requested.connect(self.cancel_requested)
        for part in (
            self._banner,
            self._panel,
            self._build_password(),
            self._build_file(),
            self._build_reply(),
            self._build_list(),
            self._build_paste(),
        ):
            self.content.addWidget(part)
        self.content.addStretch(1)

    def render_state(self, state: RepliesState) -> None:
        """Show *state*."""
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.done:
            undo = _("Undo") if state.may_undo else ""
            self._banner.show_words(state.done, "", "ok", undo)
        else:
            self._banner.hide()
        self._panel.show_progress(
            state.progress, is_running=state.is_running, is_stopping=state.is_stopping
        )
        self._choose.setEnabled(not state.is_read_only)  # while one is read, it keeps the keyboard
        self._password_card.setVisible(state.asks_password)
        if not state.asks_password:
            self._password.clear()
        self._render_file(state)
        self._render_reply(state)
        self._list_card.setVisible(state.reply is None)
        self._render_list(state.replies)
        self._paste_card.setVisible(state.reply is None and state.file is None)
        self._paste_card.setEnabled(not state.is_read_only)
        self._lead(state)

    def show_pasted(self, text: str) -> None:
        """Put *text* into the field for words that are pasted."""
        self._paste.set_text(text)

    def typed_pasted(self) -> str:
        """Give the words now in that field."""
        return self._paste.text()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._choose.isEnabled() and _dropped(event) is not None:
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragEnterEvent) -> None:  # type: ignore[override]  # Qt's own kind
        if self._choose.isEnabled() and _dropped(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    # --- parts ---------------------------------------------------------------------------------

    def _build_password(self) -> QWidget:
        self._password_card = Card(_("This PDF asks for a password"))
        note = _("It is the one that you set when you saved it. It is not kept.")
        self._password = SecretField(_("Password of the PDF"), note)
        self._password.submitted.connect(self._on_password)
        button = Button(_("Open the PDF"), "primary")
        button.clicked.connect(self._on_password)
        self._password_card.body.addWidget(self._password)
        self._password_card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._password_card.hide()
        return self._password_card

    def _build_file(self) -> QWidget:
        self._file_card = Card(_("What is in the file"), " ")
        self._warnings = column(8)
        self._file_parts = PartList(may_act=False)
        self._nothing = Words(_("No answers and no comments."), "body", "text2")
        self._add = Button(_("Add to the journal"), "primary", "check")
        self._add.clicked.connect(self.add_requested)
        self._leave = Button("")
        self._leave.clicked.connect(self.leave_requested)
        buttons = FlowBox(8)
        buttons.add(self._add)
        buttons.add(self._leave)
        body = self._file_card.body
        body.addLayout(self._warnings)
        for part in (self._nothing, self._file_parts, buttons):
            body.addWidget(part)
        self._file_card.hide()
        return self._file_card

    def _build_reply(self) -> QWidget:
        self._back = Button(_("All replies"), "quiet", "arrow-left")
        self._back.clicked.connect(self.list_requested)
        self._reply_card = Card(_("A reply"), " ", self._back)
        self._reply_parts = PartList(may_act=True)
        self._reply_parts.action_requested.connect(self.action_requested)
        self._reply_parts.subject_requested.connect(self.subject_requested)
        self._remove = Button(_("Remove this reply"), "quiet", "trash-2")
        self._remove.clicked.connect(self.remove_requested)
        self._reply_card.body.addWidget(self._reply_parts)
        self._reply_card.body.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        self._reply_card.hide()
        return self._reply_card

    def _build_list(self) -> QWidget:
        self._list_card = Card(_("Replies so far"))
        self._lines: tuple[ReplyLine, ...] = ()
        self._list = column(8)
        self._none = Words(
            _(
                "None yet. Save a PDF for your coach on the page Portfolio. It holds boxes for the"
                " reply and tells how to fill them in. When the file comes back, open it here, or"
                " drop it on this page: you see what is in it before anything is added."
            ),
            "body",
            "text2",
        )
        self._list_card.body.addWidget(self._none)
        self._list_card.body.addLayout(self._list)
        return self._list_card

    def _build_paste(self) -> QWidget:
        self._paste_card = Card(
            _("No PDF with boxes?"),
            _("If it came printed, as a letter or in an e-mail, paste or type the words here."),
        )
        self._paste = TextArea(_("Words of the reply"), lines=4)
        self._paste.edited.connect(self.paste_edited)
        self._from = TextField(_("Whose words"), _("Left empty, it is the coach in your settings."))
        button = Button(_("Add these words"))
        button.clicked.connect(self._on_paste)
        for part in (self._paste, self._from):
            self._paste_card.body.addWidget(part)
        self._paste_card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return self._paste_card

    def _render_file(self, state: RepliesState) -> None:
        self._file_card.setVisible(state.file is not None)
        if state.file is None:
            return
        self._file_card.set_title(_("What is in {file}").format(file=state.file.name))
        self._file_card.set_subtitle(state.file.about)
        empty(self._warnings)
        for words in state.file.warnings:
            banner = Banner()
            banner.show_words(words, "", "warn")
            self._warnings.addWidget(banner)
        self._file_parts.show_parts(state.file.parts)
        self._file_parts.setVisible(bool(state.file.parts))
        self._nothing.setVisible(not state.file.parts)
        self._add.setVisible(state.file.may_add)
        self._leave.set_words(_("Leave it out") if state.file.may_add else _("Close"))

    def _render_reply(self, state: RepliesState) -> None:
        self._reply_card.setVisible(state.reply is not None)
        self._remove.setEnabled(not state.is_read_only)
        if state.reply is not None:
            self._reply_card.set_title(state.reply.title)
            self._reply_card.set_subtitle(state.reply.about)
            self._reply_parts.show_parts(state.reply.parts)

    def _render_list(self, replies: tuple[ReplyLine, ...]) -> None:
        self._none.setVisible(not replies)
        if replies == self._lines:
            return
        self._lines = replies
        empty(self._list)
        for line in replies:
            button = Button(line.title, "quiet", "message-square")
            detail = line.detail
            if line.is_new:
                detail = _("{detail} \u00b7 not looked at yet").format(detail=detail)
            button.setAccessibleDescription(detail)
            button.clicked.connect(partial(self._ask_reply, line.id))
            row = Row(gap=12)
            row.addWidget(button)
            row.addWidget(Words(detail, "caption", "text3"), 1)
            self._list.addLayout(row)

    def _ask_reply(self, reply: str) -> None:
        self.reply_chosen.emit(reply)

    def _lead(self, state: RepliesState) -> None:
        """Take the keyboard to what has just come up."""
        stage = (state.asks_password, state.file is not None, state.chosen)
        before, self._stage = self._stage, stage
        if stage == before or not self.isVisible():
            return
        if state.asks_password:
            self._password.focus_control()
        elif state.file is not None:
            (self._add if state.file.may_add else self._leave).setFocus()
            self.ensureVisible(0, 0)
        elif state.chosen:
            self._back.setFocus()
            self.ensureVisible(0, 0)
        else:
            self._choose.setFocus()

    def _on_password(self) -> None:
        self.password_typed.emit(self._password.text())

    def _on_paste(self) -> None:
        self.paste_requested.emit(self._from.text().strip())


def _dropped(event: QDropEvent) -> Path | None:
    """Give the one file that is being dropped, if it is one."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
