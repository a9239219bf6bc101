"""Settings: every change is kept, a wrong date is said beside its field."""

from pathlib import Path
from typing import Any

import pytest

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.profile import Profile
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore, ThemeChoice
from ahpjournal.ui.pages.settings.presenter import SettingsPresenter, SettingsState
from ahpjournal.ui.routes import PageId, Route


class FakeDisplay:
    """Keeps states; the profile stands for what is in the fields."""

    def __init__(self) -> None:
        self.states: list[SettingsState] = []
        self.profile: Profile | None = None
        self.is_wrong = False
        self.programme_shown = 0

    def render_state(self, state: SettingsState) -> None:
        """Keep *state*."""
        self.states.append(state)

    def show_programme(self) -> None:
        """Take note."""
        self.programme_shown += 1

    def typed_profile(self) -> Profile:
        """Give the profile."""
        if self.is_wrong:
            raise InputError(InputCode.NOT_A_DATE, "Registration cycle starts")
        return self.profile or self.states[-1].profile


class FakeLook:
    """Remembers the look put into effect."""

    def __init__(self) -> None:
        self.applied: list[tuple[ThemeChoice, int]] = []

    def apply_look(self, theme: ThemeChoice, text_size: int) -> None:
        """Take note."""
        self.applied.append((theme, text_size))


@pytest.fixture
def display() -> FakeDisplay:
    """Give a display."""
    return FakeDisplay()


@pytest.fixture
def look() -> FakeLook:
    """Give a look."""
    return FakeLook()


@pytest.fixture
def presenter(
    display: FakeDisplay,
    look: FakeLook,
    session: JournalSession,
    tmp_path: Path,
    timers: Any,
    navigator: Any,
) -> SettingsPresenter:
    """Give the page, shown."""
    made = SettingsPresenter(display, session, SettingsStore(tmp_path), look, timers, navigator)
    made.shown(Route(PageId.SETTINGS))
    return made


def test_a_profile_is_kept_with_the_regulator_of_the_profession(
    presenter: SettingsPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    display.profile = Profile(name="Ada Example", profession="osteopath")
    presenter.edited()
    assert session.profile.get().name == "Ada Example"
    assert session.profile.get().regulator == "GOsC"


def test_the_modules_are_on_a_page_of_their_own(
    presenter: SettingsPresenter, navigator: Any
) -> None:
    presenter.show_modules()
    assert navigator.routes == [Route(PageId.PROGRAMME)]


def test_a_wrong_date_is_said_and_keeps_the_page(
    presenter: SettingsPresenter, display: FakeDisplay
) -> None:
    display.is_wrong = True
    assert not presenter.flush()
    assert display.states[-1].problem is not None
    assert display.states[-1].problem_field == "Registration cycle starts"
    display.is_wrong = False
    assert presenter.flush()
    assert display.states[-1].problem is None


def test_the_look_changes_now_and_next_time(
    presenter: SettingsPresenter, look: FakeLook, tmp_path: Path
) -> None:
    presenter.choose_theme(ThemeChoice.DARK)
    presenter.choose_text_size(150)
    assert look.applied == [(ThemeChoice.DARK, 100), (ThemeChoice.DARK, 150)]
    assert SettingsStore(tmp_path).current.theme is ThemeChoice.DARK
    assert SettingsStore(tmp_path).current.text_size == 150


def test_hints_are_switched_off_and_the_journal_hears_of_it(
    presenter: SettingsPresenter, display: FakeDisplay, session: JournalSession, tmp_path: Path
) -> None:
    heard: list[Topic] = []
    session.feed.subscribe(heard.append)
    presenter.check_spelling(is_on=False)
    presenter.show_identifiers(is_on=False)
    assert heard == [Topic.WORDS, Topic.WORDS]
    kept = SettingsStore(tmp_path).current
    assert not kept.checks_spelling
    assert not kept.shows_identifiers
    state = display.states[-1]
    assert (state.checks_spelling, state.shows_identifiers) == (False, False)


def test_a_page_never_shown_saves_nothing(
    display: FakeDisplay,
    look: FakeLook,
    session: JournalSession,
    tmp_path: Path,
    timers: Any,
    navigator: Any,
) -> None:
    hidden = SettingsPresenter(display, session, SettingsStore(tmp_path), look, timers, navigator)
    assert hidden.flush()
    assert session.profile.get() == Profile()


def test_a_route_may_name_the_card_about_the_programme(
    presenter: SettingsPresenter, display: FakeDisplay
) -> None:
    assert display.programme_shown == 0
    presenter.shown(Route(PageId.SETTINGS, record="programme"))
    assert display.programme_shown == 1
