"""The folder .venv is made when it must be, filled from the lock file, and left alone otherwise."""

import sys
from pathlib import Path

import environment
import pytest
from environment import Environment, SetUpError, explain_pip
from typing_extensions import override


class Recorded(Environment):
    """An environment that takes note of what it would install."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.installed: list[str] = []

    @override
    def _pip(self, *arguments: str) -> None:
        self.installed.append("packages" if "--require-hashes" in arguments else "project")
        self.program("ahpjournal").touch()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a checkout with a lock file and an environment that works and holds nothing."""
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "requirements-dev.lock").write_text("a==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    python = Environment(tmp_path).python
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return tmp_path


def prepare(checkout: Path) -> list[str]:
    made = Recorded(checkout)
    made.prepare()
    return made.installed


def test_everything_is_installed_once(checkout: Path) -> None:
    assert not Environment(checkout).is_ready()
    assert prepare(checkout) == ["packages", "project"]
    assert prepare(checkout) == []
    assert Environment(checkout).is_ready()


def test_a_changed_lock_file_is_installed(checkout: Path) -> None:
    prepare(checkout)
    (checkout / "packaging" / "requirements-dev.lock").write_text("a==2\n", encoding="utf-8")
    assert prepare(checkout) == ["packages", "project"]


def test_other_line_ends_are_no_change(checkout: Path) -> None:
    prepare(checkout)
    (checkout / "packaging" / "requirements-dev.lock").write_bytes(b"a==1\r\n")
    assert prepare(checkout) == []


def test_a_changed_project_is_linked_again(checkout: Path) -> None:
    prepare(checkout)
    (checkout / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert prepare(checkout) == ["project"]


def test_a_lost_program_is_linked_again(checkout: Path) -> None:
    prepare(checkout)
    Environment(checkout).program("ahpjournal").unlink()
    assert prepare(checkout) == ["project"]


def test_a_step_that_stopped_is_taken_again(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: str) -> None:
        raise SetUpError(environment.NO_NETWORK)

    made = Recorded(checkout)
    monkeypatch.setattr(made, "_pip", stop)
    with pytest.raises(SetUpError):
        made.prepare()
    assert prepare(checkout) == ["packages", "project"]


def test_a_folder_that_is_no_environment_is_not_removed(tmp_path: Path) -> None:
    precious = tmp_path / ".venv" / "notes.txt"
    precious.parent.mkdir()
    precious.write_text("keep", encoding="utf-8")
    with pytest.raises(SetUpError, match="in the way"):
        Environment(tmp_path).prepare()
    assert precious.exists()


def test_programs_run_under_their_own_packages(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    variables = Environment(checkout).variables()
    assert "PYTHONPATH" not in variables
    assert variables["PATH"].startswith(str(Environment(checkout).python.parent))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("urllib3.exceptions.NewConnectionError: Errno 111", "does not reach the package index"),
        ("Temporary failure in name resolution", "does not reach the package index"),
        ("SSLError(SSLCertVerificationError(1, '...'))", "PIP_CERT"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "is not the one"),
        ("ERROR: something else", "    ERROR: something else"),
    ],
)
def test_what_pip_said_becomes_a_sentence_with_a_next_step(said: str, sentence: str) -> None:
    assert sentence in explain_pip(said)
