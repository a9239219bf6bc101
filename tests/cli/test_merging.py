"""Merging from the command line."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a way to run a command in a temporary home: its code, what it said and complained."""
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))

    def run_command(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(a) for a in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_command


@pytest.fixture
def copies(run: Run, tmp_path: Path) -> tuple[Path, Path]:
    """Give a journal and a copy of it that went on by itself."""
    here, there = tmp_path / "Work.ahpjournal", tmp_path / "Home.ahpjournal"
    assert run("new", here)[0] == 0
    shutil.copyfile(here, there)
    assert run("add", there, "--title", "Written at home")[0] == 0
    return here, there


def answer(said: str) -> Any:
    """Read what was said as JSON."""
    return json.loads(said)


def backups(tmp_path: Path) -> list[Path]:
    """Give the backups in the temporary home."""
    return sorted((tmp_path / "home").rglob("*.ahpjournal"))


def test_a_dry_run_says_what_would_happen_and_changes_nothing(
    run: Run, copies: tuple[Path, Path], tmp_path: Path
) -> None:
    here, there = copies
    before = here.read_bytes()
    code, said, _complaint = run("merge", here, there, "--dry-run")
    assert code == 0
    assert said.splitlines()[0] == "This is what would happen:"
    assert "1 reflection" in said
    assert here.read_bytes() == before
    assert backups(tmp_path) == []


def test_a_merge_backs_up_first_and_a_second_one_has_nothing_to_do(
    run: Run, copies: tuple[Path, Path], tmp_path: Path
) -> None:
    here, there = copies
    before = there.read_bytes()
    code, said, _complaint = run("merge", here, there, "--json")
    found = answer(said)
    assert (code, found["dry_run"], found["changed"]) == (0, False, True)
    assert found["new"] == {"entry": 1}
    assert found["disagreements"] == []
    assert len(backups(tmp_path)) == 1
    assert there.read_bytes() == before
    assert "Written at home" in run("search", here, "home")[1]
    code, said, _complaint = run("merge", here, there, "--json")
    assert (code, answer(said)["changed"]) == (0, False)
    assert "Nothing new" in run("merge", here, there)[1]


def test_the_same_file_and_another_journal_are_refused(
    run: Run, copies: tuple[Path, Path], tmp_path: Path
) -> None:
    here, _there = copies
    code, _said, complaint = run("merge", here, here, "--json")
    assert (code, answer(complaint)["error"]["code"]) == (3, "same-file")
    other = tmp_path / "Other.ahpjournal"
    run("new", other)
    code, _said, complaint = run("merge", here, other, "--json")
    assert (code, answer(complaint)["error"]["code"]) == (4, "another-journal")
    code, _said, complaint = run("merge", here, tmp_path / "none.ahpjournal", "--json")
    assert (code, answer(complaint)["error"]["code"]) == (4, "missing")
    assert backups(tmp_path) == []


def test_encrypted_copies_are_merged_with_the_passphrase_they_share(
    run: Run, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a garden of small steps\n", encoding="utf-8")
    here, there = tmp_path / "Work.ahpjournal", tmp_path / "Home.ahpjournal"
    assert run("new", here, "--passphrase-file", secret)[0] == 0
    for ending in ("", ".keys"):
        shutil.copyfile(f"{here}{ending}", f"{there}{ending}")
    added = run("add", there, "--title", "Written at home", "--passphrase-file", secret)
    assert added[0] == 0
    code, _said, complaint = run("merge", here, there, "--json")
    assert (code, answer(complaint)["error"]["code"]) == (4, "encrypted")
    code, said, _complaint = run("merge", here, there, "--passphrase-file", secret, "--json")
    assert (code, answer(said)["new"]) == (0, {"entry": 1})


def test_a_copy_may_have_a_passphrase_of_its_own(
    run: Run, copies: tuple[Path, Path], tmp_path: Path
) -> None:
    here, there = copies
    wrong, secret = tmp_path / "wrong", tmp_path / "secret"
    wrong.write_text("not the one\n", encoding="utf-8")
    secret.write_text("a garden of small steps\n", encoding="utf-8")
    assert run("passphrase", there, "set", "--new-passphrase-file", secret)[0] == 0
    for arguments, code, name in (
        ((), 4, "encrypted"),
        (("--other-passphrase-file", wrong), 4, "wrong-passphrase"),
    ):
        refused, _said, complaint = run("merge", here, there, "--json", *arguments)
        assert (refused, answer(complaint)["error"]["code"]) == (code, name)
    code, said, _complaint = run("merge", here, there, "--other-passphrase-file", secret, "--json")
    assert (code, answer(said)["new"]) == (0, {"entry": 1})
