"""Who has a journal open, and asking for its window."""

import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ahpjournal.storage.lock import WriterLock
from ahpjournal.storage.show_request import (
    ask_to_show,
    holder_of,
    is_asked,
    request_path,
    take_request,
)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "x.ahpjournal"
    path.touch()
    return path


def test_the_holder_is_this_process_since_just_now(journal: Path) -> None:
    assert holder_of(journal) is None
    before = datetime.now(UTC).replace(microsecond=0)
    lock = WriterLock(journal)
    holder = holder_of(journal)
    lock.release()
    assert holder is not None
    assert holder.process == os.getpid()
    assert holder.is_here
    assert holder.since is not None
    assert holder.since >= before


@pytest.mark.parametrize(
    ("computer", "process", "is_here"),
    [("", os.getpid, True), ("ward-laptop", os.getpid, False), ("", lambda: -4, False)],
    ids=["this process", "another computer", "no process"],
)
@pytest.mark.parametrize("since", ["", "2026-06-24T09:00:00.000Z\n"], ids=["old", "new"])
def test_a_lock_tells_who_and_where(
    journal: Path, computer: str, process: Callable[[], int], is_here: bool, since: str
) -> None:
    first = f"{process()} {computer or platform.node()}\n"
    journal.with_name("x.ahpjournal.lock").write_text(first + since)
    holder = holder_of(journal)
    assert holder is not None
    assert (holder.process, holder.is_here) == (process(), is_here)
    assert (holder.since is not None) == bool(since)


@pytest.mark.parametrize("text", ["", "nonsense", "\ufffd\n", "12x ward"])
def test_nonsense_in_a_lock_tells_nothing(journal: Path, text: str) -> None:
    journal.with_name("x.ahpjournal.lock").write_text(text, encoding="utf-8")
    assert holder_of(journal) is None


def test_a_dead_process_is_not_here(journal: Path) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    journal.with_name("x.ahpjournal.lock").write_text(f"{child} {platform.node()}\n")
    holder = holder_of(journal)
    assert holder is not None
    assert not holder.is_here


def test_a_request_is_answered_by_taking_it(journal: Path) -> None:
    assert not take_request(journal)
    assert ask_to_show(journal)
    assert is_asked(journal)
    assert request_path(journal).stat().st_mode & 0o777 == 0o600
    assert request_path(journal).read_bytes() == b""
    assert ask_to_show(journal)
    assert take_request(journal)
    assert not is_asked(journal)


def test_nothing_is_written_through_a_link(journal: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("stays")
    request_path(journal).symlink_to(precious)
    assert not ask_to_show(journal)
    assert precious.read_text() == "stays"


def test_a_folder_that_may_not_be_written_cannot_be_asked(tmp_path: Path) -> None:
    assert not ask_to_show(tmp_path / "no such folder" / "x.ahpjournal")
