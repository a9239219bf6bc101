"""What the organisation sets holds on the command line too, and the self-test tells of it."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.cli import main
from ahpjournal.policy import reading

DONE, CONDITION = 0, 4
Run = Callable[..., tuple[int, Any, str]]
Policy = Callable[[str], None]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a way to run a command in a temporary home: exit code, JSON, code of the error."""
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))

    def run_command(*arguments: object) -> tuple[int, Any, str]:
        capsys.readouterr()
        code = main([*map(str, arguments), "--json"])
        said = capsys.readouterr()
        error = json.loads(said.err)["error"]["code"] if said.err else ""
        return code, json.loads(said.out) if said.out else None, error

    return run_command


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Policy:
    """Give a way to set policies on this computer."""
    place = tmp_path / "policy.toml"
    monkeypatch.setitem(reading.PLACES, sys.platform, place)

    def write(content: str) -> None:
        place.write_text(content, encoding="utf-8")

    return write


@pytest.fixture
def journal(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "my.ahpjournal"
    assert run("new", path)[0] == DONE
    return path


def test_only_allowed_kinds_leave(run: Run, policy: Policy, journal: Path, tmp_path: Path) -> None:
    policy('AllowedExportKinds = ["coach"]')
    target = tmp_path / "all.json"
    assert run("export", journal, "--as", "json", "--to", target) == (
        CONDITION,
        None,
        "not-allowed-here",
    )
    assert not target.exists()
    assert run("add", journal, "--title", "A quiet word")[0] == DONE
    coach = ("export", journal, "--as", "coach", "--select", "all", "--to", tmp_path / "c.pdf")
    assert run(*coach)[0] == DONE


def test_no_journal_is_made_or_left_without_a_passphrase(
    run: Run, policy: Policy, tmp_path: Path
) -> None:
    policy("RequirePassphrase = true")
    secret = tmp_path / "secret"
    secret.write_text("four words or more\n", encoding="utf-8")
    path = tmp_path / "my.ahpjournal"
    assert run("new", path)[::2] == (CONDITION, "passphrase-required")
    assert not path.exists()
    assert run("new", path, "--passphrase-file", secret)[0] == DONE
    removed = run("passphrase", path, "remove", "--passphrase-file", secret)
    assert removed[::2] == (CONDITION, "passphrase-required")
    assert run("info", path, "--passphrase-file", secret)[1]["encrypted"] is True


def test_no_unprotected_copy_of_a_journal_leaves_where_a_passphrase_is_wanted(
    run: Run, policy: Policy, journal: Path, tmp_path: Path
) -> None:
    secret, all_of_it = tmp_path / "secret", tmp_path / "all.pdf"
    secret.write_text("four words or more\n", encoding="utf-8")
    encrypted = tmp_path / "encrypted.ahpjournal"
    key = ("--passphrase-file", secret)
    assert run("new", encrypted, *key)[0] == DONE
    assert run("add", encrypted, "--title", "A quiet word", *key)[0] == DONE
    policy("RequirePassphrase = true")
    plain = run("export", journal, "--as", "coach", "--to", tmp_path / "c.pdf")
    assert plain[::2] == (CONDITION, "passphrase-required")
    as_json = run("export", encrypted, "--as", "json", "--to", tmp_path / "all.json", *key)
    assert as_json[::2] == (CONDITION, "protected-copy-only")
    archive = ("export", encrypted, "--as", "archive", "--to", all_of_it, "--select", "all", *key)
    assert run(*archive)[0] == 2  # an archive has a passphrase under any policy
    assert {path.suffix for path in tmp_path.iterdir()}.isdisjoint({".json", ".pdf"})
    assert run(*archive, "--password-file", secret)[0] == DONE
    coach = ("export", encrypted, "--as", "coach", "--select", "all", "--to", tmp_path / "c.pdf")
    assert run(*coach, *key)[0] == DONE


def test_a_list_may_name_kinds_that_this_version_does_not_know(run: Run, policy: Policy) -> None:
    policy('AllowedExportKinds = ["coach", "markdown", "hologram"]')
    code, said, _error = run("self-test")
    assert code == DONE
    found = next(check for check in said["checks"] if check["name"] == "policy")
    assert found["ok"]
    assert "hologram" in found["detail"]
    assert "markdown" not in found["detail"]


def test_backups_go_where_the_organisation_says(
    run: Run, policy: Policy, journal: Path, tmp_path: Path
) -> None:
    (tmp_path / "theirs").mkdir()
    policy(f'BackupFolder = "{tmp_path / "theirs"}"')
    assert run("backup", journal)[0] == DONE
    assert list((tmp_path / "theirs").glob("*.ahpjournal"))


def test_the_home_is_where_the_organisation_says(run: Run, policy: Policy, tmp_path: Path) -> None:
    policy(f'DataFolder = "{tmp_path / "theirs"}"')
    code, said, _error = run("self-test")
    assert code == DONE
    details = {check["name"]: check["detail"] for check in said["checks"]}
    assert str(tmp_path / "theirs") in details["data-folder"]
    assert details["policy"] == "in force: DataFolder"


def test_a_bad_policy_is_reported_and_the_journal_opens(
    run: Run, policy: Policy, journal: Path
) -> None:
    policy('AutoLockMinutes = "soon"\nColour = "red"\nDisableAttachments = true')
    assert run("info", journal)[0] == DONE
    code, said, _error = run("self-test")
    assert code == CONDITION
    found = next(check for check in said["checks"] if check["name"] == "policy")
    assert not found["ok"]
    assert "DisableAttachments" in found["detail"].split(";")[0]
    assert "AutoLockMinutes" in found["detail"]
    assert "Colour" in found["detail"]
    assert all(check["ok"] for check in said["checks"] if check["name"] != "policy")


def test_a_data_folder_out_of_reach_keeps_nobody_from_a_journal_elsewhere(
    run: Run, policy: Policy, journal: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    policy(f'DataFolder = "{tmp_path / "file" / "below"}"')
    assert run("info", journal)[0] == DONE
    assert run("add", journal, "--title", "Still written")[0] == DONE
    code, said, _error = run("self-test")
    assert code == CONDITION
    failed = {check["name"] for check in said["checks"] if not check["ok"]}
    assert failed == {"data-folder", "write"}
