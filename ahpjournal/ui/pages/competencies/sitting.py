"""The competencies page while rating: one competency at a time, by keyboard or mouse."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.bars import Bar
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, ScrollPage, column, empty, row
from ahpjournal.ui.kit.fields import TextArea
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Row
from ahpjournal.ui.pages.competencies.level_choice import LevelChoice
from ahpjournal.ui.pages.competencies.presenter import SittingState
from ahpjournal.ui.pages.competencies.words import question
from ahpjournal.ui.theme.theme import Theme

CONFIDENCES = range(0, 101, 10)
LIST_FROM = 980
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SittingView(QWidget):
    """Levels with their descriptors, how sure one is, and "because"; the foot is always in view.

    Number keys rate, 0 is "no chance yet", arrow keys move, B says why. Return goes on: to the
    next competency, from the last to one not yet rated, and when all are rated to "Finish".

    Signals:
        level_chosen(object): an int, or None for "no chance yet".
        confidence_chosen(object): 0 to 100 in tens, or None.
        move_requested(int): so many competencies on or back.
        position_requested(int): go to this one.
        because_edited: the reason was changed.
        finish_requested: complete the sitting.
        leave_requested: go on another time.
    """

    level_chosen = Signal(object)
    confidence_chosen = Signal(object)
    move_requested = Signal(int)
    position_requested = Signal(int)
    because_edited = Signal()
    finish_requested = Signal()
    leave_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__()
        self._theme = theme
        self._page = ScrollPage(theme, 1080)
        self.content = self._page.content
        self._state: SittingState | None = None
        self._levels: list[LevelChoice] = []
        self._steps: list[Button] = []
        self._build_head()
        self._banner = Banner()
        self.content.addWidget(self._banner)
        line = row(20)
        self._list = Card(_("In this sitting"))
        self._list.setFixedWidth(theme.px(268))
        line.addWidget(self._list, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._build_card(), 1, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(line)
        self.content.addStretch(1)
        outer = column(0)
        self.setLayout(outer)
        outer.addWidget(self._page, 1)
        outer.addWidget(self._build_foot())
        self._page.on_width(lambda width: self._list.setVisible(width >= LIST_FROM))
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
            _("{position} of {total} \u00b7 {answered} rated").format(
                position=state.position + 1, total=len(state.asked), answered=state.answered
            )
        )
        self._bar.show_share(state.answered, len(state.asked))
        self._render_list(state)
        self._name.setText(state.current.name)
        self._description.setText(state.current.description)
        self._question.setText(question(state.sitting.kind))
        self._render_levels(state)
        rating = state.rating
        for value, chip in self._confidence.items():
            chip.setEnabled(rating is not None)
            chip.setChecked(rating is not None and rating.confidence == value)
        self._because.setEnabled(rating is not None)
        if is_other or state.problem is None:
            self._because.set_text(state.because)
        self._because.show_error("")
        self._render_foot(state)
        if is_other:
            self.setAccessibleName(f"{state.current.name}. {state.current.description}")
            self._page.verticalScrollBar().setValue(0)
            self.setFocus()

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
        text = event.text()
        if text.isdigit() and len(text) == 1:
            number = int(text)
            if number == 0:
                self.level_chosen.emit(None)
            elif number <= len(state.levels):
                self.level_chosen.emit(number)
            return True
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        if event.key() == Qt.Key.Key_B:
            self._because.control.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._page.show_part(self._because)
            return True
        if event.key() in _ENTER:
            self._go_on(state)
            return True
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.move_requested.emit(step)
            return True
        return False

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
        self._leave = Button(_("Leave for later"))
        self._leave.clicked.connect(self.leave_requested)
        head.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        self._bar = Bar(_("Rated so far"))
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
        card.body.addWidget(
            Words(
                _(
                    "Press the number of a line, or 0 for no chance yet."
                    " Return goes on, the arrow keys move between competencies, and B leads to"
                    " \u201cBecause\u2026\u201d, Escape back."
                ),
                "small",
                "text3",
            )
        )
        self._level_column = column(8)
        card.body.addLayout(self._level_column)
        card.body.addSpacing(6)
        self._because = TextArea(
            _("Because\u2026"),
            _("One line is enough. It stays with this rating. No names or places."),
        )
        self._because.edited.connect(self.because_edited)
        self._because.control.installEventFilter(self)
        card.body.addWidget(self._because)
        card.body.addWidget(Words(_("How sure are you? (optional, 0 to 100)"), "small", "text2"))
        chips = FlowBox(6)
        self._confidence: dict[int, Button] = {}
        for value in CONFIDENCES:
            chip = Button(str(value), "chip")
            chip.setAccessibleName(_("{value} out of 100 sure").format(value=value))
            chip.clicked.connect(
                lambda checked, v=value: self.confidence_chosen.emit(v if checked else None)
            )
            chip.installEventFilter(self)
            self._confidence[value] = chip
            chips.add(chip)
        card.body.addWidget(chips)
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
        total = len(state.asked)
        is_last, is_done = state.position == total - 1, state.answered == total
        self._back.setEnabled(state.position > 0)
        self._next.setEnabled(not is_last)
        self._next.set_button_look("secondary" if is_last or is_done else "primary")
        self._finish.set_button_look("primary" if is_last or is_done else "secondary")
        self._finish.setEnabled(state.answered > 0)
        words = ""
        if is_done:
            words = ngettext(
                "It is rated. Return leads to Finish; until then you can change it.",
                "All {count} are rated. Return leads to Finish; until then you can change any.",
                total,
            ).format(count=total)
        elif is_last:
            left = total - state.answered
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
                step = Button("", "row")
                step.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                step.clicked.connect(lambda _checked=False, n=i: self.position_requested.emit(n))
                self._steps.append(step)
                self._list.body.addWidget(step)
            self._list.body.setSpacing(0)
        for i, (step, asked) in enumerate(zip(self._steps, state.asked, strict=True)):
            mark = "\u2713" if asked.answered else "\u2022" if i == state.position else "\u2007"
            step.set_words(f"{mark}  {asked.competency.short_name}")
            done = _("rated") if asked.answered else _("not rated yet")
            step.setAccessibleName(f"{asked.competency.name}, {done}")
            font = step.font()
            step.setProperty("current", i == state.position)
            font.setBold(i == state.position)
            step.setFont(font)

    def _render_levels(self, state: SittingState) -> None:
        if len(self._levels) != len(state.levels) + 1:
            empty(self._level_column)
            self._levels = []
            for number in [*(level.number for level in state.levels), None]:
                choice = LevelChoice(number, self._theme)
                choice.chosen.connect(self.level_chosen)
                choice.installEventFilter(self)
                self._levels.append(choice)
                self._level_column.addWidget(choice)
        rating = state.rating
        descriptors = state.current.descriptors
        for choice, level, descriptor in zip(self._levels, state.levels, descriptors, strict=False):
            choice.show_level(
                level.name,
                descriptor,
                is_chosen=rating is not None and rating.level == level.number,
            )
        self._levels[-1].show_level(
            state.no_chance_name,
            state.no_chance_anchor,
            is_chosen=rating is not None and rating.level is None,
        )
