"""The part about templates."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ahpjournal.domain.reflection import ReflectiveModel
from ahpjournal.domain.templates import Template
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.row_list import ListRow, RowList
from ahpjournal.ui.pages.material.template_form import TemplateForm
from ahpjournal.ui.pages.material.templates_presenter import TemplatesState

_ROWS = 4
_MOST_LINES = 20


class TemplatesView(QFrame):
    """One's own templates, the one that is open, and the models to start from.

    Signals:
        template_chosen(str): open this template.
        copy_requested(str): make one's own from this model.
        new_requested, import_requested, undo_requested: buttons.
    """

    template_chosen = Signal(str)
    copy_requested = Signal(str)
    new_requested = Signal()
    import_requested = Signal()
    undo_requested = Signal()

    def __init__(self) -> None:
        """Make the part."""
        super().__init__()
        self._model = self._chosen = ""
        column = Column(self, gap=20)
        self._banner = Banner()
        self._banner.action_requested.connect(self.undo_requested)
        self._lines = Words("", "small")
        self.form = TemplateForm()
        self.form.copy_requested.connect(self._on_copy_own)
        parts = (self._banner, self._lines, self._build_own(), self.form, self._build_shipped())
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)

    def render_templates(self, state: TemplatesState) -> None:
        """Show *state*."""
        may_write = not state.is_read_only
        chosen = state.chosen
        self._chosen = chosen.id if chosen is not None else ""
        self._render_banner(state)
        rows = [
            ListRow(t.id, t.name or _("Template without a name"), _detail(t))
            for t in state.templates
        ]
        self._own.show_rows(rows, self._chosen)
        self._own.setVisible(bool(rows))
        self._none.setVisible(not rows)
        for button in (self._new, self._import, self._copy):
            button.setEnabled(may_write)
        self.form.setVisible(chosen is not None)
        if chosen is None:
            self.form.forget()
        else:
            self.form.render_template(chosen, may_write=may_write, may_add=state.may_add_stage)
        shipped = [ListRow(m.id, m.name, _about(m)) for m in state.shipped]
        self._model = self._model or (shipped[0].id if shipped else "")
        self._shipped.show_rows(shipped, self._model)

    def typed_template(self, original: Template) -> Template:
        """Give *original* as it stands in the form."""
        return self.form.typed_template(original)

    def _build_own(self) -> Card:
        card = Card(
            _("Your templates"),
            _("They stand beside the program\u2019s models when you choose one for a reflection."),
        )
        self._none = Words(
            _(
                "You have none yet. A template is a few headings with questions, in the order in"
                " which you like to think. Start with an empty one, or make one of the"
                " program\u2019s models your own."
            ),
            "body",
            "text2",
        )
        self._own = RowList(_("Your templates"), most_rows=_ROWS)
        self._own.row_chosen.connect(self.template_chosen)
        buttons = FlowBox(8)
        self._new = Button(_("New template"), "primary", "plus")
        self._new.clicked.connect(self.new_requested)
        self._import = Button(_("Add one from a file\u2026"), "secondary", "upload")
        self._import.clicked.connect(self.import_requested)
        buttons.add(self._new)
        buttons.add(self._import)
        for part in (self._none, self._own, buttons):
            card.body.addWidget(part)
        return card

    def _build_shipped(self) -> Card:
        card = Card(
            _("The program\u2019s models"), _("They stay as they are; a copy is yours to change.")
        )
        self._shipped = RowList(_("The program\u2019s models"), most_rows=_ROWS)
        self._shipped.row_chosen.connect(self._on_model)
        self._copy = Button(_("Make this one my own"), "secondary", "copy")
        self._copy.clicked.connect(self._on_copy)
        card.body.addWidget(self._shipped)
        card.body.addWidget(self._copy)
        return card

    def _render_banner(self, state: TemplatesState) -> None:
        self._lines.setVisible(bool(state.mistakes))
        self._lines.setText("\n".join(state.mistakes[:_MOST_LINES]))
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.mistakes:
            count = len(state.mistakes)
            title = ngettext(
                "{file} has {count} mistake and was not taken in.",
                "{file} has {count} mistakes and was not taken in.",
                count,
            )
            self._banner.show_words(
                title.format(file=state.file, count=count),
                _("Nothing was changed. Mend the lines below, or send them to whoever made it."),
                "bad",
            )
        elif state.may_undo:
            self._banner.show_words(
                _("Template removed."),
                _("Reflections written with it keep their headings."),
                "info",
                _("Undo"),
            )
        elif state.saved_to:
            words = _("Saved as {file}.").format(file=state.saved_to)
            self._banner.show_words(words, _("A colleague can take it in on this page."), "ok")
        elif state.file:
            words = _("{file} is one of your templates now.").format(file=state.file)
            self._banner.show_words(words, "", "ok")
        else:
            self._banner.hide()

    def _on_model(self, model_id: str) -> None:
        self._model = model_id

    def _on_copy(self) -> None:
        self.copy_requested.emit(self._model)

    def _on_copy_own(self) -> None:
        self.copy_requested.emit(self._chosen)


def _detail(template: Template) -> str:
    count = len(template.stages)
    stages = ngettext("{count} stage", "{count} stages", count).format(count=count)
    return f"{stages} \u00b7 {template.description}" if template.description else stages


def _about(model: ReflectiveModel) -> str:
    if not model.citation:
        return model.description
    return f"{model.citation} \u00b7 {model.description}"
