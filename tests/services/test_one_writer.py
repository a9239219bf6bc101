"""Whether a journal is open in another window."""

import platform
from pathlib import Path

from ahpjournal.services.one_writer import is_held
from ahpjournal.storage.lock import WriterLock


def test_a_journal_is_held_while_its_lock_is(tmp_path: Path) -> None:
    journal = tmp_path / "x.ahpjournal"
    assert not is_held(journal)
    journal.touch()
    assert not is_held(journal)
    lock = WriterLock(journal)
    assert is_held(journal)
    lock.release()
    assert not is_held(journal)


def test_a_lock_left_behind_here_is_not_held(tmp_path: Path) -> None:
    journal = tmp_path / "x.ahpjournal"
    journal.touch()
    journal.with_name("x.ahpjournal.lock").write_text(f"1 {platform.node()}\n")
    assert not is_held(journal)


def test_the_lock_of_another_computer_is_left_as_it_is(tmp_path: Path) -> None:
    journal = tmp_path / "x.ahpjournal"
    journal.touch()
    left = journal.with_name("x.ahpjournal.lock")
    left.write_text("1 ward-laptop\n")
    assert not is_held(journal)
    assert left.read_text() == "1 ward-laptop\n"
