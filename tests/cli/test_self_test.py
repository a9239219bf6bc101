"""What IT runs after deployment: everything that works is said to, and what does not is named."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ahpjournal import __version__
from ahpjournal.cli import main
from ahpjournal.cli.network_watch import NetworkWatch
from ahpjournal.cli.self_test import network
from ahpjournal.services.portfolios import PortfolioService
from ahpjournal.services.spelling import SpellingService

DONE, CONDITION = 0, 4
FULL = {"demo", "spell-check", "pdf", "reply", "encryption", "backup", "restore", "no-network"}
Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a way to run the self-test in a temporary home: exit code and JSON."""
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))

    def run_command(*arguments: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["self-test", *arguments, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run_command


def test_everything_an_owner_does_is_done(run: Run, tmp_path: Path) -> None:
    code, said = run("--full")
    assert [check for check in said["checks"] if not check["ok"]] == []
    assert (code, said["ok"], said["version"]) == (DONE, True, __version__)
    assert {check["name"] for check in said["checks"]} >= FULL
    assert not [p for p in (tmp_path / "home").rglob("*") if p.suffix == ".ahpjournal"]


def test_what_does_not_work_is_named_and_the_rest_still_tried(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_options: object) -> Path:
        raise OSError("no fonts")

    monkeypatch.setattr(PortfolioService, "write_pdf", fail)
    code, said = run("--full")
    assert (code, said["ok"]) == (CONDITION, False)
    failed = {check["name"]: check["detail"] for check in said["checks"] if not check["ok"]}
    assert set(failed) == {"pdf", "reply"}  # the second needs what the first makes
    assert failed["pdf"] == "no fonts"


def test_a_dictionary_that_knows_every_word_is_noticed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SpellingService, "check", lambda _self, _text: ())
    _code, said = run("--full")
    assert [c["name"] for c in said["checks"] if not c["ok"]] == ["spell-check"]


def test_the_short_one_makes_no_document(run: Run) -> None:
    code, said = run()
    assert code == DONE
    assert not FULL - {"no-network"} & {check["name"] for check in said["checks"]}
    assert said["build"] == {}  # this is a checkout


def test_reaching_for_a_network_is_noticed_while_it_is_watched() -> None:
    watch = NetworkWatch()
    socket.gethostname()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM):
        pass
    assert watch.end() == ("socket.__new__",)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM):
        pass
    assert watch.end() == ("socket.__new__",)
    assert not network(("socket.connect",)).is_ok
    assert network(()).is_ok
