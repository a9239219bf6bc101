"""The command that reads a coach's reply."""

import json
from pathlib import Path

import pikepdf
import pytest

from ahpjournal.bootstrap import own_workshop
from ahpjournal.cli import main
from tests.pdf.reading.writers import by_pikepdf

REPLACED = ("--findings", "replace")


@pytest.fixture
def journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    path, pdf = tmp_path / "Journal.ahpjournal", tmp_path / "coach.pdf"
    assert main(["new", str(path), "--demo"]) == 0
    assert main(["export", str(path), "--as", "coach", "--to", str(pdf), *REPLACED]) == 0
    with pikepdf.open(pdf) as opened:
        texts = [str(b.T) for b in opened.Root.AcroForm.Fields if pikepdf.Name.Tx == b.FT]
    back = by_pikepdf(pdf.read_bytes(), dict.fromkeys(texts, "Well done."))
    (tmp_path / "back.pdf").write_bytes(back)
    capsys.readouterr()
    return path


def test_what_leaves_is_written_down(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = own_workshop().open(journal, read_only=True)
    record = session.exports.list_all()[0]
    session.close()
    assert (record.kind, record.file_name, record.for_whom) == ("coach", "coach.pdf", "Moira")
    assert record.form is not None
    assert record.pages > 10
    assert {item.kind for item in record.items} >= {"entry", "action"}


def test_a_journal_in_use_lets_the_document_leave_and_says_so(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = journal.parent / "again.pdf"
    session = own_workshop().open(journal)
    command = ["export", str(journal), "--as", "coach", "--to", str(target), *REPLACED, "--json"]
    assert main(command) == 0
    session.close()
    said = capsys.readouterr()
    assert json.loads(said.out)["recorded"] is False
    assert "could not be written down" in said.err
    assert target.exists()


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
