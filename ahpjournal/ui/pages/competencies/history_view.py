"""The history of one competency on screen, and the form for what somebody else sees."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.evidence import EvidenceItem
from ahpjournal.domain.ratings import Rater
from ahpjournal.services.rating_drafts import CorrectionDraft
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, Divider, ScrollPage, box, column, empty, row
from ahpjournal.ui.kit.fields import ChoiceField, DateField, Field, TextArea
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import AdaptiveRow
from ahpjournal.ui.pages.competencies.correction_card import (
    NEW_LEVEL,
    NO_CHANCE,
    CorrectionCard,
)
from ahpjournal.ui.pages.competencies.evidence_field import evidence_words
from ahpjournal.ui.pages.competencies.history_presenter import (
    HistoryState,
    RatedLine,
    TypedView,
)
from ahpjournal.ui.pages.competencies.history_words import facts_words, level_words, rater_name
from ahpjournal.ui.theme.theme import Theme

STACK_BELOW = 560
LEVEL, WHEN = "level", "on"


class HistoryView(ScrollPage):
    """Form and ledger.

    Signals:
        back_requested: show all competencies again.
        reason_edited: the reason of somebody else's view was changed.
        correction_edited: the form of a correction was changed.
        add_requested: add what stands in the form.
        correct_requested(str): correct the rating with this id; empty: leave it as it is.
        correction_requested: add the correction that stands in the form.
        record_requested(object): show this EvidenceItem where it lies.
    """

    back_requested = Signal()
    reason_edited = Signal()
    correction_edited = Signal()
    add_requested = Signal()
    correct_requested = Signal(str)
    correction_requested = Signal()
    record_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__(theme, 860)
        back = Button(_("All competencies"), "quiet", "arrow-left", theme)
        back.clicked.connect(self.back_requested)
        self.content.addWidget(back)
        words = column(2)
        self._title = Words("", "h1")
        self._line = Words("", "body", "text2")
        words.addWidget(self._title)
        words.addWidget(self._line)
        self.content.addLayout(words)
        self._banner = Banner()
        self.content.addWidget(self._banner)
        self._correction = CorrectionCard()
        self._correction.edited.connect(self.correction_edited)
        self._correction.add_requested.connect(self.correction_requested)
        self._correction.leave_requested.connect(self._on_leave)
        self.content.addWidget(self._correction)
        self._ledger = Card(
            _("What was rated"), _("Nothing here is ever changed; corrections are added.")
        )
        self.content.addWidget(self._ledger)
        self.content.addWidget(self._build_form())
        self.content.addStretch(1)
        self._back = back
        self._shown = ""

    def render_state(self, state: HistoryState) -> None:
        """Show *state*."""
        is_other = state.competency.id != self._shown
        self._shown = state.competency.id
        self._title.setText(state.competency.name)
        self._line.setText(
            _("Your programme no longer has this competency; what was rated stays.")
            if state.is_archived
            else state.competency.description
        )
        self._show_banner(state)
        self._form.setVisible(state.may_add)
        levels = [
            *((str(level.number), f"{level.number} \u00b7 {level.name}") for level in state.levels),
            (NO_CHANCE, state.no_chance_name),
        ]
        self._level.set_options([("", _("Choose\u2026")), *levels])
        self._render_correction(state, levels)
        if state.fill or is_other:
            self._level.set_value("")
            self._when.set_value(state.today)
            self._because.set_text(state.reason)
        self._render_rows(state)
        if is_other or (state.is_added and state.fill):
            self.verticalScrollBar().setValue(0)

    def leave(self) -> None:
        """Take note that another screen is shown: the next history begins at its top."""
        self._shown = ""

    def focus_start(self) -> None:
        """Give the keyboard to the correction that was begun, or to the way back."""
        if self._correction.isHidden():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._correction.level.focus_control()

    def typed_view(self) -> TypedView:
        """Give what stands in the form."""
        chosen = self._level.value()
        if not chosen:
            raise InputError(InputCode.REQUIRED, LEVEL)
        try:
            on = self._when.value()
        except InputError as error:
            raise InputError(error.code, WHEN) from error
        if on is None:
            raise InputError(InputCode.REQUIRED, WHEN)
        return TypedView(
            rater=Rater(self._who.value()),
            level=None if chosen == NO_CHANCE else int(chosen),
            on=on,
            because=self._because.text(),
        )

    def typed_correction(self) -> CorrectionDraft:
        """Give what stands in the form of a correction."""
        return self._correction.typed()

    def typed_reason(self) -> str:
        """Give the reason that stands in the form."""
        return self._because.text()

    def _render_correction(self, state: HistoryState, levels: list[tuple[str, str]]) -> None:
        if self._correction.show_correction(state.correcting, state.draft, levels):
            self.verticalScrollBar().setValue(0)
            self._correction.level.focus_control()

    def _on_leave(self) -> None:
        self.correct_requested.emit("")

    def _build_form(self) -> Card:
        self._form = Card(
            _("How others see it"),
            _("What a coach or colleague said stands beside your own rating, never over it."),
        )
        self._who = ChoiceField(
            _("Whose view"), [(r.value, rater_name(r)) for r in (Rater.COACH, Rater.COLLEAGUE)]
        )
        self._level = ChoiceField(_("Their rating"))
        self._when = DateField(_("When"), self._theme)
        self._because = TextArea(
            _("Because\u2026"), _("In their words, if you can. No names or places.")
        )
        self._because.edited.connect(self.reason_edited)
        self._fields: dict[str, Field] = {
            LEVEL: self._level,
            WHEN: self._when,
            NEW_LEVEL: self._correction.level,
        }
        self._form.body.addWidget(
            AdaptiveRow([self._who, self._level, self._when], stack_below=STACK_BELOW, gap=12)
        )
        self._form.body.addWidget(self._because)
        add = Button(_("Add this view"), "primary")
        add.clicked.connect(self.add_requested)
        self._form.body.addWidget(add)
        return self._form

    def _show_banner(self, state: HistoryState) -> None:
        problem = state.problem
        for name, one in self._fields.items():
            is_here = problem is not None and state.problem_field == name
            one.show_error(problem.what_happened if is_here and problem is not None else "")
        if state.is_added and problem is None:
            self._banner.show_words(
                _("The view is kept."), _("Progress shows it beside your own rating."), "ok"
            )
        elif state.is_corrected and problem is None:
            text = _("What it corrects stays in the history.")
            self._banner.show_words(_("The correction is kept."), text, "ok")
        else:
            self._banner.show_message(problem)

    def _render_rows(self, state: HistoryState) -> None:
        body = self._ledger.body
        empty(body)
        if not state.rows:
            body.addWidget(Words(_("Nothing was rated so far."), "body", "text2"))
        for i, one in enumerate(state.rows):
            if i:
                body.addWidget(Divider())
            body.addWidget(self._rated(one.present, may_correct=one.may_correct))
            for before in one.corrected:
                body.addWidget(self._rated(before, is_corrected=True))

    def _rated(
        self, line: RatedLine, *, is_corrected: bool = False, may_correct: bool = False
    ) -> QWidget:
        words = column(2)
        level = level_words(line)
        if is_corrected:
            level = _("Before: {level}").format(level=level)
        words.addWidget(Words(level, "body" if is_corrected else "strong"))
        words.addWidget(Words(facts_words(line), "small", "text2"))
        if line.rating.because:
            reason = _("Because: {reason}").format(reason=line.rating.because)
            words.addWidget(Words(reason, "body", "text2"))
        for item in line.evidence:
            words.addWidget(self._evidence(item))
        holder = row(0)
        if is_corrected:
            holder.addSpacing(self._theme.px(20))
        holder.addLayout(words, 1)
        if may_correct:
            rating_id = line.rating.id
            button = Button(_("Correct"), "quiet")
            button.setAccessibleName(
                _("Correct: {level}, {facts}").format(level=level, facts=facts_words(line))
            )
            button.clicked.connect(lambda: self.correct_requested.emit(rating_id))
            holder.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return box(holder)

    def _evidence(self, item: EvidenceItem) -> QWidget:
        words = _("Rests on {what}").format(what=evidence_words(item))
        if not item.is_here:
            return Words(words, "small", "text2")
        button = Button(words, "row", "link", self._theme)
        button.clicked.connect(lambda: self.record_requested.emit(item))
        return button
