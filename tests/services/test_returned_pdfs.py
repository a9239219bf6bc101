"""Files from outside, on their way to the process that reads them."""

import io
import sys
from pathlib import Path

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.jobs import JobStage, Progress
from ahpjournal.services import returned_pdfs
from ahpjournal.services.returned_pdfs import file_bytes, read_pdf, run_reader, try_reader


class WatchedJob:
    def __init__(self) -> None:
        self.heard: list[Progress] = []

    def report(self, progress: Progress) -> None:
        self.heard.append(progress)

    def check_cancelled(self) -> None:
        return


def test_a_file_that_is_not_there_or_is_a_folder_says_so(tmp_path: Path) -> None:
    for path, code in (
        (tmp_path / "none.pdf", ConditionCode.MISSING),
        (tmp_path, ConditionCode.NOT_A_FILE),
    ):
        with pytest.raises(ConditionError) as caught:
            file_bytes(path)
        assert caught.value.code is code


def test_a_file_beyond_all_measure_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returned_pdfs, "LARGEST", 10)
    path = tmp_path / "reply.pdf"
    path.write_bytes(bytes(10))
    assert file_bytes(path) == bytes(10)
    path.write_bytes(bytes(11))
    with pytest.raises(InputError) as caught:
        file_bytes(path)
    assert caught.value.code is InputCode.PDF_TOO_MUCH


def test_reading_says_what_it_does_and_refuses_what_is_no_pdf() -> None:
    job = WatchedJob()
    with pytest.raises(InputError) as caught:
        read_pdf(b"Dear Frances", job)
    assert caught.value.code is InputCode.NOT_A_PDF
    assert job.heard[0].stage is JobStage.READING


def test_the_other_process_runs_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ahpjournal.pdf.reading.worker.hold_back", lambda: None)
    given, out = io.BytesIO(b'{"password": "", "size": 0, "places": {}}\n'), io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out))
    assert run_reader() == 0
    assert out.getvalue() == b'{"outcome": "not-a-pdf"}'


def test_a_reader_that_does_not_answer_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    try_reader()
    ended = [sys.executable, "-c", "raise SystemExit"]
    monkeypatch.setattr("ahpjournal.pdf.reading.process.command", lambda: ended)
    with pytest.raises(InputError) as caught:
        try_reader()
    assert caught.value.code is InputCode.PDF_TOO_MUCH
