"""The log says where a fault came from, and never what somebody wrote."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ahpjournal import logs
from ahpjournal.domain.errors import ConditionCode, ConditionError

MARKER = "Mrs Example fell on ward seven"


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close the log after each test."""
    yield
    logs.close_log()


def fail(error: Exception, *_words: str) -> None:
    raise error


def raised(error: Exception) -> Exception:
    """Give *error* with a trace, from a line that holds private words."""
    try:
        fail(error, "Mrs Example fell on ward seven")
    except type(error) as caught:
        return caught
    raise AssertionError(error)


def read(folder: Path) -> str:
    return (folder / logs.LOG_NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "error",
    [
        ValueError(MARKER),
        KeyError(MARKER),
        OSError(28, MARKER, f"/home/{MARKER}"),
        ConditionError(ConditionCode.MISSING, MARKER, words=MARKER),
    ],
    ids=lambda e: type(e).__name__,
)
def test_a_fault_is_logged_without_its_words(tmp_path: Path, error: Exception) -> None:
    logs.open_log(tmp_path)
    report = logs.fault(raised(error))
    assert type(error).__name__ in report
    assert "test_logs.py:" in report
    assert report in read(tmp_path)
    for text in (report, read(tmp_path)):
        assert MARKER not in text
        assert str(tmp_path) not in text


def test_the_error_behind_an_error_stays_out_too(tmp_path: Path) -> None:
    logs.open_log(tmp_path)
    try:
        try:
            fail(ValueError(MARKER))
        except ValueError as error:
            raise RuntimeError(MARKER) from error
    except RuntimeError as error:
        logs.fault(error)
    assert "RuntimeError" in read(tmp_path)
    assert MARKER not in read(tmp_path)


def test_a_trace_can_be_given(tmp_path: Path) -> None:
    logs.open_log(tmp_path)
    try:
        fail(ValueError(MARKER))
    except ValueError:
        trace = sys.exc_info()[2]
    assert "in test_a_trace_can_be_given" in logs.fault(ValueError(MARKER), trace)


def test_an_error_without_a_trace_is_only_named() -> None:
    assert logs.report_of(ValueError(MARKER)) == "ValueError"


def test_a_note_lands_in_the_file(tmp_path: Path) -> None:
    logs.open_log(tmp_path / "new" / "folder")
    logs.note("started 50 % done")
    assert read(tmp_path / "new" / "folder").rstrip().endswith("INFO started 50 % done")


def test_nothing_is_made_until_something_is_written(tmp_path: Path) -> None:
    logs.open_log(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_a_writable_folder_there_is_no_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    logs.open_log(tmp_path / "file" / "below")
    logs.fault(raised(ValueError(MARKER)))
    said = capsys.readouterr()
    assert MARKER not in said.out + said.err


def test_a_log_that_stops_being_writable_stays_quiet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / logs.LOG_NAME).mkdir()
    logs.open_log(tmp_path)
    logs.fault(raised(ValueError(MARKER)))
    said = capsys.readouterr()
    assert said.out + said.err == ""


def test_the_log_stays_small(tmp_path: Path) -> None:
    logs.open_log(tmp_path)
    for _time in range(900):
        logs.note("x" * 1000)
    files = list(tmp_path.iterdir())
    assert len(files) == 3
    assert sum(f.stat().st_size for f in files) < 3 * 262_144 + 1


def test_opening_again_writes_each_line_once(tmp_path: Path) -> None:
    logs.open_log(tmp_path)
    logs.open_log(tmp_path)
    logs.note("once")
    assert read(tmp_path).count("once") == 1


def test_a_closed_log_has_no_handlers(tmp_path: Path) -> None:
    logs.open_log(tmp_path)
    logs.close_log()
    assert logging.getLogger("ahpjournal").handlers == []


def test_a_full_log_gives_way_and_only_the_latest_are_kept(tmp_path: Path) -> None:
    logs.open_log(tmp_path)
    for _line in range(5 * logs.MOST_BYTES // 4096):
        logs.note("x" * 4000)
    logs.close_log()
    files = sorted(p.name for p in tmp_path.iterdir())
    assert files == [logs.LOG_NAME, f"{logs.LOG_NAME}.1", f"{logs.LOG_NAME}.2"]
    assert all(p.stat().st_size <= logs.MOST_BYTES for p in tmp_path.iterdir())
