"""The history of one competency on screen, and the form for what somebody else sees."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.evidence import EvidenceItem
from ahpjournal.domain.ratings import Rater
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, Divider, ScrollPage, box, column, empty, row
from ahpjournal.ui.kit.dates import format_date
from ahpjournal.ui.kit.fields import ChoiceField, DateField, Field, TextArea
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import AdaptiveRow
from ahpjournal.ui.pages.competencies.evidence_field import evidence_words
from ahpjournal.ui.pages.competencies.history_presenter import (
    HistoryState,
    RatedLine,
    TypedView,
)
from ahpjournal.ui.theme.theme import Theme

NO_CHANCE, STACK_BELOW = "none", 560
LEVEL, WHEN = "level", "on"


class HistoryView(ScrollPage):
    """Form and ledger.

    Signals:
        back_requested: show all competencies again.
        reason_edited: the reason of somebody else's view was changed.
        add_requested: add what stands in the form.
        record_requested(object): show this EvidenceItem where it lies.
    """

    back_requested = Signal()
    reason_edited = Signal()
    add_requested = Signal()
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
        self._level.set_options(
            [
                ("", _("Choose\u2026")),
                *(
                    (str(level.number), f"{level.number} \u00b7 {level.name}")
                    for level in state.levels
                ),
                (NO_CHANCE, state.no_chance_name),
            ]
        )
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
        """Give the keyboard to the way back."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def typed_reason(self) -> str:
        """Give the reason that stands in the form."""
        return self._because.text()

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
        self._fields: dict[str, Field] = {LEVEL: self._level, WHEN: self._when}
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
            body.addWidget(self._rated(one.present))
            for before in one.corrected:
                body.addWidget(self._rated(before, is_corrected=True))

    def _rated(self, line: RatedLine, *, is_corrected: bool = False) -> QWidget:
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
        return box(holder)

    def _evidence(self, item: EvidenceItem) -> QWidget:
        words = _("Rests on {what}").format(what=evidence_words(item))
        if not item.is_here:
            return Words(words, "small", "text2")
        button = Button(words, "row", "link", self._theme)
        button.clicked.connect(lambda: self.record_requested.emit(item))
        return button


def rater_name(rater: Rater) -> str:
    """Say whose view a rating is."""
    match rater:
        case Rater.SELF:
            return _("You")
        case Rater.COACH:
            return _("Coach")
        case Rater.COLLEAGUE:
            return _("Colleague")


def level_words(line: RatedLine) -> str:
    """Say which level was given, and of how many."""
    number = line.rating.level
    if number is None:
        return _("No chance yet")
    if line.top is None:
        return _("Level {level}").format(level=number)
    if line.level is None:
        return _("{level} of {top}").format(level=number, top=line.top)
    return _("{level} of {top} \u00b7 {name}").format(
        level=number, top=line.top, name=line.level.name
    )


def facts_words(line: RatedLine) -> str:
    """Say who rated, when, at which sitting, how sure, and under which version of the pack."""
    rating = line.rating
    parts = [rater_name(rating.rater), line.occasion, format_date(line.on)]
    if rating.confidence is not None:
        parts.append(_("{confidence} out of 100 sure").format(confidence=rating.confidence))
    if rating.pack_version and line.pack:
        parts.append(
            _("rated under {pack}, version {version}").format(
                pack=line.pack, version=rating.pack_version
            )
        )
    elif rating.pack_version:
        parts.append(_("rated under version {version}").format(version=rating.pack_version))
    return " \u00b7 ".join(part for part in parts if part)
