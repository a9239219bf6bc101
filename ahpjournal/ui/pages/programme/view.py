"""The programme page: its modules on the left, one of them in full on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.programme import Module
from ahpjournal.text import _, ngettext
from ahpjournal.ui.action_words import state_name
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, Divider, ScrollPage, box, column, empty, row
from ahpjournal.ui.kit.dates import format_date, format_event
from ahpjournal.ui.kit.fields import TextArea
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words, pill
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.row_list import ListRow, RowList
from ahpjournal.ui.pages.programme.module_fields import ModuleFields, module_state_name
from ahpjournal.ui.pages.programme.presenter import ModuleDetail, ProgrammeState, RatingFact
from ahpjournal.ui.theme.theme import Theme

NOTES_LINES, THREE_COLUMNS_FROM, TWO_COLUMNS_FROM = 4, 680, 480


class ProgrammeView(QWidget):
    """List and detail.

    Signals:
        module_chosen(int): show the module of this number.
        edited: something was typed or chosen in a field.
        left: a field was left or a choice made.
        prompt_chosen(str): write a reflection from this question.
        write_requested: write a reflection about the module.
        rate_requested: rate the module's competencies, or go on with that.
        plan_requested: plan an action.
        entry_requested(str): show the reflection with this id.
        action_requested(str): show the action with this id.
    """

    module_chosen = Signal(int)
    edited = Signal()
    left = Signal()
    prompt_chosen = Signal(str)
    write_requested = Signal()
    rate_requested = Signal()
    plan_requested = Signal()
    entry_requested = Signal(str)
    action_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._number: int | None = None
        outer = row(0)
        self.setLayout(outer)
        outer.addWidget(self._build_list())
        self._page = ScrollPage(theme, 860)
        outer.addWidget(self._page, 1)
        content = self._page.content
        self._problem = Banner()
        self._placeholder = Banner()
        content.addWidget(self._problem)
        content.addWidget(self._placeholder)
        content.addWidget(self._build_facts())
        self._before = Card(_("Before"))
        content.addWidget(self._before)
        content.addWidget(self._build_notes())
        self._after = Card(_("After"))
        content.addWidget(self._after)
        content.addStretch(1)
        self._page.on_width(self._on_width)
        theme.changed.connect(self._fit)
        self._fit()

    def render_state(self, state: ProgrammeState) -> None:
        """Show *state*."""
        self._programme.setText(state.programme)
        chosen = str(state.detail.module.number) if state.detail is not None else ""
        self._list.show_rows([_list_row(m) for m in state.modules], chosen)
        self._problem.show_message(state.problem)
        if state.has_placeholder_titles:
            self._placeholder.show_words(
                _("Placeholder titles: replace with your programme\u2019s own"),
                _("The titles, aims and questions here stand in for the real ones."),
            )
        else:
            self._placeholder.hide()
        detail = state.detail
        for card in (self._facts, self._before, self._during, self._after):
            card.setVisible(detail is not None)
        if detail is None:
            return
        is_other = detail.module.number != self._number
        self._number = detail.module.number
        if is_other:
            self._page.verticalScrollBar().setValue(0)
        if is_other or state.fill:
            self._fields.show_module(detail.module)
            self._notes.set_text(detail.module.notes)
            self.show_saved(saved=True)
        self._facts.set_title(_("Module {number}").format(number=self._number))
        words = state.problem.what_happened if state.problem is not None else ""
        self._fields.show_error(state.problem_field, words)
        for one in self._fields.fields():
            one.setEnabled(not state.is_read_only)
        self._notes.area.setReadOnly(state.is_read_only)
        self._render_before(detail, may_write=not state.is_read_only)
        self._render_after(detail, may_write=not state.is_read_only)

    def show_saved(self, *, saved: bool) -> None:
        """Say whether what stands in the fields is on disk."""
        self._saved.setText(_("Saved") if saved else _("Saving\u2026"))

    def typed_module(self, original: Module) -> Module:
        """Give *original* with title, dates and state as they stand in the fields."""
        return self._fields.typed(original)

    def typed_notes(self) -> str:
        """Give the notes as they stand in the field."""
        return self._notes.text()

    def typed_title(self) -> str:
        """Give the title as it stands in the field."""
        return self._fields.title.text()

    @property
    def number(self) -> int | None:
        """The number of the module in view."""
        return self._number

    def _build_list(self) -> QFrame:
        side = QFrame()
        side.setProperty("look", "column")
        self._side = side
        layout = Column(side, gap=6, margins=(20, 22, 19, 12))
        layout.addWidget(Words(_("Programme"), "h1", wraps=False))
        self._programme = Words("", "small", "text2")
        layout.addWidget(self._programme)
        layout.addSpacing(8)
        self._list = RowList(_("Modules"))
        self._list.row_chosen.connect(lambda number: self.module_chosen.emit(int(number)))
        layout.addWidget(self._list, 1)
        return side

    def _build_facts(self) -> Card:
        self._saved = Words("", "small", "text2", wraps=False)
        self._facts = Card(_("Module"), trailing=self._saved)
        self._fields = ModuleFields(self._theme)
        self._fields.edited.connect(self.edited)
        self._fields.left.connect(self.left)
        self._facts.body.addWidget(self._fields)
        return self._facts

    def _build_notes(self) -> Card:
        self._during = Card(_("During"))
        self._notes = TextArea(
            _("Notes"),
            _("Saved as you type. No names, dates or places that point to one person."),
            lines=NOTES_LINES,
        )
        self._notes.edited.connect(self.edited)
        self._notes.left.connect(self.left)
        self._during.body.addWidget(self._notes)
        return self._during

    def _render_before(self, detail: ModuleDetail, *, may_write: bool) -> None:
        body = self._before.body
        empty(body)
        outline = detail.outline
        if outline is None:
            body.addWidget(
                Words(_("The programme in force has no such module; what you wrote stays."))
            )
            return
        if outline.aims:
            body.addWidget(Words(_("Aims"), "label", "text2"))
            for aim in outline.aims:
                body.addWidget(_point(aim))
        self._add_prompts(
            body, _("Questions to take with you"), outline.before_prompts, may_write=may_write
        )
        names = [t.name for t in detail.themes]
        if names:
            text = _("Themes: {names}").format(names=", ".join(names))
            body.addWidget(Words(text, "small", "text2"))

    def _render_after(self, detail: ModuleDetail, *, may_write: bool) -> None:
        body = self._after.body
        empty(body)
        self._add_rating(detail, may_write=may_write)
        body.addWidget(Divider())
        self._add_reflections(detail, may_write=may_write)
        body.addWidget(Divider())
        self._add_actions(detail.actions, may_write=may_write)

    def _add_rating(self, detail: ModuleDetail, *, may_write: bool) -> None:
        if not detail.competencies:
            return
        fact = detail.rating
        is_open = may_write and (bool(fact.unfinished) or fact.finished_on is None)
        button = Button(_("Go on rating") if fact.unfinished else _("Rate these"))
        button.clicked.connect(self.rate_requested)
        button.setVisible(is_open)
        self._add_head(_("Rating"), _rating_words(fact), button)
        chips = FlowBox(8)
        for competency in detail.competencies:
            chips.add(pill(competency.short_name))
        self._after.body.addWidget(chips)

    def _add_reflections(self, detail: ModuleDetail, *, may_write: bool) -> None:
        count = detail.reflections_in_all
        words = _("None for this module so far.")
        if count:
            words = ngettext("{count} reflection", "{count} reflections", count)
        button = Button(_("Write a reflection"))
        button.clicked.connect(self.write_requested)
        button.setVisible(may_write)
        self._add_head(_("Reflections"), words.format(count=count), button)
        for entry in detail.reflections:
            title = entry.title or _("Without a title")
            link = Button(title, "row")
            day = format_event(entry.on, entry.on_precision)
            link.setAccessibleName(_("{title}, {day}").format(title=title, day=day))
            link.clicked.connect(lambda _c=False, i=entry.id: self.entry_requested.emit(i))
            self._after.body.addWidget(link)
        more = count - len(detail.reflections)
        if more:
            text = ngettext(
                "{count} more is in the journal.", "{count} more are in the journal.", more
            )
            self._after.body.addWidget(Words(text.format(count=more), "small", "text2"))
        if detail.outline is not None:
            self._add_prompts(
                self._after.body,
                _("Questions for afterwards"),
                detail.outline.after_prompts,
                may_write=may_write,
            )

    def _add_actions(self, actions: Sequence[ActionPlan], *, may_write: bool) -> None:
        count = len(actions)
        words = _("None for this module so far.")
        if count:
            words = ngettext("{count} action", "{count} actions", count)
        button = Button(_("Plan an action"))
        button.clicked.connect(self.plan_requested)
        button.setVisible(may_write)
        self._add_head(_("Actions"), words.format(count=count), button)
        for action in actions:
            text = _("{title} \u00b7 {state}").format(
                title=action.title or _("Without a title"), state=state_name(action.state)
            )
            link = Button(text, "row")
            link.clicked.connect(lambda _c=False, i=action.id: self.action_requested.emit(i))
            self._after.body.addWidget(link)

    def _add_head(self, title: str, words: str, button: Button) -> None:
        line, text = row(12), column(2)
        text.addWidget(Words(title, "strong"))
        text.addWidget(Words(words, "small", "text2"))
        line.addLayout(text, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._after.body.addWidget(box(line))

    def _add_prompts(
        self, body: QVBoxLayout, title: str, prompts: Sequence[str], *, may_write: bool
    ) -> None:
        if not prompts:
            return
        body.addSpacing(self._theme.px(4))
        body.addWidget(Words(title, "label", "text2"))
        for prompt in prompts:
            line = row(12)
            line.addWidget(Words(prompt), 1)
            button = Button(_("Write"), "quiet", "pencil", self._theme)
            button.setAccessibleName(_("Write about: {question}").format(question=prompt))
            button.clicked.connect(lambda _c=False, p=prompt: self.prompt_chosen.emit(p))
            button.setVisible(may_write)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            body.addWidget(box(line))

    def _on_width(self, width: int) -> None:
        columns = 3 if width >= THREE_COLUMNS_FROM else 2 if width >= TWO_COLUMNS_FROM else 1
        self._fields.place(columns)

    def _fit(self) -> None:
        self._side.setFixedWidth(self._theme.px(self._theme.sizes.list_column))


def _list_row(module: Module) -> ListRow:
    title = _("{number}. {title}").format(number=module.number, title=module.title)
    detail = module_state_name(module.state)
    if module.starts_on is not None:
        detail = _("{state} \u00b7 {date}").format(state=detail, date=format_date(module.starts_on))
    return ListRow(str(module.number), title, detail)


def _rating_words(fact: RatingFact) -> str:
    if fact.unfinished:
        return _("Begun: {rated} of {asked} rated.").format(rated=fact.rated, asked=fact.asked)
    if fact.finished_on is not None:
        return _("Rated on {date}.").format(date=format_date(fact.finished_on))
    return _("Not rated after this module so far.")


def _point(words: str) -> QWidget:
    line = row(8)
    mark = Words("\u2022", "body", "text3", wraps=False)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Words(words), 1)
    return box(line)
