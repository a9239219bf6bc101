"""The modules in a column, with adding one and bringing back one that was removed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from ahpjournal.domain.programme import Attendance, Module
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import column, empty
from ahpjournal.ui.kit.dates import format_date
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.row_list import ListRow, RowList
from ahpjournal.ui.pages.programme.module_fields import module_state_name
from ahpjournal.ui.pages.programme.presenter import ProgrammeState
from ahpjournal.ui.theme.theme import Theme

LEAST, UNLIMITED = 200, 100_000


class ModuleList(QFrame):
    """Modules by number.

    Signals:
        module_chosen(int): show the module of this number.
        add_requested: one more module.
        back_requested(int): bring back the module of this number.
    """

    module_chosen = Signal(int)
    add_requested = Signal()
    back_requested = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Make the empty column."""
        super().__init__()
        self._theme = theme
        self._room = UNLIMITED
        self.setProperty("look", "column")
        layout = Column(self, gap=6, margins=(20, 22, 19, 12))
        layout.addWidget(Words(_("Programme"), "h1", wraps=False))
        self._programme = Words("", "small", "text2")
        layout.addWidget(self._programme)
        layout.addSpacing(8)
        self._list = RowList(_("Modules"))
        self._list.row_chosen.connect(lambda number: self.module_chosen.emit(int(number)))
        layout.addWidget(self._list, 1)
        self._removed = column(2)
        layout.addLayout(self._removed)
        self._add = Button(_("Add a module"), "quiet", "plus", theme)
        self._add.clicked.connect(self.add_requested)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        theme.changed.connect(self._fit)
        self._fit()

    def render_state(self, state: ProgrammeState) -> None:
        """Show *state*."""
        self._programme.setText(state.programme)
        chosen = str(state.detail.module.number) if state.detail is not None else ""
        self._list.show_rows([_list_row(m) for m in state.modules], chosen)
        self._add.setVisible(not state.is_read_only)
        self._render_removed(() if state.is_read_only else state.removed)

    def _render_removed(self, removed: Sequence[Module]) -> None:
        empty(self._removed)
        for module in removed:
            words = _("Bring back module {number}").format(number=module.number)
            button = Button(words, "quiet", "undo-2", self._theme)
            if module.title:
                button.setAccessibleDescription(module.title)
                button.setToolTip(module.title)
            button.clicked.connect(lambda _c=False, n=module.number: self.back_requested.emit(n))
            self._removed.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def leave_room(self, width: int) -> None:
        """Take no more than a third of *width*, in pixels of the screen."""
        self._room = width // 3
        self._fit()

    def _fit(self) -> None:
        wanted = self._theme.px(self._theme.sizes.list_column)
        self.setFixedWidth(min(wanted, max(self._room, LEAST)))


def _list_row(module: Module) -> ListRow:
    title = _("Module {number}").format(number=module.number)
    if module.title:
        title = _("{number}. {title}").format(number=module.number, title=module.title)
    parts = [module_state_name(module.state)]
    if module.attendance is Attendance.MISSED:
        parts.append(_("missed"))
    if module.starts_on is not None:
        parts.append(format_date(module.starts_on))
    return ListRow(str(module.number), title, " \u00b7 ".join(parts))
