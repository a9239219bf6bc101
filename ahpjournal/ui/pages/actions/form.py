"""One action in full."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.plans import ActionPlan, ActionState, EvaluationLevel
from ahpjournal.text import _
from ahpjournal.ui.action_words import level_name, state_name
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Card, ScrollPage, column, empty, row
from ahpjournal.ui.kit.dates import format_date, format_time
from ahpjournal.ui.kit.fields import ChoiceField, DateField, Field, TextArea
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.titles import TitleEdit
from ahpjournal.ui.module_words import module_name
from ahpjournal.ui.pages.actions.presenter import ActionsState
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.versions.panel import SHORTCUT as VERSIONS_SHORTCUT

_TEXTS = ("why", "first_step", "measure", "obstacle", "if_then", "support", "outcome")
_DATES = ("starts_on", "due_on", "review_on")


class ActionForm(QWidget):
    """The fields of one action.

    Signals:
        edited: something was typed.
        decided: a choice was made.
        note_requested(str): add a progress note.
        remove_requested: remove the action.
        versions_requested: show earlier versions of the action.
        entry_requested(str): go to a linked entry.
    """

    edited = Signal()
    decided = Signal()
    note_requested = Signal(str)
    remove_requested = Signal()
    versions_requested = Signal()
    entry_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Make empty fields."""
        super().__init__()
        self._theme = theme
        self._links: dict[str, Button] = {}
        self._themes: dict[str, Button] = {}
        self._is_filling = self._is_new = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._page = ScrollPage(theme, 860)
        outer.addWidget(self._page, 1)
        outer.addWidget(self._build_foot())
        self._build_title()
        self._build_fields()
        self._build_links()
        self._build_notes()
        self._page.content.addStretch(1)
        self._page.on_width(self._on_width)

    def render_state(self, state: ActionsState, *, is_other: bool) -> None:
        """Show the selected action; texts are filled only if it is another one."""
        action = state.selected
        if action is None:
            return
        self._is_filling = True
        self._is_new = state.is_new
        self._offer(state)
        if is_other:
            self._fill_texts(action)
            self._page.verticalScrollBar().setValue(0)
        self._fill_choices(action)
        self._is_filling = False
        self._render_notes(action)
        self._render_entries(state)
        for name, one in self._fields.items():
            has_error = state.problem is not None and state.problem_field == name
            one.show_error(state.problem.what_happened if has_error and state.problem else "")
            one.setEnabled(not state.is_read_only)
        self._title.setReadOnly(state.is_read_only)
        self._remove.setVisible(not state.is_read_only)
        self._versions.setEnabled(not state.is_new)
        self.show_saved(saved=state.saved)

    def show_saved(self, *, saved: bool) -> None:
        """Say whether what the form shows is on disk; of a new action there is nothing yet."""
        words = _("Not written yet") if self._is_new else _("Saved")
        self._saved.setText(words if saved else _("Saving\u2026"))

    def focus_title(self) -> None:
        """Put the cursor into the title."""
        self._title.setFocus()

    def typed_action(self, original: ActionPlan) -> ActionPlan:
        """Give *original* with what stands in the fields.

        Raises:
            InputError: a date field holds something that is not a date.
        """
        level = self._level.value()
        module = self._module.value()
        return replace(
            original,
            title=self._title.text(),
            why=self._texts["why"].text(),
            first_step=self._texts["first_step"].text(),
            measure=self._texts["measure"].text(),
            obstacle=self._texts["obstacle"].text(),
            if_then=self._texts["if_then"].text(),
            support=self._texts["support"].text(),
            outcome=self._texts["outcome"].text(),
            starts_on=self._date("starts_on"),
            due_on=self._date("due_on"),
            review_on=self._date("review_on"),
            state=ActionState(self._state.value() or original.state.value),
            evaluation_level=EvaluationLevel(level) if level else None,
            module=int(module) if module else None,
            competencies=_chosen(self._links, original.competencies),
            themes=_chosen(self._themes, original.themes),
        )

    def _date(self, name: str) -> date | None:
        try:
            return self._dates[name].value()
        except InputError as error:
            raise InputError(InputCode.NOT_A_DATE, name) from error

    def _build_title(self) -> None:
        self._title = TitleEdit(_("Aim of the action"), _("What do you want to achieve?"))
        self._title.edited.connect(self._on_edited)
        self._page.content.addWidget(self._title)

    def _build_fields(self) -> None:
        self._state = ChoiceField(
            _("Where it stands"), [(s.value, state_name(s)) for s in ActionState]
        )
        self._module = ChoiceField(_("Module"))
        levels = [("", _("Not said yet")), *((v.value, level_name(v)) for v in EvaluationLevel)]
        self._level = ChoiceField(_("What the outcome shows"), levels)
        self._dates = {
            "starts_on": DateField(_("Start"), self._theme),
            "due_on": DateField(_("Due"), self._theme),
            "review_on": DateField(_("Review"), self._theme),
        }
        self._texts = {
            "why": TextArea(_("Why it matters"), _("For patients, staff or the system.")),
            "first_step": TextArea(_("First step"), _("Small enough to do this week.")),
            "measure": TextArea(_("How you will know"), _("What you will see or count.")),
            "obstacle": TextArea(_("What could get in the way"), lines=1),
            "if_then": TextArea(_("If that happens, then I will\u2026"), lines=1),
            "support": TextArea(_("Support I want from my coach"), lines=1),
            "outcome": TextArea(
                _("Outcome"), _("What happened; if you drop it, say why."), lines=2
            ),
        }
        self._fields: dict[str, Field] = {**self._dates, **self._texts}
        when = Card(_("When and where it stands"))
        self._when = QGridLayout()
        self._when.setSpacing(14)
        self._when_fields: list[Field] = [self._state, *self._dates.values(), self._module]
        when.body.addLayout(self._when)
        plan = Card(_("Plan"))
        for name in ("why", "first_step", "measure"):
            plan.body.addWidget(self._texts[name])
        ahead = Card(_("Think ahead"))
        for name in ("obstacle", "if_then", "support"):
            ahead.body.addWidget(self._texts[name])
        result = Card(_("What came of it"))
        result.body.addWidget(self._texts["outcome"])
        result.body.addWidget(self._level)
        for card in (when, plan, ahead, result):
            self._page.content.addWidget(card)
        for text in self._texts.values():
            text.edited.connect(self._on_edited)
        for choice in (self._state, self._module, self._level):
            choice.edited.connect(self._on_decided)
        for day in self._dates.values():
            day.edited.connect(self._on_edited)
            day.left.connect(self._on_decided)
        self._place_when(4)

    def _build_links(self) -> None:
        card = Card(_("Links"))
        card.body.addWidget(Words(_("Competencies"), "small", "text2"))
        self._competency_box = FlowBox(6)
        card.body.addWidget(self._competency_box)
        card.body.addWidget(Words(_("Themes"), "small", "text2"))
        self._theme_box = FlowBox(6)
        card.body.addWidget(self._theme_box)
        self._entries_label = Words(_("Reflections it came from"), "small", "text2")
        card.body.addWidget(self._entries_label)
        self._entries = column(2)
        card.body.addLayout(self._entries)
        self._page.content.addWidget(card)

    def _build_notes(self) -> None:
        card = Card(_("Progress notes"))
        self._notes = column(10)
        card.body.addLayout(self._notes)
        self._note = TextArea(_("Add a note"), lines=1)
        card.body.addWidget(self._note)
        add = Button(_("Add note"))
        add.clicked.connect(self._on_note)
        card.body.addWidget(add)
        self._page.content.addWidget(card)

    def _build_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("look", "foot")
        line = row(12)
        line.setContentsMargins(32, 8, 32, 8)
        foot.setLayout(line)
        self._saved = Words("", "small", "text2", wraps=False)
        line.addWidget(self._saved)
        line.addStretch(1)
        self._versions = Button(_("Earlier versions\u2026"), "quiet", "history", self._theme)
        self._versions.setToolTip(VERSIONS_SHORTCUT)
        self._versions.clicked.connect(self.versions_requested)
        line.addWidget(self._versions)
        self._remove = Button(_("Remove"), "quiet", "trash-2", self._theme)
        self._remove.setAccessibleName(_("Remove this action"))
        self._remove.clicked.connect(self.remove_requested)
        line.addWidget(self._remove)
        return foot

    def _offer(self, state: ActionsState) -> None:
        modules = {m.number: module_name(m.number, m.title) for m in state.modules}
        own = state.selected.module if state.selected is not None else None
        if own is not None:
            modules.setdefault(own, module_name(own))  # it was removed from the programme
        options = [(str(number), name) for number, name in sorted(modules.items())]
        self._module.set_options([("", _("None")), *options])
        if not self._links:
            for competency in state.competencies:
                self._links[competency.id] = self._link_chip(competency.short_name, competency.name)
                self._competency_box.add(self._links[competency.id])
            for theme in state.themes:
                self._themes[theme.id] = self._link_chip(theme.name, theme.name)
                self._theme_box.add(self._themes[theme.id])

    def _link_chip(self, text: str, name: str) -> Button:
        chip = Button(text, "chip")
        chip.setAccessibleDescription(name if name != text else "")
        chip.clicked.connect(self._on_decided)
        return chip

    def _fill_texts(self, action: ActionPlan) -> None:
        self._title.set_text(action.title)
        for name in _TEXTS:
            self._texts[name].set_text(getattr(action, name))
        for name in _DATES:
            self._dates[name].set_value(getattr(action, name))
        self._note.set_text("")

    def _fill_choices(self, action: ActionPlan) -> None:
        self._state.set_value(action.state.value)
        self._module.set_value(str(action.module) if action.module is not None else "")
        self._level.set_value(action.evaluation_level.value if action.evaluation_level else "")
        for competency, chip in self._links.items():
            chip.setChecked(competency in action.competencies)
        for theme, chip in self._themes.items():
            chip.setChecked(theme in action.themes)

    def _render_notes(self, action: ActionPlan) -> None:
        empty(self._notes)
        for note in reversed(action.notes):
            local = note.at.astimezone()
            when = f"{format_date(local.date())} {format_time(note.at)}"
            self._notes.addWidget(Words(when, "caption", "text3"))
            self._notes.addWidget(Words(note.text, "body"))

    def _render_entries(self, state: ActionsState) -> None:
        empty(self._entries)
        self._entries_label.setVisible(bool(state.entries))
        for entry in state.entries:
            link = Button(
                entry.title or _("Reflection without a title"), "quiet", "notebook-pen", self._theme
            )
            link.clicked.connect(lambda _checked=False, i=entry.id: self.entry_requested.emit(i))
            self._entries.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_width(self, _width: int) -> None:
        sizes = self._theme.sizes
        around = 2 * self._theme.px(sizes.gutter + sizes.card_padding) + 2
        room = self._page.viewport().width() - around
        beside = [one for one in self._when_fields if one is not self._module]
        widest = max(one.minimumSizeHint().width() for one in beside)
        gap = self._when.horizontalSpacing()
        fitting = (n for n in (4, 2) if n * widest + (n - 1) * gap <= room)
        columns = next(fitting, 1)
        if columns != self._when_columns:
            self._place_when(columns)

    def _place_when(self, columns: int) -> None:
        self._when_columns = columns
        for i, one in enumerate(self._when_fields):
            self._when.removeWidget(one)
            if one is self._module:
                self._when.addWidget(one, len(self._when_fields), 0, 1, columns)
            else:
                self._when.addWidget(one, i // columns, i % columns, Qt.AlignmentFlag.AlignTop)

    def _on_edited(self) -> None:
        if not self._is_filling:
            self.edited.emit()

    def _on_decided(self) -> None:
        if not self._is_filling:
            self.decided.emit()

    def _on_note(self) -> None:
        text = self._note.text().strip()
        if text:
            self.note_requested.emit(text)

    def note_added(self) -> None:
        """Empty the note field once the note is on disk."""
        self._note.set_text("")


def _chosen(chips: Mapping[str, Button], before: Sequence[str]) -> tuple[str, ...]:
    """Give what is marked, and what there is no chip for: it belongs to an earlier programme."""
    marked = tuple(name for name, chip in chips.items() if chip.isChecked())
    return marked + tuple(name for name in before if name not in chips)
