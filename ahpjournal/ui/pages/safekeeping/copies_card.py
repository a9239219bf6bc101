"""The card for other copies of the journal."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.merging import Disagreement
from ahpjournal.services.merge_words import record_name
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, Divider
from ahpjournal.ui.kit.fields import TextField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.looks import follow_theme
from ahpjournal.ui.kit.row_list import ListRow, RowList
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.safekeeping.copies_presenter import (
    CopiesPresenter,
    CopiesState,
    MergeStage,
)
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.versions.compared_text import ComparedText
from ahpjournal.ui.versions.words import change_words, spoken_changes

_ROWS = 4
_TEXT_HEIGHT = 260


class CopiesCard(Card):
    """A button that merges a copy, and what copies disagreed on until it is settled.

    Signals:
        merge_requested, keep_requested, other_requested, open_requested, help_requested: buttons.
        bring_in_requested, leave_requested: merge the copy that was looked at, or leave it.
        passphrase_typed(str): open the other copy with this.
        chosen(str): show the disagreement at this place of the list.
    """

    merge_requested = Signal()
    keep_requested = Signal()
    other_requested = Signal()
    open_requested = Signal()
    help_requested = Signal()
    passphrase_typed = Signal(str)
    bring_in_requested = Signal()
    leave_requested = Signal()
    chosen = Signal(str)

    def __init__(self) -> None:
        """Make the card."""
        about_copies = Button(_("How this works"), "quiet")
        about_copies.setAccessibleName(_("How this works: merging copies"))
        line = _("The same journal on another computer, or on a stick.")
        super().__init__(_("Copies"), line, about_copies)
        about_copies.clicked.connect(self.help_requested)
        self._stage = MergeStage.NONE
        self._banner = Banner()
        about = Words(
            _(
                "If you wrote in two copies of this journal, bring them together here. Nothing is"
                " lost: where both changed the same text, the later one is shown and the other is"
                " kept for you to look at. First you see what would happen."
            ),
            "body",
            "text2",
        )
        self._merge = Button(_("Merge another copy of this journal\u2026"), "secondary", "layers")
        self._merge.clicked.connect(self.merge_requested)
        for part in (self._banner, about, self._merge, self._build_outcome()):
            self.body.addWidget(part)
        self._build_disagreements()
        follow_theme(self._fit)

    def render_state(self, state: CopiesState) -> None:
        """Show *state*."""
        self._merge.setEnabled(state.may_merge)
        self._merge.setVisible(state.stage in {MergeStage.NONE, MergeStage.REFUSED})
        self._render_outcome(state)
        has_any = bool(state.found)
        for part in self._parts:
            part.setVisible(has_any)
        count = len(state.found)
        head = ngettext(
            "Changed in both copies: {count} to look at",
            "Changed in both copies: {count} to look at",
            count,
        )
        self._head.setText(head.format(count=count))
        place = str(state.found.index(state.chosen)) if state.chosen in state.found else ""
        self._list.show_rows([_row(i, one) for i, one in enumerate(state.found)], place)
        self._render_texts(state)
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.done:
            self._banner.show_words(state.done, "", "ok")
        else:
            self._banner.hide()

    def _build_outcome(self) -> QFrame:
        self._outcome = QFrame()
        self._outcome.setProperty("look", "well")
        column = Column(self._outcome, gap=10, margins=(16, 14, 16, 14))
        self._title = Words("", "strong")
        self._file = Words("", "small", "text2")
        self._sentences = Words("", "body")
        self._note = Words("", "small", "text2")
        self._field = TextField(_("Passphrase of the other copy"))
        self._field.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.line.returnPressed.connect(self._on_typed)
        buttons = FlowBox(8)
        self._unlock = Button(_("Open the copy"), "primary")
        self._unlock.clicked.connect(self._on_typed)
        self._bring = Button(_("Bring it in"), "primary")
        self._bring.clicked.connect(self.bring_in_requested)
        self._leave = Button("")
        self._leave.clicked.connect(self.leave_requested)
        for button in (self._unlock, self._bring, self._leave):
            buttons.add(button)
        parts = (self._title, self._file, self._sentences, self._field, self._note, buttons)
        for part in parts:
            column.addWidget(part)
        return self._outcome

    def _render_outcome(self, state: CopiesState) -> None:
        stage = state.stage
        is_new, self._stage = stage is not self._stage, stage
        self._outcome.setVisible(stage not in {MergeStage.NONE, MergeStage.REFUSED})
        self._title.setText(_outcome_title(state))
        self._file.setText(str(state.other_file or ""))
        self._sentences.setText("\n".join(state.sentences))
        self._sentences.setVisible(bool(state.sentences))
        self._note.setText(_outcome_note(state))
        self._note.setVisible(bool(self._note.text()))
        is_locked = stage is MergeStage.LOCKED
        self._field.setVisible(is_locked)
        self._unlock.setVisible(is_locked)
        self._field.setEnabled(not state.is_trying)
        self._unlock.setEnabled(not state.is_trying)
        self._bring.setVisible(state.may_bring_in)
        may_leave = is_locked or state.may_bring_in
        self._leave.set_words(_("Leave it as it is") if may_leave else _("Close"))
        if is_new:
            self._field.set_text("")

    def _on_typed(self) -> None:
        self.passphrase_typed.emit(self._field.text())

    def _build_disagreements(self) -> None:
        self._head = Words("", "strong")
        self._list = RowList(_("Changed in both copies"), most_rows=_ROWS)
        self._list.row_chosen.connect(self.chosen)
        self._legend = Words("", "small", "text2")
        self._text = ComparedText(_("Both texts"))
        self._keep = Button(_("Keep it as it is now"), "primary")
        self._keep.clicked.connect(self.keep_requested)
        self._other = Button(_("Use the other text"))
        self._other.clicked.connect(self.other_requested)
        self._open = Button(_("Open it"), "quiet")
        self._open.clicked.connect(self.open_requested)
        buttons = FlowBox(8)
        for button in (self._keep, self._other, self._open):
            buttons.add(button)
        self._parts = (Divider(), self._head, self._list, self._legend, self._text, buttons)
        for part in self._parts:
            self.body.addWidget(part)

    def _render_texts(self, state: CopiesState) -> None:
        other = state.other
        self._text.setVisible(other is not None)
        is_file = state.chosen is not None and state.chosen.kind is RecordKind.ATTACHMENT
        self._open.setVisible(other is not None and not is_file)
        self._keep.setEnabled(not state.is_read_only)
        self._other.setVisible(other is not None)
        self._other.setEnabled(not state.is_read_only)
        if other is None:
            self._legend.setText(
                _("What is here now was saved later than what the other copy had.")
            )
            return
        words = change_words(other.passages)
        how = _(
            "Struck through: only in the other text. Underlined: only in the current text, which"
            " was saved later. Whichever you use, both stay among the versions."
        )
        self._legend.setText(how)
        self._text.show_passages(other.passages)
        self._text.setAccessibleDescription(f"{words} {spoken_changes(other.passages)}")

    def _fit(self) -> None:
        self._text.setFixedHeight(Theme.active().px(_TEXT_HEIGHT))


def _outcome_title(state: CopiesState) -> str:
    match state.stage:
        case MergeStage.LOCKED:
            return _("The other copy has a passphrase of its own")
        case MergeStage.FOUND:
            return _("This is what would happen") if state.may_bring_in else _("Nothing new there")
        case MergeStage.DONE:
            return _("It is brought in")
        case MergeStage.NONE | MergeStage.REFUSED:
            return ""


def _outcome_note(state: CopiesState) -> str:
    if state.may_bring_in:
        return _(
            "Nothing was changed so far. A backup of this journal is made first; the other file is"
            " only read."
        )
    if state.stage is MergeStage.LOCKED:
        return _("It is only used to read the copy, and is kept nowhere.")
    if state.stage is MergeStage.DONE:
        return _(
            "To have everything in the other file as well, merge in the other direction, or put a"
            " copy of this file in its place."
        )
    return ""


def _row(place: int, found: Disagreement) -> ListRow:
    kinds = {
        RecordKind.ENTRY: _("Reflection"),
        RecordKind.ACTION: _("Action"),
        RecordKind.ATTACHMENT: _("Attachment"),
    }
    return ListRow(str(place), record_name(found), kinds.get(found.kind, ""))


def build_card(context: PageContext) -> Page:
    """Build the card."""
    card = CopiesCard()
    path = context.session.path

    def ask_copy() -> Path | None:
        folder = path.parent if path is not None else Path.home()
        return context.dialogs.choose_open_file(
            _("Another copy of this journal"), folder, _("Journals (*.ahpjournal)")
        )

    presenter = CopiesPresenter(
        card, context.session, context.jobs, context.navigator, context.door, ask_copy
    )
    card.help_requested.connect(presenter.open_help)
    card.merge_requested.connect(presenter.merge)
    card.bring_in_requested.connect(presenter.bring_in)
    card.leave_requested.connect(presenter.leave)
    card.passphrase_typed.connect(presenter.try_passphrase)
    card.chosen.connect(presenter.choose)
    card.keep_requested.connect(presenter.keep)
    card.other_requested.connect(presenter.use_other)
    card.open_requested.connect(presenter.open_record)
    return Page(card, presenter)
