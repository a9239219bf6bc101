"""The running window: opening, changing and closing journals without loss."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal import bootstrap
from ahpjournal.assets import resource_path
from ahpjournal.domain.backups import BackupReason
from ahpjournal.domain.clock import SystemClock
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.messages import describe
from ahpjournal.services.protection import unlock
from ahpjournal.services.restoring import RestoreService
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.app import WindowApplication
from ahpjournal.ui.journals import Journals
from ahpjournal.ui.pages.safekeeping.copies_card import CopiesCard
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.theme.theme import Theme


class Program:
    """The window of a temporary home, with its journals."""

    def __init__(self, qapp: QApplication, theme: Theme, home: Path) -> None:
        self.home = home
        self.theme = theme
        self.settings = SettingsStore(home)
        self.workshop = bootstrap.workshop(places=BackupPlaces(home, self.settings))
        self.start_error: ConditionError | None = None
        self.running = WindowApplication(
            qapp,
            Journals(
                self._start,
                self.workshop.open_or_read,
                self.workshop.create,
                self._demo,
                restores=RestoreService(SystemClock(), self.workshop.places),
                repair=self.workshop.repair,
            ),
            self.settings,
            theme,
        )

    @property
    def first(self) -> Path:
        """The journal that it starts with."""
        return self.home / "First.ahpjournal"

    def _start(self) -> JournalSession:
        if self.start_error is not None:
            raise self.start_error
        if self.first.exists():
            return self.workshop.open_or_read(self.first)
        return self.workshop.create(self.first)

    def _demo(self) -> JournalSession:
        return self.workshop.create_demo(self.home / "Demo.ahpjournal")


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Program]:
    """Give the program, not yet started."""
    made = Program(qapp, theme, tmp_path)
    yield made
    made.running.shut_down()


def started(qtbot: QtBot, program: Program) -> None:
    """Start and wait for the first page."""
    program.running.start()
    qtbot.waitUntil(lambda: program.running.window is not None and has_page(program, PageId.TODAY))


def shows(program: Program, path: Path) -> bool:
    """Tell whether the journal at *path* is open."""
    session = program.running.session
    return session is not None and session.path == path


def has_page(program: Program, page: PageId) -> bool:
    """Tell whether a page was visited."""
    window = program.running.window
    try:
        return window is not None and window.page_widget(page) is not None
    except KeyError:
        return False


def test_a_first_start_makes_a_journal_and_shows_today(qtbot: QtBot, program: Program) -> None:
    started(qtbot, program)
    assert program.first.exists()
    assert program.settings.current.recent == (str(program.first),)


def test_changing_to_another_journal_keeps_what_was_typed_in_the_first(
    qtbot: QtBot, program: Program
) -> None:
    started(qtbot, program)
    window = program.running.window
    assert window is not None
    window.go(Route(PageId.ACTIONS, RouteAction.NEW))
    title = window.page_widget(PageId.ACTIONS).focusWidget()
    assert title is not None
    qtbot.keyClicks(title, "Ring the lead")
    other = program.home / "Other.ahpjournal"
    program.running.create_journal(other)
    qtbot.waitUntil(lambda: shows(program, other) and has_page(program, PageId.TODAY))
    assert program.running.window is window
    assert program.settings.current.recent[0] == str(other)
    session = program.workshop.open(program.first)
    assert [a.title for a in session.plans.list_all()] == ["Ring the lead"]
    session.close()


def test_a_journal_that_cannot_be_opened_leaves_the_present_one_open(
    qtbot: QtBot, program: Program
) -> None:
    started(qtbot, program)
    window = program.running.window
    notes = program.home / "notes.ahpjournal"
    notes.write_text("not a journal", encoding="utf-8")
    with pytest.raises(ConditionError):
        program.running.open_journal(notes)
    assert program.running.window is window


def test_the_demo_is_marked_and_not_remembered(qtbot: QtBot, program: Program) -> None:
    started(qtbot, program)
    program.running.open_demo()
    qtbot.waitUntil(
        lambda: shows(program, program.home / "Demo.ahpjournal") and has_page(program, PageId.TODAY)
    )
    window = program.running.window
    assert window is not None
    assert "Demo: nothing is kept" in {label.text() for label in window.findChildren(QLabel)}
    assert program.settings.current.recent == (str(program.first),)


def test_a_journal_in_use_is_said_and_can_be_tried_again(qtbot: QtBot, program: Program) -> None:
    program.start_error = ConditionError(ConditionCode.IN_USE, str(program.first))
    program.running.start()
    qtbot.waitUntil(lambda: program.running.trouble is not None)
    trouble = program.running.trouble
    assert trouble is not None
    words = " ".join(label.text() for label in trouble.findChildren(QLabel))
    assert "Already open" in words
    program.start_error = None
    again = next(b for b in trouble.findChildren(QPushButton) if b.text() == "Try again")
    press: Callable[[], None] = again.click
    press()
    qtbot.waitUntil(lambda: has_page(program, PageId.TODAY))
    assert program.running.trouble is None
    assert not list(program.home.glob("*.show"))


def test_a_second_start_brings_the_first_window_forward_and_leaves(
    qtbot: QtBot, qapp: QApplication, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(qtbot, program)
    window = program.running.window
    assert window is not None
    came: list[str] = []
    monkeypatch.setattr(window, "come_forward", lambda: came.append("forward"))
    second = Program(qapp, program.theme, program.home)
    left: list[str] = []
    monkeypatch.setattr(second.running, "_on_answered", lambda: left.append("left"))
    second.running.start()
    qtbot.waitUntil(lambda: came == ["forward"] and left == ["left"])
    assert second.running.trouble is None
    assert second.running.window is None
    second.running.shut_down()


def test_a_journal_open_elsewhere_can_be_read(
    qtbot: QtBot, qapp: QApplication, program: Program
) -> None:
    holder = program.workshop.create(program.first)
    program.running.start()
    qtbot.waitUntil(lambda: program.running.trouble is not None)
    trouble = program.running.trouble
    assert trouble is not None
    words = " ".join(label.text() for label in trouble.findChildren(QLabel))
    assert "Another window on this computer" in words
    read = next(b for b in trouble.findChildren(QPushButton) if b.text() == "Open it read-only")
    read.click()
    qtbot.waitUntil(lambda: has_page(program, PageId.TODAY))
    session = program.running.session
    assert session is not None
    assert session.is_read_only
    holder.close()


def test_a_journal_that_may_not_be_written_can_be_read(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = program.workshop.create(program.first)
    session.entries.quick_capture("kept")
    session.close()

    def refuse(path: Path) -> None:
        raise ConditionError(ConditionCode.READ_ONLY, str(path))

    monkeypatch.setattr("ahpjournal.storage.journal_file.refuse_unwritable", refuse)
    program.running.start()
    trouble = program.running.trouble
    assert trouble is not None
    words = " ".join(label.text() for label in trouble.findChildren(QLabel))
    assert "can be read but not changed" in words
    assert "stays on the screen" not in words
    read = next(b for b in trouble.findChildren(QPushButton) if b.text() == "Open it read-only")
    assert not read.isHidden()
    read.click()
    qtbot.waitUntil(lambda: has_page(program, PageId.TODAY))
    session_now = program.running.session
    assert session_now is not None
    assert session_now.is_read_only
    assert session_now.info().counts["entries"] == 1


def test_a_journal_to_be_read_says_so_and_has_no_dead_buttons(
    qtbot: QtBot, program: Program
) -> None:
    started(qtbot, program)
    program.running.open_read_only(program.first)
    first = program.running.session

    def is_read() -> bool:
        session = program.running.session
        return session not in {None, first} and has_page(program, PageId.TODAY)

    qtbot.waitUntil(is_read)
    window = program.running.window
    assert window is not None

    def words() -> str:
        return " ".join(w.text() for w in window.findChildren(QLabel) if w.isVisible())

    assert "opened to be read" in words()
    writing = {"New reflection", "Keep it", "Write about it", "Start rating"}
    for page in (PageId.TODAY, PageId.JOURNAL, PageId.COMPETENCIES):
        window.go(Route(page))
        shown = window.page_widget(page)
        found = [b for b in shown.findChildren(QPushButton) if b.text() in writing]
        assert found, page
        assert [b.text() for b in found if b.isEnabled()] == [], page
    window.show_notice("Something else")
    window.go(Route(PageId.JOURNAL, RouteAction.NEW))
    assert "opened to be read" in words()
    assert window.where() is not None


def test_a_journal_of_a_newer_version_is_read_and_says_so(qtbot: QtBot, program: Program) -> None:
    program.workshop.create(program.first).close()
    whole = bytearray(program.first.read_bytes())
    whole[60:64] = (99).to_bytes(4, "big")
    program.first.write_bytes(whole)
    started(qtbot, program)
    session, window = program.running.session, program.running.window
    assert session is not None
    assert window is not None
    assert session.is_read_only
    words = " ".join(w.text() for w in window.findChildren(QLabel) if w.isVisible())
    assert "Read only: made by a newer version" in words
    program.running.shut_down()
    assert program.first.read_bytes() == whole


@pytest.mark.parametrize("is_wanted", [True, False])
def test_another_journal_in_use_is_read_if_that_is_wanted(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch, *, is_wanted: bool
) -> None:
    started(qtbot, program)
    other = program.home / "Other.ahpjournal"
    holder = program.workshop.create(other)
    asked: list[tuple[str, ...]] = []

    def choose(_title: str, _words: str, choices: tuple[str, ...]) -> int:
        asked.append(choices)
        return 0 if is_wanted else 1

    monkeypatch.setattr(program.running._dialogs, "choose", choose)
    if is_wanted:
        program.running.open_journal(other)
        qtbot.waitUntil(lambda: shows(program, other))
        session = program.running.session
        assert session is not None
        assert session.is_read_only
    else:
        with pytest.raises(ConditionError) as caught:
            program.running.open_journal(other)
        assert caught.value.code is ConditionCode.IN_USE
        assert shows(program, program.first)
    assert asked == [("Open it read-only", "Cancel")]
    holder.close()


def test_a_day_of_use_is_backed_up_without_being_asked(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ahpjournal.ui.daily_backups.FIRST_MS", 1)
    session = program.workshop.create(program.first)
    session.entries.quick_capture("from yesterday")
    session.close()
    started(qtbot, program)
    backups = program.home / "Backups"
    qtbot.waitUntil(lambda: len(list(backups.rglob("*daily.ahpjournal"))) == 1)
    window = program.running.window
    assert window is not None
    window.go(Route(PageId.ACTIONS, RouteAction.NEW))
    title = window.page_widget(PageId.ACTIONS).focusWidget()
    assert title is not None
    qtbot.keyClicks(title, "Ring the lead")
    program.running.shut_down()
    assert len(list(backups.rglob("*close.ahpjournal"))) == 1


def test_a_backup_takes_the_place_of_the_open_journal(qtbot: QtBot, program: Program) -> None:
    session = program.workshop.create(program.first)
    session.entries.quick_capture("first")
    backup = session.backups.make(BackupReason.BY_HAND).backup
    session.entries.quick_capture("second")
    session.close()
    started(qtbot, program)
    program.running.put_back(backup)
    qtbot.waitUntil(lambda: has_page(program, PageId.SAFEKEEPING))
    aside = [place for place in program.home.iterdir() if " replaced " in place.name]
    assert len(aside) == 1
    kept = program.workshop.open(aside[0] / program.first.name)
    assert kept.info().counts["entries"] == 2
    kept.close()
    program.running.undo_put_back(aside[0])
    qtbot.waitUntil(lambda: not has_page(program, PageId.SAFEKEEPING))
    qtbot.waitUntil(lambda: has_page(program, PageId.SAFEKEEPING))
    program.running.shut_down()
    again = program.workshop.open(program.first)
    assert again.info().counts["entries"] == 2
    again.close()


def test_a_damaged_journal_is_met_with_its_backups(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program.running._dialogs, "confirm", lambda *_question: True)
    session = program.workshop.create(program.first)
    session.entries.quick_capture("first")
    session.backups.make(BackupReason.BY_HAND)
    session.close()
    whole = program.first.read_bytes()
    program.first.write_bytes(whole[:4096])
    program.running.start()
    trouble = program.running.trouble
    assert trouble is not None

    def place_button() -> QPushButton | None:
        buttons = trouble.findChildren(QPushButton)
        return next((b for b in buttons if b.text() == "Put in its place\u2026"), None)

    qtbot.waitUntil(lambda: place_button() is not None)
    button = place_button()
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: has_page(program, PageId.TODAY))
    assert program.running.trouble is None
    aside = [place for place in program.home.iterdir() if " replaced " in place.name]
    assert (aside[0] / program.first.name).read_bytes() == whole[:4096]


def button_of(widget: QWidget | None, text: str) -> QPushButton | None:
    """Give the button in *widget* that says *text*, if it is there and can be seen."""
    buttons = widget.findChildren(QPushButton) if widget is not None else []
    return next((b for b in buttons if b.text() == text and b.isVisible()), None)


def test_a_page_that_cannot_be_read_leads_to_a_repaired_copy(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = program.home / "First repaired.ahpjournal"
    monkeypatch.setattr(program.running._dialogs, "choose_save_file", lambda *_question: target)
    session = program.workshop.create(program.first)
    session.entries.quick_capture("first")
    session.close()
    started(qtbot, program)
    window = program.running.window
    assert window is not None
    window._show_problem(ConditionError(ConditionCode.DAMAGED, str(program.first)))
    button = button_of(window, "Make a repaired copy\u2026")
    assert button is not None
    button.click()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: has_page(program, PageId.SAFEKEEPING))
    assert shows(program, program.first)
    qtbot.waitUntil(lambda: "A repaired copy was made" in notice_of(program))
    assert "Reflections: 1." in notice_of(program)
    copy = program.workshop.open(target, read_only=True)
    assert copy.info().counts["entries"] == 1
    copy.close()


def test_only_damage_offers_a_repair(qtbot: QtBot, program: Program) -> None:
    started(qtbot, program)
    window = program.running.window
    assert window is not None
    window._show_problem(ConditionError(ConditionCode.DRIVE_PROBLEM, str(program.first)))
    assert button_of(window, "Make a repaired copy\u2026") is None


def test_a_damaged_encrypted_journal_offers_a_repair_with_the_right_passphrase(
    qtbot: QtBot, program: Program
) -> None:
    secret = Passphrase("correct horse battery staple")
    session = program.workshop.create(program.first, passphrase=secret)
    session.entries.quick_capture("first")
    session.close()
    key = unlock(program.first, secret)
    whole = bytearray(program.first.read_bytes())
    whole[4096 + 100 : 4096 * 4] = bytes(4096 * 3 - 100)
    program.first.write_bytes(whole)
    program.start_error = ConditionError(ConditionCode.ENCRYPTED, str(program.first))
    program.running.start()
    with pytest.raises(ConditionError) as caught:
        program.running.unlocked(program.first, key, read_only=False)
    assert caught.value.code is ConditionCode.DAMAGED
    window = program.running.window
    qtbot.waitUntil(lambda: button_of(window, "Make a repaired copy\u2026") is not None)


def notice_of(program: Program) -> str:
    """Give what the notice above the pages says."""
    window = program.running.window
    frame = window._frame if window is not None else None
    labels = frame.notice.findChildren(QLabel) if frame is not None else []
    return " ".join(label.text() for label in labels)


def test_a_copy_is_looked_at_and_brought_in_with_the_pages_put_away(
    qtbot: QtBot, program: Program
) -> None:
    program.workshop.create(program.first).close()
    other = program.home / "Home.ahpjournal"
    shutil.copyfile(program.first, other)
    session = program.workshop.open(other)
    session.entries.quick_capture("written at home")
    session.close()
    started(qtbot, program)
    for dry_run, count in ((True, 0), (False, 1)):
        before = program.running.session
        program.running.merge_copy(other, dry_run=dry_run)
        wait_for_another(qtbot, program, before)
        card = safekeeping(program)
        words = " ".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())
        assert "1 reflection" in words
        assert ("This is what would happen" in words) is dry_run
        assert len(list(program.home.rglob("*before-merge.ahpjournal"))) == count
    program.running.merge_copy(program.first, dry_run=True)
    wait_for_another(qtbot, program, program.running.session)
    problems = [label.text() for label in safekeeping(program).findChildren(QLabel)]
    assert describe(InputError(InputCode.SAME_FILE, "Home")).title in problems
    program.running.shut_down()
    again = program.workshop.open(program.first)
    assert again.info().counts["entries"] == 1
    again.close()


def wait_for_another(qtbot: QtBot, program: Program, before: object) -> None:
    """Wait until the journal is open again and its pages are there, on safekeeping."""

    def is_back() -> bool:
        session = program.running.session
        return session not in {None, before} and has_page(program, PageId.SAFEKEEPING)

    qtbot.waitUntil(is_back)


def safekeeping(program: Program) -> CopiesCard:
    """Give the card of copies on the page in view."""
    window = program.running.window
    assert window is not None
    return window.page_widget(PageId.SAFEKEEPING).findChildren(CopiesCard)[0]


def test_another_pack_is_in_force_once_the_journal_is_reopened(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    text = resource_path("packs", "ahp-quality-safety.toml").read_text(encoding="utf-8")
    second = tmp_path / "second.toml"
    second.write_text(text.replace('version = "1"', 'version = "2"', 1), encoding="utf-8")
    started(qtbot, program)
    before = program.running.session
    assert before is not None
    before.packs.adopt(before.packs.propose(second))
    program.running.reopen(Route(PageId.SETTINGS, record="programme"))
    qtbot.waitUntil(lambda: program.running.session not in {None, before})
    qtbot.waitUntil(lambda: has_page(program, PageId.SETTINGS))
    after = program.running.session
    assert after is not None
    assert after.pack.version == "2"
