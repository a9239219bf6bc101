"""The whole of locking: nothing is left to be seen, and one is back where one was."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal import bootstrap
from ahpjournal.domain.entries import EntryFilter
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services.protection import unlock
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.app import WindowApplication
from ahpjournal.ui.attachments.panel import AttachmentsPanel
from ahpjournal.ui.clipboard import Clipboard
from ahpjournal.ui.journals import Journals
from ahpjournal.ui.kit.secret_field import SecretField
from ahpjournal.ui.kit.titles import TitleEdit
from ahpjournal.ui.lock.reasons import LockReason
from ahpjournal.ui.lock.unlock_page import UnlockPage
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.theme.theme import Theme

WORDS = "correct horse battery staple"
MARKER = "zqxv the ward huddle"


class Program:
    """The window on an encrypted journal in a temporary home."""

    def __init__(self, qapp: QApplication, theme: Theme, home: Path) -> None:
        self.path = home / "Private.ahpjournal"
        self.workshop = bootstrap.workshop()
        self.running = WindowApplication(
            qapp,
            Journals(self._start, self.workshop.open, self.workshop.create, self._start),
            SettingsStore(home),
            theme,
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
    def page(self) -> UnlockPage:
        """The unlock page."""
        return next(p for p in self.window.findChildren(UnlockPage) if p.isVisible())

    def words(self) -> str:
        """Give everything that can be read in the window."""
        shown = [w for w in self.window.findChildren(QLabel) if w.isVisible()]
        return " ".join(label.text() for label in shown)

    def unlock(self, qtbot: QtBot, words: str) -> None:
        """Type *words* and press Return."""
        field = self.page.findChildren(SecretField)[0].line
        field.clear()
        qtbot.keyClicks(field, words)
        qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    """Give the program, locked, on an encrypted journal with one entry."""
    made = Program(qapp, theme, tmp_path)
    made.workshop.create(made.path, passphrase=Passphrase(WORDS)).close()
    made.running.start()
    qtbot.waitUntil(lambda: made.running.is_locked)
    yield made
    made.running.shut_down()


def opened(qtbot: QtBot, program: Program) -> None:
    """Unlock and wait for the first page."""
    program.unlock(qtbot, WORDS)
    qtbot.waitUntil(lambda: program.running.session is not None)
    qtbot.waitUntil(lambda: program.window.where() is not None)


def locked(qtbot: QtBot, program: Program, reason: LockReason = LockReason.ASKED) -> None:
    """Lock and wait until everything is gone."""
    program.running.lock(reason)
    qtbot.waitUntil(lambda: program.running.session is None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def write(qtbot: QtBot, program: Program, title: str, text: str) -> QTextEdit:
    """Begin a reflection and type it."""
    program.window.go(Route(PageId.JOURNAL, RouteAction.NEW))
    page = program.window.page_widget(PageId.JOURNAL)
    heading = next(
        f for f in page.findChildren(TitleEdit) if f.accessibleName() == "Title of the reflection"
    )
    qtbot.keyClicks(heading, title)
    edit = next(e for e in page.findChildren(QTextEdit) if e.isVisible())
    edit.setFocus()
    qtbot.keyClicks(edit, text)
    return edit


def test_an_encrypted_journal_is_met_by_the_unlock_page_in_the_window_itself(
    program: Program,
) -> None:
    assert program.running.is_locked
    assert program.running.trouble is None
    assert program.window.windowTitle() == "AHP Journal"


def test_a_wrong_passphrase_is_said_and_selected_and_the_right_one_opens(
    qtbot: QtBot, program: Program
) -> None:
    program.unlock(qtbot, "wrong horse")
    qtbot.waitUntil(lambda: "does not open" in program.words())
    field = program.page.findChildren(SecretField)[0].line
    assert field.selectedText() == "wrong horse" or field.hasSelectedText()
    assert program.running.session is None
    opened(qtbot, program)
    assert not program.running.is_locked
    assert "Private" in program.window.windowTitle()


def test_a_journal_in_use_keeps_the_keyboard_and_does_not_call_itself_locked(
    qtbot: QtBot, program: Program
) -> None:
    key = unlock(program.path, Passphrase(WORDS))
    holder = program.workshop.open(program.path, key=key)
    program.unlock(qtbot, WORDS)
    qtbot.waitUntil(lambda: "Already open" in program.words())
    assert "Unlocked, but not open" in program.words()
    assert "Locked" not in program.words()
    field = program.page.findChildren(SecretField)[0].line
    qtbot.waitUntil(lambda: program.window.focusWidget() is field)
    assert field.text() == ""
    holder.close()
    opened(qtbot, program)


def test_locking_saves_first_and_leaves_no_widget_and_no_session(
    qtbot: QtBot, program: Program
) -> None:
    opened(qtbot, program)
    write(qtbot, program, MARKER, "it went quiet")
    session = program.running.session
    page = program.window.page_widget(PageId.JOURNAL)
    assert session is not None
    kept: list[weakref.ref[object]] = [weakref.ref(session), weakref.ref(page)]
    del session, page
    locked(qtbot, program)

    def is_gone() -> bool:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return [ref() for ref in kept] == [None, None]

    qtbot.waitUntil(is_gone)  # a worker that ends may hold it for a moment more
    assert program.window.windowTitle() == "AHP Journal"
    texts = [e.toPlainText() for e in program.window.findChildren(QTextEdit)]
    texts += [e.text() for e in program.window.findChildren(QLineEdit)]
    texts += [e.text() for e in program.window.findChildren(QLabel)]
    assert not [t for t in texts if "zqxv" in t or "quiet" in t]
    opened(qtbot, program)
    session = program.running.session
    assert session is not None
    assert session.entries.count() == 1


def test_one_is_back_at_the_same_entry_and_cursor(qtbot: QtBot, program: Program) -> None:
    opened(qtbot, program)
    edit = write(qtbot, program, "One", "twelve words or so, of which the cursor is in the midst")
    edit.textCursor()
    cursor = edit.textCursor()
    cursor.setPosition(17)
    edit.setTextCursor(cursor)
    where = program.window.where()
    assert where is not None
    assert where.place.cursor == 17
    program.window.flush()
    locked(qtbot, program, LockReason.IDLE)
    assert "Nobody used it" in program.words()
    opened(qtbot, program)
    qtbot.waitUntil(lambda: program.window.where() == where)
    page = program.window.page_widget(PageId.JOURNAL)
    control = page.focusWidget()
    assert isinstance(control, QTextEdit)
    assert control.textCursor().position() == 17


def test_text_copied_here_is_gone_from_the_clipboard(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Clipboard, "is_ours", lambda _self: True)  # offscreen owns nothing
    opened(qtbot, program)
    edit = write(qtbot, program, "One", MARKER)
    edit.selectAll()
    edit.copy()
    board = QGuiApplication.clipboard()
    assert "zqxv" in board.text()
    assert board.mimeData().hasFormat("x-kde-passwordManagerHint")
    locked(qtbot, program)
    assert "zqxv" not in board.text()


def test_text_of_another_program_stays_on_the_clipboard(qtbot: QtBot, program: Program) -> None:
    opened(qtbot, program)
    QGuiApplication.clipboard().setText("from elsewhere")
    locked(qtbot, program)
    assert QGuiApplication.clipboard().text() == "from elsewhere"
    QGuiApplication.clipboard().clear()


def test_locking_takes_away_what_other_programs_were_given(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    given: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: given.append(url.toLocalFile()))
    file = tmp_path / "minutes.txt"
    file.write_bytes(b"It was quiet. " * 100_000)
    opened(qtbot, program)
    write(qtbot, program, MARKER, "it went quiet")
    panel = program.window.page_widget(PageId.JOURNAL).findChildren(AttachmentsPanel)[0]
    panel.sources_offered.emit([file])
    qtbot.waitUntil(lambda: len(panel.list.tiles_model.tiles) == 1)
    panel.open_requested.emit(panel.list.tiles_model.tiles[0].attachment.id)
    qtbot.waitUntil(lambda: bool(given))
    assert Path(given[0]).read_bytes() == file.read_bytes()
    locked(qtbot, program)
    assert not Path(given[0]).exists()
    assert list((tmp_path / "home" / "opened").iterdir()) == []


def test_a_plain_journal_has_nothing_to_lock_and_leads_to_the_passphrase(
    qtbot: QtBot, program: Program
) -> None:
    opened(qtbot, program)
    plain = program.path.with_name("Plain.ahpjournal")
    program.running.create_journal(plain)
    qtbot.waitUntil(
        lambda: program.running.session is not None and program.running.session.path == plain
    )
    qtbot.waitUntil(lambda: program.window.where() is not None)
    program.running.lock(LockReason.IDLE)
    assert program.running.session is not None
    program.running.lock_now()
    where = program.window.where()
    assert where is not None
    assert where.page is PageId.SAFEKEEPING
    assert "Not encrypted" in program.words()


def test_what_cannot_be_saved_stays_in_memory_out_of_sight_until_it_is_on_disk(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, program)
    session = program.running.session
    assert session is not None
    is_full = [True]
    save = session.entries.save

    def full_at_first(entry: object, **more: object) -> object:
        if is_full[0]:
            raise ConditionError(ConditionCode.DISK_FULL, str(program.path))
        return save(entry, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(session.entries, "save", full_at_first)
    write(qtbot, program, MARKER, "do not lose this")
    program.running.lock(LockReason.SLEEP)
    assert program.running.is_locked
    assert program.running.session is session
    assert "Something you typed is not saved yet" in program.words()
    assert "Everything you wrote is saved" not in program.words()
    assert "zqxv" not in program.words()
    assert not program.window.close()
    is_full[0] = False
    qtbot.waitUntil(lambda: program.running.session is None)
    assert "is not saved yet" not in program.words()
    del session
    opened(qtbot, program)
    again = program.running.session
    assert again is not None
    (key,) = again.entries.find(EntryFilter())
    assert again.entries.page([key])[0].title == MARKER


def test_unlocking_before_it_could_be_saved_shows_the_words_again(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, program)
    session = program.running.session
    assert session is not None
    save = session.entries.save

    def full(entry: object, **_more: object) -> object:
        raise ConditionError(ConditionCode.DISK_FULL, str(program.path))

    monkeypatch.setattr(session.entries, "save", full)
    edit = write(qtbot, program, "One", "do not lose this")
    program.running.lock(LockReason.ASKED)
    assert not edit.isVisible()
    program.unlock(qtbot, "not this")
    qtbot.waitUntil(lambda: "does not open" in program.words())
    assert not edit.isVisible()
    program.unlock(qtbot, WORDS)
    qtbot.waitUntil(lambda: not program.running.is_locked)
    assert edit.isVisible()
    assert edit.toPlainText() == "do not lose this"
    monkeypatch.setattr(session.entries, "save", save)
    assert program.window.flush()


def test_keys_do_nothing_behind_the_unlock_page(qtbot: QtBot, program: Program) -> None:
    opened(qtbot, program)
    locked(qtbot, program)
    qtbot.keyClick(program.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert program.running.session is None
    assert program.window.where() is None


def test_everything_on_the_unlock_page_has_a_name_and_is_reached_by_tab(
    program: Program,
) -> None:
    page = program.page
    controls = [
        w
        for w in page.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert {type(w).__name__ for w in controls} >= {"QLineEdit", "Button", "IconButton"}
    for control in controls:
        assert control.accessibleName(), control
    program.window.activateWindow()
    reached = set()
    for _step in range(len(controls) + 2):
        reached.add(program.window.focusWidget())
        program.window.focusNextChild()
    assert set(controls) <= reached


def test_nothing_on_the_unlock_page_deletes_or_resets(program: Program) -> None:
    buttons = {b.text() for b in program.page.findChildren(QPushButton) if b.isVisible()}
    assert buttons == {
        "Unlock",
        "Use the recovery code\u2026",
        "Open another journal\u2026",
        "Backups\u2026",
    }


def test_a_missing_key_file_asks_for_the_code(
    qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    made = Program(qapp, theme, tmp_path)
    session = made.workshop.create(made.path, passphrase=Passphrase(WORDS))
    code = session.recovery_code()
    session.close()
    made.path.with_name(made.path.name + ".keys").unlink()
    made.running.start()
    qtbot.waitUntil(lambda: "The key file is missing" in made.words())
    field = next(
        f for f in made.page.findChildren(QLineEdit) if f.accessibleName() == "Recovery code"
    )
    assert field.isVisible()
    qtbot.keyClicks(field, code.text.lower())
    qtbot.keyClick(field, Qt.Key.Key_Return)
    first, second = made.page.findChildren(SecretField)[1:3]
    qtbot.waitUntil(first.isVisible)
    qtbot.keyClicks(first.line, "an entirely new one")
    qtbot.keyClicks(second.line, "an entirely new one")
    qtbot.keyClick(second.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made.running.session is not None)
    made.running.shut_down()
