"""The details beside the text: stages of the model, actions, and the CPD record."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ahpjournal.domain.entries import Cpd, CpdKind
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.cards import Card, PageBody
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.kit.fields import ChoiceField, TextArea, TextField
from ahpjournal.ui.kit.labels import Picture, Words
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.pages.journal.coach_card import CoachCard
from ahpjournal.ui.pages.journal.links_card import LinksCard
from ahpjournal.ui.pages.journal.state import EditorState, LinkedAction, SaveState

HOURS_MOST = 999.0


class DetailsPanel(QFrame):
    """What goes with an entry and is not its text.

    Signals:
        changed(object): fields of the entry with their new values, in a dict.
        stage_requested(str): go to the section of this stage.
        action_requested: make an action from the entry.
        linked_action_requested(str): show the action with this id.
        action_unlinked(str): take the link to the action with this id off.
    """

    changed = Signal(object)
    stage_requested = Signal(str)
    action_requested = Signal()
    linked_action_requested = Signal(str)
    action_unlinked = Signal(str)

    def __init__(self) -> None:
        """Make the empty panel."""
        super().__init__()
        self.setProperty("look", "panel")
        self.setAccessibleName(_("Details"))
        self._entry_id = ""
        self._cpd = Cpd()
        self._stages: list[tuple[str, Picture, Button]] = []
        self._headings: list[tuple[str, str]] = []
        self._shown_actions: tuple[tuple[LinkedAction, ...], bool] | None = None
        self._is_read_only = False
        outer = Column(self)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = PageBody()
        area.setWidget(body)
        outer.addWidget(area)
        content = Column(body, gap=14, margins=(18, 24, 18, 24))
        self.coach = CoachCard()
        self.links = LinksCard()
        stages, actions, cpd = self._build_stages(), self._build_actions(), self._build_cpd()
        for card in (stages, self.coach, self.links, actions, cpd):
            content.addWidget(card)
        content.addStretch(1)

    def render_state(self, state: EditorState) -> None:
        """Show the details of the open entry."""
        entry = state.entry
        if entry is None:
            return
        is_other = entry.id != self._entry_id
        self._entry_id, self._is_read_only = entry.id, state.is_read_only
        self._render_stages(state)
        self.show_saving(state.save)
        self._render_actions(state)
        self.coach.show_said(state.said)
        self.links.render_links(state.links, may_write=not state.is_read_only)
        self._render_cpd(entry.cpd, is_other=is_other)

    def show_saving(self, state: SaveState) -> None:
        """Tick the stages that have text."""
        for stage, picture, button in self._stages:
            is_written = stage in state.written
            icon, colour = ("circle-check", "ok") if is_written else ("circle", "control")
            picture.show_icon(icon, colour)
            words = _("{stage}: written") if is_written else _("{stage}: nothing yet")
            button.setAccessibleName(words.format(stage=button.text().replace("&&", "&")))

    def _build_stages(self) -> Card:
        self._model_card = Card(_("Stages"), " ")
        self._model_words = Words("", "small", "text2")
        self._model_card.body.addWidget(self._model_words)
        self._stage_box = QWidget()
        self._stage_column = Column(self._stage_box, gap=0)
        self._model_card.body.addWidget(self._stage_box)
        return self._model_card

    def _build_actions(self) -> Card:
        card = Card(_("Turn into action"))
        self._action_words = Words("", "small", "text2")
        card.body.addWidget(self._action_words)
        self._actions = QWidget()
        self._action_column = Column(self._actions, gap=2)
        card.body.addWidget(self._actions)
        self._act = Button(_("Add an action"), "secondary", "plus")
        self._act.clicked.connect(self.action_requested)
        card.body.addWidget(self._act)
        return card

    def _build_cpd(self) -> Card:
        card = Card(_("CPD record"))
        self._counts = CheckBox(_("Counts as CPD"))
        self._counts.clicked.connect(self._on_counts)
        card.body.addWidget(self._counts)
        self._fields = QWidget()
        layout = Column(self._fields, gap=12)
        self._kind = ChoiceField(
            _("Kind of activity"), [(kind.value, _kind_words(kind)) for kind in CpdKind]
        )
        self._hours = TextField(_("Hours"), "", "1.5")
        self._others = CheckBox(_("Learnt with others"))
        self._learnt = TextArea(_("What I learnt"))
        self._effect = TextArea(_("Effect on my practice"))
        self._benefit = TextArea(_("Benefit to service users"))
        texts = (self._learnt, self._effect, self._benefit)
        for widget in (self._kind, self._hours, self._others, *texts):
            layout.addWidget(widget)
        self._kind.edited.connect(self._on_cpd)
        self._others.clicked.connect(self._on_cpd)
        for field in (self._hours, *texts):
            field.edited.connect(self._on_cpd)
        card.body.addWidget(self._fields)
        return card

    def _render_stages(self, state: EditorState) -> None:
        self._model_card.set_title(state.model.name)
        self._model_card.set_subtitle(state.model.citation)
        self._model_words.setText(state.model.description)
        entry = state.entry
        kept = entry.sections if entry is not None else ()
        wanted = [(s.id, s.heading) for s in state.model.stages if s.heading]
        wanted += [(s.stage, s.heading) for s in kept if s.heading]
        if wanted == self._headings:
            return
        self._headings = wanted
        _clear(self._stage_column)
        self._stages = []
        for stage, heading in wanted:
            line = QWidget()
            row = Row(line, gap=2)
            picture = Picture("circle", "control", 18)
            button = Button(heading, "row")
            button.clicked.connect(partial(self._on_stage, stage))
            row.addWidget(picture)
            row.addWidget(button, 1)
            self._stages.append((stage, picture, button))
            self._stage_column.addWidget(line)
        self._stage_box.setVisible(bool(wanted))

    def _render_actions(self, state: EditorState) -> None:
        shown = (state.actions, state.is_read_only)
        if shown != self._shown_actions:
            self._shown_actions = shown
            focus = QApplication.focusWidget()
            had_focus = focus is not None and self._actions.isAncestorOf(focus)
            _clear(self._action_column)
            for action in state.actions:
                row = self._action_row(action, may_remove=not state.is_read_only)
                self._action_column.addWidget(row)
            if had_focus:
                self._act.setFocus(Qt.FocusReason.TabFocusReason)
        self._actions.setVisible(bool(state.actions))
        self._action_words.setText(
            _("What will you do because of it? It stays linked to this reflection.")
        )
        self._action_words.setVisible(not state.actions)
        self._act.setEnabled(not state.is_read_only and not state.is_new)
        self._act.setToolTip(_("Write something first.") if state.is_new else "")

    def _action_row(self, action: LinkedAction, *, may_remove: bool) -> QWidget:
        title = action.title or _("Action without a title")
        holder = QWidget()
        line = Row(holder, gap=2)
        button = Button(title, "row", "target" if action.is_open else "circle-check")
        button.setToolTip(title)
        button.clicked.connect(partial(self._on_action, action.id))
        line.addWidget(button, 1)
        if may_remove:
            name = _("Take the link to \u201c{title}\u201d off").format(title=title)
            off = IconButton("x", name, size=28, picture=14)
            off.clicked.connect(partial(self._on_unlink, action.id))
            line.addWidget(off)
        return holder

    def _render_cpd(self, cpd: Cpd | None, *, is_other: bool) -> None:
        self._counts.setEnabled(not self._is_read_only)
        self._fields.setEnabled(not self._is_read_only)
        self._counts.setChecked(cpd is not None)
        self._fields.setVisible(cpd is not None)
        shown = cpd or Cpd()
        if shown == self._cpd and not is_other:
            return
        self._cpd = shown
        self._kind.set_value(shown.kind.value)
        self._hours.set_text(f"{shown.hours:g}" if shown.hours is not None else "")
        self._hours.show_error("")
        self._others.setChecked(shown.with_others)
        self._learnt.set_text(shown.learnt)
        self._effect.set_text(shown.effect)
        self._benefit.set_text(shown.benefit)

    def _on_counts(self, counts: bool) -> None:  # noqa: FBT001 - a box's state
        self.changed.emit({"cpd": self._cpd if counts else None})

    def _on_cpd(self) -> None:
        if not self._counts.isChecked():
            return
        hours = _hours(self._hours.text())
        is_typed = bool(self._hours.text().strip())
        error = _("Write hours as a number, such as 1.5.") if hours is None and is_typed else ""
        self._hours.show_error(error)
        self._cpd = Cpd(
            kind=CpdKind(self._kind.value()),
            hours=self._cpd.hours if error else hours,
            with_others=self._others.isChecked(),
            learnt=self._learnt.text(),
            effect=self._effect.text(),
            benefit=self._benefit.text(),
        )
        self.changed.emit({"cpd": self._cpd})

    def _on_stage(self, stage: str) -> None:
        self.stage_requested.emit(stage)

    def _on_action(self, action_id: str) -> None:
        self.linked_action_requested.emit(action_id)

    def _on_unlink(self, action_id: str) -> None:
        self.action_unlinked.emit(action_id)


def _clear(column: Column) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _hours(text: str) -> float | None:
    try:
        hours = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return hours if 0 <= hours <= HOURS_MOST else None


def _kind_words(kind: CpdKind) -> str:
    match kind:
        case CpdKind.WORK:
            return _("Work-based learning")
        case CpdKind.PROFESSIONAL:
            return _("Professional activity")
        case CpdKind.FORMAL:
            return _("Formal education")
        case CpdKind.SELF:
            return _("Self-directed learning")
        case CpdKind.OTHER:
            return _("Other")
