"""The command that checks a programme pack."""

import json
from pathlib import Path

import pytest

from ahpjournal.assets import resource_path
from ahpjournal.cli import main

PACK = resource_path("packs", "ahp-quality-safety.toml")


def test_a_sound_pack_is_said_to_be_usable(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "check", str(PACK), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["id"], said["problems"]) == (True, "ahp-quality-safety", [])
    assert main(["pack", "check", str(PACK)]) == 0
    assert "12 competencies, 6 modules" in capsys.readouterr().out


def test_every_mistake_is_named_with_line_and_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.toml"
    text = PACK.read_text(encoding="utf-8")
    broken.write_text(text.replace('area = "A"', 'area = "Q"'), encoding="utf-8")
    assert main(["pack", "check", str(broken), "--json"]) == 3
    said = json.loads(capsys.readouterr().out)
    assert not said["ok"]
    assert len(said["problems"]) == 3
    first = said["problems"][0]
    assert (first["code"], first["key"]) == ("unknown-reference", "competencies[1].area")
    assert text.splitlines()[first["line"] - 1].startswith("area")


def test_a_file_that_is_not_there_is_a_condition(tmp_path: Path) -> None:
    assert main(["pack", "check", str(tmp_path / "none.toml")]) == 4
