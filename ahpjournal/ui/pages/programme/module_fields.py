"""Title, dates and state of one module."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.programme import Attendance, Module, ModuleState
from ahpjournal.text import _
from ahpjournal.ui.kit.fields import ChoiceField, DateField, Field, TextField
from ahpjournal.ui.theme.theme import Theme


def module_state_name(state: ModuleState) -> str:
    """Name where a module stands."""
    match state:
        case ModuleState.PLANNED:
            return _("Planned")
        case ModuleState.CURRENT:
            return _("Under way")
        case ModuleState.DONE:
            return _("Done")


def attendance_name(attendance: Attendance | None) -> str:
    """Say whether one was there."""
    match attendance:
        case Attendance.ATTENDED:
            return _("Attended")
        case Attendance.MISSED:
            return _("Missed")
        case None:
            return _("Not said")


class ModuleFields(QWidget):
    """The fields, the title above the rest.

    Signals:
        edited: something was typed or chosen.
        left: a field was left or a choice made.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make empty fields."""
        super().__init__()
        self.title = TextField(_("Title"))
        self._starts_on = DateField(_("Starts"), theme)
        self._ends_on = DateField(_("Ends"), theme)
        self._state = ChoiceField(
            _("Where it stands"), [(s.value, module_state_name(s)) for s in ModuleState]
        )
        self._attendance = ChoiceField(
            _("Were you there?"),
            [("", attendance_name(None)), *((a.value, attendance_name(a)) for a in Attendance)],
        )
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(12))
        for one in self.fields():
            one.edited.connect(self.edited)
            one.left.connect(self.left)
        self.place(3)

    def place(self, columns: int) -> None:
        """Put the other fields into one to four columns below the title."""
        for one in self.fields():
            self._grid.removeWidget(one)
        self._grid.addWidget(self.title, 0, 0, 1, columns)
        for i, one in enumerate(self.fields()[1:]):
            line, place = divmod(i, columns)
            self._grid.addWidget(one, line + 1, place, Qt.AlignmentFlag.AlignTop)
        for place in range(4):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)

    def fields(self) -> tuple[Field, ...]:
        """Give the fields, the title first."""
        return (self.title, self._starts_on, self._ends_on, self._state, self._attendance)

    def show_module(self, module: Module) -> None:
        """Fill the fields."""
        self.title.set_text(module.title)
        self._starts_on.set_value(module.starts_on)
        self._ends_on.set_value(module.ends_on)
        self._state.set_value(module.state.value)
        self._attendance.set_value(module.attendance.value if module.attendance else "")

    def show_error(self, field_name: str, words: str) -> None:
        """Show *words* below the field that an error names; empty words take them away."""
        for one in self.fields():
            one.show_error(words if one.label == field_name else "")

    def typed(self, original: Module) -> Module:
        """Give *original* with what stands in the fields.

        Raises:
            InputError: a date field holds something that is not a date, or the end is before
                the start; *field* is the label of the field.
        """
        starts_on, ends_on = self._starts_on.value(), self._ends_on.value()
        if starts_on is not None and ends_on is not None and ends_on < starts_on:
            raise InputError(InputCode.DATE_ORDER, self._ends_on.label)
        return replace(
            original,
            title=self.title.text(),
            starts_on=starts_on,
            ends_on=ends_on,
            state=ModuleState(self._state.value()),
            attendance=Attendance(self._attendance.value()) if self._attendance.value() else None,
        )
