"""The part about prompts."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ahpjournal.domain.prompts import OwnPrompt
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.cards import Banner, Card
from ahpjournal.ui.kit.chips import FilterChips
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.kit.fields import ChoiceField, SearchField, TextArea
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.row_list import ListRow, RowList
from ahpjournal.ui.pages.material.prompts_presenter import OWN, PromptsState

_ROWS = 4


class PromptsView(QFrame):
    """This week's prompt, all prompts, and a form for one's own.

    Signals:
        query_edited(str), filter_chosen(str), prompt_chosen(str): what is listed and shown.
        move_requested(int): move one's own prompt by so many places.
        the others: buttons.
    """

    query_edited = Signal(str)
    filter_chosen = Signal(str)
    prompt_chosen = Signal(str)
    move_requested = Signal(int)
    write_requested = Signal()
    write_week_requested = Signal()
    put_away_requested = Signal()
    new_requested = Signal()
    edit_requested = Signal()
    remove_requested = Signal()
    keep_requested = Signal()
    leave_requested = Signal()
    undo_requested = Signal()

    def __init__(self) -> None:
        """Make the part."""
        super().__init__()
        self._form_of: OwnPrompt | None = None
        column = Column(self, gap=20)
        self._banner = Banner()
        self._banner.action_requested.connect(self.undo_requested)
        column.addWidget(self._banner)
        for card in (self._build_week(), self._build_form(), self._build_list()):
            column.addWidget(card)
        column.addStretch(1)

    def render_prompts(self, state: PromptsState) -> None:
        """Show *state*."""
        may_write = not state.is_read_only
        self._render_banner(state)
        self._render_week(state)
        options = [("", _("All")), *((t.id, t.name) for t in state.themes), (OWN, _("Your own"))]
        self._chips.set_options(options)
        self._chips.set_value(state.wanted)
        if self._search.text() != state.query:
            self._search.setText(state.query)
        chosen = state.chosen
        self._list.show_rows(
            [ListRow(r.id, r.text, _detail(r.theme, is_own=r.is_own)) for r in state.rows],
            chosen.id if chosen is not None else "",
        )
        self._list.setVisible(bool(state.rows))
        self._nothing.setVisible(not state.rows)
        self._nothing.setText(_nothing_words(state))
        self._whole.setVisible(chosen is not None)
        if chosen is not None:
            self._text.setText(chosen.text)
            self._theme.setText(_detail(chosen.theme, is_own=chosen.is_own))
        self._write.setEnabled(may_write)
        self._add.setEnabled(may_write)
        for button in self._own_buttons:
            button.setVisible(chosen is not None and chosen.is_own and may_write)
        self._render_form(state)

    def typed_prompt(self, original: OwnPrompt) -> OwnPrompt:
        """Give *original* as it stands in the form."""
        return replace(
            original,
            text=self._typed.text(),
            theme=self._typed_theme.value(),
            takes_turns=self._turns.isChecked(),
        )

    def _build_week(self) -> Card:
        self._week = Card(_("This week\u2019s question"), " ")
        self._week_text = Words("", "body")
        self._week.body.addWidget(self._week_text)
        buttons = FlowBox(8)
        self._write_week = Button(_("Write about it"), "secondary", "pencil")
        self._write_week.setAccessibleName(_("Write about it: this week\u2019s question"))
        self._write_week.clicked.connect(self.write_week_requested)
        self._put_away = Button("", "quiet")
        self._put_away.clicked.connect(self.put_away_requested)
        buttons.add(self._write_week)
        buttons.add(self._put_away)
        self._week.body.addWidget(buttons)
        return self._week

    def _build_list(self) -> Card:
        self._add = Button(_("Add your own"), "secondary", "plus")
        self._add.clicked.connect(self.new_requested)
        card = Card(_("All prompts"), _("Any of them can begin a reflection."), self._add)
        self._search = SearchField(_("Search the prompts"))
        self._search.textEdited.connect(self.query_edited)
        card.body.addWidget(self._search)
        self._chips = FilterChips(_("Which prompts"))
        self._chips.filter_chosen.connect(self.filter_chosen)
        card.body.addWidget(self._chips)
        self._nothing = Words("", "body", "text2")
        card.body.addWidget(self._nothing)
        self._list = RowList(_("Prompts"), most_rows=_ROWS)
        self._list.row_chosen.connect(self.prompt_chosen)
        card.body.addWidget(self._list)
        self._whole = QFrame()
        self._whole.setProperty("look", "well")
        inner = Column(self._whole, gap=8, margins=(16, 14, 16, 14))
        self._text = Words("", "body")
        self._theme = Words("", "caption", "text2")
        inner.addWidget(self._text)
        inner.addWidget(self._theme)
        inner.addWidget(self._build_buttons())
        card.body.addWidget(self._whole)
        return card

    def _build_buttons(self) -> FlowBox:
        buttons = FlowBox(8)
        self._write = Button(_("Write about it"), "primary", "pencil")
        self._write.clicked.connect(self.write_requested)
        edit = Button(_("Change the words"))
        edit.clicked.connect(self.edit_requested)
        up = IconButton("arrow-up", _("Move this prompt up"), size=36)
        up.clicked.connect(lambda: self.move_requested.emit(-1))
        down = IconButton("arrow-down", _("Move this prompt down"), size=36)
        down.clicked.connect(lambda: self.move_requested.emit(1))
        remove = Button(_("Remove"), "danger", "trash-2")
        remove.setAccessibleName(_("Remove this prompt"))
        remove.clicked.connect(self.remove_requested)
        self._own_buttons = (edit, up, down, remove)
        for button in (self._write, *self._own_buttons):
            buttons.add(button)
        return buttons

    def _build_form(self) -> Card:
        self._form = Card(_("Your own prompt"), _("A question that makes you stop and think."))
        self._typed = TextArea(_("Question"), "", _("Whose voice was missing today?"))
        self._typed_theme = ChoiceField(_("Theme"))
        self._turns = CheckBox(_("It may be the question of a week"))
        buttons = FlowBox(8)
        keep = Button(_("Keep the prompt"), "primary")
        keep.clicked.connect(self.keep_requested)
        leave = Button(_("Leave it"))
        leave.clicked.connect(self.leave_requested)
        buttons.add(keep)
        buttons.add(leave)
        for part in (self._typed, self._typed_theme, self._turns, buttons):
            self._form.body.addWidget(part)
        return self._form

    def _render_banner(self, state: PromptsState) -> None:
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.may_undo:
            self._banner.show_words(_("Prompt removed."), "", "info", _("Undo"))
        else:
            self._banner.hide()

    def _render_week(self, state: PromptsState) -> None:
        week = state.week
        self._week.setVisible(week is not None)
        if week is None:
            return
        self._week.set_subtitle(week.theme.name if week.theme is not None else _("Your own"))
        gone = _("Put away for this week. Another comes on Monday.")
        self._week_text.setText(gone if week.is_dismissed else week.prompt.text)
        self._write_week.setVisible(not week.is_dismissed)
        self._write_week.setEnabled(not state.is_read_only)
        words = _("Show it again") if week.is_dismissed else _("Not this week")
        self._put_away.set_words(words)
        self._put_away.setEnabled(not state.is_read_only)

    def _render_form(self, state: PromptsState) -> None:
        form, before = state.form, self._form_of
        self._form.setVisible(form is not None)
        self._form_of = form
        if form is None:
            self._typed.set_text("")
            return
        self._typed.show_error(state.error)
        options = [("", _("No theme")), *((t.id, t.name) for t in state.themes)]
        self._typed_theme.set_options(options)
        if before is None or before.id != form.id:
            self._typed.set_text(form.text)
            self._typed_theme.set_value(form.theme)
            self._turns.setChecked(form.takes_turns)
            self._typed.focus_control()
        elif state.error:
            self._typed.focus_control()


def _detail(theme: str, *, is_own: bool) -> str:
    if not is_own:
        return theme
    return _("Your own \u00b7 {theme}").format(theme=theme) if theme else _("Your own")


def _nothing_words(state: PromptsState) -> str:
    if state.query.strip():
        return _("No prompt has these words. Try fewer letters.")
    if state.wanted == OWN and not state.has_own:
        return _(
            "You have none of your own yet. Add a question that helped you once, from a coach, a"
            " colleague or a book: it can begin a reflection whenever you want it."
        )
    return _("This theme has no prompts yet.")
