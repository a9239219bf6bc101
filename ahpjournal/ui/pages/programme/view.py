"""The programme page: its modules on the left, one of them in full on the right."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.programme import Module
from ahpjournal.text import _, ngettext
from ahpjournal.ui.action_words import state_name
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, Divider, ScrollPage, box, column, empty, row
from ahpjournal.ui.kit.dates import format_date, format_event
from ahpjournal.ui.kit.fields import TextArea
from ahpjournal.ui.kit.labels import Picture, Words
from ahpjournal.ui.kit.looks import hide_unless
from ahpjournal.ui.pages.programme.aims import AimsField
from ahpjournal.ui.pages.programme.linked import LinkedCompetencies
from ahpjournal.ui.pages.programme.module_fields import ModuleFields
from ahpjournal.ui.pages.programme.module_list import ModuleList
from ahpjournal.ui.pages.programme.presenter import ModuleDetail, ProgrammeState, RatingFact
from ahpjournal.ui.rating_words import tally_words
from ahpjournal.ui.theme.theme import Theme

NOTES_LINES, MARK = 4, 20
FOUR_COLUMNS_FROM, THREE_COLUMNS_FROM, TWO_COLUMNS_FROM = 780, 680, 480


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
        add_requested: one more module.
        remove_requested: take the module in view away.
        back_requested(int): bring back the module of this number.
        competencies_chosen(object): the ids that the module in view is to ask, as a tuple.
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
    add_requested = Signal()
    remove_requested = Signal()
    back_requested = Signal(int)
    competencies_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._number: int | None = None
        outer = row(0)
        self.setLayout(outer)
        self._list = ModuleList(theme)
        self._list.module_chosen.connect(self.module_chosen)
        self._list.add_requested.connect(self.add_requested)
        self._list.back_requested.connect(self.back_requested)
        outer.addWidget(self._list)
        self._page = ScrollPage(theme, 860)
        outer.addWidget(self._page, 1)
        content = self._page.content
        self._problem = Banner()
        self._placeholder = Banner()
        self._removed = Banner(may_dismiss=True)
        self._removed.action_requested.connect(self._on_bring_back)
        self._just_removed: int | None = None
        content.addWidget(self._problem)
        content.addWidget(self._removed)
        content.addWidget(self._placeholder)
        content.addWidget(self._build_facts())
        content.addWidget(self._build_before())
        content.addWidget(self._build_notes())
        content.addWidget(self._build_after())
        content.addStretch(1)
        self._page.on_width(self._on_width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list.leave_room(event.size().width())

    def render_state(self, state: ProgrammeState) -> None:
        """Show *state*."""
        self._list.render_state(state)
        self._render_removed(state)
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
        self._remove.setVisible(state.may_remove)
        may_write = not state.is_read_only
        self._aims.show_aims(detail.aims, may_write=may_write, is_other=is_other)
        self._linked.show_linked(
            detail.competencies, detail.every_competency, may_change=may_write, is_other=is_other
        )
        self._render_before(detail, may_write=may_write)
        self._render_after(detail, may_write=may_write)

    def show_saved(self, *, saved: bool) -> None:
        """Say whether what stands in the fields is on disk."""
        self._saved.setText(_("Saved") if saved else _("Saving\u2026"))

    def typed_module(self, original: Module) -> Module:
        """Give *original* with what stands in the fields but the notes."""
        typed = self._fields.typed(original)
        aims = self._aims.typed()
        return typed if aims is None else replace(typed, aims=aims)

    def typed_notes(self) -> str:
        """Give the notes as they stand in the field."""
        return self._notes.text()

    def typed_title(self) -> str:
        """Give the title as it stands in the field."""
        return self._fields.title.text()

    def typed_aims(self) -> tuple[str, ...] | None:
        """Give the aims as they stand in the field; None if they are not being changed."""
        return self._aims.typed()

    @property
    def number(self) -> int | None:
        """The number of the module in view."""
        return self._number

    def _build_facts(self) -> Card:
        self._saved = Words("", "small", "text2", wraps=False)
        self._facts = Card(_("Module"), trailing=self._saved)
        self._fields = ModuleFields(self._theme)
        self._fields.edited.connect(self.edited)
        self._fields.left.connect(self.left)
        self._facts.body.addWidget(self._fields)
        self._remove = Button(_("Remove this module"), "quiet", "trash-2", self._theme)
        self._remove.clicked.connect(self.remove_requested)
        self._facts.body.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        return self._facts

    def _build_before(self) -> Card:
        self._before = Card(_("Before"))
        self._aims = AimsField()
        self._aims.edited.connect(self.edited)
        self._aims.left.connect(self.left)
        self._before.body.addWidget(self._aims)
        self._prompts = column(8)
        self._before.body.addLayout(self._prompts)
        return self._before

    def _build_after(self) -> Card:
        self._after = Card(_("After"))
        self._rating = column(8)
        self._after.body.addLayout(self._rating)
        self._linked = LinkedCompetencies()
        self._linked.chosen.connect(self.competencies_chosen)
        self._after.body.addWidget(self._linked)
        self._rest = column(8)
        self._after.body.addLayout(self._rest)
        return self._after

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

    def _render_removed(self, state: ProgrammeState) -> None:
        module = state.just_removed
        self._just_removed = module.number if module is not None else None
        if module is None:
            self._removed.hide()
            return
        self._removed.show_words(
            _("Module {number} is removed").format(number=module.number),
            _("What you wrote and rated in it is kept, and comes back with it."),
            button=_("Bring it back"),
        )

    def _on_bring_back(self) -> None:
        if self._just_removed is not None:
            self.back_requested.emit(self._just_removed)

    def _render_before(self, detail: ModuleDetail, *, may_write: bool) -> None:
        empty(self._prompts)
        outline = detail.outline
        if outline is None:
            self._prompts.addWidget(
                Words(
                    _("The programme has no questions for this module; it is one of your own."),
                    "small",
                    "text2",
                )
            )
            return
        self._add_prompts(
            self._prompts,
            _("Questions to take with you"),
            outline.before_prompts,
            may_write=may_write,
        )
        names = [t.name for t in detail.themes]
        if names:
            text = _("Themes: {names}").format(names=", ".join(names))
            self._prompts.addWidget(Words(text, "small", "text2"))

    def _render_after(self, detail: ModuleDetail, *, may_write: bool) -> None:
        empty(self._rating)
        empty(self._rest)
        self._add_rating(detail, may_write=may_write)
        self._rest.addWidget(Divider())
        self._add_reflections(detail, may_write=may_write)
        self._rest.addWidget(Divider())
        self._add_actions(detail.actions, may_write=may_write)

    def _add_rating(self, detail: ModuleDetail, *, may_write: bool) -> None:
        fact = detail.rating
        is_open = may_write and (bool(fact.unfinished) or fact.finished_on is None)
        button = Button(_("Go on rating") if fact.unfinished else _("Rate these"))
        button.clicked.connect(self.rate_requested)
        hide_unless(button, is_wanted=is_open)
        self._add_head(
            self._rating,
            _("Rating"),
            _rating_words(fact),
            button,
            is_done=fact.finished_on is not None,
        )

    def _add_reflections(self, detail: ModuleDetail, *, may_write: bool) -> None:
        count = detail.reflections_in_all
        words = _("None for this module so far.")
        if count:
            words = ngettext("{count} reflection", "{count} reflections", count)
        button = Button(_("Write a reflection"))
        button.clicked.connect(self.write_requested)
        hide_unless(button, is_wanted=may_write)
        words = words.format(count=count)
        self._add_head(self._rest, _("Reflections"), words, button, is_done=bool(count))
        for entry in detail.reflections:
            title = entry.title or _("Without a title")
            link = Button(title, "row")
            day = format_event(entry.on, entry.on_precision)
            link.setAccessibleName(_("{title}, {day}").format(title=title, day=day))
            link.clicked.connect(lambda _c=False, i=entry.id: self.entry_requested.emit(i))
            self._rest.addWidget(link)
        more = count - len(detail.reflections)
        if more:
            text = ngettext(
                "{count} more is in the journal.", "{count} more are in the journal.", more
            )
            self._rest.addWidget(Words(text.format(count=more), "small", "text2"))
        if detail.outline is not None:
            self._add_prompts(
                self._rest,
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
        hide_unless(button, is_wanted=may_write)
        words = words.format(count=count)
        self._add_head(self._rest, _("Actions"), words, button, is_done=bool(count))
        for action in actions:
            text = _("{title} \u00b7 {state}").format(
                title=action.title or _("Without a title"), state=state_name(action.state)
            )
            link = Button(text, "row")
            link.clicked.connect(lambda _c=False, i=action.id: self.action_requested.emit(i))
            self._rest.addWidget(link)

    def _add_head(
        self, body: QVBoxLayout, title: str, words: str, button: Button, *, is_done: bool
    ) -> None:
        """Head a part of what comes after a module; a tick says that there is something of it."""
        line, text = row(12), column(2)
        icon, colour = ("circle-check", "ok") if is_done else ("circle", "text3")
        line.addWidget(Picture(icon, colour, MARK), 0, Qt.AlignmentFlag.AlignTop)
        text.addWidget(Words(title, "strong"))
        text.addWidget(Words(words, "small", "text2"))
        line.addLayout(text, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        body.addWidget(box(line))

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
            hide_unless(button, is_wanted=may_write)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            body.addWidget(box(line))

    def _on_width(self, width: int) -> None:
        steps = (TWO_COLUMNS_FROM, THREE_COLUMNS_FROM, FOUR_COLUMNS_FROM)
        self._fields.place(1 + sum(1 for step in steps if width >= step))


def _rating_words(fact: RatingFact) -> str:
    if fact.unfinished:
        return _("Begun: {done}.").format(done=tally_words(fact.tally, fact.asked))
    if fact.finished_on is not None:
        return _("Rated on {date}.").format(date=format_date(fact.finished_on))
    return _("Not rated after this module so far.")
