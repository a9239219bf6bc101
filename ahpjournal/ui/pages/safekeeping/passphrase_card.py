"""The card with the passphrase: set, change, remove, recovery sheet, and when to lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.services.policy_words import set_by_organisation
from ahpjournal.settings import LOCK_MINUTES
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, box
from ahpjournal.ui.kit.fields import ChoiceField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words, pill
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.kit.looks import set_tone
from ahpjournal.ui.kit.secret_field import SecretField
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.safekeeping.passphrase_presenter import (
    PassphraseField,
    PassphraseForm,
    PassphrasePresenter,
    PassphraseState,
)
from ahpjournal.ui.passphrase_words import strength_words
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.theme.theme import Theme

_FIELD_WIDTH = 440


class PassphraseCard(Card):
    """Says whether the journal is encrypted, and changes it.

    Signals:
        form_requested(object): ask for what this PassphraseForm needs.
        new_typed(str): the new passphrase so far.
        set_requested(str, str), change_requested(str, str, str), remove_requested(str): what
            stands in the fields.
        sheet_requested, lock_requested: buttons.
        minutes_chosen(int): lock after so many minutes.
    """

    form_requested = Signal(object)
    new_typed = Signal(str)
    set_requested = Signal(str, str)
    change_requested = Signal(str, str, str)
    remove_requested = Signal(str)
    sheet_requested = Signal()
    lock_requested = Signal()
    minutes_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Make the card."""
        self._mark = pill("")
        super().__init__(_("Passphrase"), "", self._mark)
        self._theme = theme
        self._form = PassphraseForm.NONE
        self._words = Words("", "body", "text2")
        self._banner = Banner()
        self.body.addWidget(self._words)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._build_ways())
        self.body.addWidget(self._build_form())
        self.body.addWidget(self._build_locking())
        self._fields = {
            PassphraseField.PRESENT: self._present,
            PassphraseField.FIRST: self._first,
            PassphraseField.SECOND: self._second,
        }
        theme.changed.connect(self._fit)
        self._fit()

    def render_state(self, state: PassphraseState) -> None:
        """Show *state*."""
        self._form = state.form
        self._mark.setText(_("Encrypted") if state.is_encrypted else _("Not encrypted"))
        set_tone(self._mark, "ok" if state.is_encrypted else "warn")
        self._words.setText(_explanation(state))
        self._render_ways(state)
        self._render_form(state)
        self._render_problem(state)
        self._locking.setVisible(state.is_encrypted)
        self._minutes.set_options(_minutes_offered(state.lock_minutes))
        self._minutes.set_value(str(state.lock_minutes))
        self._minutes.setEnabled(not state.are_minutes_set)
        self._minutes_note.setVisible(state.are_minutes_set)

    def select_field(self, field: PassphraseField) -> None:
        """Select what is typed in *field* and put the cursor there."""
        self._fields[field].select()

    def clear_fields(self) -> None:
        """Empty every field and forget what was typed."""
        for field in self._fields.values():
            field.clear()

    def _build_ways(self) -> QWidget:
        self._ways = FlowBox(8)
        self._set = Button(_("Set a passphrase\u2026"), "primary", "lock", self._theme)
        self._change = Button(_("Change the passphrase\u2026"))
        self._sheet = Button(
            _("Save the recovery sheet\u2026"), "secondary", "file-down", self._theme
        )
        self._remove = Button(_("Remove the passphrase\u2026"))
        ask = self.form_requested.emit
        self._set.clicked.connect(lambda: ask(PassphraseForm.SET))
        self._change.clicked.connect(lambda: ask(PassphraseForm.CHANGE))
        self._remove.clicked.connect(lambda: ask(PassphraseForm.REMOVE))
        self._sheet.clicked.connect(self.sheet_requested)
        for button in (self._set, self._change, self._sheet, self._remove):
            self._ways.add(button)
        return self._ways

    def _build_form(self) -> QWidget:
        self._box = QWidget()
        column = Column(self._box, gap=10)
        self._present = SecretField(_("Current passphrase"))
        self._first = SecretField(
            _("New passphrase"), _("Any characters, as long as you like. Only you will know it.")
        )
        strength = _("Strength of the passphrase")
        self._strength = Words("", "small", "text3", spoken_as=strength)
        self._second = SecretField(_("New passphrase again"))
        self._first.line.textEdited.connect(self.new_typed)
        self._present.submitted.connect(self._on_present)
        self._first.submitted.connect(self._second.select)
        self._second.submitted.connect(self._on_go)
        for widget in (self._present, self._first, self._strength, self._second):
            column.addWidget(widget)
        buttons = Row(gap=8)
        self._go = Button("", "primary")
        self._go.clicked.connect(self._on_go)
        self._cancel = Button(_("Cancel"))
        self._cancel.clicked.connect(lambda: self.form_requested.emit(PassphraseForm.NONE))
        buttons.addWidget(self._go)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        column.addLayout(buttons)
        # A column asks for the height at its own width; in a row it is that of the narrower form.
        line = Row()
        line.addWidget(self._box, 100)
        line.addStretch(1)
        return box(line)

    def _build_locking(self) -> QWidget:
        self._locking = QWidget()
        rows = Column(self._locking, gap=6)
        row = Row(gap=16)
        self._minutes = ChoiceField(
            _("Lock when nobody uses it for"),
            _minutes_offered(LOCK_MINUTES[0]),
            _("It also locks when the computer sleeps or its screen is locked."),
        )
        self._minutes.edited.connect(self._on_minutes)
        lock = Button(_("Lock now"), "secondary", "lock", self._theme)
        lock.setToolTip("Ctrl+L")
        lock.clicked.connect(self.lock_requested)
        row.addWidget(self._minutes, 100)
        row.addWidget(lock, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self._minutes_note = Words(set_by_organisation(), "small", "text2")
        rows.addLayout(row)
        rows.addWidget(self._minutes_note)
        return self._locking

    def _render_ways(self, state: PassphraseState) -> None:
        self._ways.setVisible(state.form is PassphraseForm.NONE)
        self._set.setVisible(not state.is_encrypted)
        self._set.setEnabled(state.can_change)
        for button in (self._change, self._sheet, self._remove):
            button.setVisible(state.is_encrypted)
        self._change.setEnabled(state.can_change)
        self._remove.setEnabled(state.can_change)
        self._remove.setVisible(state.is_encrypted and not state.is_required)

    def _render_form(self, state: PassphraseState) -> None:
        form = state.form
        has_new = form in {PassphraseForm.SET, PassphraseForm.CHANGE}
        self._box.setVisible(form is not PassphraseForm.NONE)
        self._box.setEnabled(not state.is_busy)
        self._present.setVisible(form in {PassphraseForm.CHANGE, PassphraseForm.REMOVE})
        for widget in (self._first, self._strength, self._second):
            widget.setVisible(has_new)
        words, tone = strength_words(state.strength)
        self._strength.setText(words)
        self._strength.set_tone(tone)
        names = {
            PassphraseForm.SET: _("Encrypt the journal"),
            PassphraseForm.CHANGE: _("Change the passphrase"),
            PassphraseForm.REMOVE: _("Remove the passphrase"),
        }
        self._go.set_words(names.get(form, ""))
        self._go.set_button_look("danger" if form is PassphraseForm.REMOVE else "primary")

    def _render_problem(self, state: PassphraseState) -> None:
        problem = state.problem
        for name, field in self._fields.items():
            is_here = problem is not None and name is state.problem_field
            words = f"{problem.what_happened} {problem.next_step}" if problem is not None else ""
            field.show_error(words if is_here else "")
        if problem is not None and state.problem_field is None:
            self._banner.show_message(problem)
        elif state.sheet_saved_to is not None:
            self._banner.show_words(
                _("The recovery sheet was saved"),
                _("Print it, keep it somewhere safe, then delete the file: {path}").format(
                    path=state.sheet_saved_to
                ),
                "ok",
            )
        else:
            self._banner.show_message(None)

    def _on_present(self) -> None:
        if self._form is PassphraseForm.REMOVE:
            self._on_go()
        else:
            self._first.select()

    def _on_go(self) -> None:
        first, second = self._first.text(), self._second.text()
        match self._form:
            case PassphraseForm.SET:
                self.set_requested.emit(first, second)
            case PassphraseForm.CHANGE:
                self.change_requested.emit(self._present.text(), first, second)
            case PassphraseForm.REMOVE:
                self.remove_requested.emit(self._present.text())
            case PassphraseForm.NONE:
                return

    def _on_minutes(self) -> None:
        self.minutes_chosen.emit(int(self._minutes.value()))

    def _fit(self) -> None:
        width = self._theme.px(_FIELD_WIDTH)
        self._box.setMaximumWidth(width)
        self._minutes.setMaximumWidth(width)


def _minutes_offered(present: int) -> list[tuple[str, str]]:
    """Give the choices of minutes; the organisation may have set another than those offered."""
    return [
        (str(m), ngettext("{count} minute", "{count} minutes", m).format(count=m))
        for m in sorted({*LOCK_MINUTES, present})
    ]


def _explanation(state: PassphraseState) -> str:
    if state.form is PassphraseForm.SET:
        return _(
            "The whole file is encrypted with it, search included. You then get a recovery code,"
            " for the day you forget the passphrase. Without either, nobody can open the journal:"
            " not you, not your IT team, not us."
        )
    if state.form is PassphraseForm.REMOVE:
        return _("Afterwards, whoever gets hold of the file can read it.")
    if state.form is PassphraseForm.CHANGE:
        return _("The recovery code stays the same.")
    if state.is_encrypted and state.is_required:
        return _(
            "The file can be read only with your passphrase or your recovery code. Your"
            " organisation asks for a passphrase, so it can be changed but not removed."
        )
    if state.is_encrypted:
        return _("The file can be read only with your passphrase or your recovery code.")
    if not state.can_change:
        return _("This journal cannot be given a passphrase: it is open to read, or in memory.")
    if state.is_required:
        return _(
            "Your organisation asks for every journal to be protected by a passphrase. Set one, and"
            " the other pages open."
        )
    return _(
        "Whoever can open your files on this computer can read this journal. With a passphrase,"
        " only you can."
    )


def build_card(context: PageContext) -> Page:
    """Build the card."""
    card = PassphraseCard(context.theme)

    def confirm_removal() -> bool:
        return context.dialogs.confirm(
            _("Remove the passphrase?"),
            _("The journal is written as a plain file, which others on this computer may read."),
            _("Remove the passphrase"),
        )

    presenter = PassphrasePresenter(
        card, context.session, context.settings, context.door, confirm_removal, QtTimers(card)
    )
    card.form_requested.connect(presenter.ask)
    card.new_typed.connect(presenter.typed)
    card.set_requested.connect(presenter.set_passphrase)
    card.change_requested.connect(presenter.change_passphrase)
    card.remove_requested.connect(presenter.remove_passphrase)
    card.sheet_requested.connect(presenter.save_sheet)
    card.lock_requested.connect(presenter.lock_now)
    card.minutes_chosen.connect(presenter.choose_minutes)
    return Page(card, presenter)
