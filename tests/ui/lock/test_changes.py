"""Setting, changing and removing the passphrase in the window: the journal always comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ahpjournal import bootstrap
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode
from ahpjournal.services.messages import UserMessage
from ahpjournal.services.protection import is_encrypted
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.app import WindowApplication
from ahpjournal.ui.journals import Journals
from ahpjournal.ui.lock.ports import ServicesProtection
from ahpjournal.ui.lock.recovery_page import RecoveryPage
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme

OLD, NEW = Passphrase("correct horse battery"), Passphrase("quite another thing")


class BrokenProtection(ServicesProtection):
    """Cannot encrypt."""

    @override
    def set_passphrase(self, path: Path, passphrase: Passphrase, job: Job) -> RecoveryCode:
        """Say that the disk is full."""
        raise ConditionError(ConditionCode.DISK_FULL, str(path))


class LeavingProtection(ServicesProtection):
    """Leaves a copy as it was."""

    @property
    @override
    def left(self) -> tuple[Path, ...]:
        """Name it."""
        return (Path("Own replaced") / "Own.ahpjournal",)


class Program:
    """The window on a plain journal in a temporary home."""

    def __init__(self, qapp: QApplication, theme: Theme, home: Path) -> None:
        self.path = home / "Own.ahpjournal"
        self.workshop = bootstrap.workshop()
        self.refusals: list[UserMessage] = []
        self._qapp, self._theme, self._home = qapp, theme, home
        self.protection: ServicesProtection = ServicesProtection()
        self.running = self.make()

    def make(self) -> WindowApplication:
        """Make the application with the present protection."""
        return WindowApplication(
            self._qapp,
            Journals(
                self._start,
                self.workshop.open,
                self.workshop.create,
                self._start,
                protection=self.protection,
            ),
            SettingsStore(self._home),
            self._theme,
        )

    def _start(self) -> JournalSession:
        return self.workshop.open(self.path)

    @property
    def window(self) -> MainWindow:
        """The window."""
        found = self.running.window
        assert found is not None
        return found

    @property
    def session(self) -> JournalSession | None:
        """The open journal."""
        return self.running.session

    def words(self) -> str:
        """Give everything that can be read in the window."""
        shown = [w for w in self.window.findChildren(QLabel) if w.isVisible()]
        return " ".join(label.text() for label in shown)


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """Give the program, not yet started, on a plain journal with one entry."""
    made = Program(qapp, theme, tmp_path)
    session = made.workshop.create(made.path)
    session.entries.quick_capture("A thought of mine")
    session.close()
    yield made
    made.running.shut_down()


def started(qtbot: QtBot, program: Program) -> None:
    """Start and wait for the first page."""
    program.running.start()
    qtbot.waitUntil(lambda: program.running.window is not None)
    qtbot.waitUntil(lambda: program.window.where() is not None)


def is_back(program: Program) -> bool:
    """Tell whether safekeeping is shown on an open journal."""
    where = program.window.where() if program.session is not None else None
    return where is not None and where.page is PageId.SAFEKEEPING


def set_one(qtbot: QtBot, program: Program, passphrase: Passphrase) -> RecoveryPage:
    """Set a passphrase and wait for the recovery code."""
    program.running.set_passphrase(passphrase, program.refusals.append)
    qtbot.waitUntil(lambda: bool(program.window.findChildren(RecoveryPage)))
    return program.window.findChildren(RecoveryPage)[0]


def finish(page: RecoveryPage) -> None:
    """Tick that it is safe and go on."""
    page.findChildren(QCheckBox)[0].click()
    button(page, "Open the journal").click()


def button(widget: QWidget, words: str) -> QPushButton:
    """Find a button by its words."""
    return next(b for b in widget.findChildren(QPushButton) if b.text() == words)


def test_a_passphrase_is_set_and_the_code_shown_before_the_journal_comes_back(
    qtbot: QtBot, program: Program
) -> None:
    started(qtbot, program)
    page = set_one(qtbot, program, OLD)
    assert not is_back(program)
    go_on = button(page, "Open the journal")
    assert not go_on.isEnabled()
    sheet = button(page, "Save the recovery sheet\u2026")
    qtbot.waitUntil(lambda: program.window.focusWidget() is sheet)
    finish(page)
    qtbot.waitUntil(lambda: is_back(program))
    assert program.session is not None
    assert program.session.is_encrypted
    assert program.session.entries.count() == 1
    assert "The journal is encrypted" in program.words()
    assert is_encrypted(program.path)


def test_what_was_done_is_said_until_another_page_is_shown(qtbot: QtBot, program: Program) -> None:
    started(qtbot, program)
    finish(set_one(qtbot, program, OLD))
    qtbot.waitUntil(lambda: is_back(program))
    assert "your passphrase or your recovery code" in program.words()
    program.window.go(Route(PageId.ACTIONS))
    assert "The journal is encrypted" not in program.words()


def test_copies_that_stay_plain_are_named_until_that_is_closed(
    qtbot: QtBot, program: Program
) -> None:
    program.running.shut_down()
    program.protection = LeavingProtection()
    program.running = program.make()
    started(qtbot, program)
    finish(set_one(qtbot, program, OLD))
    qtbot.waitUntil(lambda: is_back(program))
    program.window.go(Route(PageId.ACTIONS))
    said = program.words().replace("\u200b", "")
    assert "could not be encrypted" in said
    assert "Own replaced" in said


def test_it_is_changed_and_only_the_new_one_opens(qtbot: QtBot, program: Program) -> None:
    started(qtbot, program)
    finish(set_one(qtbot, program, OLD))
    qtbot.waitUntil(lambda: is_back(program))
    program.running.change_passphrase(OLD, NEW, program.refusals.append)
    qtbot.waitUntil(lambda: "The passphrase was changed" in program.words())
    assert program.session is not None
    program.protection.unlock(program.path, NEW)
    with pytest.raises(ConditionError) as raised:
        program.protection.unlock(program.path, OLD)
    assert raised.value.code is ConditionCode.WRONG_PASSPHRASE


def test_a_wrong_present_one_changes_nothing_and_keeps_the_pages(
    qtbot: QtBot, program: Program
) -> None:
    started(qtbot, program)
    finish(set_one(qtbot, program, OLD))
    qtbot.waitUntil(lambda: is_back(program))
    session = program.session
    program.running.change_passphrase(NEW, NEW, program.refusals.append)
    qtbot.waitUntil(lambda: bool(program.refusals))
    assert program.refusals[0].code == "wrong-passphrase"
    assert program.session is session
    program.running.remove_passphrase(NEW, program.refusals.append)
    qtbot.waitUntil(lambda: len(program.refusals) == 2)
    assert program.session is session


def test_it_is_removed(qtbot: QtBot, program: Program) -> None:
    started(qtbot, program)
    finish(set_one(qtbot, program, OLD))
    qtbot.waitUntil(lambda: is_back(program))
    program.running.remove_passphrase(OLD, program.refusals.append)
    qtbot.waitUntil(lambda: "The passphrase was removed" in program.words())
    assert not is_encrypted(program.path)
    assert program.session is not None
    assert program.session.entries.count() == 1


def test_what_cannot_be_done_is_said_on_the_journal_as_it_was(
    qtbot: QtBot, program: Program
) -> None:
    program.running.shut_down()
    program.protection = BrokenProtection()
    program.running = program.make()
    started(qtbot, program)
    program.running.set_passphrase(OLD, program.refusals.append)
    qtbot.waitUntil(lambda: "The disk is full" in program.words())
    qtbot.waitUntil(lambda: is_back(program))
    assert not is_encrypted(program.path)


def test_nothing_is_begun_while_something_cannot_be_saved(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(qtbot, program)
    program.window.go(Route(PageId.SAFEKEEPING))
    with monkeypatch.context() as patched:
        patched.setattr(program.window, "flush", lambda: False)
        program.running.set_passphrase(OLD, program.refusals.append)
        qtbot.waitUntil(lambda: bool(program.refusals))
    assert program.session is not None
    assert not is_encrypted(program.path)
