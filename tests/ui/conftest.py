"""What tests of widgets share: a theme at its start values, and dialogs with answers."""

import gc
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from ahpjournal import logs
from ahpjournal.assets import resource_path
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.packs import (
    default_pack,
    load_professions,
    load_reflective_models,
    load_role_levels,
)
from ahpjournal.services.session import JournalSession, ProgrammeContent, memory_journal
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.theme.theme import Theme


def _windows() -> dict[int, str]:
    """Give the address and class of each widget that stands alone."""
    if QApplication.instance() is None:
        return {}
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    alone = (widget for widget in QApplication.topLevelWidgets() if widget.parent() is None)
    return {Shiboken.getCppPointer(widget)[0]: type(widget).__name__ for widget in alone}


@pytest.fixture(autouse=True)
def _leaves_nothing_behind() -> Iterator[None]:
    """Fail a test that leaves a window or a thread behind: the next one would meet it."""
    windows, threads = _windows(), set(threading.enumerate())
    yield
    if _windows().keys() - windows.keys():
        gc.collect()  # a cycle of Python objects may be all that holds it
    left = _windows()
    names = [left[address] for address in left.keys() - windows.keys()]
    names += [thread.name for thread in set(threading.enumerate()) - threads]
    assert not names, f"left behind: {', '.join(names)}"


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Give the application's theme, light at 100 %, and put it back there afterwards."""
    active = Theme.active()
    active.apply_look(ThemeChoice.LIGHT, 100)
    yield active
    active.apply_look(ThemeChoice.LIGHT, 100)


class FakeDialogs:
    """Answers from a list; a question that no answer was put in for fails the test."""

    def __init__(self) -> None:
        self.answers: list[bool | Path | None] = []
        self.asked: list[str] = []
        self.opened: list[str] = []

    def answer(self, *answers: bool | Path | None) -> None:
        """Put in the answers to the next questions, in order."""
        self.answers.extend(answers)

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Answer yes or no."""
        return bool(self._next(title))

    def confirm_typed(self, title: str, text: str, word: str) -> bool:
        """Answer yes or no."""
        return bool(self._next(title))

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        """Answer with a folder."""
        return self._path(title)

    def choose_open_file(self, title: str, folder: Path, pattern: str) -> Path | None:
        """Answer with a file."""
        return self._path(title)

    def choose_open_files(self, title: str, folder: Path, pattern: str) -> list[Path]:
        """Answer with one file, or none."""
        path = self._path(title)
        return [path] if path is not None else []

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Answer with a file."""
        return self._path(title)

    def open_outside(self, target: str) -> None:
        """Take note."""
        self.opened.append(target)

    def _path(self, title: str) -> Path | None:
        answer = self._next(title)
        assert answer is None or isinstance(answer, Path)
        return answer

    def _next(self, title: str) -> bool | Path | None:
        self.asked.append(title)
        assert self.answers, f"asked without an answer: {title}"
        return self.answers.pop(0)


@pytest.fixture
def dialogs() -> Iterator[FakeDialogs]:
    """Give dialogs whose answers the test puts in; answers left over fail the test."""
    fake = FakeDialogs()
    yield fake
    assert not fake.answers, "answers left over"


@pytest.fixture
def memory_session() -> Iterator[JournalSession]:
    """Give an empty journal in memory, on the demo's last day."""
    clock = FixedClock(datetime(2026, 6, 24, 9, 0, tzinfo=UTC))
    content = ProgrammeContent(
        default_pack(), load_reflective_models(), load_professions(), load_role_levels()
    )
    session = memory_journal(clock=clock, ids=TimeOrderedIds(clock), content=content)
    yield session
    session.close()


@pytest.fixture
def demo_session(memory_session: JournalSession) -> JournalSession:
    """Give the journal in memory with the demo content."""
    memory_session.transfer.import_json(
        resource_path("demo", "journal.json").read_bytes(), SilentJob()
    )
    return memory_session


@pytest.fixture(autouse=True)
def logged_faults(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    """Give the faults of ours that were logged; a test that means one takes it out."""
    found: list[BaseException] = []
    log = logs.fault

    def take(error: BaseException, trace: TracebackType | None = None) -> str:
        found.append(error)
        return log(error, trace)

    monkeypatch.setattr(logs, "fault", take)
    yield found
    assert found == []
