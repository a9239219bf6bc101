"""The trial in a clean Debian: what is run in it, and how a newer package is made."""

from pathlib import Path

import clean_root
import pytest
import smoke
from clean_root import CleanRoot


def test_an_ordinary_user_runs_the_program_with_nothing_of_ours_around_it() -> None:
    words = CleanRoot(Path("/r")).as_user("ahpjournal", "self-test", display=":7")
    assert words[:4] == ["chroot", "--userspec=nurse:nurse", "/r", "env"]
    assert words[4] == "-i"
    assert "DISPLAY=:7" in words
    assert words[-2:] == ["ahpjournal", "self-test"]
    assert "QT_QPA_PLATFORM=offscreen" in CleanRoot(Path("/r")).as_user("ahpjournal")


def test_what_a_command_said_is_told_where_it_did_not_succeed() -> None:
    with pytest.raises(smoke.SmokeError, match="no such file"):
        clean_root.call(["sh", "-c", "echo no such file; exit 3"])


def test_the_newer_package_has_the_same_content_under_a_higher_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    control = tmp_path / "newer" / "DEBIAN" / "control"

    def call(command: list[str]) -> str:
        commands.append(command)
        if "-R" in command:
            control.parent.mkdir(parents=True)
            control.write_text("Package: ahpjournal\nVersion: 3.2.1\n", encoding="utf-8")
        return ""

    monkeypatch.setattr(clean_root, "call", call)
    assert clean_root.newer_version(Path("a.deb"), tmp_path) == tmp_path / "newer.deb"
    assert control.read_text("utf-8") == "Package: ahpjournal\nVersion: 1:3.2.1\n"
    assert [command[0] for command in commands] == ["dpkg-deb", "dpkg-deb"]


def test_wrong_arguments_show_how_to_use_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(clean_root, "ROOT", tmp_path)
    assert clean_root.main([]) == 2
    assert "clean_root.py [PACKAGE]" in capsys.readouterr().out
