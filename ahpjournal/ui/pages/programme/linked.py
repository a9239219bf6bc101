"""The competencies of a module: seen as names, chosen from all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.domain.programme import Competency
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import box, column, empty, row
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words, pill
from ahpjournal.ui.kit.layouts import Column


class LinkedCompetencies(QWidget):
    """Which competencies a module asks.

    Signals:
        chosen(object): the ids of the competencies that it is to ask, as a tuple.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        """Make it empty."""
        super().__init__()
        layout = Column(self, gap=8)
        self._names = column(0)
        self._names_box = box(self._names)
        layout.addWidget(self._names_box)
        self._choices = column(8)
        self._choices_box = box(self._choices)
        layout.addWidget(self._choices_box)
        line = row(0)
        self._change = Button(_("Change which"), "quiet", "pencil")
        self._change.clicked.connect(self._on_change)
        line.addWidget(self._change)
        line.addStretch(1)
        layout.addLayout(line)
        self._chips: dict[str, Button] = {}
        self._is_open = False

    def show_linked(
        self,
        linked: Sequence[Competency],
        every: Sequence[Competency],
        *,
        may_change: bool,
        is_other: bool,
    ) -> None:
        """Show which of *every* competency are *linked*; *is_other* closes the choice."""
        self._is_open = self._is_open and may_change and not is_other
        empty(self._names)
        if linked:
            names = FlowBox(8)
            for competency in linked:
                names.add(pill(competency.short_name))
            self._names.addWidget(names)
        else:
            words = _("None in particular: a rating after this module asks all of them.")
            self._names.addWidget(Words(words, "small", "text2"))
        if set(self._chips) != {c.id for c in every}:
            self._make_chips(every)
        ids = {c.id for c in linked}
        for competency_id, chip in self._chips.items():
            chip.setChecked(competency_id in ids)
        self._change.setVisible(may_change)
        self._arrange()

    def _make_chips(self, every: Sequence[Competency]) -> None:
        empty(self._choices)
        self._choices.addWidget(
            Words(_("A rating after this module asks the ones that are marked."), "small", "text2")
        )
        flow = FlowBox(8)
        self._chips = {}
        for competency in every:
            chip = Button(competency.short_name, "chip")
            chip.setAccessibleDescription(competency.name)
            chip.clicked.connect(self._on_chip)
            self._chips[competency.id] = chip
            flow.add(chip)
        self._choices.addWidget(flow)

    def _on_chip(self) -> None:
        self.chosen.emit(tuple(i for i, chip in self._chips.items() if chip.isChecked()))

    def _on_change(self) -> None:
        self._is_open = not self._is_open
        self._arrange()
        if self._is_open and self._chips:
            next(iter(self._chips.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        self._choices_box.setVisible(self._is_open)
        self._names_box.setVisible(not self._is_open)
        self._change.set_words(_("That is all") if self._is_open else _("Change which"))
