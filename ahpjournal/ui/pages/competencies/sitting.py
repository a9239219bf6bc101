"""The competencies page while rating: one competency at a time, by keyboard or mouse."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.bars import Bar
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, ScrollPage, column, empty, row
from ahpjournal.ui.kit.fields import TextArea
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Row
from ahpjournal.ui.pages.competencies.confidence_row import ConfidenceRow
from ahpjournal.ui.pages.competencies.evidence_field import EvidenceField
from ahpjournal.ui.pages.competencies.level_key import key_of, level_of
from ahpjournal.ui.pages.competencies.level_list import LevelList
from ahpjournal.ui.pages.competencies.question_room import QuestionParts, QuestionRoom
from ahpjournal.ui.pages.competencies.state import AskedCompetency, SittingState
from ahpjournal.ui.pages.competencies.words import question
from ahpjournal.ui.rating_words import given_words, tally_words
from ahpjournal.ui.theme.theme import Theme

LIST_FROM = 980
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


class SittingView(QWidget):
    """Levels with their descriptors, how sure one is, and "because"; the foot is always in view.

    Number keys rate, 0 (or N) is "no chance yet", arrow keys move, B says why, C how sure one is,
    E what it rests on. Return goes on: to the next competency, from the last to one not yet
    rated, and when all are rated to "Finish".

    Signals:
        level_chosen(object): an int, or None for "no chance yet".
        confidence_chosen(object): 0 to 100 in tens, or None.
        move_requested(int): so many competencies on or back.
        position_requested(int): go to this one.
        because_edited: the reason was changed.
        finish_requested: complete the sitting.
        leave_requested: go on another time.
        all_requested: ask every competency.
    """

    level_chosen = Signal(object)
    confidence_chosen = Signal(object)
    move_requested = Signal(int)
    position_requested = Signal(int)
    because_edited = Signal()
    finish_requested = Signal()
    leave_requested = Signal()
    all_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__()
        self._theme = theme
        self._page = ScrollPage(theme, 1080)
        self.content = self._page.content
        self._state: SittingState | None = None
        self._steps: list[Button] = []
        self._build_head()
        self._banner = Banner()
        self.content.addWidget(self._banner)
        line = row(20)
        self._list = Card(_("In this sitting"))
        self._list.setFixedWidth(theme.px(268))
        line.addWidget(self._list, 0, Qt.AlignmentFlag.AlignTop)
        self._card = self._build_card()
        line.addWidget(self._card, 1, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(line)
        self.content.addStretch(1)
        outer = column(0)
        self.setLayout(outer)
        outer.addWidget(self._page, 1)
        outer.addWidget(self._build_foot())
        self._page.on_width(lambda width: self._list.setVisible(width >= LIST_FROM))
        parts = QuestionParts(
            page=self._page,
            card=self._card,
            bar=self._bar,
            title=self._title,
            count=self._count,
            name=self._name,
            description=self._description,
            question=self._question,
            levels=self._levels,
        )
        self._room = QuestionRoom(parts, theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def because(self) -> str:
        """Give the reason now in the field."""
        return self._because.text()

    def render_state(self, state: SittingState) -> None:
        """Show the sitting at its position."""
        is_new_sitting = self._state is None or self._state.sitting.id != state.sitting.id
        is_other = is_new_sitting or self._state is None or self._state.position != state.position
        self._state = state
        self._banner.show_message(state.problem)
        self._title.setText(state.label)
        self._count.setText(
            _("{position} of {total} \u00b7 {done}").format(
                position=state.position + 1,
                total=len(state.asked),
                done=given_words(state.tally),
            )
        )
        self._bar.show_share(state.tally.answered, len(state.asked))
        self._all.setVisible(len(state.asked) < state.all_count)
        self._all.set_words(_("Rate all {count}").format(count=state.all_count))
        self._render_list(state)
        self._description.setText(state.current.description)
        self._question.setText(question(state.sitting.kind))
        self._levels.render_state(state)
        rating = state.rating
        is_rated = rating is not None
        self._confidence.show_question(state.confidence)
        self._confidence.show_answer(
            rating.confidence if rating is not None else None, may_answer=is_rated
        )
        was_open = self.evidence.panel.isVisible()
        self.evidence.show_choice(state.evidence, may_choose=is_rated)
        if was_open and state.evidence.offered is None:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._because.setEnabled(is_rated)
        if is_other or state.problem is None:
            self._because.set_text(state.because)
        self._because.show_error("")
        self._render_foot(state)
        if state.evidence.offered is not None:
            QTimer.singleShot(0, self._show_evidence)  # once the new rows have their places
        if not is_other:
            self._room.show_state(state, is_other=False)
            return
        self._name.setText(state.current.name)
        self.setAccessibleName(f"{state.current.name}. {state.current.description}")
        self._page.verticalScrollBar().setValue(0)
        self.setFocus()
        self._room.show_state(state, is_other=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._room.fit_later()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is not self._because.control:
                return self._take_key(event)
            if event.key() == Qt.Key.Key_Escape:
                self.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        state = self._state
        if state is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        is_choice, level = level_of(event.text(), len(state.levels))
        step = _STEPS.get(Qt.Key(event.key()))
        if is_choice:
            self.level_chosen.emit(level)
        elif step is not None:
            self.move_requested.emit(step)
        elif event.key() in _ENTER:
            self._go_on(state)
        elif not event.text().isdigit():  # a digit beyond the scale does nothing
            return self._go_to_field(event.key(), is_rated=state.rating is not None)
        return True

    def _go_to_field(self, key: int, *, is_rated: bool) -> bool:
        """Lead to the field that a letter stands for; those wait for a rating."""
        if key not in {Qt.Key.Key_B, Qt.Key.Key_C, Qt.Key.Key_E}:
            return False
        if not is_rated or (key == Qt.Key.Key_C and self._confidence.isHidden()):
            return True
        if key == Qt.Key.Key_E:
            self.evidence.open_requested.emit()
        elif key == Qt.Key.Key_C:
            self._confidence.take_keyboard()
            self._page.show_part(self._confidence)
        else:
            self._because.control.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._page.show_part(self._because)
        return True

    def _show_evidence(self) -> None:
        self._page.show_part(self.evidence)
        self._page.show_part(self.evidence.search)

    def _take_keyboard(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_on(self, state: SittingState) -> None:
        waiting = [i for i, asked in enumerate(state.asked) if not asked.answered]
        if not waiting:
            self._finish.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif state.position < len(state.asked) - 1:
            self.move_requested.emit(1)
        elif waiting[0] != state.position:
            self.position_requested.emit(waiting[0])

    def _build_head(self) -> None:
        head = row(12)
        words = column(2)
        self._title = Words("", "h1")
        self._count = Words("", "body", "text2")
        words.addWidget(self._title)
        words.addWidget(self._count)
        head.addLayout(words, 1)
        self._all = Button("")
        self._all.clicked.connect(self.all_requested)
        head.addWidget(self._all, 0, Qt.AlignmentFlag.AlignTop)
        self._leave = Button(_("Leave for later"))
        self._leave.clicked.connect(self.leave_requested)
        head.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        self._bar = Bar(_("Answered so far"))
        self.content.addWidget(self._bar)

    def _build_card(self) -> Card:
        card = Card()
        self._name = Words("", "h2")
        self._description = Words("", "body", "text2")
        card.body.addWidget(self._name)
        card.body.addWidget(self._description)
        card.body.addSpacing(4)
        self._question = Words("", "strong")
        card.body.addWidget(self._question)
        self._levels = LevelList(self._theme, self)
        self._levels.chosen.connect(self.level_chosen)
        card.body.addWidget(self._levels)
        card.body.addSpacing(6)
        self._because = TextArea(
            _("Because\u2026"),
            _("One line is enough. It stays with this rating. No names or places."),
        )
        self._because.edited.connect(self.because_edited)
        self._because.control.installEventFilter(self)
        card.body.addWidget(self._because)
        self._confidence = ConfidenceRow()
        self._confidence.chosen.connect(self.confidence_chosen)
        self._confidence.left.connect(self._take_keyboard)
        card.body.addWidget(self._confidence)
        self.evidence = EvidenceField()
        card.body.addWidget(self.evidence)
        return card

    def _build_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("look", "foot")
        line = Row(foot, gap=10, margins=(32, 10, 32, 10))
        self._back = Button(_("Back"))
        self._next = Button(_("Next"), "primary")
        self._finish = Button(_("Finish"))
        self._advice = Words("", "small", "text2")
        self._back.clicked.connect(lambda: self.move_requested.emit(-1))
        self._next.clicked.connect(lambda: self.move_requested.emit(1))
        self._finish.clicked.connect(self.finish_requested)
        line.addWidget(self._back)
        line.addWidget(self._next)
        line.addWidget(self._advice, 1)
        line.addWidget(self._finish)
        return foot

    def _render_foot(self, state: SittingState) -> None:
        total, done = len(state.asked), state.tally.answered
        is_last, is_done = state.position == total - 1, done == total
        self._back.setEnabled(state.position > 0)
        self._next.setEnabled(not is_last)
        self._next.set_button_look("secondary" if is_last or is_done else "primary")
        self._finish.set_button_look("primary" if is_last or is_done else "secondary")
        self._finish.setEnabled(done > 0)
        words = _keys_words(len(state.levels), asks_how_sure=state.confidence is not None)
        if is_done and state.tally.no_chance:
            words = _("{done}. Enter leads to Finish; until then you can change any.").format(
                done=tally_words(state.tally, total)
            )
        elif is_done:
            words = ngettext(
                "It is rated. Enter leads to Finish; until then you can change it.",
                "All {count} are rated. Enter leads to Finish; until then you can change any.",
                total,
            ).format(count=total)
        elif is_last:
            left = total - done
            words = ngettext(
                "{count} is not rated yet. You can finish without it.",
                "{count} are not rated yet. You can finish without them.",
                left,
            ).format(count=left)
        self._advice.setText(words)

    def _render_list(self, state: SittingState) -> None:
        if len(self._steps) != len(state.asked):
            empty(self._list.body)
            self._steps = []
            for i in range(len(state.asked)):
                step = Button("", "row", "circle", self._theme)
                step.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                step.clicked.connect(lambda _checked=False, n=i: self.position_requested.emit(n))
                self._steps.append(step)
                self._list.body.addWidget(step)
            self._list.body.setSpacing(0)
        for i, (step, asked) in enumerate(zip(self._steps, state.asked, strict=True)):
            is_here = i == state.position
            step.set_icon(_icon(asked, is_here=is_here))
            step.set_words(asked.competency.short_name)
            done = _("rated") if asked.answered else _("not rated yet")
            done = _("no chance yet") if asked.no_chance else done
            step.setAccessibleName(f"{asked.competency.name}, {done}")
            font = step.font()
            step.setProperty("current", i == state.position)
            font.setBold(i == state.position)
            step.setFont(font)


def _icon(asked: AskedCompetency, *, is_here: bool) -> str:
    if asked.no_chance:
        return "minus"
    return "check" if asked.answered else "circle-dot" if is_here else "circle"


def _keys_words(top: int, *, asks_how_sure: bool) -> str:
    """Say which keys do what, on a scale of *top* points."""
    parts = [
        _("Number: rate"),
        _("{key}: no chance yet").format(key=key_of(None, top)),
        _("Enter: next"),
        _("B: because"),
        *([_("C: how sure")] if asks_how_sure else []),
        _("E: rests on"),
        _("Escape: back"),
    ]
    return " \u00b7 ".join(parts)
