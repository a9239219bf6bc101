"""The repair command: a new journal, what was lost, and the old file as it was."""

import json
import os
from pathlib import Path

import pytest

from ahpjournal.bootstrap import workshop
from ahpjournal.cli import main
from ahpjournal.cli.repair import _sentences
from ahpjournal.services.repairs import LostRecord, RepairReport
from ahpjournal.storage import key_slots
from tests.builders import PASSPHRASE

PAGE = 4096


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the demo journal with its first page ruined."""
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    path = tmp_path / "demo.ahpjournal"
    workshop().create_demo(path).close()
    data = path.read_bytes()
    path.write_bytes(data[:100] + os.urandom(PAGE - 100) + data[PAGE:])
    return path


def test_a_ruined_journal_is_repaired_beside(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = journal.read_bytes()
    assert main(["check", str(journal)]) == 4
    assert "repaired copy" in capsys.readouterr().err
    target = tmp_path / "new.ahpjournal"
    assert main(["repair", str(journal), "--to", str(target), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["after"]["entries"] == 64
    assert said["before"]["entries"] is None
    assert (said["lost"], said["certain"]) == ([], False)
    assert main(["check", str(target)]) == 0
    assert journal.read_bytes() == before
    assert main(["repair", str(journal), "--to", str(target)]) == 4
    assert "file already" in capsys.readouterr().err


def test_damage_found_by_a_check_leads_to_a_repair(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    path = tmp_path / "demo.ahpjournal"
    workshop().create_demo(path).close()
    data = bytearray(path.read_bytes())
    at = data.rindex(b"because") // PAGE * PAGE
    data[at : at + PAGE] = bytes(PAGE)
    path.write_bytes(data)
    assert main(["check", str(path)]) == 4
    said = capsys.readouterr()
    assert "ahpjournal repair" in said.out or "repaired copy" in said.err


def test_what_was_lost_is_said_in_words() -> None:
    lost = tuple(LostRecord("entry", f"id{n}", "2026-01-12") for n in range(25))
    report = RepairReport(
        {"entries": 30, "ratings": None},
        {"entries": 5, "ratings": 7},
        lost,
        (LostRecord("action", "a1"),),
        is_certain=False,
    )
    said = "\n".join(_sentences(Path("old"), Path("new"), report))
    assert "entries: 5 of 30" in said
    assert "ratings: 7 of unknown" in said
    assert "reflection id0 2026-01-12" in said
    assert "and 5 more" in said
    assert "action a1" in said
    assert "may hide more" in said
    whole = RepairReport({"entries": 5}, {"entries": 5}, (), (), is_certain=True)
    assert _sentences(Path("old"), Path("new"), whole)[-1] == "Everything in it could be read."


def test_an_encrypted_journal_is_repaired_with_its_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(key_slots, "MEMORY_KIB", 19_456)
    monkeypatch.setattr(key_slots, "ITERATIONS", 2)
    path, target = tmp_path / "x.ahpjournal", tmp_path / "new.ahpjournal"
    workshop().create_demo(path, passphrase=PASSPHRASE).close()
    data = bytearray(path.read_bytes())
    data[500] ^= 1
    path.write_bytes(data)
    secret = tmp_path / "secret.txt"
    secret.write_text("not it", encoding="utf-8")
    command = ["repair", str(path), "--to", str(target), "--passphrase-file", str(secret)]
    assert main(command) == 4
    secret.write_text(PASSPHRASE.text, encoding="utf-8")
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "entries: 64 of" in said
    assert main(["check", str(target), "--passphrase-file", str(secret)]) == 0
    assert bytes(data) == path.read_bytes()
