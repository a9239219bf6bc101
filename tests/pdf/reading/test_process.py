"""The other process: started, bounded, stopped, and never believed."""

import sys

import pytest

from ahpjournal.domain.errors import Cancelled, InputCode, InputError
from ahpjournal.domain.jobs import Progress, SilentJob
from ahpjournal.pdf.reading import process
from ahpjournal.pdf.reading.transport import Task
from ahpjournal.services.returned_pdfs import READER
from tests.pdf.reading.hostile import ours


class StoppedJob:
    def report(self, progress: Progress) -> None:
        return

    def check_cancelled(self) -> None:
        raise Cancelled


def answering(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(process, "command", lambda: [sys.executable, "-c", code])


def test_the_reader_is_this_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert process.command() == [sys.executable, "-P", "-m", "ahpjournal", READER]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process.command() == [sys.executable, READER]


def test_one_can_stop_it() -> None:
    with pytest.raises(Cancelled):
        process.read_returned(Task(ours()), StoppedJob())


def refused(monkeypatch: pytest.MonkeyPatch, code: str, seconds: float = 30) -> InputCode:
    answering(monkeypatch, code)
    with pytest.raises(InputError) as caught:
        process.read_returned(Task(ours()), SilentJob(), seconds=seconds)
    return caught.value.code


def test_one_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "import sys, threading; sys.stdin.read(1); threading.Event().wait()"
    assert refused(monkeypatch, endless, seconds=0.2) is InputCode.PDF_TOO_MUCH


def test_one_that_dies_says_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(monkeypatch, "import os; os.abort()") is InputCode.PDF_TOO_MUCH


@pytest.mark.parametrize("answer", ["nonsense", "{}", '{\\"found\\": {\\"pages\\": []}}'])
def test_one_that_talks_nonsense_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    code = f'import sys; sys.stdin.buffer.read(); print("{answer}")'
    assert refused(monkeypatch, code) is InputCode.PDF_DAMAGED


def test_a_file_larger_than_any_reply_is_not_even_handed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "LARGEST_FILE", 10)
    assert refused(monkeypatch, "raise SystemExit") is InputCode.PDF_TOO_MUCH
