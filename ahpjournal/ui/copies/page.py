"""What fills the window while another copy is looked at and merged."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ahpjournal.text import _, ngettext
from ahpjournal.ui.copies.presenter import MergeStage, MergeState
from ahpjournal.ui.kit.bars import ProgressPanel
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, ScrollPage, column, empty
from ahpjournal.ui.kit.fields import TextField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.theme.theme import Theme

_WIDTH = 640


class MergePage(ScrollPage):
    """Says what merging would do and lets it be done; the journal is closed meanwhile.

    Signals:
        passphrase_typed(str): open the other copy with this passphrase.
        bring_in_requested: merge it.
        leave_requested: go back to the journal.
    """

    passphrase_typed = Signal(str)
    bring_in_requested = Signal()
    leave_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the page."""
        super().__init__(theme, _WIDTH)
        self.setAccessibleName(_("Merge another copy"))
        self._stage: MergeStage | None = None
        self.content.addStretch(2)
        card = Card()
        self.content.addWidget(card)
        self.content.addStretch(3)
        self._title = Words("", "h2")
        self._file = Words("", "body", "text2")
        self._banner = Banner()
        self._sentences = column(8)
        self._note = Words("", "body", "text2")
        self._field = TextField(_("Passphrase of the other copy"))
        self._field.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.line.returnPressed.connect(self._on_typed)
        self._panel = ProgressPanel()
        self._panel.cancel_requested.connect(self.leave_requested)
        buttons = FlowBox(8)
        self._open = Button(_("Open the copy"), "primary")
        self._open.clicked.connect(self._on_typed)
        self._bring = Button(_("Bring it in"), "primary")
        self._bring.clicked.connect(self.bring_in_requested)
        self._leave = Button(_("Leave it as it is"))
        self._leave.clicked.connect(self.leave_requested)
        for button in (self._open, self._bring, self._leave):
            buttons.add(button)
        card.body.addWidget(self._title)
        card.body.addWidget(self._file)
        card.body.addWidget(self._banner)
        card.body.addLayout(self._sentences)
        for part in (self._note, self._field, self._panel, buttons):
            card.body.addWidget(part)

    def render_state(self, state: MergeState) -> None:
        """Show *state*."""
        stage = state.stage
        is_new, self._stage = stage is not self._stage, stage
        self._title.setText(_title(state))
        self._file.setText(str(state.other))
        self._banner.show_message(state.problem)
        self._render_sentences(state)
        note = _note(state)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        is_running = stage in {MergeStage.LOOKING, MergeStage.MERGING}
        self._panel.show_progress(
            state.progress, is_running=is_running, is_stopping=state.is_stopping
        )
        self._field.setVisible(stage is MergeStage.LOCKED)
        self._open.setVisible(stage is MergeStage.LOCKED)
        self._bring.setVisible(stage is MergeStage.FOUND and state.has_changes)
        self._leave.setVisible(not is_running)
        may_still = stage in {MergeStage.FOUND, MergeStage.LOCKED} and (
            state.has_changes or stage is MergeStage.LOCKED
        )
        self._leave.set_words(_("Leave it as it is") if may_still else _("Back to the journal"))
        if is_new:
            self._focus(stage)
        elif state.problem is not None and stage is MergeStage.LOCKED:
            self._field.line.selectAll()

    def _focus(self, stage: MergeStage) -> None:
        if stage is MergeStage.LOCKED:
            self._field.focus_control()
        elif not self._leave.isHidden():
            self._field.set_text("")
            self._leave.setFocus()

    def _render_sentences(self, state: MergeState) -> None:
        empty(self._sentences)
        for sentence in state.sentences:
            self._sentences.addWidget(Words(sentence, "body"))
        self.setAccessibleDescription(" ".join(state.sentences))

    def _on_typed(self) -> None:
        self.passphrase_typed.emit(self._field.text())


def _title(state: MergeState) -> str:
    match state.stage:
        case MergeStage.LOOKING:
            return _("Looking at the other copy\u2026")
        case MergeStage.LOCKED:
            return _("The other copy has a passphrase of its own")
        case MergeStage.FOUND:
            return _("This is what would happen") if state.has_changes else _("Nothing to bring in")
        case MergeStage.MERGING:
            return _("Bringing it in\u2026")
        case MergeStage.DONE:
            return _("It is brought in")
        case MergeStage.REFUSED:
            return _("The copy was not brought in")


def _note(state: MergeState) -> str:
    if state.stage is MergeStage.FOUND and state.has_changes:
        return _(
            "A backup of this journal is made first. The other file is only read; to have"
            " everything there too, merge this one into it, or put a copy of it in its place."
        )
    if state.stage is MergeStage.DONE and state.disagreements:
        return ngettext(
            "On the Safekeeping page you can look at both texts of it.",
            "On the Safekeeping page you can look at both texts of each.",
            state.disagreements,
        )
    if state.stage is MergeStage.LOCKED:
        return _("It is only used to read the copy, and is kept nowhere.")
    return ""
