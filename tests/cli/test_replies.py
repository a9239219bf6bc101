"""The command that reads a coach's reply."""

import json
from pathlib import Path

import pytest

from ahpjournal.bootstrap import own_workshop
from ahpjournal.cli import main
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.reply_form import FieldKind
from ahpjournal.pdf.render import render
from tests.pdf.reading.writers import by_pikepdf


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    path = tmp_path / "Journal.ahpjournal"
    session = own_workshop().create_demo(path)
    content = session.portfolios.content(session.portfolios.suggested_selection())
    pdf = tmp_path / "coach.pdf"
    render(content, pdf, SilentJob())
    session.exports.record(content, pdf.name, pdf.read_bytes(), ())
    session.close()
    assert content.form is not None
    values = {f.name: "Well done." for f in content.form.fields if f.kind is FieldKind.TEXT}
    (tmp_path / "back.pdf").write_bytes(by_pikepdf(pdf.read_bytes(), values))
    return path


def test_a_dry_run_says_what_is_in_it_and_adds_nothing(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = journal.read_bytes()
    assert main(["reply", str(journal), str(journal.parent / "back.pdf"), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "Well done." in said
    assert "seal" in said
    assert journal.read_bytes() == before


def test_a_reply_is_added_once(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["reply", str(journal), str(journal.parent / "back.pdf"), "--json"]
    assert main(command) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["added"]
    assert first["known_by"] == "seal"
    assert {answer["state"] for answer in first["answers"]} == {"new"}
    assert main(command) == 0
    second = json.loads(capsys.readouterr().out)
    assert second["added"] is None
    assert second["warnings"] == ["read-before"]


def test_what_is_no_reply_is_not_acceptable(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = journal.parent / "letter.pdf"
    wrong.write_text("Dear Frances", encoding="utf-8")
    assert main(["reply", str(journal), str(wrong), "--json"]) == 3
    assert json.loads(capsys.readouterr().err)["error"]["code"] == "not-a-pdf"
    assert main(["reply", str(journal), str(journal.parent / "none.pdf")]) == 4
    assert capsys.readouterr().err
