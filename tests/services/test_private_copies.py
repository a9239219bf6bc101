"""Copies for other programs: private, unchanged and soon gone."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError
from ahpjournal.services.private_copies import PrivateCopies, opened_folder, sweep, work_folder
from tests.builders import CountingIds


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[], PrivateCopies]]:
    """Give what makes the copies of a session; all of them end with the test."""
    made: list[PrivateCopies] = []
    ids = CountingIds()

    def begin() -> PrivateCopies:
        made.append(PrivateCopies(ids, lambda: tmp_path / "opened"))
        return made[-1]

    yield begin
    for copies in made:
        copies.remove_all()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_copy_is_for_its_owner_to_read(make: Callable[[], PrivateCopies], tmp_path: Path) -> None:
    path = make().make("a", "photo.jpg", [b"one", b"two"])
    assert path.name == "photo.jpg"
    assert path.read_bytes() == b"onetwo"
    if sys.platform != "win32":
        assert mode(path) == 0o400
        folders = (path.parent, path.parent.parent, tmp_path / "opened")
        assert {mode(folder) for folder in folders} == {0o700}


def test_the_same_file_is_copied_once_while_nobody_changes_it(
    make: Callable[[], PrivateCopies],
) -> None:
    copies = make()
    first = copies.make("a", "a.txt", [b"one"])
    assert copies.make("a", "a.txt", [b"one"]) == first
    assert copies.make("b", "a.txt", [b"one"]) != first
    first.chmod(0o600)
    first.write_bytes(b"changed by hand")
    again = copies.make("a", "a.txt", [b"one"])
    assert again != first
    assert again.read_bytes() == b"one"


def test_of_a_damaged_file_nothing_is_left(
    make: Callable[[], PrivateCopies], tmp_path: Path
) -> None:
    def parts() -> Iterator[bytes]:
        yield b"secret"
        raise ConditionError(ConditionCode.ATTACHMENT_DAMAGED)

    with pytest.raises(ConditionError):
        make().make("a", "a.txt", parts())
    assert [
        p for p in (tmp_path / "opened").rglob("*") if p.is_file() and p.suffix != ".lock"
    ] == []


def test_all_of_them_go_when_the_session_ends(
    make: Callable[[], PrivateCopies], tmp_path: Path
) -> None:
    copies = make()
    copies.make("a", "a.txt", [b"one"])
    copies.make("b", "b.txt", [b"two"])
    copies.remove_all()
    assert list((tmp_path / "opened").iterdir()) == []
    copies.remove_all()
    assert copies.make("a", "a.txt", [b"one"]).exists()


def test_no_copy_is_made_once_the_session_has_ended(
    make: Callable[[], PrivateCopies], tmp_path: Path
) -> None:
    copies = make()
    copies.make("a", "a.txt", [b"one"])
    copies.close()
    with pytest.raises(Cancelled):
        copies.make("b", "b.txt", [b"two"])
    assert list((tmp_path / "opened").iterdir()) == []


def test_what_a_crash_left_goes_at_the_next_start_and_what_is_in_use_stays(
    make: Callable[[], PrivateCopies], tmp_path: Path
) -> None:
    left = tmp_path / "opened" / "left" / "1"
    left.mkdir(parents=True)
    (left / "a.txt").write_bytes(b"secret")
    (left / "a.txt").chmod(0o400)
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"mine")
    (left / "link").symlink_to(outside)
    (left.parent / "folder").symlink_to(tmp_path)
    used = make().make("a", "a.txt", [b"in use"])
    sweep(tmp_path / "opened")
    assert not left.parent.exists()
    assert outside.read_bytes() == b"mine"
    assert used.read_bytes() == b"in use"
    sweep(tmp_path / "nowhere")


def test_no_copy_is_made_where_a_link_leads_elsewhere(
    make: Callable[[], PrivateCopies], tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "opened").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConditionError) as caught:
        make().make("a", "a.txt", [b"secret"])
    assert caught.value.code is ConditionCode.NO_PERMISSION


def test_a_full_disk_is_said_to_be_full(
    make: Callable[[], PrivateCopies], monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = make()
    copies.make("a", "a.txt", [b"one"])

    def refuse(*_arguments: object) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ConditionError) as caught:
        copies.make("b", "b.txt", [b"two"])
    assert caught.value.code is ConditionCode.DISK_FULL


def test_they_lie_in_the_programs_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path))
    assert opened_folder() == tmp_path / "opened"


def test_work_takes_away_what_a_crash_left_and_leaves_what_is_in_use(tmp_path: Path) -> None:
    root = tmp_path / "opened"
    left = root / "work-left"
    left.mkdir(parents=True)
    (left / "Journal.ahpjournal").write_bytes(b"words")
    with work_folder(root) as one:
        assert not left.exists()
        assert stat.S_IMODE(one.stat().st_mode) == 0o700
        with work_folder(root) as other:
            assert one.is_dir()
            assert other != one
    assert list(root.iterdir()) == []
