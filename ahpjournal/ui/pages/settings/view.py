"""The settings page: the owner, their programme, and how the window looks."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout

from ahpjournal.domain.profile import Profile
from ahpjournal.settings import TEXT_SIZES, ThemeChoice
from ahpjournal.text import _
from ahpjournal.ui.kit.cards import Banner, Card, ScrollPage, page_head
from ahpjournal.ui.kit.chips import FilterChips
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.kit.fields import ChoiceField, DateField, Field, TextField
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.pages.settings.pack_card import PackCard
from ahpjournal.ui.pages.settings.presenter import SettingsState
from ahpjournal.ui.pages.settings.words_card import names_card, spelling_card
from ahpjournal.ui.theme.theme import Theme

TWO_COLUMNS_FROM = 560


class SettingsView(ScrollPage):
    """Four cards; every change is kept at once.

    Signals:
        edited: a field was left or a choice made.
        typed: a name or title is being typed.
        theme_chosen(object): a ThemeChoice.
        text_size_chosen(int): per cent.
        spelling_chosen(bool), identifiers_chosen(bool): underline these while one writes.
    """

    edited = Signal()
    typed = Signal()
    theme_chosen = Signal(object)
    text_size_chosen = Signal(int)
    spelling_chosen = Signal(bool)
    identifiers_chosen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        """Make the page."""
        super().__init__(theme, 960)
        head, _title, _line = page_head(_("Settings"), _("Changes are kept as you make them."))
        self.content.addLayout(head)
        self._banner = Banner()
        self.content.addWidget(self._banner)
        self._not_in_force = Banner()
        self.content.addWidget(self._not_in_force)
        self.content.addWidget(self._build_set_for_all())
        self.content.addWidget(self._build_look())
        self.content.addWidget(self._build_writing())
        self.words, self.names = spelling_card(), names_card()
        self.content.addWidget(self.words)
        self.content.addWidget(self.names)
        self.content.addWidget(self._build_profile())
        self.programme = PackCard(theme)
        self.content.addWidget(self.programme)
        self.content.addStretch(1)
        self.on_width(self._on_width)

    def render_state(self, state: SettingsState) -> None:
        """Show *state*; a field that is being typed in keeps what is typed."""
        self._banner.show_message(state.problem)
        self._themes.set_value(state.theme.value)
        self._sizes.set_value(str(state.text_size))
        self._show_not_in_force(state.not_in_force)
        self._set_for_all.setVisible(bool(state.set_for_all))
        self._set_words.setText("\n".join(state.set_for_all))
        self._spelling.setChecked(state.checks_spelling)
        self._identifiers.setChecked(state.shows_identifiers)
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
        for one in self._profile_fields:
            one.setEnabled(not state.is_read_only)

    def show_programme(self) -> None:
        """Bring the card about the programme into view."""

        def show() -> None:
            self.show_part(self.programme)

        # Words that wrap find their height in a second round of the layouts.
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, show))

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

    def _build_writing(self) -> Card:
        card = Card(_("While you write"))
        self._spelling = CheckBox(_("Underline words that are not in the dictionary"))
        self._spelling.clicked.connect(self.spelling_chosen)
        self._identifiers = CheckBox(_("Underline what may point to a person"))
        self._identifiers.clicked.connect(self.identifiers_chosen)
        card.body.addWidget(self._spelling)
        card.body.addWidget(self._identifiers)
        note = _("Both are help, not a guarantee, and both work on this computer only.")
        card.body.addWidget(Words(note, "small", "text2"))
        return card

    def _show_not_in_force(self, problems: tuple[str, ...]) -> None:
        """Say what the organisation set and the program cannot use, for its IT team to mend."""
        if not problems:
            self._not_in_force.hide()
            return
        title = _("Something that your IT team set does not hold here")
        lead = _("Your journal opens all the same. Please tell them:")
        self._not_in_force.show_words(title, "\n".join((lead, *problems)), "warn")

    def _build_set_for_all(self) -> Card:
        """Make the card of what cannot be changed here; it shows only where something is set."""
        self._set_for_all = Card(
            _("Set by your organisation"), _("Your IT team set this; it cannot be changed here.")
        )
        self._set_words = Words("", "body")
        self._set_for_all.body.addWidget(self._set_words)
        return self._set_for_all

    def _build_look(self) -> Card:
        card = Card(_("Look"))
        names = {
            ThemeChoice.SYSTEM: _("As the system"),
            ThemeChoice.LIGHT: _("Light"),
            ThemeChoice.DARK: _("Dark"),
            ThemeChoice.CONTRAST: _("High contrast"),
        }
        card.body.addWidget(Words(_("Colours"), "small", "text2"))
        self._themes = FilterChips(_("Colours"), [(one.value, name) for one, name in names.items()])
        self._themes.filter_chosen.connect(self._on_theme_chosen)
        card.body.addWidget(self._themes)
        card.body.addWidget(Words(_("Text size"), "small", "text2"))
        sizes = [(str(size), f"{size} %") for size in TEXT_SIZES]
        self._sizes = FilterChips(_("Text size"), sizes)
        self._sizes.filter_chosen.connect(self._on_size_chosen)
        card.body.addWidget(self._sizes)
        return card

    def _on_theme_chosen(self, value: str) -> None:
        self.theme_chosen.emit(ThemeChoice(value))

    def _on_size_chosen(self, value: str) -> None:
        self.text_size_chosen.emit(int(value))

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

    def _on_width(self, width: int) -> None:
        self._place_profile(2 if width >= TWO_COLUMNS_FROM else 1)
