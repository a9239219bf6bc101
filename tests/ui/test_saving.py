"""What cannot be saved stays on the screen, can be put elsewhere, and quitting waits for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal import bootstrap
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.app import WindowApplication
from ahpjournal.ui.journals import Journals
from ahpjournal.ui.kit.titles import TitleEdit
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.theme.theme import Theme

COPY, STAY = 0, 1


class Answers:
    """Dialogs that answer as the test says."""

    def __init__(self, target: Path) -> None:
        self.choice = STAY
        self.target: Path | None = target
        self.asked: list[str] = []

    def choose(self, title: str, text: str, choices: tuple[str, ...]) -> int:
        """Answer."""
        self.asked.append(f"{title}: {text}")
        return min(self.choice, len(choices) - 1)

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Answer."""
        return self.target


class Program:
    """The window on a journal whose disk is full for as long as the test says."""

    def __init__(
        self, qapp: QApplication, theme: Theme, home: Path, patch: pytest.MonkeyPatch
    ) -> None:
        self.home = home
        self.is_full = True
        self.quits: list[str] = []
        self.workshop = bootstrap.workshop()
        self.running = WindowApplication(
            qapp,
            Journals(self._start, self.workshop.open, self.workshop.create, self._start),
            SettingsStore(home),
            theme,
        )
        self.answers = Answers(home / "copy.md")
        for name in ("choose", "choose_save_file"):
            patch.setattr(self.running._dialogs, name, getattr(self.answers, name))
        patch.setattr(qapp, "quit", lambda: self.quits.append("quit"))
        self._patch = patch

    def _start(self) -> JournalSession:
        session = self.workshop.create(self.home / "Own.ahpjournal")
        save = session.entries.save

        def save_if_there_is_room(entry: object, **more: object) -> object:
            if self.is_full:
                raise ConditionError(ConditionCode.DISK_FULL, str(session.path))
            return save(entry, **more)  # type: ignore[arg-type]

        self._patch.setattr(session.entries, "save", save_if_there_is_room)
        return session

    @property
    def window(self) -> MainWindow:
        """The window."""
        found = self.running.window
        assert found is not None
        return found

    def words(self) -> str:
        """Give everything that can be read in the window."""
        shown = [w for w in self.window.findChildren(QLabel) if w.isVisible()]
        return " ".join(label.text() for label in shown)


@pytest.fixture
def program(
    qapp: QApplication, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[Program]:
    """Give the program with a title typed that cannot be saved."""
    made = Program(qapp, theme, tmp_path, monkeypatch)
    made.running.start()
    qtbot.waitUntil(lambda: made.running.window is not None and made.window.where() is not None)
    made.window.go(Route(PageId.JOURNAL, RouteAction.NEW))
    page = made.window.page_widget(PageId.JOURNAL)
    title = next(
        f for f in page.findChildren(TitleEdit) if f.accessibleName() == "Title of the reflection"
    )
    qtbot.keyClicks(title, "Do not lose me")
    assert not made.window.flush()
    yield made
    made.is_full = False
    made.running.shut_down()


def test_the_failure_stays_on_the_screen_until_it_is_mended(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: "Not saved: Journal" in program.words())
    assert "Saved at" not in program.words()
    program.window.go(Route(PageId.TODAY))
    assert "Not saved: Journal" in program.words()
    program.is_full = False
    qtbot.waitUntil(lambda: "Not saved: Journal" not in program.words())
    session = program.running.session
    assert session is not None
    assert session.entries.count() == 1


def test_a_copy_can_be_put_elsewhere(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: "Not saved: Journal" in program.words())
    button = next(
        b
        for b in program.window.findChildren(QPushButton)
        if b.isVisible() and b.text() == "Save a copy elsewhere\u2026"
    )
    button.click()
    copy = program.home / "copy.md"
    assert "Do not lose me" in copy.read_text(encoding="utf-8")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "Not saved: Journal" in program.words()


def test_a_copy_that_cannot_be_written_is_said(program: Program) -> None:
    program.answers.target = program.home / "Own.ahpjournal"
    assert not program.running._closing.save_copy(program.window)
    assert "That is a journal" in program.words()


def test_closing_asks_and_stays(program: Program) -> None:
    assert not program.window.close()
    assert len(program.answers.asked) == 1
    assert "cannot be saved at present" in program.answers.asked[0]
    assert program.quits == []
    assert program.window.isVisible()


def test_closing_goes_on_once_a_copy_is_elsewhere(program: Program) -> None:
    program.answers.choice = COPY
    assert not program.window.close()
    assert "Do not lose me" in (program.home / "copy.md").read_text(encoding="utf-8")
    assert program.quits == ["quit"]


def test_closing_goes_on_when_a_copy_was_put_elsewhere_before(program: Program) -> None:
    program.running._on_copy_requested()
    program.answers.choice = 0
    assert not program.window.close()
    assert str(program.home / "copy.md") in program.answers.asked[0]
    assert "would be lost" not in program.answers.asked[0]
    assert program.quits == ["quit"]


def test_closing_stays_unless_it_is_wanted_though_a_copy_is_elsewhere(program: Program) -> None:
    program.running._on_copy_requested()
    program.answers.choice = STAY
    assert not program.window.close()
    assert program.quits == []


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_copy_of_something_else_or_that_is_gone_is_none(
    qtbot: QtBot, program: Program, *, is_gone: bool
) -> None:
    program.running._on_copy_requested()
    if is_gone:
        (program.home / "copy.md").unlink()
    else:
        titles = program.window.page_widget(PageId.JOURNAL).findChildren(TitleEdit)
        title = next(f for f in titles if f.accessibleName() == "Title of the reflection")
        qtbot.keyClicks(title, ", nor this")
    assert not program.window.close()
    assert "would be lost" in program.answers.asked[0]


def test_closing_stays_when_no_place_for_the_copy_is_chosen(program: Program) -> None:
    program.answers.choice = COPY
    program.answers.target = None
    assert not program.window.close()
    assert program.quits == []


def test_a_signal_to_end_waits_and_says_so(qtbot: QtBot, program: Program) -> None:
    program.running.leave()
    assert program.quits == []
    assert "Not saved: Journal" in program.words()
    program.is_full = False
    program.running.leave()
    assert program.quits == ["quit"]


class FakeSessionEnd:
    """The end of a session, which may be put off."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def allowsInteraction(self) -> bool:  # noqa: N802 - Qt's name
        """Say yes."""
        return True

    def cancel(self) -> None:
        """Take note."""
        self.heard.append("cancel")

    def release(self) -> None:
        """Take note."""
        self.heard.append("release")


def test_the_end_of_the_session_is_put_off_until_it_is_saved(program: Program) -> None:
    end = FakeSessionEnd()
    program.running._on_session_end(end)  # type: ignore[arg-type]
    assert end.heard == ["cancel", "release"]
    program.is_full = False
    end = FakeSessionEnd()
    program.running._on_session_end(end)  # type: ignore[arg-type]
    assert end.heard == []
    session = program.running.session
    assert session is not None
    assert session.entries.count() == 1
