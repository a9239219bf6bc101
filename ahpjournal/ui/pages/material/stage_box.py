"""One stage of a template: heading, questions, and its place."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ahpjournal.domain.reflection import Stage
from ahpjournal.domain.templates import NAME_LENGTH
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.kit.fields import TextArea, TextField
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column, Row


class StageBox(QFrame):
    """Heading and helper questions of one stage.

    Signals:
        edited: something is being typed.
        move_requested(str, int): move the stage with this id by so many places.
        remove_requested(str): take this stage out.
    """

    edited = Signal()
    move_requested = Signal(str, int)
    remove_requested = Signal(str)

    def __init__(self, stage: Stage) -> None:
        """Make the box for *stage*."""
        super().__init__()
        self.setProperty("look", "well")
        self._stage = stage
        column = Column(self, gap=10, margins=(16, 12, 16, 14))
        head = Row(gap=4)
        self._number = Words("", "strong")
        head.addWidget(self._number, 1)
        self._up = IconButton("arrow-up", "")
        self._up.clicked.connect(partial(self._move, -1))
        self._down = IconButton("arrow-down", "")
        self._down.clicked.connect(partial(self._move, 1))
        self._remove = IconButton("x", "")
        self._remove.clicked.connect(self._on_remove)
        for button in (self._up, self._down, self._remove):
            head.addWidget(button)
        column.addLayout(head)
        self._heading = TextField(_("Heading"))
        self._heading.line.setMaxLength(NAME_LENGTH)
        self._questions = TextArea(
            _("Helper questions"), _("One on each line. They fold away while you write.")
        )
        for field in (self._heading, self._questions):
            field.edited.connect(self.edited)
            column.addWidget(field)
        self._heading.set_text(stage.heading)
        self._questions.set_text("\n".join(stage.questions))

    def show_place(self, place: int, count: int, *, may_write: bool) -> None:
        """Say that this is stage *place*, from 1, of *count*."""
        name = _("Stage {number}").format(number=place)
        self._number.setText(name)
        self.setAccessibleName(name)
        self._up.set_name(_("Move stage {number} up").format(number=place))
        self._down.set_name(_("Move stage {number} down").format(number=place))
        self._remove.set_name(_("Take stage {number} out").format(number=place))
        self._heading.control.setAccessibleName(_("Heading of stage {n}").format(n=place))
        self._questions.control.setAccessibleName(
            _("Helper questions of stage {n}").format(n=place)
        )
        self._up.setEnabled(may_write and place > 1)
        self._down.setEnabled(may_write and place < count)
        self._remove.setEnabled(may_write and count > 1)
        self._heading.setEnabled(may_write)
        self._questions.setEnabled(may_write)

    def typed(self) -> Stage:
        """Give the stage as it stands."""
        lines = tuple(line for line in self._questions.text().splitlines() if line.strip())
        return Stage(self._stage.id, self._heading.text(), lines)

    def focus_heading(self) -> None:
        """Put the cursor into the heading."""
        self._heading.focus_control()

    def _move(self, step: int) -> None:
        self.move_requested.emit(self._stage.id, step)

    def _on_remove(self) -> None:
        self.remove_requested.emit(self._stage.id)
