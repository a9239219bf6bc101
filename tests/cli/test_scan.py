import io
import json
import sys
from pathlib import Path

import pytest

from ahpjournal.cli import main, scan

TEXT = "Nothing here.\n\nSeen on 12 March 2024 by\nDr Hale, NHS 943 476 5919.\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["scan", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_findings_as_json_say_kind_place_words_and_reason(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "note.md"
    file.write_text(TEXT, encoding="utf-8")
    code, out, err = run(capsys, str(file), "--json")
    values = json.loads(out)
    assert (code, err, values["count"]) == (0, "", 3)
    kinds = [(f["kind"], f["where"]["line"], f["where"]["column"]) for f in values["findings"]]
    assert kinds == [("exact-date", 3, 9), ("person", 4, 1), ("nhs-number", 4, 14)]
    for finding in values["findings"]:
        where = finding["where"]
        assert TEXT[where["start"] : where["end"]] == finding["what"]
        assert finding["why"]
        assert finding["explanation"]
        assert finding["confidence"] in {"possible", "likely", "sure"}


def test_sentences_for_people_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfbed 4, aged 47")))
    code, out, _err = run(capsys, "-")
    assert code == 0
    assert "Line 1, column 1: Ward or bed: bed 4." in out
    assert "2 places to look at." in out
    assert "not a guarantee" in out


def test_nothing_found_is_said_and_is_no_proof(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "note.md"
    file.write_text("We scored 4/5.", encoding="utf-8")
    code, out, _err = run(capsys, str(file))
    assert code == 0
    assert "None of the identifiers" in out
    assert "not a guarantee" in out


@pytest.mark.parametrize(
    ("content", "code", "error"),
    [(b"\xff\xfe\x00", 3, "not-text"), (b"x" * 51, 3, "too-long"), (None, 4, "missing")],
)
def test_what_cannot_be_read_is_said(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    content: bytes | None,
    code: int,
    error: str,
) -> None:
    monkeypatch.setattr(scan, "LARGEST", 50)
    file = tmp_path / "note.md"
    if content is not None:
        file.write_bytes(content)
    found, _out, err = run(capsys, str(file), "--json")
    assert (found, json.loads(err)["error"]["code"]) == (code, error)


def test_a_folder_is_no_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found, _out, err = run(capsys, str(tmp_path), "--json")
    assert (found, json.loads(err)["error"]["code"]) == (4, "not-a-file")
