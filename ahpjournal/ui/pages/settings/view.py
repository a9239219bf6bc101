"""The settings page: the owner, their programme, and how the window looks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Module, ModuleState
from ahpjournal.settings import TEXT_SIZES, ThemeChoice
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, Divider, ScrollPage, column, page_head
from ahpjournal.ui.kit.fields import ChoiceField, DateField, Field, TextField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.pages.settings.presenter import SettingsState
from ahpjournal.ui.theme.theme import Theme

THREE_COLUMNS_FROM, TWO_COLUMNS_FROM = 900, 560


class ModuleFields(QWidget):
    """Title, dates and state of one module.

    Signals:
        left: a field was left or a choice made.
    """

    left = Signal()

    def __init__(self, number: int, theme: Theme) -> None:
        """Make empty fields for module *number*."""
        super().__init__()
        self.number = number
        self._notes = ""
        self.title = TextField(_("Module {number}").format(number=number))
        self.starts_on = DateField(_("Starts"), theme)
        self.ends_on = DateField(_("Ends"), theme)
        states = [
            (ModuleState.PLANNED.value, _("Planned")),
            (ModuleState.CURRENT.value, _("Under way")),
            (ModuleState.DONE.value, _("Done")),
        ]
        self.state = ChoiceField(_("State"), states)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        for one in self.fields():
            one.left.connect(self.left)
        self.place(is_wide=True)

    def fields(self) -> tuple[Field, ...]:
        """Give the four fields."""
        return (self.title, self.starts_on, self.ends_on, self.state)

    def place(self, *, is_wide: bool) -> None:
        """Put the fields on one line, or the title above the rest."""
        for one in self.fields():
            self._grid.removeWidget(one)
        if is_wide:
            for i, one in enumerate(self.fields()):
                self._grid.addWidget(one, 0, i, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(0, 5)
            for i in (1, 2, 3):
                self._grid.setColumnStretch(i, 2)
            return
        self._grid.addWidget(self.title, 0, 0, 1, 3)
        for i, one in enumerate(self.fields()[1:]):
            self._grid.addWidget(one, 1, i, Qt.AlignmentFlag.AlignTop)
        for i in range(4):
            self._grid.setColumnStretch(i, 1 if i < 3 else 0)

    def show_module(self, module: Module) -> None:
        """Fill the fields."""
        self._notes = module.notes
        self.title.set_text(module.title)
        self.starts_on.set_value(module.starts_on)
        self.ends_on.set_value(module.ends_on)
        self.state.set_value(module.state.value)

    def typed(self) -> Module:
        """Give the module as it stands in the fields.

        Raises:
            InputError: a date field holds something that is not a date, or the end is before
                the start.
        """
        starts_on, ends_on = self.starts_on.value(), self.ends_on.value()
        if starts_on is not None and ends_on is not None and ends_on < starts_on:
            raise InputError(InputCode.DATE_ORDER, _("Ends"))
        return Module(
            number=self.number,
            title=self.title.text(),
            starts_on=starts_on,
            ends_on=ends_on,
            state=ModuleState(self.state.value()),
            notes=self._notes,
        )


class SettingsView(ScrollPage):
    """Three cards; every change is kept at once.

    Signals:
        edited: a field was left or a choice made.
        typed: a name or title is being typed.
        theme_chosen(object): a ThemeChoice.
        text_size_chosen(int): per cent.
    """

    edited = Signal()
    typed = Signal()
    theme_chosen = Signal(object)
    text_size_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Make the page."""
        super().__init__(theme, 960)
        head, _title, _line = page_head(_("Settings"), _("Changes are kept as you make them."))
        self.content.addLayout(head)
        self._banner = Banner()
        self.content.addWidget(self._banner)
        self.content.addWidget(self._build_look())
        self.content.addWidget(self._build_profile())
        self._programme = Card(_("Your programme"))
        self._placeholder_note = Words(
            _("These titles are placeholders: replace them with your programme\u2019s own."),
            "small",
            "text2",
        )
        self._programme.body.addWidget(self._placeholder_note)
        self._module_column = column(14)
        self._programme.body.addLayout(self._module_column)
        self._modules: list[ModuleFields] = []
        self.content.addWidget(self._programme)
        self.content.addStretch(1)
        self._is_wide = True
        self.on_width(self._on_width)

    def render_state(self, state: SettingsState) -> None:
        """Show *state*; a field that is being typed in keeps what is typed."""
        self._banner.show_message(state.problem)
        for choice, chip in self._themes.items():
            chip.setChecked(choice is state.theme)
        for size, chip in self._sizes.items():
            chip.setChecked(size == state.text_size)
        self._profession.set_options(
            [("", _("Choose\u2026")), *((p.id, p.name) for p in state.professions)]
        )
        self._role_level.set_options(
            [("", _("Choose\u2026")), *((r.id, r.name) for r in state.role_levels)]
        )
        if state.problem is None:
            self._show_profile(state.profile)
        self._regulator.setText(
            _("Your regulator: {regulator}").format(regulator=state.profile.regulator)
            if state.profile.regulator
            else ""
        )
        self._placeholder_note.setVisible(state.has_placeholder_titles)
        self._show_modules(state)
        for one in (*self._profile_fields, *(f for m in self._modules for f in m.fields())):
            one.setEnabled(not state.is_read_only)

    def typed_profile(self) -> Profile:
        """Give the profile as it stands in the fields."""
        return Profile(
            name=self._name.text().strip(),
            profession=self._profession.value(),
            role_title=self._role_title.text().strip(),
            role_level=self._role_level.value(),
            organisation=self._organisation.text().strip(),
            regulator=self._kept.regulator,
            cycle_starts_on=self._cycle_starts.value(),
            cycle_ends_on=self._cycle_ends.value(),
            coach=self._coach.text().strip(),
        )

    def typed_modules(self) -> tuple[Module, ...]:
        """Give the modules as they stand in the fields."""
        return tuple(m.typed() for m in self._modules)

    def _build_look(self) -> Card:
        card = Card(_("Look"))
        names = {
            ThemeChoice.SYSTEM: _("As the system"),
            ThemeChoice.LIGHT: _("Light"),
            ThemeChoice.DARK: _("Dark"),
            ThemeChoice.CONTRAST: _("High contrast"),
        }
        card.body.addWidget(Words(_("Colours"), "small", "text2"))
        box = FlowBox(8)
        self._themes: dict[ThemeChoice, Button] = {}
        for choice, name in names.items():
            chip = Button(name, "chip")
            chip.clicked.connect(lambda _checked=False, c=choice: self.theme_chosen.emit(c))
            self._themes[choice] = chip
            box.add(chip)
        card.body.addWidget(box)
        card.body.addWidget(Words(_("Text size"), "small", "text2"))
        sizes = FlowBox(8)
        self._sizes: dict[int, Button] = {}
        for size in TEXT_SIZES:
            chip = Button(f"{size} %", "chip")
            chip.clicked.connect(lambda _checked=False, s=size: self.text_size_chosen.emit(s))
            self._sizes[size] = chip
            sizes.add(chip)
        card.body.addWidget(sizes)
        return card

    def _build_profile(self) -> Card:
        card = Card(_("About you"), _("Kept in your journal only. All of it may stay empty."))
        theme = self._theme
        self._kept = Profile()
        self._name = TextField(_("Your name"))
        self._profession = ChoiceField(_("Profession"))
        self._role_title = TextField(_("Role title"))
        self._role_level = ChoiceField(_("Where your role sits"))
        self._organisation = TextField(_("Organisation"))
        self._coach = TextField(_("Your coach\u2019s name"))
        self._cycle_starts = DateField(_("Registration cycle starts"), theme)
        self._cycle_ends = DateField(_("Registration cycle ends"), theme)
        self._regulator = Words("", "small", "text2")
        self._profile_fields: tuple[Field, ...] = (
            self._name,
            self._coach,
            self._profession,
            self._role_level,
            self._role_title,
            self._organisation,
            self._cycle_starts,
            self._cycle_ends,
        )
        self._profile_grid = QGridLayout()
        self._profile_grid.setSpacing(14)
        card.body.addLayout(self._profile_grid)
        card.body.addWidget(self._regulator)
        for one in self._profile_fields:
            one.left.connect(self.edited)
            if isinstance(one, TextField):
                one.edited.connect(self.typed)
        self._place_profile(2)
        return card

    def _place_profile(self, columns: int) -> None:
        for i, one in enumerate(self._profile_fields):
            self._profile_grid.removeWidget(one)
            self._profile_grid.addWidget(one, i // columns, i % columns, Qt.AlignmentFlag.AlignTop)
        for i in range(2):
            self._profile_grid.setColumnStretch(i, 1 if i < columns else 0)

    def _show_profile(self, profile: Profile) -> None:
        self._kept = profile
        pairs = (
            (self._name, profile.name),
            (self._role_title, profile.role_title),
            (self._organisation, profile.organisation),
            (self._coach, profile.coach),
        )
        for one, text in pairs:
            if not one.line.hasFocus():
                one.set_text(text)
        self._profession.set_value(profile.profession)
        self._role_level.set_value(profile.role_level)
        self._cycle_starts.set_value(profile.cycle_starts_on)
        self._cycle_ends.set_value(profile.cycle_ends_on)

    def _show_modules(self, state: SettingsState) -> None:
        if [m.number for m in self._modules] != [m.number for m in state.modules]:
            for i, module in enumerate(state.modules):
                if i:
                    self._module_column.addWidget(Divider())
                fields = ModuleFields(module.number, self._theme)
                fields.left.connect(self.edited)
                fields.title.edited.connect(self.typed)
                fields.place(is_wide=self._is_wide)
                self._modules.append(fields)
                self._module_column.addWidget(fields)
        if state.problem is None:
            for fields, module in zip(self._modules, state.modules, strict=True):
                if not fields.title.line.hasFocus():
                    fields.show_module(module)

    def _on_width(self, width: int) -> None:
        is_wide = width >= THREE_COLUMNS_FROM
        self._place_profile(2 if width >= TWO_COLUMNS_FROM else 1)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            for fields in self._modules:
                fields.place(is_wide=is_wide)
