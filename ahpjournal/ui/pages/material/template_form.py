"""The form for one template."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.domain.templates import NAME_LENGTH, TEXT_LENGTH, Template
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.cards import Card
from ahpjournal.ui.kit.fields import TextField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.pages.material.stage_box import StageBox


class TemplateForm(Card):
    """Name, purpose and stages of a template; every change is kept at once.

    Signals:
        edited: something is being typed.
        stage_moved(str, int), stage_removed(str), stage_requested: its stages.
        move_requested(int): move the template in the list.
        the others: buttons.
    """

    edited = Signal()
    stage_moved = Signal(str, int)
    stage_removed = Signal(str)
    stage_requested = Signal()
    move_requested = Signal(int)
    write_requested = Signal()
    copy_requested = Signal()
    file_requested = Signal()
    remove_requested = Signal()

    def __init__(self) -> None:
        """Make the empty form."""
        super().__init__(_("The template"), _("Changes are kept as you make them."))
        self._shown = ""
        self._boxes: dict[str, StageBox] = {}
        self._name = TextField(_("Name of the template"))
        self._name.line.setMaxLength(NAME_LENGTH)
        self._purpose = TextField(_("When it helps"))
        self._purpose.line.setMaxLength(TEXT_LENGTH)
        self._after = Words("", "small", "text2")
        for field in (self._name, self._purpose):
            field.edited.connect(self.edited)
        holder = QWidget()
        self._stages = Column(holder, gap=12)
        self._add = Button(_("Add a stage"), "secondary", "plus")
        self._add.clicked.connect(self.stage_requested)
        note = Words(
            _(
                "When a stage goes, reflections written with it keep their text under its old"
                " heading."
            ),
            "small",
            "text2",
        )
        parts = (self._name, self._purpose, self._after, holder, self._add, note)
        for part in (*parts, self._build_buttons()):
            self.body.addWidget(part)

    def render_template(self, template: Template, *, may_write: bool, may_add: bool) -> None:
        """Show *template*; what is being typed in it stays."""
        is_other = template.id != self._shown
        self._shown = template.id
        if is_other:
            self._clear()
        if is_other or not self._name.line.hasFocus():
            self._name.set_text(template.name)
        if is_other or not self._purpose.line.hasFocus():
            self._purpose.set_text(template.description)
        self._after.setText(_("Made from: {citation}").format(citation=template.citation))
        self._after.setVisible(bool(template.citation))
        self._render_stages(template, may_write=may_write, is_other=is_other)
        for part in (self._name, self._purpose, *self._writing):
            part.setEnabled(may_write)
        self._add.setEnabled(may_write and may_add)

    def typed_template(self, original: Template) -> Template:
        """Give *original* as it stands in the form; another template's form changes nothing."""
        if original.id != self._shown:
            return original
        stages = tuple(
            self._boxes[stage.id].typed() if stage.id in self._boxes else stage
            for stage in original.stages
        )
        return replace(
            original, name=self._name.text(), description=self._purpose.text(), stages=stages
        )

    def forget(self) -> None:
        """Show no template."""
        self._shown = ""
        self._clear()

    def _build_buttons(self) -> FlowBox:
        buttons = FlowBox(8)
        write = Button(_("Write with it"), "primary", "pencil")
        write.clicked.connect(self.write_requested)
        copy = Button(_("Make a copy"), "secondary", "copy")
        copy.clicked.connect(self.copy_requested)
        file = Button(_("Save as a file\u2026"), "secondary", "download")
        file.clicked.connect(self.file_requested)
        up = IconButton("arrow-up", _("Move this template up"), size=36)
        up.clicked.connect(lambda: self.move_requested.emit(-1))
        down = IconButton("arrow-down", _("Move this template down"), size=36)
        down.clicked.connect(lambda: self.move_requested.emit(1))
        remove = Button(_("Remove"), "danger", "trash-2")
        remove.setAccessibleName(_("Remove this template"))
        remove.clicked.connect(self.remove_requested)
        self._writing = (write, copy, up, down, remove)
        for button in (write, copy, file, up, down, remove):
            buttons.add(button)
        return buttons

    def _render_stages(self, template: Template, *, may_write: bool, is_other: bool) -> None:
        wanted = [stage.id for stage in template.stages]
        for stage_id in [name for name in self._boxes if name not in wanted]:
            self._drop(stage_id)
        fresh: StageBox | None = None
        for place, stage in enumerate(template.stages):
            box = self._boxes.get(stage.id)
            if box is None:
                fresh = box = StageBox(stage)
                box.edited.connect(self.edited)
                box.move_requested.connect(self.stage_moved)
                box.remove_requested.connect(self.stage_removed)
                self._boxes[stage.id] = box
            if self._stages.indexOf(box) != place:
                self._stages.removeWidget(box)
                self._stages.insertWidget(place, box)
            box.show_place(place + 1, len(wanted), may_write=may_write)
        if fresh is not None and not is_other:
            fresh.focus_heading()

    def _clear(self) -> None:
        for stage_id in tuple(self._boxes):
            self._drop(stage_id)

    def _drop(self, stage_id: str) -> None:
        box = self._boxes.pop(stage_id)
        self._stages.removeWidget(box)
        box.hide()
        box.deleteLater()
