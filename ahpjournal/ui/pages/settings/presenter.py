"""What the settings page shows and does. No Qt here."""

from collections.abc import Sequence
from dataclasses import field, replace
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError, InputError
from ahpjournal.domain.profile import Profession, Profile, RoleLevel
from ahpjournal.domain.records import dataclass
from ahpjournal.services.feed import Topic
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.policy_words import policies_in_words, problems_in_words
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import Settings, SettingsStore, ThemeChoice
from ahpjournal.ui.autosave import Autosave, Timers
from ahpjournal.ui.pages.settings.pack_presenter import CARD
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route


@dataclass(frozen=True, slots=True)
class SettingsState:
    """Everything on the page."""

    profile: Profile = field(repr=False)
    professions: tuple[Profession, ...]
    role_levels: tuple[RoleLevel, ...]
    theme: ThemeChoice
    text_size: int
    """Per cent, 100 to 200."""
    checks_spelling: bool
    shows_identifiers: bool
    is_read_only: bool
    problem: UserMessage | None = None
    problem_field: str = ""
    set_for_all: tuple[str, ...] = ()
    """What the organisation sets on this computer, a sentence each."""
    not_in_force: tuple[str, ...] = ()
    """What it set and the program cannot use, in words for its IT team."""


class Look(Protocol):
    """Puts a theme and a text size into effect at once."""

    def apply_look(self, theme: ThemeChoice, text_size: int) -> None:
        """Show *theme* at *text_size* per cent."""


class SettingsDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_state(self, state: SettingsState) -> None:
        """Show *state*."""

    def show_programme(self) -> None:
        """Bring the card about the programme into view."""

    def typed_profile(self) -> Profile:
        """Give the profile as it stands in the fields.

        Raises:
            InputError: a date field holds something that is not a date.
        """


class SettingsPart(Protocol):
    """A card with a presenter of its own."""

    def render(self) -> None:
        """Show how things stand."""

    def flush(self) -> bool:
        """Save what was typed; tell whether all of it is on disk."""


class SettingsPresenter:
    """Saves each change as it is made: the profile in the journal, the look here."""

    def __init__(
        self,
        display: SettingsDisplay,
        session: JournalSession,
        settings: SettingsStore,
        look: Look,
        timers: Timers,
        navigator: Navigator,
        parts: Sequence[SettingsPart] = (),
    ) -> None:
        """Present the settings of *session* and of this computer on *display*, beside *parts*."""
        self._parts = tuple(parts)
        self._display = display
        self._session = session
        self._settings = settings
        self._look = look
        self._navigator = navigator
        self._problem: UserMessage | None = None
        self._problem_field = ""
        self._is_shown = False
        self._parts_are_saved = True
        self._autosave = Autosave(timers, self._save_typed)
        self._refresher = Refresher(session.feed, Topic.PROFILE, self._refresh)

    def shown(self, route: Route) -> None:
        """Refresh what has changed, and bring the card that *route* names into view."""
        self._refresher.shown()
        for part in self._parts:
            part.render()
        if route.record == CARD:
            self._display.show_programme()

    def hidden(self) -> None:
        """Save what was typed."""
        self.flush()
        self._refresher.hidden()

    def flush(self) -> bool:
        """Save the profile if it was changed, and words in fields; tell whether all is on disk."""
        saved = [part.flush() for part in self._parts]
        self._parts_are_saved = all(saved)
        return self._flush_profile() and self._parts_are_saved

    def _flush_profile(self) -> bool:
        if not self._is_shown or self._session.is_read_only:
            return True
        self._autosave.touch()
        return self._autosave.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that could not be saved."""
        return self._autosave.has_failed or not self._parts_are_saved

    def typed(self) -> None:
        """Take note that a name or title is being typed; it is saved after a pause."""
        if not self._session.is_read_only:
            self._autosave.touch()

    def _save_typed(self) -> bool:
        try:
            self._save_profile(self._display.typed_profile())
        except AhpJournalError as error:
            self._problem = describe(error)
            self._problem_field = error.field if isinstance(error, InputError) else ""
            self._refresh()
            return False
        if self._problem is not None:
            self._problem, self._problem_field = None, ""
            self._refresh()
        return True

    def edited(self) -> None:
        """Save after a field was left or a choice was made."""
        self._flush_profile()

    def choose_theme(self, theme: ThemeChoice) -> None:
        """Show another theme, now and next time."""
        self._keep(theme, self._settings.current.text_size)

    def choose_text_size(self, text_size: int) -> None:
        """Show text at *text_size* per cent, now and next time."""
        self._keep(self._settings.current.theme, text_size)

    def show_modules(self) -> None:
        """Go to where titles and dates of modules are."""
        self._navigator.go(Route(PageId.PROGRAMME))

    def check_spelling(self, *, is_on: bool) -> None:
        """Underline unknown words in reflections, or no longer."""
        self._keep_hints(replace(self._settings.current, checks_spelling=is_on))

    def show_identifiers(self, *, is_on: bool) -> None:
        """Underline what may point to a person, or no longer."""
        self._keep_hints(replace(self._settings.current, shows_identifiers=is_on))

    def close(self) -> None:
        """Stop listening to changes."""
        self._autosave.forget()
        self._refresher.close()

    def _keep_hints(self, settings: Settings) -> None:
        try:
            self._settings.save(settings)
        except AhpJournalError as error:
            self._problem = describe(error)
        self._session.feed.publish(Topic.WORDS)
        self._refresh()

    def _keep(self, theme: ThemeChoice, text_size: int) -> None:
        self._look.apply_look(theme, text_size)
        try:
            self._settings.save(replace(self._settings.current, theme=theme, text_size=text_size))
        except AhpJournalError as error:
            self._problem = describe(error)
        self._refresh()

    def _save_profile(self, typed: Profile) -> None:
        if typed == self._session.profile.get():
            return
        chosen = next(
            (p for p in self._session.profile.professions if p.id == typed.profession), None
        )
        regulator = chosen.regulator if chosen is not None else typed.regulator
        self._session.profile.save(replace(typed, regulator=regulator))

    def _refresh(self) -> None:
        session = self._session
        self._display.render_state(
            SettingsState(
                profile=session.profile.get(),
                professions=session.profile.professions,
                role_levels=session.profile.role_levels,
                theme=self._settings.current.theme,
                text_size=self._settings.current.text_size,
                checks_spelling=self._settings.current.checks_spelling,
                shows_identifiers=self._settings.current.shows_identifiers,
                is_read_only=session.is_read_only,
                problem=self._problem,
                problem_field=self._problem_field,
                set_for_all=policies_in_words(self._settings.policies),
                not_in_force=problems_in_words(self._settings.policies),
            )
        )
        self._is_shown = True  # only now do the fields hold what the journal does
