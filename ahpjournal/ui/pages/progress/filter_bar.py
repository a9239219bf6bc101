"""What progress is narrowed to beside the area: theme, modules and dates."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.domain.errors import InputError
from ahpjournal.services.messages import describe
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.fields import ChoiceField, DateField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.layouts import PackedColumn
from ahpjournal.ui.pages.progress.presenter import ProgressState
from ahpjournal.ui.theme.theme import Theme


class FilterBar(QWidget):
    """Fields that narrow the charts; folded away until they are wanted.

    Signals:
        changed(str, object): a field of the filter and its value.
        cleared: everything is to be shown.
    """

    changed = Signal(str, object)
    cleared = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the bar, folded."""
        super().__init__()
        layout = PackedColumn(self, gap=8)
        buttons = FlowBox(8)
        self._more = Button(_("Narrow by theme, module or date"), "quiet", "chevron-down", theme)
        self._clear = Button(_("Show everything"), "quiet")
        buttons.add(self._more)
        buttons.add(self._clear)
        layout.addWidget(buttons)
        self._fields = FlowBox(12)
        self._theme = ChoiceField(_("Theme"))
        self._first = ChoiceField(_("From module"))
        self._last = ChoiceField(_("To module"))
        self._since = DateField(_("From"), theme)
        self._until = DateField(_("Until"), theme)
        for field in (self._theme, self._first, self._last, self._since, self._until):
            self._fields.add(field)
        self._fields.hide()
        layout.addWidget(self._fields)
        self._more.clicked.connect(self._on_more)
        self._clear.clicked.connect(self.cleared)
        self._theme.edited.connect(lambda: self.changed.emit("theme", self._theme.value()))
        self._first.edited.connect(lambda: self._on_module("first_module", self._first))
        self._last.edited.connect(lambda: self._on_module("last_module", self._last))
        self._since.left.connect(lambda: self._on_date("since", self._since))
        self._until.left.connect(lambda: self._on_date("until", self._until))
        self._dates: dict[str, date | None] = {"since": None, "until": None}

    def render_state(self, state: ProgressState) -> None:
        """Show what the charts are narrowed to."""
        wanted = state.wanted
        self._theme.set_options([("", _("All themes")), *((t.id, t.name) for t in state.themes)])
        modules = [
            (str(m.number), _("Module {number}").format(number=m.number)) for m in state.modules
        ]
        self._first.set_options([("", _("The first")), *modules])
        self._last.set_options([("", _("The last")), *modules])
        self._theme.set_value(wanted.theme)
        self._first.set_value(str(wanted.first_module or ""))
        self._last.set_value(str(wanted.last_module or ""))
        self._dates = {"since": wanted.since, "until": wanted.until}
        self._since.set_value(wanted.since)
        self._until.set_value(wanted.until)
        self._clear.setVisible(not wanted.is_empty)

    def _on_more(self) -> None:
        is_open = self._fields.isHidden()
        self._fields.setVisible(is_open)
        self._more.set_icon("chevron-up" if is_open else "chevron-down")
        if is_open:
            self._theme.combo.setFocus()

    def _on_module(self, name: str, field: ChoiceField) -> None:
        self.changed.emit(name, int(field.value()) if field.value() else None)

    def _on_date(self, name: str, field: DateField) -> None:
        try:
            day = field.value()
        except InputError as error:
            field.show_error(describe(error).next_step)
            return
        field.show_error("")
        if day != self._dates[name]:
            self.changed.emit(name, day)
