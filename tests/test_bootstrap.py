"""Which journal the window begins with."""

from pathlib import Path

import pytest

from ahpjournal.bootstrap import DEFAULT_NAME, DEMO_NOW, _Opener
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore


class Starts:
    """Starts anew each time, as after a restart of the program."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.folder = folder

    def __call__(self, journal: Path | None = None) -> JournalSession:
        """Open what the window would begin with, and remember it as the window does."""
        settings = SettingsStore(self.home)
        opener = _Opener(settings, self.home, self.folder, journal, is_demo=False)
        session = opener.start()
        assert session.path is not None
        settings.remember(session.path)
        return session

    def path(self, journal: Path | None = None) -> Path | None:
        """Tell where it lies, and close it."""
        session = self(journal)
        session.close()
        return session.path


@pytest.fixture
def start(tmp_path: Path) -> Starts:
    """Give what starts the program with a home of its own."""
    return Starts(tmp_path)


def test_a_first_start_makes_a_journal_and_the_next_opens_it(start: Starts) -> None:
    first = start.path()
    assert first == start.home / DEFAULT_NAME
    assert start.path() == first


def test_a_journal_on_a_drive_that_is_gone_is_missed_and_none_is_made(start: Starts) -> None:
    start.path()
    stick = start.folder / "stick"
    stick.mkdir()
    (start.home / DEFAULT_NAME).rename(stick / "Mine.ahpjournal")
    assert start.path(stick / "Mine.ahpjournal") == stick / "Mine.ahpjournal"
    stick.rename(start.folder / "elsewhere")
    before = SettingsStore(start.home).current.recent
    with pytest.raises(ConditionError) as caught:
        start()
    assert caught.value.code is ConditionCode.MISSING
    assert caught.value.path == str(stick / "Mine.ahpjournal")
    assert not (start.home / DEFAULT_NAME).exists()
    assert SettingsStore(start.home).current.recent == before
    (start.folder / "elsewhere").rename(stick)
    assert start.path() == stick / "Mine.ahpjournal"


def test_a_journal_named_from_the_present_folder_is_found_again_from_another(
    start: Starts, monkeypatch: pytest.MonkeyPatch
) -> None:
    start.path()
    (start.home / DEFAULT_NAME).rename(start.folder / "mine.ahpjournal")
    monkeypatch.chdir(start.folder)
    assert start.path(Path("mine.ahpjournal")) == start.folder / "mine.ahpjournal"
    monkeypatch.chdir("/")
    assert start.path() == start.folder / "mine.ahpjournal"


def test_the_demo_opened_again_still_has_the_days_of_its_story(tmp_path: Path) -> None:
    settings = SettingsStore(tmp_path / "home")
    opener = _Opener(settings, tmp_path / "home", tmp_path, None, is_demo=True)
    session = opener.start()
    assert session.path is not None
    session.close()
    again = opener.open(session.path)
    try:
        assert again.clock.today() == DEMO_NOW.date()
        assert again.backups.newest() is None
    finally:
        again.close()
