"""What the organisation sets is shown in the window as such, and cannot be changed there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ahpjournal import bootstrap
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.policy import Policies, parse_policies
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.messages import describe
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.dialogs import QtDialogs
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.navigation import page_specs
from ahpjournal.ui.page import PageContext
from ahpjournal.ui.pages.safekeeping.backups_card import BackupsCard
from ahpjournal.ui.pages.safekeeping.backups_presenter import BackupsState
from ahpjournal.ui.pages.safekeeping.passphrase_card import PassphraseCard
from ahpjournal.ui.pages.safekeeping.passphrase_presenter import PassphraseForm, PassphraseState
from ahpjournal.ui.routes import Navigator, PageId, Route
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.tour import NoDoor

REQUIRED = Policies(requires_passphrase=True, given=frozenset({"RequirePassphrase"}))
Open = Callable[..., MainWindow]


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Open]:
    """Give a way to open a window on a new journal under some policies."""
    sessions: list[JournalSession] = []
    windows: list[MainWindow] = []

    def open_window(policies: Policies, passphrase: str = "", **options: Any) -> MainWindow:
        settings = SettingsStore(tmp_path / "home", policies)
        places = BackupPlaces(tmp_path / "home", settings)
        made = bootstrap.workshop(places=places, policies=policies)
        secret = Passphrase(passphrase) if passphrase else None
        session = made.create(tmp_path / "My.ahpjournal", passphrase=secret)
        sessions.append(session)

        def make_context(navigator: Navigator) -> PageContext:
            return PageContext(
                session, InlineJobs(), QtDialogs(), navigator, theme, settings, NoDoor()
            )

        window = MainWindow(page_specs(), make_context, theme, **options)
        qtbot.addWidget(window)
        windows.append(window)
        return window

    yield open_window
    for window in windows:
        window.let_go()
    for session in sessions:
        session.close()


def page_shown(window: MainWindow) -> PageId:
    where = window.where()
    assert where is not None
    return where.page


def words_in(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_plain_journal_shows_only_the_way_to_a_passphrase_where_one_is_wanted(
    opened: Open,
) -> None:
    window = opened(REQUIRED)
    window.go(Route(PageId.JOURNAL))
    assert page_shown(window) is PageId.SAFEKEEPING
    assert "asks for every journal to be protected" in words_in(window)
    window.go(Route(PageId.ABOUT))
    assert page_shown(window) is PageId.ABOUT


def test_an_encrypted_journal_shows_every_page(opened: Open) -> None:
    window = opened(REQUIRED, "four words or more")
    window.go(Route(PageId.TODAY))
    assert page_shown(window) is PageId.TODAY


def test_the_demo_needs_no_passphrase(opened: Open) -> None:
    window = opened(REQUIRED, is_demo=True)
    window.go(Route(PageId.TODAY))
    assert page_shown(window) is PageId.TODAY


def test_settings_say_what_is_set(opened: Open) -> None:
    window = opened(Policies(auto_lock_minutes=7))
    window.go(Route(PageId.SETTINGS))
    said = words_in(window.page_widget(PageId.SETTINGS))
    assert "Set by your organisation" in said
    assert "locks after 7 minutes" in said


def test_settings_say_nothing_where_nothing_is_set(qtbot: QtBot, opened: Open) -> None:
    window = opened(Policies())
    window.go(Route(PageId.SETTINGS))
    window.show()
    shown = [
        label.text()
        for label in window.page_widget(PageId.SETTINGS).findChildren(QLabel)
        if label.isVisible()
    ]
    assert "Set by your organisation" not in shown


def test_settings_say_what_does_not_hold_for_the_it_team(opened: Open) -> None:
    policies = parse_policies({"AutoLockMinutes": "soon", "AllowedExportKinds": ["coach", "later"]})
    window = opened(policies)
    window.go(Route(PageId.SETTINGS))
    said = words_in(window.page_widget(PageId.SETTINGS))
    assert "Please tell them" in said
    assert "AutoLockMinutes: \u201csoon\u201d" in said
    assert "later" not in said


def test_the_minutes_are_shown_and_locked_and_the_passphrase_stays(
    qtbot: QtBot, theme: Theme
) -> None:
    card = PassphraseCard(theme)
    qtbot.addWidget(card)
    state = PassphraseState(
        is_encrypted=True,
        can_change=True,
        form=PassphraseForm.NONE,
        lock_minutes=7,
        is_required=True,
        are_minutes_set=True,
    )
    card.render_state(state)
    assert card._minutes.value() == "7"
    assert not card._minutes.isEnabled()
    assert not card._minutes_note.isHidden()
    assert card._remove.isHidden()
    assert "changed but not removed" in words_in(card)


def test_the_backup_folder_is_named_and_not_offered(qtbot: QtBot, theme: Theme) -> None:
    card = BackupsCard(theme)
    qtbot.addWidget(card)
    folder = Path("/srv/backups")
    card.render_state(
        BackupsState(
            is_available=True,
            is_looking=False,
            may_write=True,
            folder=folder,
            own_folder=folder,
            is_folder_set=True,
        )
    )
    assert card._choose.isHidden()
    assert card._ours.isHidden()
    assert "your organisation set" in words_in(card)


def test_a_backup_folder_out_of_reach_is_nothing_to_choose_another_for(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    card = BackupsCard(theme)
    qtbot.addWidget(card)
    gone, ours = tmp_path / "gone", tmp_path / "ours"
    code = ConditionCode.BACKUP_FOLDER_UNREACHABLE
    card.render_state(
        BackupsState(
            is_available=True,
            is_looking=False,
            may_write=True,
            folder=ours,
            own_folder=gone,
            is_folder_set=True,
            reminder=describe(ConditionError(code, str(gone), is_set=True)),
        )
    )
    said = words_in(card).replace("\u200b", "")
    assert card._choose.isHidden()
    assert f"cannot be reached: {gone}" in said
    assert str(ours) in said
    assert "tell your IT team" in said
    assert "choose a" not in said
    assert "choose another" not in said


def test_the_backup_folder_cannot_be_chosen_elsewhere(tmp_path: Path) -> None:
    policies = Policies(backup_folder=tmp_path)
    places = BackupPlaces(tmp_path / "home", SettingsStore(tmp_path / "home", policies))
    session = bootstrap.workshop(places=places).create(tmp_path / "My.ahpjournal")
    try:
        with pytest.raises(ConditionError) as caught:
            session.backups.choose_folder(None)
        assert caught.value.code is ConditionCode.NOT_ALLOWED_HERE
        assert places.own_folder() == tmp_path
    finally:
        session.close()
