"""What is offered where a journal does not open."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.bootstrap import workshop
from ahpjournal.domain.backups import BackupReason
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.restoring import RestoreService
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.backup_offer import FEW, BackupOffer
from ahpjournal.ui.theme.theme import Theme
from tests.builders import MOMENT


class FakeDialogs:
    """Answers in turn."""

    def __init__(self) -> None:
        self.agrees = False
        self.target: Path | None = None

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Answer."""
        return self.agrees

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Answer."""
        return self.target


class Offer:
    """An offer for a journal with some backups, which is damaged by now."""

    def __init__(self, folder: Path, count: int) -> None:
        clock = FixedClock(MOMENT)
        places = BackupPlaces(folder / "home", SettingsStore(folder / "home"))
        self.path = folder / "J.ahpjournal"
        session = workshop(clock, places).create(self.path)
        for _one in range(count):
            session.entries.quick_capture("a thought")
            session.backups.make(BackupReason.BY_HAND)
            clock.advance(timedelta(minutes=1))
        session.close()
        self.path.write_bytes(b"torn" * 2048)
        self.dialogs = FakeDialogs()
        self.opened: list[Path] = []
        self.error: ConditionError | None = None
        self.widget = BackupOffer(
            self.path, RestoreService(clock, places), InlineJobs(), self.dialogs, self._open
        )

    def _open(self, path: Path) -> None:
        if self.error is not None:
            raise self.error
        self.opened.append(path)

    def press(self, text: str) -> None:
        """Press the button that says *text*, for the newest backup."""
        buttons = self.widget.findChildren(QPushButton)
        next(b for b in buttons if b.text() == text).click()

    def says(self, text: str) -> bool:
        """Tell whether *text* is shown."""
        return any(text in label.text() for label in self.widget.findChildren(QLabel))


@pytest.fixture
def offer(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Offer]:
    """Give an offer of more backups than are shown."""
    made = Offer(tmp_path, FEW + 1)
    qtbot.addWidget(made.widget)
    yield made
    made.widget.hide()


def test_the_newest_are_offered_with_dates_and_counts(offer: Offer) -> None:
    assert not offer.widget.isHidden()
    assert offer.says("12/01/2026")
    assert offer.says("4 reflections")
    assert not offer.says("1 reflection \u00b7")


def test_without_backups_nothing_is_offered(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    none = Offer(tmp_path, 0)
    qtbot.addWidget(none.widget)
    assert none.widget.isHidden()


def test_one_comes_back_beside_and_is_opened(offer: Offer, tmp_path: Path) -> None:
    offer.press("Bring back beside\u2026")
    assert offer.opened == []
    offer.dialogs.target = tmp_path / "Back.ahpjournal"
    offer.press("Bring back beside\u2026")
    assert offer.opened == [tmp_path / "Back.ahpjournal"]
    assert offer.path.read_bytes() == b"torn" * 2048


def test_one_takes_the_place_only_after_a_yes(offer: Offer) -> None:
    offer.press("Put in its place\u2026")
    assert offer.opened == []
    offer.dialogs.agrees = True
    offer.press("Put in its place\u2026")
    assert offer.opened == [offer.path]
    assert offer.path.read_bytes() != b"torn" * 2048


def test_what_stands_in_the_way_is_said(offer: Offer, tmp_path: Path) -> None:
    offer.dialogs.target = offer.path
    offer.press("Bring back beside\u2026")
    assert offer.says("There is a file already")
    offer.error = ConditionError(ConditionCode.IN_USE, str(offer.path))
    offer.dialogs.target = tmp_path / "Back.ahpjournal"
    offer.press("Bring back beside\u2026")
    assert offer.says("Already open")
