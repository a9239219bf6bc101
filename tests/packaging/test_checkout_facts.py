"""A build says which state of the checkout it is of, and takes its times from there."""

import json
import subprocess
from pathlib import Path

import checkout_facts
import pytest

from ahpjournal import __version__

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a small checkout without git."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "ahpjournal").mkdir()
    (tmp_path / "ahpjournal" / "__init__.py").write_text('__version__ = "3.2.1"\n', "utf-8")
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "requirements.lock").write_bytes(b"a==1\r\n")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(
        ["git", "-C", str(folder), *names, *arguments],  # noqa: S607 - whichever git there is
        check=True,
        capture_output=True,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "GIT_COMMITTER_DATE": "1750000000 +0000"},
    )


def test_outside_git_the_time_is_fixed(checkout: Path) -> None:
    facts = checkout_facts.read(checkout)
    assert (facts.version, facts.commit, facts.epoch) == ("3.2.1", "", checkout_facts.RELEASED)
    assert len(facts.lock) == 64


def test_in_git_the_time_is_that_of_the_commit_and_changes_are_marked(checkout: Path) -> None:
    git(checkout, "init", "-q")
    git(checkout, "add", ".")
    git(checkout, "commit", "-q", "-m", "x")
    facts = checkout_facts.read(checkout)
    assert facts.epoch == 1_750_000_000
    assert facts.day == "2025-06-15"
    assert len(facts.commit) == 40
    (checkout / "new.txt").touch()
    assert checkout_facts.read(checkout).commit == facts.commit + "+"


def test_a_stated_time_wins(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    facts = checkout_facts.read(checkout)
    assert facts.moment == "2009-02-13T23:31:30Z"
    assert facts.variables()["SOURCE_DATE_EPOCH"] == "1234567890"


def test_line_ends_do_not_change_the_lock(checkout: Path) -> None:
    before = checkout_facts.read(checkout).lock
    (checkout / "packaging" / "requirements.lock").write_bytes(b"a==1\n")
    assert checkout_facts.read(checkout).lock == before


def test_without_a_version_it_stops(checkout: Path) -> None:
    (checkout / "ahpjournal" / "__init__.py").write_text("", "utf-8")
    with pytest.raises(ValueError, match="names no version"):
        checkout_facts.read(checkout)


def test_this_checkout_is_of_the_version_of_the_program() -> None:
    facts = checkout_facts.read(ROOT)
    assert facts.version == __version__
    assert json.loads(facts.note())["lock"] == facts.lock
