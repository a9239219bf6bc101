"""Backups from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.cli import main
from ahpjournal.services.moments import moment_in_words

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a way to run a command in a temporary home: its code, and what it said as JSON."""
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))

    def run_command(*arguments: object) -> tuple[int, Any]:
        capsys.readouterr()
        code = main([*(str(a) for a in arguments), "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out or said.err)

    return run_command


@pytest.fixture
def journal(run: Run, tmp_path: Path) -> Path:
    """Give the demo journal."""
    path = tmp_path / "Demo.ahpjournal"
    assert run("new", path, "--demo")[0] == 0
    return path


def test_a_backup_goes_to_its_folder_and_info_tells_of_it(
    run: Run, journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("info", journal)[1]["last_backup"] is None
    code, made = run("backup", journal)
    assert code == 0
    assert Path(made["path"]).is_relative_to(tmp_path / "home" / "Backups")
    info = run("info", journal)[1]
    assert info["last_backup"] == made["made_at"]
    assert main(["info", str(journal)]) == 0
    assert f"Last backup: {moment_in_words(made['made_at'])}." in capsys.readouterr().out
    assert made["counts"]["entries"] == info["counts"]["entries"]
    assert (made["checked"], made["encrypted"], made["reason"]) == (True, False, "by-hand")


def test_a_backup_to_a_folder_is_brought_back_beside_and_never_over(
    run: Run, journal: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Stick"
    code, error = run("backup", journal, "--to", folder)
    assert (code, error["error"]["code"]) == (4, "folder-missing")
    folder.mkdir()
    backup = run("backup", journal, "--to", folder)[1]["path"]
    assert Path(backup).parent == folder
    target = tmp_path / "Back.ahpjournal"
    code, back = run("restore", backup, "--to", target)
    assert (code, back["path"], back["backup"]) == (0, str(target), backup)
    assert run("check", target)[1]["ok"]
    assert run("info", target)[1]["journal_id"] == run("info", journal)[1]["journal_id"]
    before = target.read_bytes()
    code, error = run("restore", backup, "--to", target)
    assert (code, error["error"]["code"]) == (4, "already-exists")
    assert target.read_bytes() == before


def test_what_is_no_sound_backup_is_refused(run: Run, journal: Path, tmp_path: Path) -> None:
    backup = Path(run("backup", journal)[1]["path"])
    data = bytearray(backup.read_bytes())
    data[20_000] ^= 1
    backup.write_bytes(data)
    target = tmp_path / "Back.ahpjournal"
    code, error = run("restore", backup, "--to", target)
    assert (code, error["error"]["code"]) == (4, "backup-unsound")
    (tmp_path / "x.ahpjournal").write_text("text", encoding="utf-8")
    code, error = run("restore", tmp_path / "x.ahpjournal", "--to", target)
    assert (code, error["error"]["code"]) == (4, "not-a-journal")
    code, error = run("restore", tmp_path / "gone", "--to", target)
    assert (code, error["error"]["code"]) == (4, "missing")
    assert not target.exists()
