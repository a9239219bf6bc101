"""The unlock page: it fills the window while the journal is locked."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from ahpjournal.services.messages import UserMessage
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, ScrollPage
from ahpjournal.ui.kit.fields import TextField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import OneLine, Words
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.kit.looks import follow_theme
from ahpjournal.ui.kit.secret_field import SecretField
from ahpjournal.ui.lock.reasons import LockReason
from ahpjournal.ui.lock.unlock_presenter import UnlockField, UnlockState, UnlockStep
from ahpjournal.ui.passphrase_words import strength_words
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme

_WIDTH = 520
_MARK = 48


class UnlockPage(ScrollPage):
    """Asks for the passphrase, in the middle of the window.

    ``more`` is an empty column below the card, for what else is offered.

    Signals:
        unlock_requested(str): try this passphrase.
        code_requested, passphrase_requested: ask for the one or the other.
        code_given(str): try this recovery code.
        new_typed(str): the new passphrase so far.
        new_given(str, str): the new passphrase, twice.
        other_requested: open another journal.
        read_only_requested: open it although it cannot be written at present.
        came_into_sight, went_out_of_sight: the page can be seen, or not any more.
    """

    unlock_requested = Signal(str)
    code_requested = Signal()
    passphrase_requested = Signal()
    code_given = Signal(str)
    new_typed = Signal(str)
    new_given = Signal(str, str)
    other_requested = Signal()
    read_only_requested = Signal()
    came_into_sight = Signal()
    went_out_of_sight = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the page."""
        super().__init__(theme, _WIDTH)
        self.setProperty("look", "page")
        self.setAccessibleName(_("The journal is locked"))
        self._step: UnlockStep | None = None
        self.content.addStretch(2)
        self._mark = QLabel()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.content.addWidget(self._mark)
        card = Card()
        self.content.addWidget(card)
        self.more = Column(gap=8)
        self.content.addLayout(self.more)
        self.content.addStretch(3)
        self._title = Words("", "h1")
        self._name = OneLine("", "body", "text2")
        self._why = Words("", "small", "text2")
        self._unsaved = Banner()
        self._banner = Banner()
        for widget in (self._title, self._name, self._why, self._unsaved, self._banner):
            card.body.addWidget(widget)
        self._steps = {
            UnlockStep.PASSPHRASE: self._build_passphrase(),
            UnlockStep.CODE: self._build_code(),
            UnlockStep.NEW_PASSPHRASE: self._build_new(),
        }
        for step in self._steps.values():
            card.body.addWidget(step)
        self._progress = Words("", "small", "text2")
        card.body.addWidget(self._progress)
        card.body.addWidget(self._build_ways())
        self._fields: dict[UnlockField, SecretField | TextField] = {
            UnlockField.PASSPHRASE: self._passphrase,
            UnlockField.CODE: self._code,
            UnlockField.FIRST: self._first,
            UnlockField.SECOND: self._second,
        }
        self._theme_in_use = follow_theme(self._draw_mark)

    def render_state(self, state: UnlockState) -> None:
        """Show *state*."""
        self._title.setText(_title(state))
        self._name.setText(state.path.stem)
        self._why.setText(_why(state))
        self._why.setVisible(bool(self._why.text()))
        self._render_unsaved(state)
        self._render_problem(state)
        for step, box in self._steps.items():
            box.setVisible(step is state.step)
            box.setEnabled(not state.is_busy)
        may_guess = not state.is_busy and not state.wait
        self._unlock.setEnabled(may_guess)
        self._give.setEnabled(may_guess)
        words, tone = strength_words(state.new_strength)
        self._strength.setText(words)
        self._strength.set_tone(tone)
        self._progress.setText(_progress(state))
        self._progress.setVisible(bool(self._progress.text()))
        self._progress.setAccessibleName(self._progress.text())
        self._use_code.setVisible(state.step is UnlockStep.PASSPHRASE)
        self._use_passphrase.setVisible(state.step is not UnlockStep.PASSPHRASE)
        self._read_only.setVisible(state.can_read_only)
        for button in (self._use_code, self._use_passphrase, self._other, self._read_only):
            button.setEnabled(not state.is_busy)
        if state.step is not self._step:
            self._step = state.step
            QTimer.singleShot(0, self, self._focus_step)

    def select_field(self, field: UnlockField) -> None:
        """Select what is typed in *field* and put the cursor there."""
        control = self._fields[field]
        if isinstance(control, SecretField):
            control.select()
        else:
            control.focus_control()
            control.line.selectAll()

    def clear_fields(self) -> None:
        """Empty every field and forget what was typed."""
        for field in self._fields.values():
            if isinstance(field, SecretField):
                field.clear()
            else:
                field.set_text("")
                field.show_error("")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came_into_sight.emit()
        self._focus_step()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.went_out_of_sight.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange:
            (self.came_into_sight if self.isActiveWindow() else self.went_out_of_sight).emit()

    def _build_passphrase(self) -> QWidget:
        self._passphrase = SecretField(_("Passphrase"))
        self._passphrase.submitted.connect(self._on_unlock)
        self._unlock = Button(_("Unlock"), "primary")
        self._unlock.clicked.connect(self._on_unlock)
        return _step(self._passphrase, self._unlock)

    def _build_code(self) -> QWidget:
        self._code = TextField(
            _("Recovery code"),
            _("The 34 letters and digits on your recovery sheet. Spaces and dashes do not matter."),
        )
        self._code.line.returnPressed.connect(self._on_code)
        self._give = Button(_("Go on"), "primary")
        self._give.clicked.connect(self._on_code)
        return _step(self._code, self._give)

    def _build_new(self) -> QWidget:
        self._first = SecretField(_("New passphrase"))
        self._second = SecretField(_("New passphrase again"))
        self._strength = Words("", "small", "text3")
        self._first.line.textEdited.connect(self.new_typed)
        self._first.submitted.connect(self._second.select)
        self._second.submitted.connect(self._on_new)
        self._set = Button(_("Set it and open"), "primary")
        self._set.clicked.connect(self._on_new)
        return _step(self._first, self._strength, self._second, self._set)

    def _build_ways(self) -> QWidget:
        self._use_code = Button(_("Use the recovery code\u2026"), "quiet")
        self._use_passphrase = Button(_("Use the passphrase"), "quiet")
        self._other = Button(_("Open another journal\u2026"), "quiet")
        self._read_only = Button(_("Open it read-only"))
        self._use_code.clicked.connect(self.code_requested)
        self._use_passphrase.clicked.connect(self.passphrase_requested)
        self._other.clicked.connect(self.other_requested)
        self._read_only.clicked.connect(self.read_only_requested)
        ways = FlowBox(8)
        for button in (self._read_only, self._use_code, self._use_passphrase, self._other):
            ways.add(button)
        return ways

    def _render_unsaved(self, state: UnlockState) -> None:
        if not state.has_unsaved:
            self._unsaved.hide()
            return
        self._unsaved.show_words(
            _("Something you typed is not saved yet"),
            _(
                "It is kept in memory, out of sight, and saving is tried again by itself. Unlock to"
                " see it; do not switch the computer off."
            ),
            "warn",
        )

    def _render_problem(self, state: UnlockState) -> None:
        problem, field = state.problem, state.problem_field
        is_beside = problem is not None and bool(field) and not _is_of_the_file(problem)
        for name, control in self._fields.items():
            words = f"{problem.what_happened} {problem.next_step}" if problem is not None else ""
            control.show_error(words if is_beside and name is field else "")
        self._banner.show_message(problem if not is_beside else None)

    def _focus_step(self) -> None:
        if not self.isVisible() or self._step is None:
            return
        first = {
            UnlockStep.PASSPHRASE: self._passphrase,
            UnlockStep.CODE: self._code,
            UnlockStep.NEW_PASSPHRASE: self._first,
        }[self._step]
        first.focus_control()

    def _draw_mark(self) -> None:
        theme = Theme.active()
        size = theme.px(_MARK)
        self._mark.setPixmap(icons.mark(theme.colours.accent, theme.colours.on_accent, size))

    def _on_unlock(self) -> None:
        if self._unlock.isEnabled():
            self.unlock_requested.emit(self._passphrase.text())

    def _on_code(self) -> None:
        if self._give.isEnabled():
            self.code_given.emit(self._code.text())

    def _on_new(self) -> None:
        self.new_given.emit(self._first.text(), self._second.text())


def _step(*widgets: QWidget) -> QWidget:
    box = QWidget()
    column = Column(box, gap=12)
    for widget in widgets[:-1]:
        column.addWidget(widget)
    row = Row(gap=8)
    row.addWidget(widgets[-1])
    row.addStretch(1)
    column.addLayout(row)
    return box


def _title(state: UnlockState) -> str:
    if state.can_read_only:
        return _("Unlocked, but not open")
    return {
        UnlockStep.PASSPHRASE: _("Locked"),
        UnlockStep.CODE: _("Recovery code"),
        UnlockStep.NEW_PASSPHRASE: _("Choose a new passphrase"),
    }[state.step]


def _why(state: UnlockState) -> str:
    if state.can_read_only:
        return _("For one minute it can be opened read-only without the passphrase again.")
    if state.step is UnlockStep.CODE:
        return _("With the code you open the journal and choose a new passphrase.")
    if state.step is UnlockStep.NEW_PASSPHRASE:
        return _("The code fits. The passphrase you had no longer opens the journal after this.")
    reasons = {
        LockReason.IDLE: _("Nobody used it for a while."),
        LockReason.SLEEP: _("The computer was asleep."),
        LockReason.SCREEN: _("The screen was locked."),
    }
    is_saved = state.reason is not LockReason.START and not state.has_unsaved
    saved = _("Everything you wrote is saved.") if is_saved else ""
    return " ".join(part for part in (reasons.get(state.reason, ""), saved) if part)


def _progress(state: UnlockState) -> str:
    if state.is_busy:
        if state.step is UnlockStep.NEW_PASSPHRASE:
            return _("Setting the passphrase\u2026")
        return _("Unlocking\u2026")
    if state.wait:
        return ngettext(
            "You can try again in {count} second.",
            "You can try again in {count} seconds.",
            state.wait,
        ).format(count=state.wait)
    return ""


def _is_of_the_file(problem: UserMessage) -> bool:
    """Tell whether a problem is about the file, so that it stands above and not beside a field."""
    return problem.code not in {
        "wrong-passphrase", "wrong-recovery-code", "not-a-recovery-code", "required", "too-long",
        "passphrases-differ", "not-text",
    }  # fmt: skip
