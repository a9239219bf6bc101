"""The details of an entry: date, model, links, tags, sharing, CPD."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QVBoxLayout, QWidget

from ahpjournal.domain.entries import Cpd, CpdKind, EntryState, Precision, Sharing
from ahpjournal.domain.errors import InputError
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Card, ScrollPage, column
from ahpjournal.ui.kit.chips import TagChip
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.kit.fields import ChoiceField, DateField, TextArea, TextField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.pages.journal.presenter import EditorState
from ahpjournal.ui.theme.theme import Theme


class DetailsPanel(QFrame):
    """Everything about an entry but its text.

    Signals:
        changed(dict): fields of the entry with their new values.
        model_chosen(str): use this reflective model.
        tag_added(str), tag_removed(str): tags.
        action_requested: make an action from the entry.
        remove_requested: remove the entry.
    """

    changed = Signal(dict)
    model_chosen = Signal(str)
    tag_added = Signal(str)
    tag_removed = Signal(str)
    action_requested = Signal()
    remove_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the empty panel."""
        super().__init__()
        self.setProperty("look", "panel")
        self._theme = theme
        self._is_filling = False
        self._cpd = Cpd()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._page = ScrollPage(theme)
        outer.addWidget(self._page)
        content = self._page.content
        for card in (
            self._build_event(),
            self._build_links(),
            self._build_sharing(),
            self._build_cpd(),
            self._build_more(),
        ):
            content.addWidget(card)
        content.addStretch(1)

    def render_state(self, state: EditorState) -> None:
        """Show the details of the open entry."""
        entry = state.entry
        if entry is None:
            return
        self._is_filling = True
        self._date.set_value(entry.on)
        self._precision.set_value(entry.on_precision.value)
        self._model.set_options([(m.id, m.name) for m in state.models])
        self._model.set_value(entry.model)
        self._model_words.setText(state.model.description if state.model is not None else "")
        modules = [("", _("None"))]
        modules += [
            (str(m.number), _("{n}: {title}").format(n=m.number, title=m.title))
            for m in state.modules
        ]
        self._module.set_options(modules)
        self._module.set_value(str(entry.module) if entry.module is not None else "")
        self._render_chips(state)
        self._render_tags(entry.tags, state.tags)
        self._sharing.set_value(entry.sharing.value)
        self._is_done.setChecked(entry.state is EntryState.DONE)
        self._render_cpd(entry.cpd)
        self.setEnabled(not state.is_read_only)
        self._is_filling = False

    def _build_event(self) -> Card:
        card = Card(_("When and how"))
        self._date = DateField(_("Date of the event"), self._theme)
        self._date.left.connect(self._on_date)
        self._precision = ChoiceField(
            _("Show the date as"),
            [
                (Precision.DAY.value, _("The day")),
                (Precision.WEEK.value, _("The week")),
                (Precision.MONTH.value, _("The month")),
            ],
            _("An exact date can identify people."),
        )
        self._precision.edited.connect(
            lambda: self._say(on_precision=Precision(self._precision.value()))
        )
        self._model = ChoiceField(_("Reflective model"))
        self._model.edited.connect(lambda: self.model_chosen.emit(self._model.value()))
        self._model_words = Words("", "caption", "text3")
        self._is_done = CheckBox(_("Finished"))
        self._is_done.clicked.connect(
            lambda on: self._say(state=EntryState.DONE if on else EntryState.DRAFT)
        )
        for widget in (self._date, self._precision, self._model, self._model_words, self._is_done):
            card.body.addWidget(widget)
        return card

    def _build_links(self) -> Card:
        card = Card(_("Links"))
        self._module = ChoiceField(_("Module"))
        self._module.edited.connect(
            lambda: self._say(module=int(self._module.value()) if self._module.value() else None)
        )
        card.body.addWidget(self._module)
        card.body.addWidget(Words(_("Competencies"), "small", "text2"))
        self._competency_box, self._competencies = FlowBox(6), dict[str, Button]()
        card.body.addWidget(self._competency_box)
        card.body.addWidget(Words(_("Themes"), "small", "text2"))
        self._theme_box, self._themes = FlowBox(6), dict[str, Button]()
        card.body.addWidget(self._theme_box)
        self._tag_field = TextField(_("Tags"), _("Press Return to add one."))
        self._tag_field.line.returnPressed.connect(self._on_tag)
        card.body.addWidget(self._tag_field)
        self._tag_box = FlowBox(6)
        card.body.addWidget(self._tag_box)
        return card

    def _build_sharing(self) -> Card:
        card = Card(_("Who it is for"))
        self._sharing = ChoiceField(
            _("Sharing"),
            [
                (Sharing.PRIVATE.value, _("Only me")),
                (Sharing.COACH.value, _("My coach may see it")),
                (Sharing.PORTFOLIO.value, _("My portfolio may hold it")),
            ],
            _("Nothing leaves until you choose it on the Portfolio page."),
        )
        self._sharing.edited.connect(lambda: self._say(sharing=Sharing(self._sharing.value())))
        card.body.addWidget(self._sharing)
        return card

    def _build_cpd(self) -> Card:
        card = Card(_("CPD"))
        self._counts = CheckBox(_("Counts as CPD"))
        self._counts.clicked.connect(lambda on: self._say(cpd=self._cpd if on else None))
        card.body.addWidget(self._counts)
        self._cpd_fields = QWidget()
        layout = column(10)
        self._cpd_fields.setLayout(layout)
        kinds = [
            (CpdKind.WORK.value, _("Work-based learning")),
            (CpdKind.PROFESSIONAL.value, _("Professional activity")),
            (CpdKind.FORMAL.value, _("Formal education")),
            (CpdKind.SELF.value, _("Self-directed learning")),
            (CpdKind.OTHER.value, _("Other")),
        ]
        self._kind = ChoiceField(_("Kind of activity"), kinds)
        self._hours = TextField(_("Hours"), "", "1.5")
        self._others = CheckBox(_("Learnt with others"))
        self._learnt = TextArea(_("What I learnt"), lines=1)
        self._effect = TextArea(_("Effect on my practice"), lines=1)
        self._benefit = TextArea(_("Benefit to service users"), lines=1)
        for widget in (
            self._kind,
            self._hours,
            self._others,
            self._learnt,
            self._effect,
            self._benefit,
        ):
            layout.addWidget(widget)
        self._kind.edited.connect(self._on_cpd)
        self._others.clicked.connect(self._on_cpd)
        for one in (self._hours, self._learnt, self._effect, self._benefit):
            one.left.connect(self._on_cpd)
        card.body.addWidget(self._cpd_fields)
        return card

    def _build_more(self) -> Card:
        card = Card(_("Next"))
        act = Button(_("Turn into an action"), "secondary", "list-checks", self._theme)
        act.clicked.connect(self.action_requested)
        remove = Button(_("Remove this reflection"), "quiet", "trash-2", self._theme)
        remove.clicked.connect(self.remove_requested)
        card.body.addWidget(act)
        card.body.addWidget(remove)
        return card

    def _render_chips(self, state: EditorState) -> None:
        entry = state.entry
        if entry is None:
            return
        if not self._competencies:
            for competency in state.competencies:
                chip = self._link_chip(
                    competency.short_name, competency.name, self._on_competencies
                )
                self._competencies[competency.id] = chip
                self._competency_box.add(chip)
            for theme in state.themes:
                chip = self._link_chip(theme.name, theme.name, self._on_themes)
                self._themes[theme.id] = chip
                self._theme_box.add(chip)
        for competency_id, chip in self._competencies.items():
            chip.setChecked(competency_id in entry.competencies)
        for theme_id, chip in self._themes.items():
            chip.setChecked(theme_id in entry.themes)

    def _link_chip(self, text: str, name: str, answer: object) -> Button:
        chip = Button(text, "chip")
        chip.setAccessibleName(name)
        chip.clicked.connect(answer)
        return chip

    def _render_tags(self, tags: Sequence[str], known: Sequence[str]) -> None:
        self._tag_box.clear()
        for tag in tags:
            chip = TagChip(tag)
            chip.remove_requested.connect(self.tag_removed)
            self._tag_box.add(chip)
        self._tag_box.setVisible(bool(tags))
        completer = QCompleter([t for t in known if t not in tags], self._tag_field.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._tag_field.line.setCompleter(completer)

    def _render_cpd(self, cpd: Cpd | None) -> None:
        self._counts.setChecked(cpd is not None)
        self._cpd_fields.setVisible(cpd is not None)
        if cpd is None or _is_within(self._cpd_fields):
            return
        self._cpd = cpd
        self._kind.set_value(cpd.kind.value)
        self._hours.set_text(f"{cpd.hours:g}" if cpd.hours is not None else "")
        self._others.setChecked(cpd.with_others)
        self._learnt.set_text(cpd.learnt)
        self._effect.set_text(cpd.effect)
        self._benefit.set_text(cpd.benefit)

    def _on_date(self) -> None:
        try:
            day = self._date.value()
        except InputError:
            self._date.show_error(_("Write dates like 24/06/2026."))
            return
        self._date.show_error("")
        if day is not None:
            self._say(on=day)

    def _on_competencies(self) -> None:
        self._say(
            competencies=tuple(c for c, chip in self._competencies.items() if chip.isChecked())
        )

    def _on_themes(self) -> None:
        self._say(themes=tuple(t for t, chip in self._themes.items() if chip.isChecked()))

    def _on_tag(self) -> None:
        text = self._tag_field.text().strip()
        if text:
            self._tag_field.set_text("")
            self.tag_added.emit(text)

    def _on_cpd(self) -> None:
        if not self._counts.isChecked():
            return
        hours = self._hours.text().strip().replace(",", ".")
        try:
            number = float(hours) if hours else None
        except ValueError:
            self._hours.show_error(_("Write hours as a number, such as 1.5."))
            return
        self._hours.show_error("")
        self._cpd = Cpd(
            kind=CpdKind(self._kind.value()),
            hours=number,
            with_others=self._others.isChecked(),
            learnt=self._learnt.text(),
            effect=self._effect.text(),
            benefit=self._benefit.text(),
        )
        self._say(cpd=self._cpd)

    def _say(self, **changes: object) -> None:
        if not self._is_filling:
            self.changed.emit(changes)


def _is_within(widget: QWidget) -> bool:
    focus = widget.focusWidget()
    return isinstance(focus, QLineEdit) and focus.hasFocus()
