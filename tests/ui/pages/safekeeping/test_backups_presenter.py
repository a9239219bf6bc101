"""The card of backups: what there is, one more, where they go, and the way back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ahpjournal.bootstrap import workshop
from ahpjournal.domain.backups import Backup, BackupReason
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.messages import UserMessage
from ahpjournal.services.restoring import RestoreService
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.pages.safekeeping.backups_presenter import (
    FEW,
    BackupsPresenter,
    BackupsState,
)
from ahpjournal.ui.routes import PageId, Route
from tests.builders import MOMENT


class FakeDisplay:
    """Keeps the last state."""

    def __init__(self) -> None:
        self.state: BackupsState | None = None

    def render_state(self, state: BackupsState) -> None:
        """Keep *state*."""
        self.state = state

    @property
    def now(self) -> BackupsState:
        """The last state."""
        assert self.state is not None
        return self.state


class FakeDoor:
    """Takes note of what is opened and put back; refuses if told to."""

    def __init__(self) -> None:
        self.opened: list[Path] = []
        self.put: list[Backup] = []
        self.undone: list[Path] = []
        self.error: ConditionError | None = None

    def open_journal(self, path: Path) -> None:
        """Take note."""
        self._refuse()
        self.opened.append(path)

    def put_back(self, backup: Backup) -> None:
        """Take note."""
        self._refuse()
        self.put.append(backup)

    def undo_put_back(self, aside: Path) -> None:
        """Take note."""
        self._refuse()
        self.undone.append(aside)

    def _refuse(self) -> None:
        if self.error is not None:
            raise self.error


class FakeDialogs:
    """Answers in turn, and keeps what was asked."""

    def __init__(self) -> None:
        self.answers: list[bool | Path | None] = []
        self.asked: list[str] = []
        self.words: list[str] = []

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Answer."""
        self.asked.append(text)
        return bool(self.answers.pop(0))

    def confirm_typed(self, title: str, text: str, word: str) -> bool:
        """Answer."""
        self.asked.append(text)
        self.words.append(word)
        return bool(self.answers.pop(0))

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        """Answer."""
        return self._path()

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Answer."""
        self.asked.append(path.name)
        return self._path()

    def _path(self) -> Path | None:
        answer = self.answers.pop(0)
        assert not isinstance(answer, bool)
        return answer


class Card:
    """The presenter with everything around it."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock(MOMENT)
        self.places = BackupPlaces(folder / "home", SettingsStore(folder / "home"))
        self.workshop = workshop(self.clock, self.places)
        self.session = self.workshop.create(folder / "J.ahpjournal")
        self.session.entries.quick_capture("a thought")
        self.display, self.door, self.dialogs = FakeDisplay(), FakeDoor(), FakeDialogs()
        self.presenter = self.present(self.session)

    def present(self, session: JournalSession) -> BackupsPresenter:
        """Show the card."""
        made = BackupsPresenter(self.display, session, InlineJobs(), self.dialogs, self.door)
        made.shown(Route(PageId.SAFEKEEPING))
        return made

    def own_folder(self) -> Path | None:
        """The owner's folder, as shown."""
        return self.display.now.own_folder

    def restored(self) -> Path | None:
        """The journal that was brought back beside."""
        return self.display.now.restored

    def reminder(self) -> UserMessage | None:
        """What keeps backups from being made as they should."""
        return self.display.now.reminder

    def problem(self) -> UserMessage | None:
        """What is said to be wrong."""
        return self.display.now.problem

    def backup(self) -> Backup:
        """Make a backup and give it."""
        self.presenter.back_up_now()
        return self.display.now.backups[0]


@pytest.fixture
def card(tmp_path: Path) -> Iterator[Card]:
    """Give the card over a journal with one thought."""
    made = Card(tmp_path)
    yield made
    made.presenter.close()
    made.session.close()
    assert not made.dialogs.answers


def test_one_more_is_made_at_once_and_listed(card: Card) -> None:
    assert card.display.now.backups == ()
    backup = card.backup()
    assert backup.reason is BackupReason.BY_HAND
    assert card.display.now.notice
    assert card.problem() is None
    assert not card.display.now.is_working
    card.presenter.hidden()
    card.presenter.shown(Route(PageId.SAFEKEEPING))
    assert not card.display.now.notice


def test_few_are_shown_until_all_are_asked_for(card: Card) -> None:
    for _one in range(FEW + 2):
        card.clock.advance(timedelta(days=1))
        card.session.entries.quick_capture("more")
        card.presenter.back_up_now()
    assert len(card.display.now.shown) == FEW
    card.presenter.show_all()
    assert len(card.display.now.shown) == FEW + 2


def test_a_folder_is_tried_before_it_is_used(card: Card, tmp_path: Path) -> None:
    card.dialogs.answers = [None]
    card.presenter.choose_folder()
    card.dialogs.answers = [tmp_path / "gone"]
    card.presenter.choose_folder()
    assert card.problem() is not None
    assert card.own_folder() is None
    (tmp_path / "Stick").mkdir()
    card.dialogs.answers = [tmp_path / "Stick"]
    card.presenter.choose_folder()
    assert card.own_folder() == card.display.now.folder == tmp_path / "Stick"
    assert card.backup().path.parent == tmp_path / "Stick"
    (tmp_path / "Stick").rename(tmp_path / "Away")
    card.presenter.shown(Route(PageId.SAFEKEEPING))
    assert card.reminder() is not None
    card.presenter.use_program_folder()
    assert card.own_folder() is None
    assert card.reminder() is None


def test_a_backup_out_of_its_folder_is_made_and_the_folder_named(
    card: Card, tmp_path: Path
) -> None:
    (tmp_path / "Stick").mkdir()
    card.dialogs.answers = [tmp_path / "Stick"]
    card.presenter.choose_folder()
    (tmp_path / "Stick").rmdir()
    card.presenter.back_up_now()
    assert card.display.now.notice
    assert card.problem() is not None
    assert len(card.display.now.backups) == 1


def test_bringing_back_beside_offers_to_open_it(card: Card, tmp_path: Path) -> None:
    backup = card.backup()
    card.dialogs.answers = [None]
    card.presenter.restore_beside(backup)
    assert card.dialogs.asked == ["J as of 2026-01-12.ahpjournal"]
    target = tmp_path / "Back.ahpjournal"
    card.dialogs.answers = [target]
    card.presenter.restore_beside(backup)
    assert card.restored() == target
    card.presenter.open_restored()
    assert card.door.opened == [target]
    card.dialogs.answers = [target]
    card.presenter.restore_beside(backup)
    assert card.problem() is not None
    assert card.restored() is None
    card.presenter.open_restored()
    assert card.door.opened == [target]


def test_putting_one_back_is_asked_first(card: Card) -> None:
    backup = card.backup()
    card.dialogs.answers = [False, True]
    card.presenter.put_back(backup)
    assert card.door.put == []
    card.presenter.put_back(backup)
    assert card.door.put == [backup]
    assert "can be brought back" in card.dialogs.asked[-1]


def test_failure_12_many_records_fewer_need_a_typed_yes(card: Card) -> None:
    """Seen elsewhere: moving the data folder deleted everything."""
    backup = card.backup()
    for _thought in range(FEW + 1):
        card.session.entries.quick_capture("more")
    card.dialogs.answers = [False]
    card.presenter.put_back(backup)
    assert card.door.put == []
    assert card.dialogs.words == [str(FEW + 1)]
    assert f"{FEW + 1} reflections and actions fewer" in card.dialogs.asked[-1]
    card.dialogs.answers = [True]
    card.presenter.put_back(backup)
    assert card.door.put == [backup]


def test_what_was_replaced_is_shown_and_can_come_back(card: Card) -> None:
    backup = card.backup()
    path = card.session.path
    assert path is not None
    card.session.close()
    replaced = RestoreService(card.workshop.clock, card.workshop.places).put_back(backup, path)
    card.session = card.workshop.open(path)
    card.presenter = card.present(card.session)
    assert card.display.now.aside == (replaced.put_back.aside,)
    card.dialogs.answers = [False, True]
    card.presenter.undo_put_back(replaced.put_back.aside)
    card.presenter.undo_put_back(replaced.put_back.aside)
    assert card.door.undone == [replaced.put_back.aside]


def test_a_refusal_is_said_on_the_card(card: Card) -> None:
    backup = card.backup()
    card.door.error = ConditionError(ConditionCode.IN_USE, "J")
    card.dialogs.answers = [True, True]
    card.presenter.put_back(backup)
    assert card.problem() is not None
    card.presenter.undo_put_back(Path("x"))
    assert card.problem() is not None
    card.session.backups.refused = card.door.error
    card.presenter = card.present(card.session)
    assert card.problem() is not None


def test_a_journal_to_be_read_only_is_not_replaced(card: Card) -> None:
    backup = card.backup()
    path = card.session.path
    assert path is not None
    card.session.close()
    card.session = card.workshop.open(path, read_only=True)
    card.presenter = card.present(card.session)
    assert not card.display.now.may_write
    card.presenter.put_back(backup)
    card.presenter.undo_put_back(Path("x"))
    assert card.door.put == []


def test_a_journal_in_memory_has_none(session: JournalSession) -> None:
    display = FakeDisplay()
    presenter = BackupsPresenter(display, session, InlineJobs(), FakeDialogs(), FakeDoor())
    presenter.shown(Route(PageId.SAFEKEEPING))
    presenter.cancel()
    assert presenter.flush()
    assert not display.now.is_available
    presenter.close()
